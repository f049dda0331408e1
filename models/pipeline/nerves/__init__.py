"""The nerves: courses through waypoints, what the spinal canal holds, and the variants."""
