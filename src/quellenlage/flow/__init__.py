"""The flow: start here. `read_report` is the way of one report, `compile_dossier` the way of many."""
