"""A Flower client that trains the network in Keras on its own images for one epoch."""

import os
import time

import keras_network
from flwr.app import ArrayRecord, Context, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp
from images import Images

BATCH_SIZE = 32

app = ClientApp()
kept = {}


class FirstStep(keras_network.keras.callbacks.Callback):
    """Remembers when the first training step ended."""

    ended_at = None

    def on_train_batch_end(self, batch, logs=None):
        self.ended_at = self.ended_at or time.time()


def kept_for_all_rounds():
    """Images and compiled network stay in the worker process: building them anew for each client costs a second."""
    if not kept:
        keras_network.use_threads(1)
        images = Images()
        network = keras_network.compiled_network(images, os.environ.get("FEDINK_PEER_NETWORK", ""))
        network.optimizer.build(network.trainable_variables)
        fresh = [variable.numpy() for variable in network.optimizer.variables]
        kept.update(images=images, network=network, fresh=fresh)
    return kept["images"], kept["network"], kept["fresh"]


@app.train()
def train(message: Message, context: Context) -> Message:
    images, network, fresh = kept_for_all_rounds()
    network.set_weights(message.content["arrays"].to_numpy_ndarrays())
    for variable, value in zip(network.optimizer.variables, fresh):
        variable.assign(value)
    x, labels = images.select(images.clients[context.node_config["partition-id"]])
    first_step = FirstStep()
    network.fit(x, labels, batch_size=BATCH_SIZE, epochs=1, verbose=0, callbacks=[first_step])
    metrics = {"num-examples": len(x), "first-step-ended-at": first_step.ended_at}
    content = RecordDict({"arrays": ArrayRecord(network.get_weights()), "metrics": MetricRecord(metrics)})
    return Message(content=content, reply_to=message)
