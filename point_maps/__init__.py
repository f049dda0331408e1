"""Places on the body: where the sciatic nerve is pressed, and where the Balance Method needles.

Everything here is written by hand in TOML, in anatomical words and with sources, and
is solved on whichever body is shown. A *site* is a place where a nerve can be pressed;
a *region* is an area of skin around an acupuncture point. Neither is a coordinate.

`records` says what a file may hold, `checking` reads it and says what is wrong, `maps`
joins the files, `solving` places them on a body, `balance` answers questions to the
method's tables, `verify` measures the bodies themselves.
"""
