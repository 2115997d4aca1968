"""A message between a ClientApp and its trainer: see cluster/frame.ts, the other side.

    u32 header length, u32 body length (little-endian) | header, JSON | body, little-endian 32-bit floats
"""

import json
import math
import struct
from typing import Any, BinaryIO

import numpy as np

LENGTHS = struct.Struct("<II")
MOST_HEADER_BYTES = 1 << 20
MOST_BODY_BYTES = 1 << 30
PIECE = 1 << 20


class FrameError(Exception):
    """Bytes that are no frame; the message says which rule they break."""


def write_frame(stream: BinaryIO, header: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Writes a header, which receives the arrays' names and shapes as "spec", and the arrays."""
    spec = [[name, list(array.shape)] for name, array in arrays.items()]
    head = json.dumps({**header, "spec": spec}, allow_nan=False).encode()
    body = b"".join(np.ascontiguousarray(array, dtype="<f4").tobytes() for array in arrays.values())
    _check_lengths(len(head), len(body))
    stream.write(LENGTHS.pack(len(head), len(body)))
    stream.write(head)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Reads a frame: its header, and the arrays by name."""
    head_bytes, body_bytes = LENGTHS.unpack(_read_exactly(stream, LENGTHS.size, "lengths"))
    _check_lengths(head_bytes, body_bytes)
    header = _parse_header(_read_exactly(stream, head_bytes, "header"))
    counts = [math.prod(shape) for _, shape in header["spec"]]
    if 4 * sum(counts) != body_bytes:
        raise FrameError(f"the body must hold the {sum(counts)} floats of its spec, got {body_bytes} bytes")
    values = np.frombuffer(_read_exactly(stream, body_bytes, "body"), dtype="<f4")
    arrays, at = {}, 0
    for (name, shape), count in zip(header["spec"], counts):
        arrays[name] = values[at : at + count].reshape(shape)
        at += count
    return header, arrays


def _check_lengths(head_bytes: int, body_bytes: int) -> None:
    if not 2 <= head_bytes <= MOST_HEADER_BYTES:
        raise FrameError(f"a header has 2 to {MOST_HEADER_BYTES} bytes, got {head_bytes}")
    if body_bytes > MOST_BODY_BYTES:
        raise FrameError(f"a body has at most {MOST_BODY_BYTES} bytes, got {body_bytes}")


def _read_exactly(stream: BinaryIO, count: int, part: str) -> bytes:
    # In pieces: a length that lies must not make us reserve a gigabyte for a few bytes.
    pieces, missing = [], count
    while missing > 0:
        piece = stream.read(min(missing, PIECE))
        if not piece:
            raise FrameError(f"the {part} must have {count} bytes, got {count - missing}")
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _parse_header(head: bytes) -> dict[str, Any]:
    try:
        header = json.loads(head)
    except ValueError as error:
        raise FrameError(f"the header must be JSON: {error}") from None
    if not isinstance(header, dict) or not isinstance(header.get("op"), str):
        raise FrameError('the header must be an object with a text "op"')
    if not _is_spec(header.get("spec")):
        raise FrameError('the header\'s "spec" must be a list of [name, shape]')
    return header


def _is_spec(spec: Any) -> bool:
    return isinstance(spec, list) and all(
        isinstance(entry, list)
        and len(entry) == 2
        and isinstance(entry[0], str)
        and isinstance(entry[1], list)
        and all(type(side) is int and side >= 0 for side in entry[1])
        for entry in spec
    ) and len({name for name, _ in spec}) == len(spec)
