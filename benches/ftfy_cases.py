#!/usr/bin/env python3
"""Puts the test cases of ftfy through `chancery restore` and says where the two differ.

    pip install ftfy==6.3.1
    benches/ftfy_cases.py ftfy-6.3.1/tests/test_cases.json --chancery target/release/chancery

The cases are in ftfy's source distribution (`pip download --no-binary :all: --no-deps ftfy==6.3.1`). Each goes through as it
stands and, as in ftfy's own test, with one more layer of UTF-8 read as latin-1. The outcomes:

    same        what ftfy's repair of encodings gives, or all of ftfy
    normalised  the same once ftfy's normalisations are applied, which Chancery leaves to its callers on purpose:
                straight quotes, NFC, ligatures, width of characters
    recovered   the same, and what ftfy gives up as U+FFFD is inferred
    unchanged   left as it is
    other       changed into something else

Only the last two are failures. `data/ftfy-differences.tsv` names those that are meant, each with its reason. Cases that
ftfy itself expects to fail are counted apart. Exit status: 1 if a case that ftfy passes fails without a reason, else 0.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import ftfy

OUTCOMES = ("same", "normalised", "recovered", "unchanged", "other")
DIFFERENCES = Path(__file__).parent / "data" / "ftfy-differences.tsv"


def restored(texts, program):
    """The texts as the program restores them."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = [program, "restore", "--format", "jsonl"]
    run = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True)
    objects = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    assert len(objects) == len(texts)
    return objects


def normalised(text):
    """ftfy without its repair of encodings; and without the controls of C1, which it keeps and Chancery removes."""
    return re.sub("[\x80-\x9f]", "", ftfy.fix_text(text, fix_encoding=False))


def outcome(case, text, result):
    """What became of one text."""
    if result in (case["fixed"], case.get("fixed-encoding", case["fixed"])):
        return "same"
    if normalised(result) == normalised(case["fixed"]):
        return "normalised"
    wanted = re.split("\N{REPLACEMENT CHARACTER}+", case.get("fixed-encoding", case["fixed"]))
    if re.fullmatch("[^?]{1,2}".join(map(re.escape, wanted)), result):
        return "recovered"
    return "unchanged" if result == text else "other"


def show(number, case, text, result, remark):
    """The texts of a case, one below the other."""
    print(f"\n{number}. {case['label']}{remark}")
    for name, value in (
        ("original", text),
        ("wanted", case.get("fixed-encoding", case["fixed"])),
        ("result", result["text"]),
    ):
        print(f"  {name:9} {value!r}")
    for repair in result["repairs"]:
        print(f"  {repair['kind']:9} {repair['before']!r} -> {repair['after']!r} ({repair['channel']})")


def differences():
    """Failures that are meant: the place of the case in the file, from 1, what the result must contain, and why."""
    rows = (line.split("\t") for line in DIFFERENCES.read_text(encoding="utf-8").splitlines())
    return {int(row[0]): (row[1], row[2]) for row in rows if row[0].isdigit()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("cases", help="ftfy's test_cases.json")
    parser.add_argument("--chancery", default="chancery", metavar="BIN")
    parser.add_argument("--all", action="store_true", help="show what differs but is no failure, too")
    args = parser.parse_args()

    with open(args.cases, encoding="utf-8") as file:
        cases = list(enumerate(json.load(file), start=1))
    reasons = differences()
    unexplained = 0
    for layer in ("", " + latin-1"):
        for expect in ("pass", "fail"):
            some = [(number, case) for number, case in cases if case["expect"] == expect]
            texts = [case["original"] for _, case in some]
            if layer:
                texts = [text.encode().decode("latin-1") for text in texts]
            counts = Counter()
            results = restored(texts, args.chancery)
            for (number, case), text, result in zip(some, texts, results):
                what = outcome(case, text, result["text"])
                counts[what] += 1
                failed = what in ("unchanged", "other")
                gives, reason = reasons.get(number, ("", None))
                if gives not in result["text"]:
                    reason = None
                if expect == "pass" and failed and not reason:
                    unexplained += 1
                if expect == "pass" and (failed or (args.all and what != "same")):
                    remark = f"{layer} [{what}]" + (f" meant: {reason}" if failed and reason else "")
                    show(number, case, text, result, remark)
            figures = ", ".join(f"{counts[name]} {name}" for name in OUTCOMES)
            print(f"\n== {len(some)} cases that ftfy expects to {expect}{layer}: {figures}")
    print(f"\n== {unexplained} failures without a reason")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
