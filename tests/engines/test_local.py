from __future__ import annotations

import multiprocessing
import operator
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quellenlage.engines.local import LocalEngine
from quellenlage.errors import UsageError


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(LocalEngine(workers).map(operator.neg, range(40))) == [-n for n in range(40)]


def test_one_worker_asks_for_an_item_only_when_it_is_its_turn() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for n in range(3):
            asked.append(n)
            yield n

    results = LocalEngine().map(operator.neg, items())
    assert next(results) == 0
    assert asked == [0]


def test_what_a_function_raises_reaches_the_caller() -> None:
    with pytest.raises(TypeError):
        list(LocalEngine(2).map(operator.neg, ["no number"]))


def test_a_worker_that_is_killed_ends_the_run_with_a_clear_line() -> None:
    with pytest.raises(UsageError, match="--workers 1"):
        list(LocalEngine(2).map(os._exit, [9]))


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import operator\nfrom quellenlage.engines.local import LocalEngine\n"
        "print(list(LocalEngine(2).map(operator.neg, range(3))))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "__main__" in done.stderr.splitlines()[-1]


def test_who_stops_listening_leaves_no_process_behind() -> None:
    results = LocalEngine(2).map(operator.neg, range(40))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
