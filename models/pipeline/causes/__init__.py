"""Causes of sciatica as changes of a healthy body, from amount 0, healthy, to 1, fully affected."""
