"""One training step of the original's network in PyTorch."""

from step_report import arguments, report

import torch
from images import Images
from torch import nn
from torch_network import adam, network_of, tensors

BATCH_SIZE = 32

options = arguments()
torch.set_num_threads(options.threads)
torch.set_num_interop_threads(1)
memory_format = torch.contiguous_format if options.network == "channels-first" else torch.channels_last
images = Images()
network = network_of(images, memory_format)
optimizer = adam(network.parameters())
cross_entropy = nn.CrossEntropyLoss()
forward = torch.compile(network) if options.network == "compiled" else network
batches = [tensors(*batch, memory_format) for batch in images.batches(BATCH_SIZE)]


def step(number):
    network.train()
    x, labels = batches[number % len(batches)]
    optimizer.zero_grad()
    cross_entropy(forward(x), labels).backward()
    optimizer.step()


@torch.inference_mode()
def evaluate():
    network.eval()
    x, labels = batches[0]
    cross_entropy(forward(x), labels)


report(options, step, evaluate, {"torch": torch.__version__})
