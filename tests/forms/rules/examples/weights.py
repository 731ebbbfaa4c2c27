"""Examples of the rules about weights and packing."""

from app.core.draft import Mode
from tests.forms.rules.example import Example

EXAMPLES = (
    Example("R054", "S01", {"gross_weight": ""}, {"gross_weight": "1"}, at="gross_weight", says="未填"),
    Example("R054", "S01", {"gross_weight": "0"}, {"gross_weight": "0.5"}, at="gross_weight", says="为 0"),
    Example("R054", "S01", {"gross_weight": "123456789012345"}, {"gross_weight": "12345678901234"}),
    Example("R054", "S01", {"gross_weight": "1.123456"}, {"gross_weight": "1.12345"}),
    Example("R055", "S03", {"net_weight": "39000"}, {"net_weight": "38200"}, at="net_weight"),
    Example("R055", "S01", {"gross_weight": "1980499.5"}, {"net_weight": ""}, fix="1980499.5", says="1,980,500"),
    Example("R056", "S10", {"gross_weight": "0.4"}, {"gross_weight": "1"}, at="gross_weight", fix="1"),
    Example("R056", "S10", {"net_weight": "0.9"}, {"net_weight": "1"}, at="net_weight", fix="1"),
    Example("R057", "S03", {"net_weight": "38100"}, {"net_weight": "38000"}, at="net_weight"),
    Example("R057", "S03", {"net_weight": "38100"}, {"net_weight": "38201"}),
    Example("R057", "S10", {"net_weight": "2370"}, {"net_weight": "2380"}, says="2,400", fix="2400"),
    Example(
        "R057",
        "S03",
        {"items[0].first_quantity": "37000"},
        {"items[0].first_quantity": "37000", "add:items": {"first_quantity": "5", "first_unit": "001"}},
    ),
    Example("R058", "S01", {"pack_count": "0"}, {"pack_count": "1"}, at="pack_count", fix="1"),
    Example("R058", "S10", {"pack_count": ""}, {"pack_count": "", "mode": Mode.SUMMARY}, at="pack_count", says="未填"),
    Example("R058", "S10", {"pack_count": "1.5"}, {"pack_count": "15"}, at="pack_count"),
    Example("R059", "S07", {}, {"pack_type": "22"}, at="pack_count", fix="1"),
    Example("R059", "S01", {"pack_count": "2"}, {"pack_count": "1"}, at="pack_count"),
    Example("R060", "S01", {"pack_type": ""}, {"pack_type": "06"}, at="pack_type", says="未填"),
    Example("R060", "S01", {"pack_type": "6"}, {"pack_type": "", "mode": Mode.SUMMARY}, at="pack_type"),
    Example("R061", "S03", {"remark": ""}, {}, at="pack_type", fix="含木质包装"),
    Example("R061", "S10", {"remark": ""}, {"remark": "", "add:packs": {"kind": "23", "count": "12"}}),
    Example("R061", "S10", {"remark": "", "pack_type": "98"}, {"remark": "", "pack_type": "22"}),
    Example(
        "R062",
        "S10",
        {"add:packs": {"kind": "92"}},
        {"add:packs": {"kind": "92"}, "no_other_pack": "0"},
        at="no_other_pack",
        fix="0",
    ),
)
