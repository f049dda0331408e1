"""Everything a page can know ahead of one atlas, as files."""
