"""The sample story, served."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.site import client

from quellenlage.api import open_dossier
from quellenlage.domain.dossier import Dossier


@pytest.fixture(scope="session")
def served_folder(compiled_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample's dossier, so that no index is left in the other one."""
    folder = tmp_path_factory.mktemp("served") / "dossier"
    shutil.copytree(compiled_sample, folder)
    return folder


@pytest.fixture(scope="session")
def site(served_folder: Path) -> TestClient:
    return client(served_folder)


@pytest.fixture(scope="session")
def whole(served_folder: Path) -> Dossier:
    """The same dossier, loaded whole."""
    return open_dossier(served_folder)
