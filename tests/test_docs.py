"""The documents keep up with the code: commands, examples, links. Findings: test_findings_documented.py."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from quellenlage.api import explain
from quellenlage.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def blocks(page: Path, language: str) -> list[str]:
    """The fenced code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def examples() -> Iterator[tuple[str, str]]:
    """Every `quellenlage ...` line of a shell block, as page and line."""
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                if line.startswith("quellenlage "):
                    yield str(page.relative_to(ROOT)), line.split("#")[0].split("|")[0].split("<")[0].strip()


@pytest.mark.parametrize(("page", "line"), sorted(set(examples())))
def test_every_example_is_a_command_with_options_that_exist(page: str, line: str) -> None:
    _, name, *args = shlex.split(line)
    if name.startswith("-"):
        return
    assert name in COMMANDS, f"{page}: {line}"
    context = COMMANDS[name].make_context(name, args, resilient_parsing=False)
    context.close()


def test_the_line_that_the_tutorial_asks_for_is_there(compiled_sample: Path) -> None:
    page = (ROOT / "docs" / "tutorial" / "first-dossier.md").read_text("utf-8")
    (asked,) = re.findall(r"^quellenlage explain demo (\S+)", page, re.MULTILINE)
    assert "haldersumer" in str(explain(compiled_sample, asked).places)


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    for name, command in COMMANDS.items():
        assert f"## {name}\n" in page
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        assert f"quellenlage {name} " in section
        for parameter in command.params:
            long = next((option for option in parameter.opts if option.startswith("--")), None)
            known = long in (None, "--help") or long in section or (name == "read" and long in page)
            assert known, f"{name} {long} is not in commands.md"
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"quellenlage {name} " in readme for name in COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target or target.startswith(("#", "mailto:")):
            continue
        assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_and_json_examples_are_well_formed(page: Path) -> None:
    for block in blocks(page, "python"):
        ast.parse(block)
