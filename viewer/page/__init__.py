"""The page as documents and static files, whoever serves them."""
