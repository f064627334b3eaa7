#!/usr/bin/env python3
"""Samples clean lines by language out of unpacked translations: `clean_text.py DIR ROOT...`.

A root is a `/usr/share`: messages (`locale/<language>/LC_MESSAGES/*.mo`), manual pages (`man/<language>/man*/*.gz`) and
help pages (`help/<language>/*/*.page`). Markup is taken off roughly: what stays of it is still text that somebody
published. Writes `DIR/<language>.txt` (one line a text, at least twelve characters), `DIR/short/<language>.txt` (below
that), and `DIR/documents/en.txt` (one English page a line, its line ends as `\\n`). The same roots give the same files.
"""

import gzip
import html
import re
import struct
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

LINES = 3_000
SHORT_LINES = 300
DOCUMENTS = 400
SHORTEST = 12
LONGEST = 600
PAGE = 6_000
# Variants of a language that repeat most of its lines or convert them by rule.
LEFT_OUT = re.compile(r"^(en[@_].*|ca@.*|.*@quot|.*@boldquot|be@latin|bn_IN|zh_HK|pt_PT|es_.*|de_.*|fr_.*)$")

# Escapes of manual pages that stand for a character.
ESCAPES = {
    "\\-": "-", "\\&": "", "\\(aq": "'", "\\(cq": "’", "\\(oq": "‘", "\\(lq": "“", "\\(rq": "”",
    "\\(em": "—", "\\(en": "–", "\\(bu": "•", "\\e": "\\",
}  # fmt: skip
# How a house sets a break in a sentence.
DASHES = ["—", " – ", " — "]


def messages(path):
    """The translations of a compiled message catalogue."""
    data = path.read_bytes()
    if len(data) < 28:
        return
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    _, _, count, originals, translations = struct.unpack(order + "5I", data[:20])

    def cells(table):
        for at in range(count):
            length, offset = struct.unpack_from(order + "2I", data, table + 8 * at)
            yield data[offset : offset + length]

    charset = "utf-8"
    for original, translation in zip(cells(originals), cells(translations)):
        if not original:
            found = re.search(rb"charset=([\w-]+)", translation)
            charset = found.group(1).decode() if found else charset
            continue
        if original == translation:
            continue
        try:
            text = translation.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
        for form in text.split("\0"):
            yield from form.split("\n")


def manual(path):
    """The text lines of a manual page."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as page:
            source = page.read()
    except (OSError, UnicodeDecodeError):
        return
    for line in source.split("\n"):
        if line.startswith((".", "'")) or "\t" in line:
            continue
        line = re.sub(r"\\f(\[[^]]*\]|\(..|.)", "", line)
        line = re.sub(r"\\s[-+]?\d", "", line)
        for escape, character in ESCAPES.items():
            line = line.replace(escape, character)
        if "\\" not in line:
            yield line


def paragraphs(path):
    """The paragraphs of a help page."""
    try:
        tree = ElementTree.parse(path)
    except (ElementTree.ParseError, OSError):
        return
    for element in tree.iter():
        if element.tag.rpartition("}")[2] in ("p", "title", "desc"):
            yield " ".join("".join(element.itertext()).split())


def tidy(line):
    """The line without mnemonics and tags, or nothing if it is no text."""
    line = html.unescape(line) if "&" in line else line
    line = re.sub(r"<[^<>]*>", "", line)
    line = re.sub(r"\(_\w\)|_(?=\w)(?<!\w_)", "", line).strip()
    if any(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") or c == "\ufffd" for c in line):
        return ""
    if sum(c.isalpha() or unicodedata.category(c) == "Mn" for c in line) * 2 < len(line):
        return ""
    return line


def typeset(text, house):
    """English with the quotes and dashes of print: sources of programs have those of typewriters."""
    text = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "’", text)
    text = re.sub(r"``([^`'\n]+)''|(?<!\S)\"([^\"\n]+)\"(?!\w)", lambda m: f"“{m[1] or m[2]}”", text)
    text = re.sub(r"(?<!\S)[`']([^`'\n]+)'(?!\w)", r"‘\1’", text)
    return re.sub(r"(?<=\w)(?: --? |--| ?— ?)(?=\w)", DASHES[house % len(DASHES)], text)


def sampled(lines, count):
    """So many of the lines, evenly."""
    if len(lines) <= count:
        return lines
    return [lines[at * len(lines) // count] for at in range(count)]


def language(folder):
    name = folder.split(".")[0]
    return "en" if name == "C" else name


def sources(roots):
    """Every file with text: its language, its path, and what reads it."""
    for root in map(Path, roots):
        for path in sorted(root.glob("help/*/**/*.page")):
            yield language(path.relative_to(root / "help").parts[0]), path, paragraphs
        for path in sorted(root.glob("man/*/man*/*.gz")):
            yield language(path.parts[-3]), path, manual
        for path in sorted(root.glob("man/man[178]/*.gz")):
            # Thousands of pages of one program, alike and made by another.
            if not path.name.startswith("gcloud"):
                yield "en", path, manual
        for path in sorted(root.glob("locale/*/LC_MESSAGES/*.mo")):
            # Names of countries and languages are short, alike, and far too many.
            if not path.name.startswith(("iso_", "iso-")):
                yield language(path.parts[-3]), path, messages


def damaged_at_source():
    """Fragments of lines that were damaged before they were packaged, by language."""
    fragments = {}
    table = Path(__file__).parent / "data" / "damaged-at-source.tsv"
    rows = [row for row in table.read_text("utf-8").splitlines() if not row.startswith("#")]
    for row in rows[1:]:
        name, fragment = row.split("\t")
        fragments.setdefault(name, []).append(fragment)
    return fragments


def main():
    folder, roots = Path(sys.argv[1]), sys.argv[2:]
    lines, pages, damaged = {}, [], damaged_at_source()
    for name, path, read in sources(roots):
        if LEFT_OUT.match(name):
            continue
        kept = lines.setdefault(name, {})
        texts = [text for text in map(tidy, read(path)) if text]
        if name == "en" and read is not messages:
            texts = [typeset(text, len(pages)) for text in texts]
            # A manual page breaks lines anywhere.
            page = ("\\n" if read is paragraphs else " ").join(texts)[:PAGE]
            if len(page) > 800:
                pages.append(page)
        for text in texts:
            for part in parts(text):
                if not any(fragment in part for fragment in damaged.get(name, ())):
                    kept.setdefault(part)
    (folder / "short").mkdir(parents=True, exist_ok=True)
    (folder / "documents").mkdir(exist_ok=True)
    total = 0
    for name, kept in sorted(lines.items()):
        long = sampled([line for line in kept if len(line) >= SHORTEST], LINES)
        short = sampled([line for line in kept if 1 < len(line) < SHORTEST], SHORT_LINES)
        if len(long) < 100:
            continue
        size = write(folder / f"{name}.txt", long)
        write(folder / "short" / f"{name}.txt", short)
        total += size
        print(f"{name}\t{len(long)} lines\t{len(short)} short\t{size} bytes")
    write(folder / "documents" / "en.txt", sampled(pages, DOCUMENTS))
    print(f"{total / 1e6:.1f} MB")


def parts(text):
    """A line, or its sentences if it is long."""
    if len(text) <= LONGEST:
        return [text]
    return [part for part in re.split(r"(?<=[.!?。])\s+", text) if len(part) <= LONGEST]


def write(path, lines):
    data = "".join(line + "\n" for line in lines).encode()
    path.write_bytes(data)
    return len(data)


if __name__ == "__main__":
    main()
