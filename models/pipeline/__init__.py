"""How the bodies are made; a maintainer's command, never needed to look at one.

`body` runs the steps, each a room that knows only those before it: `bones` (with the `lumbosacral` ones,
which are modelled here), `skin`, `places`, `nerves`, `muscles`, `neighbours`, `occlusion`; `shapes` is what
all of them draw with.
"""
