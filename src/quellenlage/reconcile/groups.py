"""Disjoint groups of keys whose outcome does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """A union-find whose root is always the least key of a group.

    Keys of a pair in `apart` never come into one group: a join that would do so is left out.
    """

    def __init__(self, keys: Iterable[str] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {key: key for key in keys}
        self._strangers: dict[str, set[str]] = {}  # by root: keys that must stay outside
        for left, right in apart:
            self._strangers.setdefault(left, set()).add(right)
            self._strangers.setdefault(right, set()).add(left)

    def root(self, key: str) -> str:
        """The least key of the group that `key` is in; a new key is a group of its own."""
        root = self._parent.setdefault(key, key)
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[key] != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def join(self, left: str, right: str) -> None:
        """Put the groups of both keys together, unless two of their members must stay apart."""
        a, b = sorted((self.root(left), self.root(right)))
        if self._strangers and a != b:
            if any(self.root(key) == b for key in self._strangers.get(a, ())):
                return
            self._strangers.setdefault(a, set()).update(self._strangers.pop(b, ()))
        self._parent[b] = a

    def same(self, left: str, right: str) -> bool:
        """Whether both are in one group."""
        return self.root(left) == self.root(right)

    def all(self) -> list[tuple[str, ...]]:
        """Every group with its members sorted, groups sorted."""
        members: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            members[self.root(key)].append(key)
        return sorted(tuple(keys) for keys in members.values())

    def several(self) -> list[tuple[str, ...]]:
        """The groups of more than one key."""
        return [group for group in self.all() if len(group) > 1]
