"""Restoring text, and nothing else."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from functools import cached_property

from chancery import _native

TYPE_CHECKING = False  # As that of typing, which takes a while to load.
if TYPE_CHECKING:
    from typing import Any

    from chancery._model import Repair


class Restored:
    """A restored text with the audit of its restoration.

    Iterating gives text and repairs: ``text, repairs = chancery.restore(damaged)``.
    """

    def __init__(self, native: _native.Restored) -> None:
        self._native = native

    @property
    def text(self) -> str:
        """The restored text."""
        return self._native.text

    @property
    def encoding(self) -> str:
        """The encoding that bytes were decoded with, by its WHATWG name; ``UTF-8`` for text."""
        return self._native.encoding

    @property
    def raw(self) -> str:
        """The input as decoded."""
        return self._native.raw()

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Every difference between :attr:`raw` and :attr:`text`, in order."""
        from chancery._model import Repair, made

        return tuple(made(Repair, repair) for repair in json.loads(self._native.repairs()))

    def undo(self) -> bytes:
        """The input, byte for byte; of text that was given, its UTF-8."""
        return self._native.undo()

    def __iter__(self) -> Any:
        return iter((self.text, self.repairs))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Restored(text={self.text!r}, repairs={self.repairs!r})"

    def _repr_html_(self) -> str:
        from chancery import _html

        return _html.restored(self)


def restore(
    data: str | bytes | bytearray,
    *,
    charset: str | None = None,
    region: str | None = None,
    only: Iterable[str] | None = None,
) -> Restored:
    """Restores damaged text of any language, and accounts for every edit.

    Args:
        data: Text, or bytes in any encoding.
        charset: The charset that bytes are declared to be in; believed only if they are valid in it.
        region: The publisher's country, such as ``GB``: evidence of its house style where bytes were lost.
        only: These kinds of repair alone: ``mojibake``, ``injected-text``, ``entity``, ``control``, ``layout``, ``charset``.

    >>> chancery.restore("The minister鈥檚 visit").text
    'The minister’s visit'
    """
    return Restored(_native.restore(data, charset, region, None if only is None else list(only)))


_KINDS = {
    "unescape_html": ("entity",),
    "fix_encoding": ("mojibake", "injected-text", "charset"),
    "remove_control_chars": ("control",),
    "fix_line_breaks": ("layout",),
}
"""The options of ftfy that are kinds of repair here."""

_PARTS = (
    "restore_byte_a0",
    "replace_lossy_sequences",
    "decode_inconsistent_utf8",
    "fix_c1_controls",
    "remove_terminal_escapes",
    "fix_surrogates",
    "max_decode_length",
    "explain",
)
"""Options of ftfy that are part of a kind of repair here and cannot be had alone."""

_NEVER = ("fix_latin_ligatures", "fix_character_width", "uncurl_quotes", "normalization")
"""What ftfy does and Chancery does not: it changes what the author wrote."""


def fix_text(text: str, config: Any = None, **kwargs: Any) -> str:
    """Restores text, with the signature of ``ftfy.fix_text``.

    Args:
        text: Text that may be damaged.
        config: An ``ftfy.TextFixerConfig``, or anything with such attributes.
        **kwargs: Options of ftfy, instead or on top of it. ``fix_encoding``, ``unescape_html``, ``remove_control_chars``
            and ``fix_line_breaks`` switch repairs off. What belongs to one of them (``restore_byte_a0`` and others) goes
            with it. Quotes, ligatures, widths and normal forms stay as the author wrote them: ``uncurl_quotes``,
            ``fix_latin_ligatures``, ``fix_character_width`` and ``normalization`` do nothing, and asking for them by
            keyword warns.

    >>> chancery.fix_text("The minister鈥檚 visit")
    'The minister’s visit'
    """
    off: set[str] = set()
    for name, kinds in _KINDS.items():
        if not kwargs.pop(name, getattr(config, name, True)):
            off.update(kinds)
    for name in _PARTS:
        kwargs.pop(name, None)
    for name in _NEVER:
        if kwargs.pop(name, None):
            warnings.warn(
                f"{name} does nothing here: what the author wrote is left as it is",
                UserWarning,
                stacklevel=2,
            )
    if kwargs:
        raise TypeError(f"fix_text() got an unexpected keyword argument {next(iter(kwargs))!r}")
    every = [kind for kinds in _KINDS.values() for kind in kinds]
    return _native.restore(text, None, None, [kind for kind in every if kind not in off]).text
