"""Wall time and peak memory of a cold `recueil run`, whole process, beside those of `ner_only.py` on the same folder.

    python bench/cold_run.py FOLDER [RUNS]

Prints the median of RUNS (default 5) interleaved runs and the ratio to the yardstick.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds of wall time and peak memory in MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[1]} ended with status {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    folder, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as out:
        run = [sys.executable, str(HERE.parent / "cli.py"), "run", folder, "--out", out]
        commands = {
            "ner only": [sys.executable, str(HERE / "ner_only.py"), folder],
            "recueil run": run,
            "recueil run --no-ner": [*run, "--no-ner"],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(measured(command))
    median = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in taken.items()}
    base = median["ner only"]
    print(f"{'':22}{'wall s':>8}{'ratio':>7}{'peak MB':>9}{'ratio':>7}")
    for name, (wall, memory) in median.items():
        print(f"{name:22}{wall:8.1f}{wall / base[0]:7.2f}{memory:9.0f}{memory / base[1]:7.2f}")


if __name__ == "__main__":
    main()
