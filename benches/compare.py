#!/usr/bin/env python3
"""Puts the sets of the restoration benchmark through Chancery, ftfy and plsfix: `benches/compare.py DIR`.

    cargo bench -p chancery-benches --bench restoration -- --no-speed --write DIR
    benches/compare.py DIR [--set NAME]

ftfy comes from PyPI into a virtual environment below `target/`; plsfix comes from crates.io, for its Python package has
no way to ask for less than everything. All three repair encodings and references only, and leave the rest of a text as
it is. Python's calls are part of ftfy's time, as they are for whoever uses it; the other two run in one process.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
ENVIRONMENT = TARGET / "compare-venv"
TOOLS = ["chancery", "ftfy", "plsfix"]


def inside_environment():
    """Starts the script again within the virtual environment, if it is not there yet."""
    python = ENVIRONMENT / "bin" / "python"
    if Path(sys.prefix) == ENVIRONMENT.resolve() or sys.prefix == str(ENVIRONMENT):
        return
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "ftfy==6.3.1"], check=True)
    os.execv(python, [python, __file__, *sys.argv[1:]])


def of_ftfy(path):
    """What ftfy makes of one file."""
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    begun = time.perf_counter()
    fixed = [fix_text(row["damaged"], config) for row in rows]
    seconds = time.perf_counter() - begun
    exact = sum(text == row.get("clean") for text, row in zip(fixed, rows))
    unchanged = sum(text == row["damaged"] != row.get("clean") for text, row in zip(fixed, rows))
    size = sum(len(row["damaged"].encode()) for row in rows)
    wrong = len(rows) - exact - unchanged
    return {"n": len(rows), "exact": exact, "unchanged": unchanged, "wrong": wrong, "bytes": size, "seconds": seconds}


def of_the_others(paths):
    """What Chancery and plsfix make of all files: by path and tool."""
    manifest = HERE / "compare" / "Cargo.toml"
    command = ["cargo", "run", "--quiet", "--release", "--manifest-path", manifest, "--", *paths]
    environment = {**os.environ, "CARGO_TARGET_DIR": str(TARGET / "compare")}
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
    rows = map(json.loads, output.decode().splitlines())
    return {(row["file"], row["tool"]): row for row in rows}


def table(paths, results):
    print(f"{'set':36} {'n':>5}" + "".join(f" | {tool:>8} {'left':>5} {'wrong':>5}" for tool in TOOLS))
    for path in paths:
        cells = ""
        for tool in TOOLS:
            row = results[str(path), tool]
            shares = [100 * row[key] / max(row["n"], 1) for key in ("exact", "unchanged", "wrong")]
            cells += f" | {shares[0]:8.2f} {shares[1]:5.1f} {shares[2]:5.1f}"
        print(f"{path.stem:36} {row['n']:5}{cells}")


def speeds(paths, results):
    print(f"\n{'MB/s, the same bytes':36} " + "".join(f"{tool:>10}" for tool in TOOLS) + "   times ftfy  times plsfix")
    for path in paths:
        rates = []
        for tool in TOOLS:
            row = results[str(path), tool]
            rates.append(row["bytes"] / 1e6 / row["seconds"])
        cells = "".join(f"{rate:10.1f}" for rate in rates)
        print(f"{path.stem:36} {cells} {rates[0] / rates[1]:12.1f} {rates[0] / rates[2]:13.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where the benchmark has written its sets")
    parser.add_argument("--set", default="", help="only sets whose names contain this")
    arguments = parser.parse_args()
    inside_environment()
    found = sorted(arguments.folder.glob("*.jsonl"))
    paths = [path for path in found if arguments.set in path.name and not path.stem.endswith(".short")]
    documents = [] if arguments.set else sorted((arguments.folder / "speed").glob("*.jsonl"))
    results = of_the_others([str(path) for path in [*paths, *documents]])
    for path in [*paths, *documents]:
        results[str(path), "ftfy"] = of_ftfy(path)
    table(paths, results)
    speeds(documents, results)


if __name__ == "__main__":
    main()
