"""The training step of TrainingSpeed in PyTorch: triplets through 768 -> 1024 -> 256, AdamW. python3 bench/torch_step.py 5000 1"""
import os
import sys
import time

import torch

triplets, epochs = (int(argument) for argument in (sys.argv[1:] + ["5000", "1"])[:2])
batch = 256
torch.set_num_threads(os.cpu_count())
torch.manual_seed(1)
vectors = torch.randn(4096, 768) / 768**0.5
model = torch.nn.Sequential(torch.nn.Linear(768, 1024), torch.nn.ReLU(), torch.nn.Linear(1024, 256))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
rows = torch.randint(0, 4096, (3, triplets))


def train(count):
    for _ in range(epochs):
        order = torch.randperm(count)
        for first in range(0, count - 1, batch):
            part = order[first : first + batch]
            inputs = vectors[rows[:, part].reshape(-1)]
            outputs = torch.nn.functional.normalize(model(inputs), dim=1)
            anchor, positive, negative = outputs.chunk(3)
            loss = torch.relu(0.2 - (anchor * positive).sum(1) + (anchor * negative).sum(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()


train(min(triplets, 10 * batch))
start = time.perf_counter()
processor = time.process_time()
train(triplets)
seconds = time.perf_counter() - start
processor = time.process_time() - processor
print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, {seconds:.1f} s")
print(f"triplets per second\t{triplets * epochs / seconds:.0f}")
print(f"triplets per second of processor\t{triplets * epochs / processor:.0f}")
