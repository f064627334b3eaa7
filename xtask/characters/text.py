"""Cleans lines, decides their language by their script and collects them."""

import collections
import functools
import hashlib
import re
import unicodedata

import tables

# No source may drown the others: a language keeps at most so many characters of one of them.
SOURCE_CAP = 1_200_000
# A language with fewer characters than this has nothing but stray lines.
LEAST = 5_000
# Names under which packages file a language, and the language they mean.
ALIASES = {
    "iw": "he", "in": "id", "no": "nb", "mo": "ro", "sh": "sr", "tl": "fil", "prs": "fa", "kmr": "ku", "ji": "yi",
    "arb": "ar", "pes": "fa", "ckt": "ckb", "ganda": "lg", "jw": "jv", "als": "sq", "cmn": "zh", "khk": "mn",
    "ydd": "yi", "ekk": "et", "lvs": "lv", "swh": "sw", "zlm": "ms", "azb": "az", "gaa": "", "fuv": "ff", "plt": "mg",
}  # fmt: skip
HANT = {"tw", "hk", "mo", "hant"}
SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "ETHIOPIC": "Ethi", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru",
    "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "MYANMAR": "Mymr", "KHMER": "Khmr", "TIBETAN": "Tibt",
    "THAANA": "Thaa", "CJK": "Hani", "HIRAGANA": "Kana", "KATAKANA": "Kana", "HANGUL": "Hang",
}  # fmt: skip
# The scripts that a writing system of several of them is made of.
MEMBERS = {"Jpan": {"Hani", "Kana"}, "Kore": {"Hang"}, "Hans": {"Hani"}, "Hant": {"Hani"}}

PLACEHOLDER = re.compile(
    r"%\([^)]*\)[-#0 +.\d]*[a-zA-Z]|%\d*\$?[sdrfi@]\b|%\{[^}]*\}|\$\{[^}]*\}|\{\{[^}]*\}\}|\{[^{}]*\}|\[%[^%]*%\]|__[a-z_]+__"
)
TAG = re.compile(r"<[^<>]{1,200}>")
# Leavings of code, markup and addresses: such a line teaches no language.
UNWANTED = re.compile(
    r"https?:|www\.|[{}<>|\\^~`_]|\w/\w+/|&\w+;|&#|\]\(|\*\*|@\w|%[a-zA-Z(]|\$[a-z]|\bu[0-9a-f]{4}\b|\.(?:com|org|io|py|html?|json|ya?ml)\b"
)
EMPTY_PAIR = re.compile(r"\(\s*\)|\[\s*\]|“\s*”|„\s*[“”]|«\s*»|‘\s*’|\"\s*\"|'\s*'|「\s*」|『\s*』|（\s*）|《\s*》")
# A run of characters that are well-formed UTF-8 in one of these was read wrongly before it was published.
MISREADINGS = (("cp1252", 1), ("latin-1", 1), ("cp1250", 2), ("cp1251", 2), ("cp437", 2), ("cp850", 2), ("mac-roman", 2))


def misreading(codec, least):
    """A run of non-ASCII characters that are, in a codec, at least so many well-formed sequences of UTF-8."""
    of = lambda low, high: "".join(re.escape(bytes([byte]).decode(codec, "ignore")) for byte in range(low, high + 1))
    tail = f"[{of(0x80, 0xBF)}]"
    unit = f"[{of(0xC2, 0xDF)}]{tail}|[{of(0xE0, 0xEF)}]{tail}{{2}}|[{of(0xF0, 0xF4)}]{tail}{{3}}"
    return re.compile(rf"(?<![^\x00-\x7f])(?:{unit}){{{least},}}(?![^\x00-\x7f])")


MISREAD = [misreading(codec, least) for codec, least in MISREADINGS]


@functools.cache
def script(char):
    if not char.isalpha():
        return None
    return SCRIPTS.get(unicodedata.name(char, "").split(" ")[0].split("-")[0])


