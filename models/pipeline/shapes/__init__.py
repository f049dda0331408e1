"""Solids, surfaces and distances: what every later step draws and measures with."""
