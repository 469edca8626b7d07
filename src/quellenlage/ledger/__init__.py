"""The ledger: entries cut from a dossier, their verification, and why each line stands there."""
