"""What the command `sciatica-atlas` understands, and how it speaks."""
