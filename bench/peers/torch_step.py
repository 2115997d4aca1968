"""One training step of the original's network in PyTorch, eager, channels last."""

from step_report import arguments, report

import torch
from images import Images
from torch import nn

BATCH_SIZE = 32

options = arguments()
torch.set_num_threads(options.threads)
torch.set_num_interop_threads(1)
images = Images()
network = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(9 * 9 * 32, 128), nn.ReLU(), nn.Dropout(0.25),
    nn.Linear(128, 128), nn.ReLU(), nn.Dropout(0.25),
    nn.Linear(128, images.classes),
).to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
cross_entropy = nn.CrossEntropyLoss()


def tensors(pixels, labels):
    pixels = torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
    return pixels, torch.from_numpy(labels).long()


batches = [tensors(*batch) for batch in images.batches(BATCH_SIZE)]


def step(number):
    network.train()
    x, labels = batches[number % len(batches)]
    optimizer.zero_grad()
    cross_entropy(network(x), labels).backward()
    optimizer.step()


@torch.inference_mode()
def evaluate():
    network.eval()
    x, labels = batches[0]
    cross_entropy(network(x), labels)


report(options, step, evaluate, {"torch": torch.__version__})
