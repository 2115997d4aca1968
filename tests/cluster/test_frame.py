"""Python's side of the frame: plain unittest, run by `deno task test:cluster`."""

import io
import struct
import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "cluster" / "app"))
from frame import FrameError, read_frame, write_frame  # noqa: E402


class Dribble(io.RawIOBase):
    """A pipe that gives at most so many bytes at once."""

    def __init__(self, content: bytes, at_once: int):
        self.content, self.at_once = io.BytesIO(content), at_once

    def read(self, count: int = -1) -> bytes:
        return self.content.read(min(count, self.at_once))


def raw(header: bytes, body: bytes, head_bytes: int | None = None, body_bytes: int | None = None) -> io.BytesIO:
    lengths = struct.pack(
        "<II",
        len(header) if head_bytes is None else head_bytes,
        len(body) if body_bytes is None else body_bytes,
    )
    return io.BytesIO(lengths + header + body)


def written(header: dict, arrays: dict) -> bytes:
    stream = io.BytesIO()
    write_frame(stream, header, arrays)
    return stream.getvalue()


ARRAYS = {
    "a/kernel": np.array([[1, -2, 3.5], [0, 1e-30, 3e38]], dtype="<f4"),
    "a/bias": np.array([7, 8, 9], dtype="<f4"),
    "scale": np.array(10, dtype="<f4"),
}


class FrameTest(unittest.TestCase):
    def test_bytes_worked_out_by_hand(self):
        head = b'{"op": "x", "spec": [["w", [1]]]}'
        expected = struct.pack("<II", len(head), 4) + head + bytes([0, 0, 0x80, 0x3F])
        self.assertEqual(written({"op": "x"}, {"w": np.array([1.0])}), expected)

    def test_what_is_written_is_read_however_few_bytes_come_at_once(self):
        content = written({"op": "train", "config": {"seed": 1}}, ARRAYS)
        for at_once in (1, 7, 1000):
            header, arrays = read_frame(Dribble(content, at_once))
            self.assertEqual((header["op"], header["config"]), ("train", {"seed": 1}))
            self.assertEqual(list(arrays), list(ARRAYS))
            for name, array in ARRAYS.items():
                self.assertEqual(arrays[name].shape, array.shape)
                self.assertEqual(arrays[name].tobytes(), array.tobytes())

    def test_a_frame_cut_off_anywhere(self):
        content = written({"op": "train"}, ARRAYS)
        for length in range(len(content)):
            with self.assertRaisesRegex(FrameError, r"must have \d+ bytes, got \d+$"):
                read_frame(io.BytesIO(content[:length]))

    def test_oversized(self):
        with self.assertRaisesRegex(FrameError, "got 1048577$"):
            read_frame(raw(b"{}", b"", head_bytes=(1 << 20) + 1))
        with self.assertRaisesRegex(FrameError, "got 4294967295$"):
            read_frame(raw(b"{}", b"", head_bytes=(1 << 32) - 1))
        with self.assertRaisesRegex(FrameError, "got 1073741825$"):
            read_frame(raw(b'{"op":"x","spec":[]}', b"", body_bytes=(1 << 30) + 1))

    def test_a_body_length_that_lies_reserves_little(self):
        header = b'{"op":"x","spec":[["w",[%d]]]}' % (1 << 28)
        with self.assertRaisesRegex(FrameError, "must have 1073741824 bytes, got 8$"):
            read_frame(raw(header, bytes(8), body_bytes=1 << 30))

    def test_malformed(self):
        for header, body in (
            (b"", b""),
            (b"{op}", b""),
            (b"\xff?", b""),
            (b"[1]", b""),
            (b"null", b""),
            (b'{"spec":[]}', b""),
            (b'{"op":1,"spec":[]}', b""),
            (b'{"op":"x"}', b""),
            (b'{"op":"x","spec":[["w",[-1]]]}', b""),
            (b'{"op":"x","spec":[["w",[0.5]]]}', bytes(2)),
            (b'{"op":"x","spec":[["w",[true]]]}', bytes(4)),
            (b'{"op":"x","spec":[["w",[1]],["w",[1]]]}', bytes(8)),
            (b'{"op":"x","spec":[["w",[1]]]}', bytes(8)),
            (b'{"op":"x","spec":[["w",[3]]]}', bytes(8)),
            (b'{"op":"x","spec":[["w",[1]]]}', bytes(3)),
        ):
            with self.subTest(header=header), self.assertRaises(FrameError):
                read_frame(raw(header, body))

    def test_a_header_is_not_written_with_what_json_cannot_hold(self):
        with self.assertRaises(ValueError):
            written({"op": "x", "loss": float("nan")}, {})


if __name__ == "__main__":
    unittest.main()
