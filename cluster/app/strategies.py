"""Flower's strategies as this project runs them: no wait without limit, the simulation's mean, who dropped out."""

import math
import re
import time
from collections.abc import Iterable

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Message, MessageType, MetricRecord, RecordDict
from flwr.serverapp import Grid
from flwr.serverapp import strategy as flower

# Our names and parameters, and Flower's.
ADAPTIVE = {"serverRate": "eta", "beta1": "beta_1", "beta2": "beta_2", "tau": "tau"}
STRATEGIES = {
    "fedavg": (flower.FedAvg, {}),
    "fedavgm": (flower.FedAvgM, {"momentum": "server_momentum", "serverRate": "server_learning_rate"}),
    "fedprox": (flower.FedProx, {"mu": "proximal_mu"}),
    "fedadagrad": (flower.FedAdagrad, {"serverRate": "eta", "tau": "tau"}),
    "fedadam": (flower.FedAdam, ADAPTIVE),
    "fedyogi": (flower.FedYogi, ADAPTIVE),
}


# What a node says of its training beside the model: see cluster/train_here.ts. Counts are whole numbers.
COUNTS, MEASURES = ("num-examples", "client", "steps"), ("training-loss", "update-norm", "seconds")
# Characters of a node's own reason that are kept.
MOST_REASON = 500


class NodesMissing(Exception):
    """Too few nodes are connected, and the time to wait for them is over."""


def make_strategy(order: dict, record):
    """The strategy an order names; `record` is told of every round."""
    base, names = STRATEGIES[order["strategy"]["name"]]
    values = {names[key]: value for key, value in order["strategy"]["values"].items() if key in names}
    return _kept_in_bounds(base)(
        order,
        record,
        fraction_train=order["fraction"],
        fraction_evaluate=0.0,
        min_train_nodes=1,
        min_available_nodes=1,
        **values,
    )


def _kept_in_bounds(base: type):
    class InBounds(base):
        def __init__(self, order: dict, record, **options):
            super().__init__(**options)
            self.order, self.record = order, record
            self.numbers: dict[int, int] = {}
            self.asked: list[int] = []
            self.sent = ArrayRecord()
            self.started = 0.0

        def configure_train(
            self, server_round: int, arrays: ArrayRecord, config: ConfigRecord, grid: Grid
        ) -> Iterable[Message]:
            # Flower's own wait for nodes has no limit; after this one it finds what it waits for.
            wanted = self.order["nodes"] if server_round == 1 else 1
            wait_for_nodes(grid, wanted, self.order["waitSeconds"])
            self.started = time.monotonic()
            messages = list(super().configure_train(server_round, arrays, config, grid))
            self.asked = sorted(message.metadata.dst_node_id for message in messages)
            for node in self.asked:
                self.numbers.setdefault(node, len(self.numbers))
            self.sent = arrays
            return [self.addressed(message) for message in messages]

        def addressed(self, message: Message) -> Message:
            """The message with the node's number, which seeds what it draws where it has none of its own."""
            node = message.metadata.dst_node_id
            content = RecordDict(dict(message.content.items()))
            config = ConfigRecord(dict(content[self.configrecord_key].items()))
            config["client"] = self.numbers[node]
            content[self.configrecord_key] = config
            return Message(content, dst_node_id=node, message_type=message.metadata.message_type)

        def aggregate_train(self, server_round: int, replies: Iterable[Message]):
            replies = list(replies)
            reasons = {m.metadata.src_node_id: fault_of(m, self.sent) for m in replies}
            answers = {m.metadata.src_node_id: m for m in replies if reasons[m.metadata.src_node_id] is None}
            for node, message in answers.items():
                self.renumber(node, int(message.content["metrics"]["client"]))
            for node, reason in reasons.items():
                if node in self.numbers and reason and (told := re.match(r"part (\d+): ", reason)):
                    self.renumber(node, int(told[1]))
            ordered = [answers[node] for node in sorted(answers, key=self.numbers.__getitem__)]
            # For a node that is gone the SuperLink answers, under its own name.
            lost = next((reason for node, reason in reasons.items() if node not in self.asked), "no answer in time")
            dropped = [
                {"client": self.numbers[node], "node": str(node), "reason": reasons.get(node, lost)}
                for node in self.asked
                if node not in answers
            ]
            clients = [
                {"node": str(m.metadata.src_node_id)} | {name: m.content["metrics"][name] for name in COUNTS + MEASURES}
                for m in ordered
            ]
            arrays, metrics = super().aggregate_train(server_round, mean_reply(self.sent, ordered, self.order["weights"]))
            arrays = None if arrays is None else as_type(arrays, np.float32)
            self.record(
                server_round,
                arrays,
                {
                    "clients": clients,
                    "dropped": sorted(dropped, key=lambda one: one["client"]),
                    "uploadBytes": len(ordered) * array_bytes(self.sent),
                    "downloadBytes": len(self.asked) * array_bytes(self.sent),
                    "seconds": time.monotonic() - self.started,
                },
            )
            return arrays, metrics

        def renumber(self, node: int, number: int) -> None:
            """A node that holds a part of a partition has that part's number; whoever had it takes the node's."""
            for other, taken in self.numbers.items():
                if taken == number:
                    self.numbers[other] = self.numbers[node]
            self.numbers[node] = number

    InBounds.__name__ = base.__name__
    return InBounds


