"""pfl-research's model on TensorFlow."""

import keras_network
import tensorflow as tf


def model_and_data(images, threads, settings):
    """The model, and what makes tensors of images and labels."""
    keras_network.use_threads(threads)
    from pfl.model.tensorflow import TFModel  # opens the connection between the processes, so it must come first

    network = keras_network.compiled_network(images, settings)
    model = TFModel(
        network,
        {"accuracy": tf.keras.metrics.SparseCategoricalAccuracy()},
        tf.keras.optimizers.SGD(1.0),
    )
    return model, lambda x, labels: (tf.constant(x), tf.constant(labels))


versions = keras_network.versions
