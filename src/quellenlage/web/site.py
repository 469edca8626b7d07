"""The folder that is served: its ledger opened per thread, opened anew when the ledger is another one."""

from __future__ import annotations

import threading
from pathlib import Path

from quellenlage.errors import LedgerError
from quellenlage.stores.register import Register
from quellenlage.stores.register_build import Progress, register_of
from quellenlage.stores.sqlite import SqliteStore
from quellenlage.web.page import Opened

LEDGER = "ledger.sqlite"


class Site:
    """One dossier's folder. A recompiled ledger is noticed on the next request."""

    def __init__(self, folder: Path, progress: Progress | None = None) -> None:
        self.folder = folder
        self._ledger = folder / LEDGER
        self._making = threading.Lock()
        self._own = threading.local()
        self._progress = progress
        self._register_of()

    def opened(self) -> Opened:
        """The ledger, for the calling thread. Raises `LedgerError` where it is gone or damaged."""
        stamp = self._stamp()
        known: tuple[tuple[int, int], Opened] | None = getattr(self._own, "known", None)
        if known is not None and known[0] == stamp:
            return known[1]
        store = SqliteStore(self._ledger)
        opened = Opened(store, Register(self._register_of()), store.run())
        self._own.known = (stamp, opened)
        return opened

    def _register_of(self) -> Path:
        with self._making:
            return register_of(self._ledger, self._progress)

    def _stamp(self) -> tuple[int, int]:
        try:
            stat = self._ledger.stat()
        except OSError as error:
            raise LedgerError(f"{self._ledger}: no ledger there any longer") from error
        return stat.st_mtime_ns, stat.st_size
