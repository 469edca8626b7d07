"""The command line: thin, over `quellenlage.api`."""
