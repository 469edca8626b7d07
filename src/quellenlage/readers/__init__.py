"""From files to reports: one reader per format, and `gather` that finds and reads the files.

A reader never raises for what a file holds: what cannot be read becomes a `Finding`.
"""
