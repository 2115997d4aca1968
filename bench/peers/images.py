"""The images that export_data.ts wrote, normalised, and the initial weights."""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "data"
SIDE = 45


class Images:
    """Grey bytes on disk, and the split of ours."""

    def __init__(self):
        self.bytes = np.memmap(FOLDER / "images.bin", dtype=np.uint8, mode="r").reshape(-1, SIDE, SIDE, 1)
        self.labels = np.fromfile(FOLDER / "labels.bin", dtype=np.uint8)
        split = json.loads((FOLDER / "split.json").read_text())
        self.classes = split["classes"]
        self.train = np.array(split["train"])
        self.test = np.array(split["test"])
        self.shapes = split["shapes"]
        self.clients = [np.array(indices) for indices in split["clients"]]

    def select(self, indices):
        """Images as float32 in [0, 1], and labels."""
        return self.bytes[indices].astype(np.float32) / 255, self.labels[indices].astype(np.int32)

    def batches(self, size, limit=100):
        """The first training images in batches, none smaller."""
        count = min(limit, len(self.train) // size)
        return [self.select(self.train[i * size:(i + 1) * size]) for i in range(count)]

    def weights(self):
        """The initial weights, layer by layer: kernels height × width × in × out, dense layers in × out, biases."""
        flat = np.fromfile(FOLDER / "weights.bin", dtype=np.float32)
        ends = np.cumsum([np.prod(shape) for shape in self.shapes])
        return [part.reshape(shape) for part, shape in zip(np.split(flat, ends[:-1]), self.shapes)]
