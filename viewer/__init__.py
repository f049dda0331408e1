"""The page: what a person sees of the body and the places on it, and does with them.

`atlas` joins a body and a point map into entries; `packs`, `views`, `search` and
`links` each answer one question about them, and `cards` tells what they are.
`serving` serves the page in `web/` and `ui/`, one private session for each visitor.
The browser draws; nothing here imports a renderer.
"""
