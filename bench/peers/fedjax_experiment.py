"""Federated averaging in FedJAX: its own algorithm, data sets and for_each_client, compiled by XLA."""

import os
import warnings

from experiment_report import Report, arguments

options = arguments("--backend")
if options.backend == "pmap":
    # A device of XLA for each worker; FedJAX trains a client on each.
    os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={options.workers}"
warnings.simplefilter("ignore")

from importlib.metadata import version

import fedjax
import haiku as hk
import jax
import numpy as np
from fedjax.algorithms import fed_avg
from images import Images

BATCH_SIZE = 32


def network(batch, is_train=True):
    x = batch["x"]
    for _ in range(2):
        x = hk.max_pool(jax.nn.relu(hk.Conv2D(32, 3, padding="VALID")(x)), 2, 2, "VALID")
    x = hk.Flatten()(x)
    for _ in range(2):
        x = jax.nn.relu(hk.Linear(128)(x))
        x = hk.dropout(hk.next_rng_key(), 0.25, x) if is_train else x
    return hk.Linear(images.classes)(x)


def dataset(indices):
    x, labels = images.select(indices)
    return fedjax.ClientDataset({"x": x, "y": labels})


def initial_parameters():
    """Our initial weights under Haiku's names, which are in the order of the network."""
    weights = iter(images.weights())
    return {layer: {"w": next(weights), "b": next(weights)} for layer in model.init(jax.random.PRNGKey(0))}


images = Images()
jax.config.update("jax_pmap_no_rank_reduction", False)  # as FedJAX's pmap backend expects a device's part
fedjax.set_for_each_client_backend(options.backend or "jit")
model = fedjax.create_model_from_haiku(
    hk.transform(network),
    sample_batch={"x": np.zeros((1, 45, 45, 1), np.float32), "y": np.zeros(1, np.int32)},
    train_loss=lambda batch, output: fedjax.metrics.unreduced_cross_entropy_loss(batch["y"], output),
    eval_metrics={"accuracy": fedjax.metrics.Accuracy()},
    eval_kwargs={"is_train": False},
)
algorithm = fed_avg.federated_averaging(
    fedjax.model_grad(model),
    client_optimizer=fedjax.optimizers.adam(1e-3, eps=1e-7),
    server_optimizer=fedjax.optimizers.sgd(1.0),
    client_batch_hparams=fedjax.ShuffleRepeatBatchHParams(batch_size=BATCH_SIZE, num_epochs=1),
)
clients = [dataset(indices) for indices in images.clients]
test = list(dataset(images.test).padded_batch(batch_size=256))
state = algorithm.init(initial_parameters())
report = Report(options)


def one_round(state, clients, seed):
    keys = jax.random.split(jax.random.PRNGKey(seed), len(clients))
    state, _ = algorithm.apply(state, list(zip(range(len(clients)), clients, keys)))
    return jax.block_until_ready(state)


one_round(state, [clients[0][:BATCH_SIZE]], 0)
report.first_step()
for number in range(options.rounds + 1):
    state = one_round(state, clients, number)
    report.round_ended(fedjax.evaluate_model(model, state.params, test)["accuracy"])
report.print({name: version(name) for name in ("fedjax", "jax")})
