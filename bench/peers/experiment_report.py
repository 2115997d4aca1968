"""How every experiment of a peer is measured and what it prints: see ExperimentReport in ../reports.ts."""

import argparse
import json
import os
import time
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0


def arguments(*flags):
    """The flags of every experiment, and those of its own: names of which each takes a text."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3, help="after one to warm up")
    parser.add_argument("--workers", type=int, default=2, help="processes or threads that train clients")
    parser.add_argument("--network", default="", help="another setting than the fastest: see python_peers.ts")
    parser.add_argument("--started", type=int, default=round(1000 * time.time()), help="when the command was given, in ms")
    for flag in flags:
        parser.add_argument(flag, default="")
    return parser.parse_args()


def processor_seconds():
    """User and system time of this process and all it has started; nothing where there is no /proc."""
    if not Path("/proc/self/stat").exists():
        return None
    children, ticks = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        process = int(folder.name)
        children.setdefault(int(fields[1]), []).append(process)
        ticks[process] = sum(map(int, fields[11:15]))  # its own, and of children that ended
    tree = [os.getpid()]
    for process in tree:
        tree.extend(children.get(process, []))
    return sum(ticks.get(process, 0) for process in tree) / CLOCK_TICKS


class Report:
    """Collects what happens at the end of each round, the one to warm up included."""

    def __init__(self, options):
        self.started = options.started / 1000
        self.first_step_at = None
        self.ended, self.processor, self.accuracies = [], [], []

    def first_step(self, at=None):
        """A training step ended, now or at a time of the epoch; only the first one counts."""
        self.first_step_at = self.first_step_at or at or time.time()

    def round_ended(self, accuracy):
        self.ended.append(time.time())
        self.processor.append(processor_seconds())
        self.accuracies.append(float(accuracy))

    def print(self, versions):
        result = {
            "roundSeconds": differences(self.ended),
            "accuracies": self.accuracies,
            "firstStepSeconds": self.first_step_at - self.started,
            "versions": versions,
        }
        if self.processor[0] is not None:
            result["processorSeconds"] = differences(self.processor)
        print(json.dumps(result), flush=True)


def differences(values):
    return [after - before for before, after in zip(values, values[1:])]
