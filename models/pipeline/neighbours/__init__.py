"""What lies beside the points and the nerve: tendons, vessels and further nerves."""
