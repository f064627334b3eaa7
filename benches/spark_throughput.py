#!/usr/bin/env python3
"""Documents a second on Spark, beside the program, and that no row is lost: `benches/spark_throughput.py FILE… [--documents N]`.

The documents of JSON lines are repeated under new ids until there are N. Spark in local-cluster mode, with one and with two
workers of one processor each, writes their statements as Parquet; then once more with two, of which one is killed when a
third of the tasks is done. Before and after each run the program reads the same on as many threads, and the mean of the two
is what Spark is held against. All rows of each run are compared with those that one process without Spark gives. Spark's
time is from the asking to the last file, without the start of its Java. Needs `chancery-readouts[spark]` and Java.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet

import chancery.arrow
import chancery.spark

FILES = 32


def documents(files, wanted):
    """The documents, repeated under new ids."""
    lines = [json.loads(line) for file in files for line in Path(file).read_text(encoding="utf-8").splitlines()]
    known = [name for name in chancery.arrow.schema("incoming").names if name != "bytes"]
    kept = [{name: line[name] for name in known if line.get(name) is not None} for line in lines]
    return [{**kept[n % len(kept)], "id": f"{n:08}", "url": f"https://example.org/{n}"} for n in range(wanted)]


def laid(rows, folder):
    """The documents as JSON lines and as Parquet files of about the same size."""
    lines = folder / "documents.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    names = [name for name in chancery.arrow.schema("incoming").names if any(name in row for row in rows)]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    (folder / "parquet").mkdir()
    for part in range(FILES):
        table = pyarrow.Table.from_pylist(rows[part::FILES], schema)
        pyarrow.parquet.write_table(table, folder / "parquet" / f"{part:03}.parquet")
    return lines, folder / "parquet"


def in_order(table):
    """Rows in one order, and columns as one process has them."""
    table = table.select(chancery.arrow.schema("statements").names)
    return table.sort_by([("document", "ascending"), ("statement", "ascending")]).cast(chancery.arrow.schema("statements"))


def one_process(parquet):
    """All statements, read in this process."""
    batches = pyarrow.parquet.read_table(parquet).to_batches(max_chunksize=1024)
    return in_order(pyarrow.Table.from_batches([chancery.arrow.read_batch(batch, jobs=2) for batch in batches]))


def by_program(program, lines, jobs):
    """Seconds that the program needs."""
    begun = time.perf_counter()
    command = [program, "read", "--format", "jsonl", "--jobs", str(jobs), str(lines)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def executors(spark):
    """The processes of this session's executors: children of its own Java."""
    java = spark.sparkContext._gateway.proc.pid
    children = Path(f"/proc/{java}/task").glob("*/children")
    pids = sorted(int(pid) for file in children for pid in file.read_text().split())
    return [pid for pid in pids if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def kill_one(spark, victim):
    """Kills a worker when a third of the tasks of a stage is done; waits for that."""
    tracker = spark.sparkContext.statusTracker()
    while True:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and 3 * stage.numCompletedTasks >= stage.numTasks > 1 for stage in stages):
            os.kill(victim, signal.SIGKILL)
            return
        time.sleep(0.01)


def on_spark(parquet, output, workers, kill):
    """Seconds for all statements, and what was killed."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.executorEnv.PYSPARK_PYTHON": sys.executable,
        "spark.sql.files.maxPartitionBytes": "4m",  # One file is one task.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1024",
    }
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("benchmark of chancery")
    spark = builder.config(map=settings).getOrCreate()
    try:
        spark.range(0, 4, 1, 4).mapInArrow(lambda batches: batches, "id long").count()
        victims = executors(spark)
        assert len(victims) == workers, victims
        killer = threading.Thread(target=kill_one, args=(spark, victims[0]), daemon=True)
        if kill:
            killer.start()
        begun = time.perf_counter()
        chancery.spark.read(spark.read.parquet(str(parquet))).write.parquet(str(output))
        seconds = time.perf_counter() - begun
        if kill:
            assert not killer.is_alive(), "the worker was to die before the end"
            assert victims[0] not in executors(spark)
    finally:
        spark.stop()
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--chancery", default="target/release/chancery")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, parquet = laid(documents(asked.files, asked.documents), folder)
        print(f"{asked.documents} documents, {lines.stat().st_size >> 20} MiB as JSON lines", flush=True)
        expected = one_process(parquet)
        print(f"one process: {expected.num_rows} statements", flush=True)
        for workers, kill in ((1, False), (2, False), (2, True)):
            output = folder / f"statements-{workers}-{kill}"
            before = by_program(asked.chancery, lines, workers)
            seconds = on_spark(parquet, output, workers, kill)
            program = (before + by_program(asked.chancery, lines, workers)) / 2
            same = in_order(pyarrow.parquet.read_table(output)).equals(expected)
            name = f"{workers} workers{', one killed midway' if kill else ''}"
            rates = f"{asked.documents / seconds:.0f} documents a second, the program {asked.documents / program:.0f}"
            told = f"{rates} on {workers} threads: {seconds / program - 1:+.0%} time"
            print(f"Spark, {name}: {told}; rows {'equal' if same else 'DIFFER'}", flush=True)
            if not same:
                sys.exit(1)


if __name__ == "__main__":
    main()
