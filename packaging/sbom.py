"""Write the list of all parts that are shipped (CycloneDX 1.6, JSON): name, version, licence, and the lock's digests.

Run inside ./.venv; reads the lock and the metadata of installed packages, never the network.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import licences

OUT = licences.ROOT / "build" / "sbom.cdx.json"
_ENTRY = re.compile(r"^([a-z0-9._-]+)==([^ \\\n]+)([^#]*)", re.MULTILINE)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def digests(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Version and allowed digests of every locked package."""
    return {name: (version, _DIGEST.findall(rest)) for name, version, rest in _ENTRY.findall(lock)}


def document(packages: Mapping[str, licences.Package], lock: str) -> dict[str, Any]:
    """The list as CycloneDX has it, the same for the same lock."""
    known = digests(lock)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "portdesk", "licenses": [_licence("Apache-2.0")]}},
        "components": [_component(one, *known[name]) for name, one in sorted(packages.items())],
    }


def _component(one: licences.Package, version: str, hashes: list[str]) -> dict[str, Any]:
    name = licences.canonical(one.name)
    # One package has a wheel per system: CycloneDX's "hashes" is for one file, so the lock's are named as references.
    files = [{"type": "distribution", "url": f"sha256:{digest}"} for digest in hashes]
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [_licence(one.licence)],
        "externalReferences": files,
    }


def _licence(expression: str) -> dict[str, str]:
    return {"expression": expression}


def main() -> int:
    """Write the list; 1 if a shipped package is not in the lock."""
    lock = licences.LOCK.read_text(encoding="utf-8")
    names = licences.shipped_names()
    shipped = {one.name: one for one in licences.installed(sorted(names))}
    if missing := shipped.keys() - digests(lock).keys():
        print(f"not in the lock: {', '.join(sorted(missing))}", file=sys.stderr)
        return 1
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document(shipped, lock), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
