"""The atlas to take away: a folder for any web host, or one file."""