@functools.cache
def is_text(char):
    category = unicodedata.category(char)
    return category not in ("Cc", "Co", "Cn", "Cs", "Zl", "Zp") and char not in "\ufffd\ufeff"


def is_misread(line):
    return not line.isascii() and any(pattern.search(line) for pattern in MISREAD)


def clean(text):
    """The lines of a text without placeholders and markup; nothing else in them changes."""
    for line in re.split(r"[\r\n\u2028\u2029\u0085]+|<br\s*/?>|</?(?:p|li|ul|ol|h\d)>", text):
        line = TAG.sub("", line)
        line = re.sub(rf"(?: (?=(?:{PLACEHOLDER.pattern})(?:[ .,;:!?)]|$)))?(?:{PLACEHOLDER.pattern})", "", line)
        line = EMPTY_PAIR.sub("", line)
        line = re.sub(r"[ \t]{1,}", " ", line).strip(" ").strip("*#=").strip(" ")
        letters = sum(map(str.isalpha, line))
        if 2 <= letters and 3 * letters >= len(line) and all(map(is_text, line)) and not UNWANTED.search(line) and not is_misread(line):
            yield line


class Collector:
    """Lines by language and source."""

    def __init__(self, languages):
        self._languages = languages
        self._lines = collections.defaultdict(dict)

    def take(self, source, entries):
        """Takes (locale, text, original or None); a text like its original is not translated."""
        taken = set()
        for locale, text, original in entries:
            language, scripts = self.systems(locale)
            if not scripts or (text == original and language != "en") or (language, *scripts, text) in taken:
                continue
            taken.add((language, *scripts, text))
            for line in clean(text):
                tag = self.tag(language, scripts, line)
                if tag:
                    self._lines[tag].setdefault(line, source)

    @functools.cache
    def systems(self, locale):
        """The language of a locale and the scripts it is written in; none where the language is not wanted."""
        parts = re.split(r"[-_@.]", locale.lower())
        language = ALIASES.get(parts[0], parts[0])
        if language == "zh":
            return language, ["Hant" if HANT & set(parts[1:]) and "hans" not in parts else "Hans"]
        return language, self._languages.get(language, [])

    @staticmethod
    def tag(language, scripts, line):
        """The tag under which a line is filed: by its script, if that is one of the language."""
        counts = collections.Counter(found for found in map(script, line) if found)
        if not counts:
            return None
        dominant = max(sorted(counts), key=counts.get)
        if set(counts) - {"Latn"} and dominant == "Latn" and scripts[0] != "Latn":
            # Names of products and programs may outweigh the words around them.
            dominant = max(sorted(set(counts) - {"Latn"}), key=counts.get)
        for candidate in scripts:
            if dominant in MEMBERS.get(candidate, {candidate}) or (candidate == "Kore" and "Hang" in counts):
                usual = candidate == scripts[0] and language not in ("sr", "zh")
                return language if usual else f"{language}-{candidate}"
        return None

    def exemplar_tag(self, locale, characters):
        """The tag of a locale's alphabet; regional variants of a language say nothing new."""
        parts = locale.split("-")
        if len(parts) > 2 or (len(parts) == 2 and len(parts[1]) != 4):
            return None
        return self.tag(*self.systems(locale), characters)

    def lines(self, language):
        """The lines of a language by their hash, without those that are English and without those past the cap."""
        english = self._lines["en"] if language != "en" else {}
        order = sorted(
            (hashlib.blake2b(line.encode(), digest_size=8).digest(), line, source)
            for line, source in self._lines[language].items()
            if line not in english
        )
        used = collections.Counter()
        for _, line, source in order:
            if used[source] < SOURCE_CAP:
                used[source] += len(line)
                yield line

    def write(self, out):
        sizes = []
        for language in sorted(self._lines):
            lines = list(self.lines(language))
            if sum(map(len, lines)) < LEAST:
                continue
            (out / f"{language}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            sources = sorted({self._lines[language][line] for line in lines})
            sizes.append(tables.Size(language, len(lines), sum(map(len, lines)), " ".join(sources)))
        return sizes
