"""The 互市 message: valid by its schema, read back by another reader, no number in what goes wrong."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from app.border_trade.message import GoodsStated, LotStated, ResidentStated
from app.wire.lot import LotNotWritable, render_lot
from schemas import BORDER_TRADE_NAMESPACE, Kind, path_of
from tests.helpers.citizens import citizens
from tests.helpers.filings import NOW

GOODS = GoodsStated("0802910090", "未去壳松子", "RUS", Decimal(3000), "035", Decimal("50.00"), Decimal("150000.00"))


def resident(number: str, name: str = "边民") -> ResidentStated:
    part = (Decimal(150), Decimal("7500.00"), Decimal("7500.00"), Decimal("0.00"))
    return ResidentStated(name, number, "MZL-1", *part, "刷卡", NOW)


def lot(count: int = 20) -> LotStated:
    people = tuple(resident(number, f"边民{n}") for n, number in enumerate(citizens(count)))
    return LotStated(
        "HS20260502000001", NOW, "0608", "1", "李娜", (GOODS,), people, group="1", batch_number="4000000008001"
    )


def test_it_is_valid_and_says_what_was_stated(tmp_path: Path) -> None:
    message = render_lot(lot())
    file = tmp_path / "lot.xml"
    file.write_bytes(message.content)
    command = ["xmllint", "--noout", "--schema", str(path_of(Kind.BORDER_TRADE)), str(file)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    root = etree.fromstring(message.content)
    names = {"b": BORDER_TRADE_NAMESPACE}
    values = [Decimal(str(one.text)) for one in root.iterfind(".//b:btrnbPrsn/b:dclTotalAmt", names)]
    assert (len(values), sum(values)) == (20, Decimal("150000.00"))
    assert root.findtext("b:Head/b:dclTypecd", namespaces=names) == "2"
    assert message.client_seq_no == "HS20260502000001"


def test_one_resident_is_no_group() -> None:
    root = etree.fromstring(render_lot(lot(1)).content)
    assert root.findtext(f"{{{BORDER_TRADE_NAMESPACE}}}Head/{{{BORDER_TRADE_NAMESPACE}}}dclTypecd") == "1"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"zone": ""}, "互市区"),
        ({"batch_number": "123"}, "批次号"),
        ({"goods": (replace(GOODS, code="080291"),)}, "商品编号"),
        ({"declarant": "李\x01娜"}, "控制字符"),
        ({"residents": (resident("15078119880808004"),)}, "身份证号"),
    ],
)
def test_what_cannot_be_written_is_told_without_a_number(change: dict[str, object], words: str) -> None:
    with pytest.raises(LotNotWritable, match=words) as caught:
        render_lot(replace(lot(1), **change))  # type: ignore[arg-type]
    assert "15078119" not in str(caught.value)
    assert "15078119" not in repr(lot(1))


def test_a_share_nobody_confirmed_cannot_be_stated() -> None:
    with pytest.raises(ValueError, match="confirmed"):
        replace(resident(citizens(1)[0]), confirmed_by="", confirmed_at=NOW + timedelta(hours=1))
