"""The skin: shaped and posed as the body, closed, and drawn over the bones."""
