"""Stops the server the gateway tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gateway.running import bench


@pytest.fixture(scope="session", autouse=True)
def _stop_the_bench() -> Iterator[None]:
    yield
    if bench.cache_info().currsize:
        bench().stop()