def wait_for_nodes(grid: Grid, wanted: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (there := len(list(grid.get_node_ids()))) < wanted:
        if time.monotonic() > end:
            raise NodesMissing(f"{there} of {wanted} nodes are connected after {seconds:g} s")
        time.sleep(1)


def array_bytes(arrays: ArrayRecord) -> int:
    return sum(array.numpy().nbytes for array in arrays.values())


def as_type(arrays: ArrayRecord, kind: type) -> ArrayRecord:
    return ArrayRecord({name: Array(array.numpy().astype(kind)) for name, array in arrays.items()})


def fault_of(reply: Message, sent: ArrayRecord) -> str | None:
    """Why an answer cannot be used; None where it can."""
    if reply.has_error():
        told = re.fullmatch(r"<class '\w+\.TrainerError'>:<'(.*)'>", reply.error.reason, re.DOTALL)
        return (told[1] if told else reply.error.reason)[:MOST_REASON]
    try:
        told = {name: array.numpy() for name, array in reply.content["arrays"].items()}
        if _form(told) != _form({name: array.numpy() for name, array in sent.items()}):
            return "sent other tensors than it was asked for"
        if not all(np.isfinite(values).all() for values in told.values()):
            return "sent values that are not finite"
        return _fault_of_metrics(reply.content["metrics"])
    except Exception as error:  # whatever a node sends, it is that node's fault alone
        return f"sent an answer that is none: {error!r}"[:MOST_REASON]


def _form(arrays: dict[str, np.ndarray]) -> dict:
    return {name: (values.shape, values.dtype) for name, values in arrays.items()}


def _fault_of_metrics(metrics: MetricRecord) -> str | None:
    for name in COUNTS + MEASURES:
        value = metrics[name]
        if not math.isfinite(value) or (name in COUNTS and (type(value) is not int or value < 0)):
            return f"sent a {name} that is none: {value}"
    return None if metrics["num-examples"] > 0 else "trained on no images"


def mean_reply(start: ArrayRecord, replies: list[Message], by: str) -> list[Message]:
    """The answers as one, which weighs as much as all: w - (sum of n_k (w - w_k)) / n; n_k is 1 where `by` is "uniform".

    Flower's own mean, the sum of (n_k / n) w_k, rounds otherwise than the simulation's does, in one parameter of 400;
    Adam makes 4e-6 of that in two more rounds. These are the simulation's operations in their order: the same bits.
    """
    if not replies:
        return []
    weights = [1 if by == "uniform" else reply.content["metrics"]["num-examples"] for reply in replies]
    mean = {}
    for name, array in start.items():
        before = array.numpy().astype(np.float64)
        total = np.zeros_like(before)
        for weight, reply in zip(weights, replies):
            total += weight * (before - reply.content["arrays"][name].numpy())
        mean[name] = Array(before - total / sum(weights))
    content = RecordDict({"arrays": ArrayRecord(mean), "metrics": MetricRecord({"num-examples": sum(weights)})})
    return [Message(content, reply_to=Message(RecordDict(), dst_node_id=0, message_type=MessageType.TRAIN))]
