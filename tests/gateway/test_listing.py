"""The list of messages taken in since a moment: page by page, and none from a gateway that answers no questions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.gateway.gateway import Profile
from app.transport.errors import NotSupported
from app.transport.http import HttpGateway
from tests.gateway.running import START, running
from tests.schemas.instances import road_import


def test_what_came_since_a_moment_is_listed_page_by_page(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        assert gateway.submit(road_import()).status_code == 202
        gateway.clock.forward(3600)
        assert gateway.submit(road_import(), business_no="PD2026030200002").status_code in (202, 422)
        way = HttpGateway(gateway.url)
        first = way.held_since(START - timedelta(days=1), 0, 1)
        assert [one.client_seq_no for one in first.messages] == [gateway.held()[0]["client_seq_no"]]
        assert first.messages[0].message_id == gateway.held()[0]["message_id"]
        assert way.held_since(START + timedelta(minutes=1), 0).messages == ()
        assert way.held_since(START, first.next).messages == ()
        assert gateway.http.get("/api/v1/messages", params={"since": "2026-03-02T09:30:00"}).status_code == 400
        way.close()


def test_a_bare_gateway_lists_nothing(tmp_path: Path) -> None:
    with running(tmp_path, profile=Profile.BARE) as gateway:
        way = HttpGateway(gateway.url)
        with pytest.raises(NotSupported):
            way.held_since(START, 0)
        way.close()
