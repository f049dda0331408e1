"""The web server: documents and files for everybody, a private session and preview for each visitor."""
