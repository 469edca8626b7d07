"""Disjoint groups of keys whose outcome does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """A union-find whose root is always the least key of a group."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: str) -> str:
        """The least key of the group that `key` is in; a new key is a group of its own."""
        root = self._parent.setdefault(key, key)
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[key] != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def join(self, left: str, right: str) -> None:
        """Put the groups of both keys together."""
        a, b = sorted((self.root(left), self.root(right)))
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
