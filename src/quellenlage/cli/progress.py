"""A progress bar on standard error, only where a person looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from quellenlage.api import Progress


@contextmanager
def reading_bar(quiet: bool) -> Iterator[Progress | None]:
    """A progress function for the reading of reports; None when quiet or when piped."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("Reading reports"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        task = bars.add_task("read", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
