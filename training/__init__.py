"""How the trained reader is made: prepare, train, evaluate, export. See README.md."""
