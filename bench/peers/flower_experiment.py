"""Federated averaging in a Flower simulation with Keras clients, one processor a client."""

import argparse
import json
import time
from importlib.metadata import version

import flower_client
import keras_network
from flwr.app import ArrayRecord, MetricRecord
from flwr.serverapp import ServerApp
from flwr.serverapp.strategy import FedAvg
from flwr.simulation import run_simulation
from images import Images

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=3, help="after one to warm up")
parser.add_argument("--started", type=int, default=round(1000 * time.time()), help="when the command was given, in ms")
options = parser.parse_args()

images = Images()
clients = len(images.clients)
server = ServerApp()
evaluated_at = []
accuracies = []
first_steps = []


def remember_first_step(replies, _weight_key):
    first_steps.append(min(reply["metrics"]["first-step-ended-at"] for reply in replies))
    return MetricRecord({})


@server.main()
def main(grid, _context):
    network = keras_network.compiled_network(images.classes)
    x, labels = images.select(images.test)

    def evaluate(_round, arrays):
        network.set_weights(arrays.to_numpy_ndarrays())
        _, accuracy = network.evaluate(x, labels, batch_size=256, verbose=0)
        evaluated_at.append(time.time())
        accuracies.append(accuracy)
        return MetricRecord({"accuracy": accuracy})

    FedAvg(
        fraction_evaluate=0.0,
        min_train_nodes=clients,
        min_available_nodes=clients,
        train_metrics_aggr_fn=remember_first_step,
    ).start(
        grid=grid,
        initial_arrays=ArrayRecord(network.get_weights()),
        num_rounds=options.rounds + 1,
        evaluate_fn=evaluate,
    )


run_simulation(
    server_app=server,
    client_app=flower_client.app,
    num_supernodes=clients,
    backend_config={"client_resources": {"num_cpus": 1, "num_gpus": 0}},
)
# evaluated_at[0] is the model before any training, [1] ends the round to warm up.
seconds = [after - before for before, after in zip(evaluated_at[1:], evaluated_at[2:])]
print(json.dumps({
    "roundSeconds": seconds,
    "accuracies": accuracies[1:],
    "firstStepSeconds": first_steps[0] - options.started / 1000,
    "versions": {**keras_network.versions(), "flwr": version("flwr"), "ray": version("ray")},
}))
