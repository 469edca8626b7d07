"""What can go wrong on our side of the border.

Exceptions are for operators' mistakes and for our bugs. What a *report* does wrong is data: a
`Finding` (see `quellenlage.domain.finding`), never an exception.

    QuellenlageError
    ├── UsageError            the caller asked for something that cannot be done (exit code 2)
    ├── InputError            an input that was named cannot be read at all (exit code 3)
    ├── LedgerError           a ledger is missing, foreign, or of a newer schema (exit code 3)
    └── InternalError         our bug, not your input
"""


class QuellenlageError(Exception):
    """Base of everything Quellenlage raises on purpose.

    `exit_code` is what the command line returns for it.
    """

    exit_code = 2


class UsageError(QuellenlageError):
    """The request itself is wrong: an unknown format, an empty list of inputs."""


class InputError(QuellenlageError):
    """A named input does not exist or cannot be opened; carries the path in its message."""

    exit_code = 3


class LedgerError(QuellenlageError):
    """A ledger cannot be opened: missing, not ours, damaged, or written by a newer version."""

    exit_code = 3


class InternalError(QuellenlageError):
    """An invariant of ours does not hold. Please report it."""

    exit_code = 70
