"""URLs as far as they name a page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

# Parameters that tell how somebody came to a page, not which page it is.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|wt_\w+|xtor|at_\w+", re.IGNORECASE)


def host_of(url: str) -> str:
    """The host without `www.`, lower case; empty where there is none."""
    return place_of(url)[0]


def place_of(url: str) -> tuple[str, str]:
    """Host and path: without scheme, `www.`, query, fragment and last slash."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:
        return "", url
    return host.lower().removeprefix("www."), parts.path.rstrip("/")


def is_one_page(left: str, right: str) -> bool:
    """Whether two URLs name one page; the start page of a site is none, its text is another every day."""
    place = place_of(left)
    return bool(place[1]) and place == place_of(right) and _asked(left) == _asked(right)


def _asked(url: str) -> tuple[tuple[str, str], ...]:
    """What the query asks for, without what only tells where the reader came from."""
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return ()
    return tuple(sorted(pair for pair in pairs if not TRACKING.fullmatch(pair[0])))
