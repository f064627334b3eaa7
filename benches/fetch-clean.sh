#!/bin/sh
# Gathers clean text in many languages for `cargo bench --bench restoration`: what translators wrote for Debian.
#
#   benches/fetch-clean.sh [DIR] [--installed-only]
#
# A few packages with running text are downloaded and unpacked below DIR/.packages (nothing is installed, no root is
# needed); together with the translations that this machine has they are sampled into DIR/<language>.txt. The packages
# stay under their own licences: the text is for measuring here, and is not part of the project.
set -eu

folder=${1:-target/clean-text}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/.packages"
roots=/usr/share
if [ "${2:-}" != --installed-only ]; then
    while IFS='	' read -r package why; do
        case $package in ''|'#'*|package) continue ;; esac
        unpacked=$folder/.packages/$package
        if [ ! -d "$unpacked" ]; then
            (cd "$folder/.packages" && apt-get download -q "$package") || { echo "without $package ($why)" >&2; continue; }
            mkdir "$unpacked"
            dpkg -x "$folder/.packages/${package}"_*.deb "$unpacked"
            rm "$folder/.packages/${package}"_*.deb
        fi
        roots="$roots $unpacked/usr/share"
    done < "$here/data/packages.tsv"
fi
# shellcheck disable=SC2086 # One argument for each root.
exec python3 "$here/clean_text.py" "$folder" $roots
