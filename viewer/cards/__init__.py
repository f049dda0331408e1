"""What is told about a chosen thing, and the long pages: plain data in one voice, as `plans.toml` has it."""
