"""Write docs/reference/ledger.schema.json from the types, or check that it is up to date (--check)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from quellenlage.exporters.json import FORMAT, FORMAT_VERSION, LedgerDocument
from quellenlage.ledger.codec import schema_of

PATH = Path(__file__).parent / "reference" / "ledger.schema.json"


def main() -> int:
    """Write or check the schema."""
    written = json.dumps(ledger_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if "--check" not in sys.argv[1:]:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        PATH.write_text(written, "utf-8")
        return 0
    if not PATH.exists() or PATH.read_text("utf-8") != written:
        sys.stderr.write(f"{PATH.name} is not what the types say; run: make schema\n")
        return 1
    return 0


def ledger_schema() -> dict[str, Any]:
    """The JSON Schema of ledger.json: the types' own, with its name and the fixed format fields."""
    schema = schema_of(LedgerDocument)
    fields = schema["$defs"]["LedgerDocument"]["properties"]
    fields["format"]["const"] = FORMAT
    fields["format_version"]["const"] = FORMAT_VERSION
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ledger.json", **schema}


if __name__ == "__main__":
    sys.exit(main())
