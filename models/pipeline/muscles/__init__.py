"""Muscles as shaped volumes: a bent sheet with a thickness, cut clear of bone, nerve, skin and each other."""
