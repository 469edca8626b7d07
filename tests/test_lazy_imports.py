"""Importing the library, or asking for help, loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "charset_normalizer",
    "jinja2",
    "lxml",
    "numpy",
    "py3langid",
    "rapidfuzz",
    "simplemma",
    "trafilatura",
)
CODE = "import json, sys; {}; print(json.dumps(sorted(name for name in sys.modules if '.' not in name)))"


def loaded_by(statement: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(statement)], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("statement", "more"),
    [
        ("import quellenlage", ("rich", "typer", "msgspec", "sqlite3", "yaml")),
        ("import quellenlage.domain.dossier, quellenlage.ports", ("rich", "typer", "msgspec", "sqlite3")),
        ("import quellenlage.cli.main", ("sqlite3", "yaml")),
    ],
)
def test_nothing_heavy_is_loaded(statement: str, more: tuple[str, ...]) -> None:
    assert loaded_by(statement) & {*HEAVY, *more} == set()
