"""What runs beside the SuperLink: Flower's strategy over the nodes. `cluster run` reads each round from a folder."""

import json
import threading
import time
from pathlib import Path

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Context
from flwr.serverapp import Grid, ServerApp

from frame import read_frame
from strategies import make_strategy

app = ServerApp()

# `cluster run` takes a ServerApp whose sign of life is much older than this for dead.
SIGN_SECONDS = 2


@app.main()
def main(grid: Grid, context: Context) -> None:
    folder = Path(str(context.run_config["folder"]))
    threading.Thread(target=_show_life, args=(folder / "alive",), daemon=True).start()
    try:
        with open(folder / "order.frame", "rb") as file:
            order, start = read_frame(file)
        rounds = Rounds(folder, start)
        make_strategy(order, rounds.write).start(
            grid=grid,
            initial_arrays=ArrayRecord({name: Array(np.asarray(values)) for name, values in start.items()}),
            num_rounds=order["rounds"],
            timeout=order["roundSeconds"],
            train_config=ConfigRecord(order["config"]),
        )
        _write_whole(folder / "end.json", json.dumps({"ok": True}).encode())
    except BaseException as error:
        message = f"{type(error).__name__}: {error}"
        _write_whole(folder / "end.json", json.dumps({"ok": False, "message": message}).encode())
        raise


class Rounds:
    """Writes each round's record and model; a round in which all dropped out leaves the model as it was."""

    def __init__(self, folder: Path, start: dict[str, np.ndarray]):
        self.folder = folder
        self.model = _bytes_of(start.values())

    def write(self, number: int, arrays: ArrayRecord | None, record: dict) -> None:
        if arrays is not None:
            self.model = _bytes_of(array.numpy() for array in arrays.values())
        _write_whole(self.folder / f"round-{number}.f32", self.model)
        _write_whole(self.folder / f"round-{number}.json", json.dumps(record).encode())


def _bytes_of(arrays) -> bytes:
    return b"".join(np.ascontiguousarray(array, dtype="<f4").tobytes() for array in arrays)


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _show_life(path: Path) -> None:
    while True:
        path.write_text(str(time.time()))
        time.sleep(SIGN_SECONDS)
