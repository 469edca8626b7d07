"""The trained reader: one pass of a small encoder over a report, decoded into proposals with confidence."""
