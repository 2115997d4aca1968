"""What the ServerApp makes of answers: plain unittest, run by `deno task test:cluster`."""

import sys
import unittest
from pathlib import Path

import numpy as np
from flwr.app import Array, ArrayRecord, Message, MessageType, MetricRecord, RecordDict
from flwr.supercore.task_identity import TaskIdentity

sys.path.insert(0, str(Path(__file__).parents[2] / "cluster" / "app"))
from strategies import fault_of, make_strategy, mean_reply  # noqa: E402


def arrays(**values) -> ArrayRecord:
    return ArrayRecord({name: Array(np.array(value, dtype="<f4")) for name, value in values.items()})


def answer(sent: ArrayRecord, images: float = 1, **more) -> Message:
    usual = {"client": 0, "steps": 2, "training-loss": 0.5, "update-norm": 1, "seconds": 0.1}
    metrics = MetricRecord({"num-examples": images, **usual, **{key.replace("_", "-"): more[key] for key in more}})
    question = Message(RecordDict(), dst_node_id=1, message_type=MessageType.TRAIN)
    return Message(RecordDict({"arrays": sent, "metrics": metrics}), reply_to=question)


# A message is part of a run; Flower sets this where it starts an app.
TaskIdentity.task_id, TaskIdentity.run_id, TaskIdentity.node_id = 1, 1, 1

ASKED = arrays(w=[1, 2], b=[0])


class AnswersTest(unittest.TestCase):
    def test_answers_that_cannot_be_used(self):
        for reply, told in (
            (answer(arrays(w=[1, 2], b=[0])), None),
            (answer(arrays(w=[1, 2, 3], b=[0])), "other tensors"),
            (answer(arrays(w=[1, 2])), "other tensors"),
            (answer(arrays(w=[1, np.nan], b=[0])), "not finite"),
            (answer(arrays(w=[1, np.inf], b=[0])), "not finite"),
            (answer(arrays(w=[1, 2], b=[0]), images=0), "no images"),
            (answer(ArrayRecord({"w": Array(np.array([1.0, 2.0])), "b": ASKED["b"]})), "other tensors"),
            (answer(ArrayRecord({"w": Array("<f4", (2,), "numpy.ndarray", b"none"), "b": ASKED["b"]})), "none"),
            (answer(ArrayRecord({"w": Array("float32", (2,), "numpy.ndarray", ASKED["b"].data), "b": ASKED["b"]})), "other"),
            (answer(ASKED, images=float("inf")), "num-examples"),
            (answer(ASKED, images=1.5), "num-examples"),
            (answer(ASKED, images=[1]), "none"),
            (answer(ASKED, client=-1), "client"),
            (answer(ASKED, steps=float("nan")), "steps"),
            (answer(ASKED, training_loss=float("nan")), "training-loss"),
            (answer(ASKED, update_norm=float("inf")), "update-norm"),
            (answer(ASKED, seconds=[0.5]), "none"),
            (Message(RecordDict(), reply_to=answer(ASKED)), "none"),
        ):
            with self.subTest(told=told):
                fault = fault_of(reply, ASKED)
                self.assertTrue(fault is None if told is None else told in fault, fault)

    def test_a_mean_worked_out_by_hand(self):
        # w: 1 - (3 (1 - 5) + 1 (1 - 1)) / 4 = 4 and 2 - (3 (2 - 2) + 1 (2 + 2)) / 4 = 1; b: 0 - (0 - 4) / 4 = 1
        replies = [answer(arrays(w=[5, 2], b=[0]), images=3), answer(arrays(w=[1, -2], b=[4]), images=1)]
        (mean,) = mean_reply(ASKED, replies, "images")
        self.assertEqual(mean.content["arrays"]["w"].numpy().tolist(), [4, 1])
        self.assertEqual(mean.content["arrays"]["b"].numpy().tolist(), [1])
        self.assertEqual(mean.content["metrics"]["num-examples"], 4)
        # All alike, w: 1 - ((1 - 5) + (1 - 1)) / 2 = 3 and 2 - ((2 - 2) + (2 + 2)) / 2 = 0; b: 0 - (0 - 4) / 2 = 2
        (mean,) = mean_reply(ASKED, replies, "uniform")
        self.assertEqual(mean.content["arrays"]["w"].numpy().tolist(), [3, 0])
        self.assertEqual(mean.content["arrays"]["b"].numpy().tolist(), [2])

    def test_a_round_counts_what_was_sent_up_and_down_and_names_who_dropped_out(self):
        records = []
        order = {"strategy": {"name": "fedavg", "values": {}}, "fraction": 1.0, "weights": "images"}
        strategy = make_strategy(order, lambda *told: records.append(told))
        strategy.asked, strategy.numbers, strategy.sent = [1, 2, 3], {1: 0, 2: 1, 3: 2}, ASKED
        strategy.aggregate_train(1, [answer(arrays(w=[5, 2], b=[0]), images=3)])
        ((number, mean, record),) = records
        self.assertEqual((number, mean["w"].numpy().tolist()), (1, [5, 2]))
        # Three floats of four bytes: up from one node, down to three.
        self.assertEqual((record["uploadBytes"], record["downloadBytes"]), (12, 36))
        self.assertEqual([one["num-examples"] for one in record["clients"]], [3])
        self.assertEqual([(one["client"], one["node"]) for one in record["dropped"]], [(1, "2"), (2, "3")])

    def test_no_answer_gives_no_mean(self):
        self.assertEqual(mean_reply(ASKED, [], "images"), [])


if __name__ == "__main__":
    unittest.main()
