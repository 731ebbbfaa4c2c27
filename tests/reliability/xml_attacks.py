"""XML that attacks who reads it, and whole messages broken at random; made fresh, with a file and an address to reach."""
# ruff: noqa: E501 - one attack is one line

import random
from collections.abc import Iterator, Mapping

from tests.app.wire.test_hostile import ATTACKS, NS

_PIECES = (b'<!DOCTYPE r [<!ENTITY a "b">]>', b"&a;", b"<![CDATA[", b"]]>", b"\0", b"\xff\xfe", b"<?x ?>", b"&#0;", b"<a>" * 300, b'xmlns:a=""', b'"' * 50, b"<!--", b"&#xD800;", "炼".encode("gb18030"))  # fmt: skip


def attacks(file: str, url: str) -> Mapping[str, bytes]:
    """Return the corpus by name; ``file`` and ``url`` are what an attack would make the reader open."""
    body = f"<DecMessage {NS}>&x;</DecMessage>"
    made = {
        "file entity": f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{file}">]>{body}',
        "public entity": f'<!DOCTYPE a [<!ENTITY x PUBLIC "p" "file://{file}">]>{body}',
        "parameter entity file": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "file://{file}"> %p;]>{body}',
        "external dtd file": f'<!DOCTYPE a SYSTEM "file://{file}">{body}',
        "external dtd address": f'<!DOCTYPE a SYSTEM "{url}">{body}',
        "entity address": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{url}">]>{body}',
        "doctype after a comment": f'<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY x SYSTEM "file://{file}">]>{body}',
        "utf-16 doctype": f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{file}">]>{body}',
        "quadratic": f'<!DOCTYPE a [<!ENTITY x "{"b" * 60_000}">]><a>{"&x;" * 60_000}</a>',
        "xinclude": f'<DecMessage {NS} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{file}" parse="text"/></DecMessage>',
        "schema include": f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="file://{file}"/></xs:schema>',
        "schema location": f'<DecMessage {NS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x file://{file}"><DecHead><New/></DecHead',
        "stylesheet": f'<?xml-stylesheet type="text/xsl" href="{url}"?><a/>',
        "huge attribute": f'<DecMessage {NS} a="{"x" * 9_000_000}"/>',
        "100,000 attributes": f"<DecMessage {NS} {' '.join(f'a{n}=' + chr(34) * 2 for n in range(100_000))}><a",
        "100,000 namespaces": f"<DecMessage {NS} {' '.join(f'xmlns:a{n}=' + chr(34) + 'u' + chr(34) for n in range(100_000))}><a",
        "a name of a million letters": f"<{'a' * 1_000_000}/>",
        "nul in a name": f"<DecMessage {NS}>\0</DecMessage>",
        "an old encoding": '<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-',
    }
    return {
        **{name: text.encode("utf-16" if name.startswith("utf-16") else "utf-8") for name, text in made.items()},
        **{name: make() for name, (make, _) in ATTACKS.items()},
    }


def broken(base: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Give ``count`` copies of a message, each spoilt in one to six places."""
    chance = random.Random(seed)
    for _ in range(count):
        spoilt = bytearray(base)
        for _ in range(chance.randint(1, 6)):
            _spoil(spoilt, chance)
        yield bytes(spoilt)


def _spoil(spoilt: bytearray, chance: random.Random) -> None:
    act, place = chance.random(), chance.randrange(len(spoilt))
    if act < 0.4:
        spoilt[place] = chance.randrange(256)
    elif act < 0.6:
        del spoilt[place : place + chance.randint(1, 60)]
    elif act < 0.8:
        spoilt[place:place] = chance.choice(_PIECES)
    else:
        start = chance.randrange(len(spoilt))
        spoilt[place:place] = spoilt[start : start + chance.randint(1, 80)]
