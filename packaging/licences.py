"""Check that every locked package may be shipped or used under its licence, and list those that are shipped.

Run inside ./.venv; reads the metadata of installed packages and never the network.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
LIST = ROOT / "THIRD_PARTY.md"

# May be shipped with an Apache-2.0 program. The LGPL ones stay separate libraries that a user can replace.
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only",
    "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
})  # fmt: skip
# May be used for development besides; nothing of them reaches a user.
ALLOWED_FOR_DEVELOPERS = ALLOWED | {"LGPL-2.1-only", "LGPL-2.1-or-later"}

# What older metadata says in words.
WORDS = {
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "bsd license": "BSD-3-Clause",
    "bsd": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "gnu lesser general public license v2 (lgplv2)": "LGPL-2.1-only",
    "the unlicense (unlicense)": "Unlicense",
}
# Statements that are no expression, and what reading the package's licence files showed them to mean.
READ_BY_US = {
    # 5.15.2: pdfium and what is built into it (FreeType, libtiff, lcms, zlib …), all without copyleft.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
# Packages whose metadata state nothing, and what reading their licence file showed.
SILENT = {
    # LICENSE: the zlib licence (pysqlite3); what is built in: SQLCipher (BSD-3-Clause), OpenSSL 3 (Apache-2.0).
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",
    # LICENSE: MIT (1.4.0); its list of parts names Rust crates under MIT, Apache-2.0, BSD-3-Clause; Unicode tables.
    "pyrage": "MIT AND BSD-3-Clause AND Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Package:
    """One installed package and the licence it states, as an SPDX expression."""

    name: str
    version: str
    licence: str
    home: str


def canonical(name: str) -> str:
    """The name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(package: Distribution) -> str:
    """The SPDX expression of the metadata, or the closest thing to it that older metadata holds; "" if none."""
    meta = package.metadata
    if "License-Expression" in meta:
        return meta["License-Expression"]
    stated = meta["License"].strip() if "License" in meta else ""
    if stated in READ_BY_US:
        return READ_BY_US[stated]
    classifiers = [text for text in meta.get_all("Classifier", []) if text.startswith("License")]
    for text in [*(text.rsplit("::", 1)[-1].strip() for text in classifiers), stated]:
        if found := WORDS.get(text.lower()):
            return found
    return stated.splitlines()[0] if stated else SILENT.get(canonical(meta["Name"]), "")


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether one choice the expression offers is wholly allowed; no brackets occur in practice, so none are read."""
    choices = re.split(r"\s+OR\s+", expression.replace("(", "").replace(")", ""))
    return any(all(part in allowed for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def locked_names(lock_text: str) -> list[str]:
    """Every package of the lock, whatever platform it is for."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", lock_text, flags=re.MULTILINE)


def installed(names: Iterable[str]) -> Iterator[Package]:
    """The named packages that this platform has; a marker keeps the others away."""
    for name in names:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield Package(canonical(name), found.version, licence_of(found), home_of(found))


def home_of(package: Distribution) -> str:
    """Where its source is, for the list; "" when the metadata does not tell."""
    stated = package.metadata.get_all("Project-URL", [])
    links: dict[str, str] = dict(text.split(", ", 1) for text in stated if ", " in text)
    for key in ("Source", "Source Code", "Repository", "Homepage", "homepage", "repository", "source"):
        if key in links:
            return links[key]
    return str(next(iter(package.metadata.get_all("Home-page", [])), ""))


def shipped_names() -> set[str]:
    """What the program needs at run time on this platform: its dependencies and theirs."""
    with (ROOT / "pyproject.toml").open("rb") as handle:
        waiting = list(tomllib.load(handle)["project"]["dependencies"])
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonical(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
        if name in seen or "extra ==" in requirement:
            continue
        try:
            waiting.extend(distribution(name).requires or [])
        except PackageNotFoundError:
            continue
        seen.add(name)
    return seen


def refused(packages: Iterable[Package], shipped: set[str]) -> list[Package]:
    """The packages whose licence is not on the list that counts for them."""
    return [
        package
        for package in packages
        if not is_allowed(package.licence, ALLOWED if package.name in shipped else ALLOWED_FOR_DEVELOPERS)
    ]


def listing(packages: Iterable[Package]) -> str:
    """The text of THIRD_PARTY.md for the shipped packages."""
    lines = [
        "# Third-party packages",
        "",
        "What a running Portdesk loads on Linux, besides the font and the icons that it contains (see `NOTICE`).",
        "Each package carries its licence text in its own metadata. Written by `python packaging/licences.py --write`.",
        "",
        "| package | version | licence | source |",
        "|---|---|---|---|",
    ]
    lines += [f"| {package.name} | {package.version} | {package.licence} | {package.home} |" for package in packages]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Check, or with --write also refresh the list; 1 when a licence is not allowed or the list is out of date."""
    packages = list(installed(locked_names(LOCK.read_text(encoding="utf-8"))))
    shipped = shipped_names()
    bad = refused(packages, shipped)
    for package in bad:
        print(f"{package.name} {package.version}: licence {package.licence or 'not stated'!r} is not on the list")
    text = listing(package for package in packages if package.name in shipped)
    if "--write" in arguments:
        LIST.write_text(text, encoding="utf-8")
    elif sys.platform == "linux" and (not LIST.exists() or LIST.read_text(encoding="utf-8") != text):
        print(f"{LIST.name} is out of date: run .venv/bin/python packaging/licences.py --write")
        return 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
