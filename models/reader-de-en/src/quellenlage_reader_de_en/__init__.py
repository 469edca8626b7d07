"""Weights of the trained reader: data only. See README.md for the model card."""
