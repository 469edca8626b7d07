"""Exporters write a dossier (or single readings) in one format each."""
