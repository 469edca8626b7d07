"""What every reader must do, built in or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.pages import page

from quellenlage.domain.finding import Finding, Stage
from quellenlage.domain.ids import sha256_of
from quellenlage.domain.report import Declared, Provenance, Report, Sourced
from quellenlage.ports import RawInput, Reader
from quellenlage.readers.gather import BY_SUFFIX, READERS

GOOD = {
    "txt": b"Der Damm h\xc3\xa4lt, sagte sie.",
    "html": page().encode(),
    "jsonl": b'{"text": "Der Damm h\xc3\xa4lt, sagte sie."}\n{"text": "Noch einer."}\n',
}
by_name = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


def test_suffixes_are_lower_case_with_a_dot_and_belong_to_one_reader() -> None:
    assert len(BY_SUFFIX) == sum(len(reader.suffixes) for reader in READERS)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in BY_SUFFIX)
    assert len({reader.name for reader in READERS}) == len(READERS)


@by_name
def test_it_is_a_reader_and_reads_its_own_format(reader: Reader) -> None:
    assert isinstance(reader, Reader)
    reports = [
        item for item in reader.read(RawInput("quelle", GOOD[reader.name])) if isinstance(item, Report)
    ]
    assert reports
    for report in reports:
        assert report.source.startswith("quelle")
        assert report.sha256 == sha256_of(report.text)
        assert report.text.strip()


@by_name
def test_reading_twice_gives_the_same(reader: Reader) -> None:
    raw = RawInput("quelle", GOOD[reader.name])
    assert list(reader.read(raw)) == list(reader.read(raw))


@by_name
def test_what_the_sidecar_says_wins(reader: Reader) -> None:
    sidecar = Declared(
        title=Sourced("Von Hand", Provenance.SIDECAR), url=Sourced("https://x.example", Provenance.SIDECAR)
    )
    for item in reader.read(RawInput("quelle", GOOD[reader.name], sidecar)):
        if isinstance(item, Report):
            assert item.declared.title == sidecar.title
            assert item.declared.url == sidecar.url


@by_name
def test_nothing_to_read_is_a_finding_that_names_the_source(reader: Reader) -> None:
    for data in (b"", b" \n\t\n", b"\x00\x01\x02" * 50):
        items = list(reader.read(RawInput("quelle", data)))
        assert items
        for item in items:
            assert isinstance(item, Finding)
            assert item.stage is Stage.INPUT
            assert str(item.source).startswith("quelle")


@by_name
@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_make_it_raise_and_every_report_can_be_stored(reader: Reader, data: bytes) -> None:
    for item in reader.read(RawInput("quelle", data)):
        if isinstance(item, Report):
            item.text.encode()
            assert all(span.end <= len(item.text) for span in item.main)
