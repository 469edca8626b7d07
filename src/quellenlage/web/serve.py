"""Starts the server over a folder."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

from quellenlage.errors import UsageError
from quellenlage.ledger.decisions import DECISIONS
from quellenlage.web.app import application
from quellenlage.web.decide import Desk
from quellenlage.web.site import Site

LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(folder: Path, host: str, port: int, say: Callable[[str], None], author: str | None = None) -> None:
    """Serve the dossier in `folder` until interrupted. Raises `LedgerError` where there is none.

    With an `author` whoever opens the printed address may make decisions in that name.
    """
    import uvicorn

    site = Site(folder, lambda part: say(f"indexing: {part}"))
    desk = Desk(folder / DECISIONS, author) if author else None
    app = application(site, host_check(host), desk)
    address = f"http://{_printed(host)}:{port}/"
    say(f"{address}edit?token={desk.token}" if desk else address)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, access_log=False
    )
    try:
        uvicorn.Server(config).run()
    except SystemExit as error:
        raise UsageError(
            f"cannot listen on {host}:{port}; is another server running there? Use --port"
        ) from error


def host_check(host: str) -> Callable[[str], bool]:
    """Whether a request's `Host` fits a server that listens on `host`.

    A page elsewhere can point a name of its own to this machine and read the answers; it cannot use ours.
    """
    names = {*LOCAL, host.lower(), socket.gethostname().lower()}
    anywhere = host in ("0.0.0.0", "::")

    def fits(asked: str) -> bool:
        name = asked.lower()
        name = name.partition("]")[0].removeprefix("[") if name.startswith("[") else name.rsplit(":", 1)[0]
        return name in names or (anywhere and _is_address(name))

    return fits


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _printed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
