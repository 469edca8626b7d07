"""Every code of a finding stands in docs/reference/findings.md, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

EMITTED = re.compile(
    r"(?:\b(?:\w*finding|note)\(|\bcode=|\bFinding\(\s*Stage\.\w+,)\s*\"([a-z]+(?:-[a-z]+)*)\"", re.MULTILINE
)
ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)


def test_the_table_lists_the_codes_that_the_code_emits(root: Path) -> None:
    sources = (root / "src").rglob("*.py")
    emitted = {code for path in sources for code in EMITTED.findall(path.read_text("utf-8"))}
    listed = ROW.findall((root / "docs" / "reference" / "findings.md").read_text("utf-8"))
    assert emitted - set(listed) == set()
    assert set(listed) - emitted == set()
    assert len(listed) == len(set(listed))
