"""How every step benchmark measures and what it prints: see StepReport in ../reports.ts."""

import argparse
import json
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--network", default="", help="another setting than the fastest: see python_peers.ts")
    parser.add_argument("--steps", type=int, default=40, help="in a block")
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--started", type=int, default=round(1000 * time.time()), help="when the command was given, in ms")
    return parser.parse_args()


def report(options, step, evaluate, versions):
    """Calls `step` with 0, 1, 2, … and `evaluate`, each on 32 images."""
    step(0)
    first_step_seconds = time.time() - options.started / 1000
    number = 1

    def steps():
        nonlocal number
        for _ in range(options.steps):
            step(number)
            number += 1

    def evaluations():
        for _ in range(options.steps):
            evaluate()

    steps()
    training = [timed(steps, options.steps) for _ in range(options.blocks)]
    evaluate()
    evaluation = [timed(evaluations, options.steps) for _ in range(options.blocks)]
    result = {
        "training": milliseconds(training),
        "evaluation": milliseconds(evaluation),
        "firstStepSeconds": first_step_seconds,
        "versions": versions,
    }
    print(json.dumps(result))


def timed(action, count):
    """Wall and processor milliseconds of one of `count`."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - wall) / count, 1000 * (time.process_time() - cpu) / count


def milliseconds(blocks):
    return {"wall": [wall for wall, _ in blocks], "cpu": [cpu for _, cpu in blocks]}
