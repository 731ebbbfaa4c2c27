"""Frames come back as they were sent, and anything else is refused; nothing in a repr."""

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.aside.frames import LONGEST_BODY, Broken, Frame, receive, send


def through(frame: Frame, piece: int) -> Frame:
    """Send a frame and receive it in pieces of a few bytes, as a pipe may give it."""
    pipe = io.BytesIO()
    send(lambda view: pipe.write(view[:piece]), frame)
    pipe.seek(0)
    return receive(lambda size: pipe.read(min(size, piece)))


@given(
    st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), st.binary(max_size=300), st.integers(1, 64)
)
def test_a_frame_comes_back_whole(head: dict[str, str], body: bytes, piece: int) -> None:
    assert through(Frame(head, body), piece) == Frame(head, body)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0\0\0",
        struct.pack(">II", 5, 0) + b"{}",
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 3, 0) + b"{x}",
        struct.pack(">II", 2, LONGEST_BODY + 1) + b"{}",
        struct.pack(">II", 1 << 31, 0),
    ],
)
def test_what_is_no_frame_is_refused(sent: bytes) -> None:
    with pytest.raises(Broken):
        receive(io.BytesIO(sent).read)


def test_a_frame_tells_nothing_of_itself() -> None:
    assert "481516" not in repr(Frame({"pin": "481516"}, b"481516"))
    assert json.dumps(dict(Frame({"a": "b"}).head)) == '{"a": "b"}'
