"""Scores against hand-made gold, layer by layer."""
