"""The training step of PretrainSpeed in PyTorch: sums of token rows, symmetric InfoNCE at 64, 128 and 256 numbers, Adam. python3 bench/torch_pretrain.py 30 1"""
import sys
import time

import torch
from torch.nn.functional import cross_entropy, embedding_bag, normalize

steps, threads = (int(argument) for argument in (sys.argv[1:] + ["30", "1"][len(sys.argv) - 1 :]))
rows, columns, batch = 34_000, 256, 2048
torch.set_num_threads(threads)
torch.manual_seed(1)
table = torch.nn.Parameter(torch.randn(rows, columns) / columns**0.5)
optimizer = torch.optim.Adam([table], lr=1e-3, betas=(0.9, 0.99))


def bag(length):
    tokens = (2 + (rows - 2) * torch.rand(batch * length) ** 3).long()
    return tokens, torch.arange(0, batch * length, length), torch.ones(batch * length)


def total(texts):
    tokens, offsets, weights = texts
    return embedding_bag(tokens, table, offsets, mode="sum", per_sample_weights=weights)


def step(queries, heads, bodies):
    left = total(queries)
    right = normalize(total(heads), dim=1) + normalize(total(bodies), dim=1)
    target = torch.arange(batch)
    loss = 0.0
    for width in (64, 128, 256):
        cosines = normalize(left[:, :width], dim=1) @ normalize(right[:, :width], dim=1).T / 0.05
        loss = loss + (cross_entropy(cosines, target) + cross_entropy(cosines.T, target)) / 2
    optimizer.zero_grad()
    (loss / 3).backward()
    optimizer.step()


batches = [(bag(10), bag(12), bag(80)) for _ in range(4)]
for number in range(3):
    step(*batches[number % 4])
seconds = []
for number in range(steps):
    start = time.perf_counter()
    step(*batches[number % 4])
    seconds.append(time.perf_counter() - start)
seconds.sort()
print(f"torch {torch.__version__}, {threads} threads: {batch / seconds[steps // 2]:.0f} pairs/s, median of {steps} steps; {batch / seconds[0]:.0f} in the fastest")
