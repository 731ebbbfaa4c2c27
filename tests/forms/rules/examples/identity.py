"""Examples of the rules about the parties."""

from app.core.draft import Mode
from tests.forms.rules.example import Example

OTHER = "91150100MA0TE5T40J"
MANDATE = {"kind": "10000001", "document_id": "060910000001IM000000000000000001.pdf"}

EXAMPLES = (
    Example("R001", "S01", {"trade_scc": "91150824MA0TE5T16X"}, {"trade_scc": OTHER}, at="trade_scc", says="末位"),
    Example(
        "R001", "S01", {"trade_scc": "91150824MA0TE5T18Y"}, {"trade_scc": OTHER}, at="trade_scc", says="第 9–17 位"
    ),
    Example("R001", "S01", {"trade_scc": "91150824MA0TE5T16"}, {"trade_scc": OTHER}, at="trade_scc", says="现为 17 位"),
    Example("R001", "S01", {"trade_scc": "91150824MA0TE5T16Y0"}, {"trade_scc": OTHER}, at="trade_scc", says="19 个字"),
    Example("R001", "S01", {"trade_scc": "9115O824MA0TE5T16Y"}, {"trade_scc": OTHER}, says="含“O”"),
    Example("R001", "S07", {"trade_scc": ""}, {}, at="trade_scc", says="未填"),
    Example("R002", "S01", {"trade_code": "151196000"}, {"trade_code": "151196000A"}, at="trade_code", says="9 位"),
    Example("R002", "S01", {"trade_code": ""}, {}, at="trade_code", says="现未填"),
    Example("R002", "S01", {"agent_code": "15119-0001"}, {"agent_code": "1511980001"}, says="以外的字符"),
    Example("R003", "S01", {"trade_name": ""}, {"trade_name": "测"}, at="trade_name"),
    Example("R003", "S01", {"trade_name": "测" * 51}, {"trade_name": "测" * 50}, at="trade_name"),
    Example("R005", "S01", {"owner_scc": "91150824MA0TE5T16X"}, {"owner_scc": "NO"}, at="owner_scc"),
    Example("R005", "S01", {"owner_scc": "152501198501010019"}, {"owner_scc": "152501198501010018"}, says="身份证号"),
    Example("R005", "S07", {"owner_scc": ""}, {"owner_scc": OTHER}, at="owner_scc"),
    Example("R005", "S01", {"owner_scc": ""}, {"owner_scc": "", "mode": Mode.SUMMARY}, at="owner_scc"),
    Example("R006", "S01", {"agent_scc": "91150824MA0TE5T1ZY"}, {"agent_scc": OTHER}, at="agent_scc"),
    Example("R006", "S07", {"agent_scc": ""}, {}, at="agent_scc"),
    Example("R007", "S03", {"agent_scc": OTHER}, {"agent_scc": OTHER, "add:edocs": MANDATE}, at="agent_scc"),
    Example("R007", "S03", {"agent_scc": OTHER}, {"agent_scc": "91150100MA0TE5T400"}, at="agent_scc"),
    Example("R009", "S01", {"overseas_consignor_name": ""}, {"overseas_consignor_name": "NO"}),
    Example(
        "R009",
        "S07",
        {"overseas_consignee_name": " ", "overseas_consignee_code": "NO"},
        {"overseas_consignor_name": ""},
        at="overseas_consignee_name",
    ),
    Example("R010", "S10", {"overseas_consignor_code": "1234567"}, {"overseas_consignor_code": "KR1234567"}),
    Example("R010", "S10", {"overseas_consignor_code": "KR12345"}, {"overseas_consignor_code": "NO"}),
    Example("R010", "S07", {"overseas_consignee_code": "M1234567"}, {"overseas_consignee_code": "MN123456"}),
    Example(
        "R012",
        "S01",
        {"overseas_consignor_name": "测试矿业公司"},
        {"overseas_consignor_name": "TEST MINING LLC(测试矿业公司)"},
        says="测试矿业公司",
    ),
    Example("R012", "S07", {"overseas_consignee_name": "测试 LLC"}, {"overseas_consignee_name": "NO"}),
)
