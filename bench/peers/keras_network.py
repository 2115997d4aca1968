"""The original's network in Keras, as fast as Keras runs it on a processor."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf

if "TF_USE_LEGACY_KERAS" in os.environ:
    import tf_keras as keras
else:
    import keras

layers = keras.layers


def use_threads(threads):
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)


def compiled_network(images, settings=""):
    """The network with our initial weights; settings slower than the fastest are "xla" and "channels-first"."""
    first = settings == "channels-first"
    keras.backend.set_image_data_format("channels_first" if first else "channels_last")
    network = keras.Sequential([
        keras.Input((1, 45, 45) if first else (45, 45, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.25),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.25),
        layers.Dense(images.classes, activation="softmax"),
    ])
    network.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=settings == "xla",
    )
    network.set_weights(images.weights())
    return network


def versions():
    return {keras.__name__.replace("_", "-"): keras.__version__, "tensorflow": tf.__version__}
