"""Engines map a function over reports; they know nothing of the flow."""
