"""Overlapping spans become nested marks, and no character is lost, doubled or moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Span
from quellenlage.render.segments import Layer, Token, nest

TEXT = "Der Damm hält, sagte die Bürgermeisterin am Dienstag."


def printed(tokens: tuple[Token, ...]) -> str:
    """Tokens with the kinds of their marks in brackets; `*` where a mark carries its id."""
    out = []
    for token in tokens:
        if token.mark:
            out.append(f"[{token.mark.kind}{'*' if token.first else ''}:")
        else:
            out.append("]" if token.close else token.text)
    return "".join(out)


def test_a_span_inside_another_nests() -> None:
    layers = [Layer(Span(0, 4), "a", "x"), Layer(Span(1, 3), "b", "y")]
    assert printed(nest("0123456", Span(0, 7), layers)) == "[a*:0[b*:12]3]456"


def test_a_crossing_span_is_cut_and_only_its_first_piece_has_the_id() -> None:
    layers = [Layer(Span(0, 4), "a"), Layer(Span(2, 6), "b", "y")]
    assert printed(nest("0123456", Span(0, 7), layers)) == "[a*:01[b*:23]][b:45]6"


def test_equal_spans_are_both_there() -> None:
    layers = [Layer(Span(1, 3), "a", "x"), Layer(Span(1, 3), "b", "y")]
    assert printed(nest("0123", Span(0, 4), layers)) == "0[a*:[b*:12]]3"


def test_a_span_that_begins_before_the_block_has_its_id_there() -> None:
    assert printed(nest("0123456", Span(3, 7), [Layer(Span(1, 5), "a", "x")])) == "[a:34]56"
    assert printed(nest("0123456", Span(0, 3), [Layer(Span(1, 5), "a", "x")])) == "0[a*:12]"


def test_touching_and_empty_spans() -> None:
    layers = [Layer(Span(0, 2), "a"), Layer(Span(2, 4), "b"), Layer(Span(3, 3), "c")]
    assert printed(nest("0123", Span(0, 4), layers)) == "[a*:01][b*:23]"
    assert nest("", Span(0, 0), []) == ()


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda p: Span(min(p), max(p)))


@given(st.lists(spans, max_size=12), spans)
def test_text_is_kept_and_marks_nest(found: list[Span], whole: Span) -> None:
    tokens = nest(TEXT, whole, [Layer(span, str(n), f"x{n}") for n, span in enumerate(found)])
    assert "".join(t.text for t in tokens) == whole.of(TEXT)
    depth, covered, at, opened = [], {}, whole.start, []
    for token in tokens:
        if token.mark:
            depth.append(token.mark)
            if token.first:
                opened.append(token.mark.anchor)
        elif token.close:
            depth.pop()
        else:
            for i in range(at, at + len(token.text)):
                covered[i] = {mark.anchor for mark in depth}
            at += len(token.text)
    assert depth == []
    assert len(opened) == len(set(opened))
    for i in range(whole.start, whole.end):
        assert covered[i] == {f"x{n}" for n, span in enumerate(found) if span.start <= i < span.end}
