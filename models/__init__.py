"""The bodies: baked anatomy in one space, LPS, in millimetres.

x runs to the patient's left, y to the back, z up; the floor is z = 0 and the
mid-sagittal plane x = 0. `models.catalogue` reads what `models.pipeline` baked.
"""
