"""Federated averaging in BlazeFL: its pool of threads or of processes trains the clients in networks that stay."""

import functools
import os
import sys
import threading
import time
from dataclasses import dataclass
from importlib.metadata import version

from experiment_report import Report, arguments

options = arguments("--pool")
pool = options.pool or "threads"
CORES = 2
THREADS = CORES if options.workers == 1 else 1
os.environ["OMP_NUM_THREADS"] = str(THREADS)

import torch
import torch.multiprocessing as mp
from blazefl.contrib.fedavg import FedAvgBaseServerHandler
from blazefl.core import (
    IPCMode,
    ProcessPoolClientTrainer,
    SHMHandle,
    ThreadPoolClientTrainer,
    deserialize_model,
    serialize_model,
)
from images import Images
from torch import nn
from torch_network import accuracy_of, adam, network_of, tensors

BATCH_SIZE = 32


@dataclass
class Downlink:
    parameters: torch.Tensor


@dataclass
class Uplink:
    parameters: torch.Tensor | SHMHandle
    images: int
    first_step_at: float


# Networks that no thread uses now: BlazeFL starts new threads each round, so these can't hold them.
idle = []


@functools.cache
def loaded():
    """The images, as bytes and as each client's tensors."""
    images = Images()
    return images, [tensors(*images.select(indices)) for indices in images.clients]


def new_network():
    """BlazeFL's parameters must lie in one piece each, so kernels are channels first; images are channels last."""
    return network_of(loaded()[0], torch.contiguous_format)


def train(client, parameters):
    try:
        network = idle.pop()
    except IndexError:
        network = new_network()
    deserialize_model(network, parameters)
    x, labels = loaded()[1][client]
    optimizer, cross_entropy = adam(network.parameters()), nn.CrossEntropyLoss()
    first_step_at = None
    for batch in torch.randperm(len(x)).split(BATCH_SIZE):
        optimizer.zero_grad()
        cross_entropy(network(x[batch]), labels[batch]).backward()
        optimizer.step()
        first_step_at = first_step_at or time.time()
    package = Uplink(serialize_model(network), len(x), first_step_at)
    idle.append(network)
    return package


class Threads(ThreadPoolClientTrainer[Uplink, Downlink]):
    def __init__(self):
        self.num_parallels, self.device, self.cache = options.workers, "cpu", []
        self.stop_event = threading.Event()

    def worker(self, cid, device, payload, stop_event):
        return train(cid, payload.parameters)


class Processes(ProcessPoolClientTrainer[Uplink, Downlink, int]):
    def __init__(self):
        self.num_parallels, self.device, self.cache = options.workers, "cpu", []
        self.ipc_mode = IPCMode.SHARED_MEMORY
        self.manager = mp.Manager()
        self.stop_event = self.manager.Event()

    def get_client_config(self, cid):
        return cid

    def prepare_uplink_package_buffer(self):
        return Uplink(serialize_model(new_network()), 0, 0.0)

    @staticmethod
    def worker(config, payload, device, stop_event, *, shm_buffer=None):
        torch.set_num_threads(THREADS)
        package = train(config, payload.parameters)
        shm_buffer.parameters.copy_(package.parameters)
        package.parameters = SHMHandle()
        return package


if __name__ == "__main__":
    if sys.platform == "linux":
        mp.set_start_method("fork")  # a process of the pool starts with all that is loaded
    images, clients = loaded()
    test = tensors(*images.select(images.test))
    network = new_network()
    idle.append(new_network())  # processes start with it
    trainer = Threads() if pool == "threads" else Processes()
    report = Report(options)
    for _ in range(options.rounds + 1):
        trainer.local_process(Downlink(serialize_model(network)), list(range(len(clients))))
        packages, trainer.cache = trainer.cache, []
        report.first_step(min(package.first_step_at for package in packages))
        deserialize_model(network, FedAvgBaseServerHandler.aggregate(
            [package.parameters for package in packages], [package.images for package in packages],
        ))
        torch.set_num_threads(THREADS if pool == "processes" else CORES)  # OpenMP's own threads don't outlive a fork
        report.round_ended(accuracy_of(network, *test))
        torch.set_num_threads(THREADS)
    report.print({"blazefl": version("blazefl"), "torch": torch.__version__, "python": sys.version.split()[0]})
