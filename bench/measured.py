"""Runs a command; prints wall seconds, processor seconds and peak MiB of it, tab-separated. python3 bench/measured.py LOG COMMAND..."""
import resource
import subprocess
import sys
import time

start = time.perf_counter()
with open(sys.argv[1], "w") as log:
    code = subprocess.call(sys.argv[2:], stdout=log, stderr=subprocess.STDOUT)
wall = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{wall:.2f}\t{usage.ru_utime + usage.ru_stime:.2f}\t{usage.ru_maxrss / 1024:.0f}")
sys.exit(code)
