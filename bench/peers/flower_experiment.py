"""Federated averaging in a Flower simulation with Keras clients, one processor a client."""

import os
from importlib.metadata import version

import flower_client
import keras_network
from experiment_report import Report, arguments
from flwr.app import ArrayRecord, MetricRecord
from flwr.serverapp import ServerApp
from flwr.serverapp.strategy import FedAvg
from flwr.simulation import run_simulation
from images import Images

options = arguments()
os.environ["FEDINK_PEER_NETWORK"] = options.network  # Ray's processes take it over
images = Images()
clients = len(images.clients)
server = ServerApp()
report = Report(options)


def remember_first_step(replies, _weight_key):
    report.first_step(min(reply["metrics"]["first-step-ended-at"] for reply in replies))
    return MetricRecord({})


@server.main()
def main(grid, _context):
    network = keras_network.compiled_network(images, options.network)
    x, labels = images.select(images.test)

    def evaluate(number, arrays):
        if number == 0:  # before any training
            return None
        network.set_weights(arrays.to_numpy_ndarrays())
        _, accuracy = network.evaluate(x, labels, batch_size=256, verbose=0)
        report.round_ended(accuracy)
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
report.print({**keras_network.versions(), "flwr": version("flwr"), "ray": version("ray")})
