"""What the atlas costs, measured on the machine at hand: `python -m benchmarks`.

Where a clock is involved a row is a ratio, in one run and in alternating order, to a bare vtk.js page that
draws the same files with the same colours, so that a slow machine judges as well as a fast one.
trame-pyvista's stock local viewer of the same meshes stands beside it as what people would use instead.
"""
