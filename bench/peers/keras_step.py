"""One training step of the original's network in Keras: its compiled train function, no fit around it."""

from step_report import arguments, report

import keras_network
import tensorflow as tf
from images import Images

BATCH_SIZE = 32

options = arguments()
keras_network.use_threads(options.threads)
images = Images()
network = keras_network.compiled_network(images, options.network)
batches = [
    (tf.reshape(x, (-1, *network.input_shape[1:])), tf.constant(labels)) for x, labels in images.batches(BATCH_SIZE)
]
network.make_train_function()
network.make_test_function()


def step(number):
    # Reading the metric waits for the step to end.
    float(network.train_function(iter([batches[number % len(batches)]]))["loss"])


def evaluate():
    float(network.test_function(iter([batches[0]]))["loss"])


report(options, step, evaluate, keras_network.versions())
