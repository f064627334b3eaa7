#!/usr/bin/env python3
"""What reading from Python costs over the program: `benches/python_overhead.py FILE… --chancery target/release/chancery`.

Both read the same files on as many threads and write one JSON line for each reading to a file; the bytes must be equal.
They run by turns, each in a process of its own, from its start to its end. Of several runs the quickest counts, and the
one with the least processor time: on a machine that does other things, too, these say most. Needs `chancery-readouts`.
"""

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

READ = """
import pathlib, sys, chancery
with open(sys.argv[1], "wb", buffering=1 << 16) as out:
    for reading in chancery.read_many(map(pathlib.Path, sys.argv[3:]), jobs=int(sys.argv[2]), errors="skip"):
        out.write(reading.to_json_bytes())
        out.write(b"\\n")
"""


def measured(command, out):
    """Seconds on the clock and on processors, user's and system's."""
    begun = time.perf_counter()
    with open(out, "wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} failed: {status}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--chancery", default="target/release/chancery")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--jobs", default="1,2")
    asked = parser.parse_args()
    print("| threads | | program s | Python s | over |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "python.jsonl"), Path(folder, "program.jsonl")
        for jobs in asked.jobs.split(","):
            program = [asked.chancery, "read", "--format", "jsonl", "--jobs", jobs, *asked.files]
            python = [sys.executable, "-c", READ, str(ours), jobs, *asked.files]
            pairs = [(measured(program, theirs), measured(python, os.devnull)) for _ in range(asked.runs)]
            if not filecmp.cmp(ours, theirs, shallow=False):
                sys.exit("the two do not write the same")
            for place, name in enumerate(("clock", "processor")):
                least = [min(run[side][place] for run in pairs) for side in (0, 1)]
                print(f"| {jobs} | {name} | {least[0]:.3f} | {least[1]:.3f} | {least[1] / least[0] - 1:+.1%} |")
        print(f"{sum(1 for _ in theirs.open('rb'))} readings, {theirs.stat().st_size} bytes, the same from both")


if __name__ == "__main__":
    main()
