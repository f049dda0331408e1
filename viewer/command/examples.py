"""What stands below the help of each command."""

NAME = "sciatica-atlas"

EXAMPLES = {
    "": f"""\
examples:
  {NAME}                             open the atlas in a browser
  {NAME} --port 8081 --body female   the same, elsewhere and with another body
  {NAME} check my-map.toml           look for mistakes in a map file

Without a command it serves the page. `{NAME} serve --help` explains its options.""",
    "serve": f"""\
examples:
  {NAME} serve --map my-map.toml              with places of your own
  {NAME} serve --host 0.0.0.0 --no-browser    for a class: others open this computer's address
  {NAME} serve --host 0.0.0.0 --class-bus redis://localhost:6379   one of several that share classes
  {NAME} serve --allow-host atlas.example.org behind a proxy that passes that name on""",
    "check": f"""\
examples:
  {NAME} check my-map.toml
  {NAME} check maps/ another.toml""",
    "describe": f"""\
examples:
  {NAME} describe > scene.json
  {NAME} describe --body female --map my-map.toml > scene.json""",
    "export": f"""\
examples:
  {NAME} export site atlas/
  {NAME} export page KI3.html --select KI3.left""",
    "export site": f"""\
examples:
  {NAME} export site atlas/ --url https://atlas.example.org/
  {NAME} export site atlas/ --map my-map.toml --body female""",
    "export page": f"""\
examples:
  {NAME} export page atlas.html
  {NAME} export page lesson.html --story disc-and-root --body female""",
    "export meshes": f"""\
examples:
  {NAME} export meshes male-meshes/
  {NAME} export meshes meshes/ --body female""",
    "export glb": f"""\
examples:
  {NAME} export glb nerve.glb --select bones --select sciatic.left
  {NAME} export glb leg.glb "?body=female&show=bones,nerves&side=left"
  {NAME} export stl spine.stl "?select=l5-s1-herniated-disc.left&show=bones,nerves&hide=coccyx" --amount 100
  {NAME} export vtm legs.vtm --body female --select nerves""",
    "export pictures": f"""\
examples:
  {NAME} export pictures pictures/
  {NAME} export pictures pictures/ --body female""",
    "picture": f"""\
examples:
  {NAME} picture l5-s1-herniated-disc.left disc.png
  {NAME} picture "?body=female&select=piriformis-syndrome.right&amount=60" muscle.webp --size 1920x1080
  {NAME} picture "?show=bones,nerves&view=lower-back" spine.png --labels --legend --transparent
  {NAME} picture piriformis-syndrome.left muscle.gif --morph --legend
  {NAME} picture "?show=bones,nerves&view=back" nerve.mp4 --turntable --frames 120 --seconds 8""",
    "verify": f"""\
examples:
  {NAME} verify
  {NAME} verify --body male --part causes""",
}
