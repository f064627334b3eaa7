"""The examples in docstrings that need nothing but the package."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

import chancery
from chancery import _read, _restore


@pytest.mark.parametrize("module", [chancery, _read, _restore])
def test_examples_in_docstrings(module: ModuleType) -> None:
    failed, attempted = doctest.testmod(module, extraglobs={"chancery": chancery})
    assert attempted > 0 and failed == 0
