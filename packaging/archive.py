"""Archives that are the same, byte for byte, whenever and wherever they are made of the same files."""

import gzip
import io
import tarfile


def write_tgz(path, files):
    """`files` are a content in bytes and a mode by name; they are of nobody, and of no date."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, (content, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), mode
            archive.addfile(entry, io.BytesIO(content))
    path.write_bytes(gzip.compress(packed.getvalue(), mtime=0))


def files_below(folder, name=""):
    """The files of a folder as write_tgz takes them, in the archive's folder `name`; programs can be executed."""
    return {
        f"{name}/{path.relative_to(folder)}".lstrip("/"): (path.read_bytes(), path.stat().st_mode & 0o100 and 0o755 or 0o644)
        for path in folder.rglob("*")
        if path.is_file()
    }
