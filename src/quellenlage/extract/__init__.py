"""From one report to what it says: layout, times, figures, mentions, quotes, statements."""

RULES_VERSION = "1"
