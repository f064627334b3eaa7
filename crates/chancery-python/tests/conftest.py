"""Documents written for these tests, and where the program and the examples are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

NORWAY = (
    "Foreign Minister Ingrid Haugen of Norway met Chilean Foreign Minister Tomás Arriagada in Santiago on 6 May 2024. "
    "She raised illegal fishing in the South Pacific. They agreed to begin talks on a maritime agreement."
)
CHILE = (
    "Foreign Minister Tomás Arriagada of Chile met Norwegian Foreign Minister Ingrid Haugen in Santiago on 6 May 2024. "
    "They agreed to begin talks on a maritime agreement."
)


def made(number: int) -> dict[str, str]:
    """A document, different for each number."""
    subjects = ("fisheries", "human rights", "trade", "climate change", "the situation in Venezuela")
    return {
        "id": f"made-{number:05}",
        "url": f"https://example.org/{number}",
        "date": f"20{10 + number % 14}-03-{1 + number % 28:02}",
        "publisher": "NO",
        "text": (
            f"The Foreign Minister met the Foreign Minister of Chile for talk number {number}. "
            f"She raised {subjects[number % 5]} and stressed the need for {subjects[(number + 1) % 5]}."
        ),
    }


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line program, built from the same sources."""
    named = os.environ.get("CHANCERY_PROGRAM")
    path = Path(named) if named else ROOT / "target" / "release" / "chancery"
    if not path.is_file():
        pytest.skip(f"{path} is not built: cargo build --release -p chancery-cli")
    return path


@pytest.fixture(scope="session")
def java() -> None:
    if shutil.which("java") is None:
        pytest.skip("there is no Java, which Spark needs")
