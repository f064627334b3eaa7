"""What can go wrong. Everything that Chancery raises of its own is an :class:`Error`."""

from __future__ import annotations


class Error(Exception):
    """The base of all of Chancery's exceptions."""


class ReadError(Error):
    """A document cannot be read: it is empty, binary, damaged, or not in a language that is read.

    Attributes:
        document: Which one: its path with the line or part, its id or address, or ``document 3`` by its place.
        reason: Why, and what to do about it.
    """

    document: str
    reason: str

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(document, reason)
        self.document = document
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.document}: {self.reason}"


class RecordError(Error):
    """A record cannot be opened, written or asked."""


class SchemaError(Error, ValueError):
    """An Arrow batch does not have the columns that are needed, or they are of other types."""


class KnowledgeError(Error):
    """The tables that a reader knows names and acts from cannot be loaded."""
