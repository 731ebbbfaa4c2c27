"""Tests of packaging/licences.py: the allow-list over what is really installed, and its reading of metadata."""

from importlib.metadata import Distribution, distribution
from pathlib import Path

import licences
import pytest


class Stated(Distribution):
    """An installed package with the metadata that a test gives it."""

    def __init__(self, **fields: str) -> None:
        self.fields = fields

    def read_text(self, filename: str) -> str | None:
        if filename != "METADATA":
            return None
        fields = {"Metadata-Version": "2.1", "Name": "thing", "Version": "1", **self.fields}
        return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())

    def locate_file(self, path: object) -> Path:
        raise FileNotFoundError(path)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"License_Expression": "MIT OR Apache-2.0"}, "MIT OR Apache-2.0"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "Apache License 2.0"}, "Apache-2.0"),
        ({"License": "Own terms\n        of many lines"}, "Own terms"),
        ({}, ""),
    ],
)
def test_the_licence_is_read_from_new_and_old_metadata(fields: dict[str, str], expected: str) -> None:
    assert licences.licence_of(Stated(**fields)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("Apache-2.0 AND BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_an_expression_is_allowed_when_one_choice_wholly_is(expression: str, expected: bool) -> None:
    assert licences.is_allowed(expression, licences.ALLOWED) is expected


def test_every_installed_package_of_the_lock_is_allowed() -> None:
    packages = list(licences.installed(licences.locked_names(licences.LOCK.read_text(encoding="utf-8"))))
    assert len(packages) > 40, "the environment does not hold what the lock says"
    assert licences.refused(packages, licences.shipped_names()) == []


def test_a_developers_tool_is_not_shipped_and_a_dependency_of_a_dependency_is() -> None:
    shipped = licences.shipped_names()
    assert {"pyside6-essentials", "lxml", "certifi", "pydantic-core"} <= shipped
    assert not {"pytest", "mypy", "pycountry", "fonttools"} & shipped


def test_a_copyleft_package_is_refused_only_where_it_would_be_shipped() -> None:
    package = licences.Package("thing", "1", "LGPL-2.1-only", "")
    assert licences.refused([package], {"thing"}) == [package]
    assert licences.refused([package], set()) == []


def test_the_installed_versions_are_the_locked_ones() -> None:
    lock = licences.LOCK.read_text(encoding="utf-8")
    names = ["PySide6-Essentials", "lxml", "pydantic", "sqlalchemy"]
    assert all(f"\n{licences.canonical(name)}=={distribution(name).version} " in lock for name in names)
