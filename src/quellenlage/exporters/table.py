"""The built-in exporters, by name. Third parties add theirs under the entry point `quellenlage.exporters`."""

from __future__ import annotations

from importlib.metadata import entry_points

from quellenlage.errors import UsageError
from quellenlage.exporters.csv import CsvExporter
from quellenlage.exporters.json import JsonExporter
from quellenlage.exporters.jsonl import JsonlExporter
from quellenlage.exporters.predictions import PredictionsExporter
from quellenlage.ports import Exporter

BUILT_IN: dict[str, type[Exporter]] = {
    "json": JsonExporter,
    "jsonl": JsonlExporter,
    "csv": CsvExporter,
    "predictions": PredictionsExporter,
}


def exporter(name: str) -> Exporter:
    """The exporter called `name`.

    Raises `UsageError` naming the known ones.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]()
    for point in entry_points(group="quellenlage.exporters"):
        if point.name == name:
            made: Exporter = point.load()()
            return made
    raise UsageError(f"unknown format {name!r}; known: {', '.join(names())}")


def names() -> tuple[str, ...]:
    """All formats that can be asked for."""
    more = (point.name for point in entry_points(group="quellenlage.exporters"))
    return tuple(dict.fromkeys((*BUILT_IN, *sorted(more))))
