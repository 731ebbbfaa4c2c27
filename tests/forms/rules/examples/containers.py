"""Examples of the rules about containers."""

from tests.forms.rules.example import Example

BOX = "containers[0].container_id"
RELATION = "containers[0].goods_numbers"
SECOND = {"container_id": "TBJU1234565", "container_type": "21", "goods_numbers": "1"}
REPEATED = {**SECOND, "container_id": "MSCU6398705"}

EXAMPLES = (
    Example("R063", "S10", {BOX: "MSCU6398706"}, {BOX: "RZDU5088122"}, at=BOX, says="末位应为 5"),
    Example("R063", "S10", {BOX: "MSC6398705"}, {BOX: "CRXU6543214"}, at=BOX, says="4 位大写字母"),
    Example("R063", "S10", {BOX: "TRUCK 7"}, {BOX: "TRUCK 7", "containers[0].container_type": "N"}, at=BOX),
    Example("R064", "S10", {"add:containers": REPEATED}, {"add:containers": SECOND}, at="containers[1].container_id"),
    Example("R065", "S10", {"containers[0].container_type": "99"}, {"containers[0].container_type": "21"}),
    Example(
        "R066",
        "S10",
        {"containers[0].goods_weight": "2704"},
        {"containers[0].goods_weight": "2703"},
        at="gross_weight",
        says="2,704",
    ),
    Example("R067", "S10", {RELATION: "2"}, {RELATION: "1,1"}, at=RELATION, says="没有第 2 项"),
    Example("R067", "S10", {RELATION: "1;1"}, {RELATION: "1"}, at=RELATION, fix="1,1"),
    Example("R067", "S10", {RELATION: "0"}, {RELATION: ""}, at=RELATION),
    Example("R067", "S10", {RELATION: "1-2"}, {RELATION: "1"}, at=RELATION, says="格式"),
    Example("R068", "S10", {"fact:manifest_containers": 2}, {"fact:manifest_containers": 1}, at="containers"),
    Example("R068", "S10", {"fact:manifest_containers": 2}, {"fact:manifest_containers": True}),
    Example("R069", "S01", {"add:containers": SECOND}, {"add:containers": SECOND, "pack_type": "06"}, at="containers"),
)
