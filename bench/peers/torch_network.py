"""The original's network in PyTorch, with our initial weights."""

import torch
from images import SIDE
from torch import nn


def network_of(images, memory_format=torch.channels_last):
    """The network; it ends with the classes' logits."""
    network = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(9 * 9 * 32, 128), nn.ReLU(), nn.Dropout(0.25),
        nn.Linear(128, 128), nn.ReLU(), nn.Dropout(0.25),
        nn.Linear(128, images.classes),
    )
    with torch.no_grad():
        for parameter, weights in zip(network.parameters(), map(torch.from_numpy, images.weights())):
            if weights.shape[0] == 9 * 9 * 32:  # PyTorch flattens channels first
                weights = weights.reshape(9, 9, 32, -1).permute(2, 0, 1, 3).reshape(9 * 9 * 32, -1)
            parameter.copy_(weights.permute(3, 2, 0, 1) if weights.ndim == 4 else weights.T if weights.ndim == 2 else weights)
    return network.to(memory_format=memory_format)


def adam(parameters, lr=1e-3):
    return torch.optim.Adam(parameters, lr=lr, eps=1e-7, fused=True)


def tensors(pixels, labels, memory_format=torch.channels_last):
    """Images and labels as the network takes them."""
    pixels = torch.from_numpy(pixels).view(-1, 1, SIDE, SIDE).contiguous(memory_format=memory_format)
    return pixels, torch.from_numpy(labels).long()


def accuracy_of(network, x, labels, batch_size=256):
    network.eval()
    with torch.inference_mode():
        right = sum(
            (network(some).argmax(1) == right).sum().item()
            for some, right in zip(x.split(batch_size), labels.split(batch_size))
        )
    network.train()
    return right / len(labels)
