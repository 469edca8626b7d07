"""Quellenlage: the state of the sources.

Reads many reports of unfolding stories and compiles a verifiable ledger: who said what, how many
according to whom, what is confirmed or denied by whom since when, and from how many independent
origins. Every line traces to exact characters of a source.
"""

from importlib.metadata import version as _version

__version__ = _version("quellenlage")
