"""The bones: read from the source, mended, refined, placed on one body and drawn apart."""
