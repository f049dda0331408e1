"""How the bodies are made; a maintainer's command, never needed to look at one."""
