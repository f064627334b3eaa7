"""Reads the tables of languages and sources; writes the tables of the result."""

import collections
import typing


class Source(typing.NamedTuple):
    registry: str
    package: str
    version: str
    licence: str
    reader: str
    what: str


class Size(typing.NamedTuple):
    language: str
    lines: int
    characters: int
    sources: str


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def sources(path):
    return [Source(*row) for row in rows(path)]


def languages(path):
    """Language → its scripts, the usual one first."""
    return {language: scripts.split() for language, scripts in rows(path)}


def is_han(char):
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char in "々〆"


def write_words(path, words):
    """Words of two characters or more by weight, ten million in all; the rarest, which round to nothing, fall away."""
    several = {word: weight for word, weight in words.items() if len(word) > 1 and any(map(is_han, word))}
    scale = 10_000_000 / max(sum(several.values()), 1)
    ordered = sorted(several.items(), key=lambda item: (-item[1], item[0]))
    lines = (f"{word}\t{round(weight * scale)}\n" for word, weight in ordered if round(weight * scale))
    path.write_text("".join(lines), encoding="utf-8")


def write_weights(path, words, lines, share):
    """Han characters by weight, ten million in all: so great a share from the dictionary, the rest from the texts."""
    dictionary = collections.Counter()
    for word, weight in words.items():
        for char in filter(is_han, word):
            dictionary[char] += weight
    texts = collections.Counter(char for line in lines for char in line if is_han(char))
    total = collections.Counter()
    for counts, part in ((dictionary, share), (texts, 1 - share)):
        scale = 10_000_000 * part / max(sum(counts.values()), 1)
        for char, count in counts.items():
            total[char] += count * scale
    ordered = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    path.write_text("".join(f"{char}\t{max(round(weight), 1)}\n" for char, weight in ordered), encoding="utf-8")


def write_exemplars(path, exemplars, collector):
    found = {}
    for locale, (main, auxiliary) in exemplars:
        language = collector.exemplar_tag(locale, main)
        if language:
            found.setdefault(language, (main, auxiliary))
    with path.open("w", encoding="utf-8") as out:
        for language, (main, auxiliary) in sorted(found.items()):
            out.write(f"{language}\t{main}\t{auxiliary}\n")


def write_sizes(path, sizes):
    ordered = sorted(sizes, key=lambda size: (-size.characters, size.language))
    path.write_text("".join("\t".join(map(str, size)) + "\n" for size in ordered), encoding="utf-8")
