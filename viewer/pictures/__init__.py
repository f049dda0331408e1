"""Pictures of causes, drawn by pyvista where there is no browser. No server imports this."""
