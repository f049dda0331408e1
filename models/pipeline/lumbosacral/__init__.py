"""The lumbar spine, sacrum, pelvis and hip, modelled as solids from published dimensions."""
