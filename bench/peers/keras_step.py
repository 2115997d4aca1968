"""One training step of the original's network in Keras: its compiled train function, no fit around it."""

from step_report import arguments, report

import keras_network
import tensorflow as tf
from images import Images

BATCH_SIZE = 32
BATCHES = 100

options = arguments()
keras_network.use_threads(options.threads)
images = Images()
network = keras_network.compiled_network(images.classes)
batches = [
    tuple(map(tf.constant, images.select(images.train[i * BATCH_SIZE:(i + 1) * BATCH_SIZE]))) for i in range(BATCHES)
]
network.make_train_function()
network.make_test_function()


def step(number):
    # Reading the metric waits for the step to end.
    float(network.train_function(iter([batches[number % BATCHES]]))["loss"])


def evaluate():
    float(network.test_function(iter([batches[0]]))["loss"])


report(options, step, evaluate, keras_network.versions())
