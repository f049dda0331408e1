"""From a file's bytes to records in order, or to every problem: `reading` for one file, `sense` for all."""
