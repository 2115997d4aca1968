"""What runs on a node: parameters go to a trainer on this machine and come back changed; images stay here."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from typing import Any

import numpy as np
from flwr.app import Array, ArrayRecord, Context, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp

from frame import FrameError, read_frame, write_frame

app = ClientApp()

# A signal is only seen between two waits, and Flower ends an orphaned ClientApp by a signal.
WAIT_SECONDS = 0.5


class TrainerError(Exception):
    """The trainer refused or failed; the message is its own."""


@app.train()
def train(message: Message, context: Context) -> Message:
    config = dict(message.content["config"])
    arrays = {name: array.numpy() for name, array in message.content["arrays"].items()}
    header = {"op": "train", "config": config, "node": dict(context.node_config)}
    try:
        reply, trained = ask_trainer(header, arrays, float(config["seconds"]))
    except TrainerError as error:
        # All that reaches the server of a failure is its text; so it says whose it is.
        raise TrainerError(f"part {context.node_config.get('part', config['client'])}: {error}") from error
    record = ArrayRecord({name: Array(np.asarray(values)) for name, values in trained.items()})
    content = RecordDict({"arrays": record, "metrics": MetricRecord(reply["metrics"])})
    return Message(content, reply_to=message)


def ask_trainer(header: dict[str, Any], arrays: dict[str, np.ndarray], seconds: float):
    """One question to a trainer of its own, which `cluster join` has said how to start; at most so many seconds."""
    command = json.loads(os.environ["FEDINK_TRAINER"])
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as trainer:
        try:
            # The trainer's stdin stays open until it has answered: it ends when it sees it closed.
            reply, trained = _within(seconds, lambda: _exchange(trainer, header, arrays))
        except (FrameError, BrokenPipeError) as error:
            raise TrainerError(f"the trainer ended before it had answered: {error}") from error
        finally:
            trainer.kill()
    if reply["op"] == "error":
        raise TrainerError(reply["message"])
    return reply, trained


def _exchange(trainer: subprocess.Popen, header: dict[str, Any], arrays: dict[str, np.ndarray]):
    write_frame(trainer.stdin, header, arrays)
    return read_frame(trainer.stdout)


def _within(seconds: float, work):
    threads = ThreadPoolExecutor(max_workers=1)
    result = threads.submit(work)
    threads.shutdown(wait=False)
    while seconds > 0:
        try:
            return result.result(timeout=min(WAIT_SECONDS, seconds))
        except TimeoutError:
            if result.done():
                raise
            seconds -= WAIT_SECONDS
    raise TrainerError("the trainer took longer than a round may last")
