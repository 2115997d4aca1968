"""Federated averaging in pfl-research's simulator: a process a worker, each with its network; updates are summed over all.

Its documented way without Horovod: PFL_WORKER_ADDRESSES and PFL_WORKER_RANK name the processes of a simulation.
"""

import atexit
import os
import socket
import subprocess
import sys
import warnings

from experiment_report import Report, arguments

options = arguments()
THREADS = 2 if options.workers == 1 else 1


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def end(processes):
    """Nothing stays behind, however this process ends."""
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


others = []
atexit.register(end, others)
if options.workers > 1 and "PFL_WORKER_RANK" not in os.environ:
    os.environ["PFL_WORKER_ADDRESSES"] = ",".join(free_address() for _ in range(options.workers))
    for rank in range(1, options.workers):
        environment = {**os.environ, "PFL_WORKER_RANK": str(rank)}
        others.append(subprocess.Popen([sys.executable, *sys.argv], env=environment, stdout=subprocess.DEVNULL))
    os.environ["PFL_WORKER_RANK"] = "0"
# pfl-research tells variables apart by their names, which Keras 3 gives several times.
os.environ["TF_USE_LEGACY_KERAS"] = "1"
if options.network == "xla":
    os.environ["TF_FUNCTION_JIT_COMPILE_DEFAULT"] = "true"
warnings.simplefilter("ignore")

from importlib.metadata import version

import keras_network

keras_network.use_threads(THREADS)

import numpy as np
import tensorflow as tf
from images import Images
from pfl.model.tensorflow import TFModel  # opens the connection between the processes, before any work of TensorFlow

from pfl.aggregate.simulate import SimulatedBackend
from pfl.aggregate.weighting import WeightByDatapoints
from pfl.algorithm.base import NNAlgorithmParams
from pfl.algorithm.federated_averaging import FederatedAveraging
from pfl.callback.central_evaluation import CentralEvaluationCallback
from pfl.data.dataset import Dataset
from pfl.data.federated_dataset import FederatedDataset
from pfl.data.sampling import MinimizeReuseUserSampler
from pfl.hyperparam import NNEvalHyperParams, NNTrainHyperParams
from pfl.metrics import Metrics

BATCH_SIZE = 32


class Timed(Dataset):
    """A client's images; tells when the first step has been done: when the second batch is asked for."""

    def iter(self, batch_size):
        for number, batch in enumerate(super().iter(batch_size)):
            if number == 1:
                report.first_step()
            yield batch


class EvaluateEachRound(CentralEvaluationCallback):
    """Evaluation spread over the processes, at the end of the first round as well."""

    def on_train_begin(self, *, model):
        return Metrics()

    def after_central_iteration(self, aggregate_metrics, model, *, central_iteration):
        stop, metrics = self._eval(model)
        values = metrics.to_simple_dict(to_lowercase=True)
        report.round_ended(next(value for name, value in values.items() if "accuracy" in name))
        return stop, metrics


images = Images()
report = Report(options)
np.random.seed(1)  # the same clients in the same order in all processes
network = keras_network.compiled_network(images)
network.optimizer.build(network.trainable_variables)  # pfl-research sets to zero only what is there at the start
model = TFModel(
    network,
    {"accuracy": tf.keras.metrics.SparseCategoricalAccuracy()},
    tf.keras.optimizers.SGD(1.0),
)


def tensors(indices):
    return tuple(map(tf.constant, images.select(indices)))


clients = [Timed(tensors(indices), user_id=str(number)) for number, indices in enumerate(images.clients)]
users = FederatedDataset(lambda user: clients[user], MinimizeReuseUserSampler(list(range(len(clients)))))
FederatedAveraging().run(
    NNAlgorithmParams(
        central_num_iterations=options.rounds + 1,
        evaluation_frequency=10**9,  # of clients' own images: the round to warm up only
        train_cohort_size=len(clients),
        val_cohort_size=0,
    ),
    SimulatedBackend(users, users, postprocessors=[WeightByDatapoints()]),
    model,
    NNTrainHyperParams(local_num_epochs=1, local_learning_rate=1e-3, local_batch_size=BATCH_SIZE),
    NNEvalHyperParams(local_batch_size=256),
    callbacks=[EvaluateEachRound(Dataset(tensors(images.test)), NNEvalHyperParams(local_batch_size=256))],
)
if os.environ.get("PFL_WORKER_RANK", "0") == "0":
    report.print({"pfl": version("pfl"), **keras_network.versions()})
