#!/usr/bin/env python3
"""Does what README.md says of Python, literally, in a folder of its own: `readme.py`, with the interpreter it is said of.

Its Python blocks run one after the other, with the commands between them; installing is left to whoever calls this. The
program `chancery` must be on the path.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def blocks(section):
    """The fenced blocks of a section: their language and lines."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def main():
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## From Python\n")[1].split("\n## ")[0]
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    names, done = {"__name__": "readme"}, 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("examples").symlink_to(ROOT / "examples")
        for language, block in blocks(section):
            if language == "python":
                exec(compile(block, "README.md", "exec"), names)
                done += 1
                continue
            for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
                if not command.startswith("pip install"):
                    subprocess.run(["bash", "-euc", command], check=True)
                    done += 1
        os.chdir(ROOT)
    assert done >= 6, f"only {done} blocks and commands were found"
    print(f"{done} blocks and commands of README.md did what they say")


if __name__ == "__main__":
    main()
