"""Places on the body: where the sciatic nerve is pressed, and where the Balance Method needles.

Everything here is written by hand in TOML, in anatomical words and with sources, and
is solved on whichever body is shown. A *site* is a place where a nerve can be pressed;
a *region* is an area of skin around an acupuncture point. Neither is a coordinate.
"""
