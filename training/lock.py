"""Writes the hashes of the weights where the product checks them.

python -m training.lock models/reader-de-en
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

from quellenlage.encoder.encoder import BODY, HEADS, SUBWORDS
from quellenlage.encoder.weights import LOCK


def main() -> None:
    package = Path(sys.argv[1])
    project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    folder = next((package / "src").iterdir())
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (BODY, HEADS, SUBWORDS)
    }
    name = project["name"].removeprefix("quellenlage-")
    locked = {"name": name, "version": project["version"], "files": files}
    LOCK.write_text(json.dumps(locked, indent=1) + "\n", "utf-8")
    print(f"{name} {project['version']} locked in {LOCK.name}")


if __name__ == "__main__":
    main()
