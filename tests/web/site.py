"""A served ledger for tests: the application over a folder, spoken to without a network."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from quellenlage.domain.dossier import Dossier
from quellenlage.stores.sqlite import write_ledger
from quellenlage.web.app import application
from quellenlage.web.decide import Desk
from quellenlage.web.serve import host_check
from quellenlage.web.site import LEDGER, Site


def client(folder: Path, desk: Desk | None = None) -> TestClient:
    """A client of the application over `folder`, German unless it asks otherwise."""
    app = application(Site(folder), host_check("127.0.0.1"), desk)
    return TestClient(app, base_url="http://127.0.0.1:8765", headers={"accept-language": "de"})


def served(dossier: Dossier, folder: Path) -> TestClient:
    """A client over a dossier made by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    write_ledger(folder / LEDGER, dossier)
    return client(folder)
