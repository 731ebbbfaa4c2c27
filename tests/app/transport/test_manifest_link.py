"""核注 and 反核注 over the real gateway: done, refused in its words, and never taken for done when unreadable."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.transport.answers import Answer, linked_of
from app.transport.errors import Garbled, GatewayError, Unreachable
from app.transport.gateway import ManifestLink, ManifestLinked
from app.transport.http import HttpGateway
from app.transport.nowhere import NoGateway
from tests.gateway.running import Running, running

LINK = ManifestLink(True, "4000000008001", "20260302093000AB", "0608", Decimal("3000.5"))


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "gateway") as made:
        yield made


def test_tied_untied_and_tied_to_another(gateway: Running) -> None:
    way = HttpGateway(gateway.url)
    other = replace(LINK, form_id="20260302093000CD")
    assert way.link_manifest(LINK).done
    assert way.link_manifest(LINK).done  # asked again nothing is different
    assert way.link_manifest(other) == ManifestLinked(False, "该批次已由另一份申报单核注")
    assert not way.link_manifest(replace(other, on=False)).done
    assert way.link_manifest(replace(LINK, on=False)).done
    assert way.link_manifest(other).done
    way.close()


def test_a_batch_number_that_is_none_is_refused_in_words(gateway: Running) -> None:
    way = HttpGateway(gateway.url)
    answer = way.link_manifest(replace(LINK, manifest_id="17"))
    assert not answer.done
    assert "批次号" in answer.words
    way.close()


def test_what_cannot_be_read_is_no_answer() -> None:
    with pytest.raises(Garbled):
        linked_of(Answer(200, "", json.dumps({"Result": "yes"}).encode()))
    with pytest.raises(GatewayError):
        linked_of(Answer(500, "", b""))
    with pytest.raises(Unreachable):
        NoGateway("没有网关").link_manifest(LINK)
