"""The atlas to take away: a folder for any web host, one file, or the meshes for other programs."""
