"""What all tests share: where the data is, and a ledger to look at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quellenlage.api import compile_reports

# Golden files and counts are those of the rules, which give the same on every processor; what the trained
# reader adds is tested where it is named.
os.environ.setdefault("QUELLENLAGE_READER", "rules")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared evaluation data, which lies beside the repository and not in it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the shared evaluation data in {os.path.relpath(folder, ROOT)}")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample story: reports/ and gold/."""
    return ROOT / "examples" / "sample-story"


@pytest.fixture(scope="session")
def compiled_sample(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the sample story. Copy it before you spoil it."""
    folder = tmp_path_factory.mktemp("sample") / "dossier"
    compile_reports([str(sample / "reports")], folder)
    return folder
