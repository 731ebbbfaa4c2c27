"""Examples of the rules on freight, insurance and other charges."""

from collections.abc import Mapping

from tests.forms.rules.example import Example

_FREIGHT = {"fee_mark": "3", "fee_rate": "1200", "fee_currency": "USD"}
_INSURANCE = {"insurance_mark": "1", "insurance_rate": "0.3"}


def _terms(terms: str, *charges: Mapping[str, str]) -> dict[str, object]:
    """Change the terms and state exactly the given charges."""
    return {
        "terms": terms,
        **dict.fromkeys((*_FREIGHT, *_INSURANCE), ""),
        **{k: v for c in charges for k, v in c.items()},
    }


EXAMPLES = [
    Example("R070", "S01", {"fee_rate": "5"}, {"fee_rate": "0"}, "fee_rate", "", says="运费应留空"),
    Example("R070", "S01", {"insurance_rate": "0.3"}, {"insurance_rate": ""}, "insurance_rate", ""),
    Example("R071", "S03", {"fee_rate": "5"}, {"fee_rate": ""}, "fee_rate", ""),
    Example("R072", "S03", {"insurance_rate": "0", "insurance_mark": ""}, {}, "insurance_rate", says="保费未填"),
    Example("R073", "S01", _terms("3", _INSURANCE), _terms("3", _FREIGHT, _INSURANCE), "fee_rate", says="运费未填"),
    Example("R073", "S01", _terms("3", _FREIGHT), _terms("3", _FREIGHT, _INSURANCE), "insurance_rate"),
    Example("R074", "S01", _terms("4", _INSURANCE, _FREIGHT), _terms("4", _FREIGHT), "insurance_rate", ""),
    Example("R074", "S01", _terms("4"), _terms("4", _FREIGHT), "fee_rate", says="运费未填"),
    Example("R075", "S01", _terms("7"), _terms("7", _FREIGHT, _INSURANCE), "fee_rate"),
    Example("R076", "S07", _FREIGHT, {}, "fee_rate", ""),
    Example("R077", "S07", _terms("1"), _terms("1", _FREIGHT, _INSURANCE), "insurance_rate"),
    Example("R078", "S07", _terms("2"), _terms("2", _FREIGHT), "fee_rate"),
    Example("R078", "S07", _terms("2", _FREIGHT, _INSURANCE), _terms("2", _FREIGHT), "insurance_rate", ""),
    Example("R079", "S07", _terms("4"), _terms("4", _INSURANCE), "insurance_rate"),
    Example("R079", "S07", _terms("4", _FREIGHT, _INSURANCE), _terms("4", _INSURANCE), "fee_rate", ""),
    Example("R080", "S07", {"terms": "7", "other_rate": "90", "other_mark": "1"}, {"terms": "7"}, "other_rate", ""),
    Example("R081", "S07", {"fee_rate": "5"}, {"fee_rate": "5", "fee_mark": "1"}, "fee_mark", says="运费标记未填"),
    Example(
        "R081",
        "S07",
        {"fee_rate": "5", "fee_mark": "2"},
        {"fee_rate": "5", "fee_mark": "2", "fee_currency": "USD"},
        "fee_currency",
    ),
    Example("R081", "S01", {"fee_mark": "3"}, {"fee_mark": "3", "fee_rate": "5"}, "fee_rate"),
    Example("R081", "S01", {"fee_mark": "3"}, {"fee_mark": "3", "fee_rate": "0", "fee_currency": "USD"}, "fee_rate"),
    Example("R081", "S01", {"other_mark": "1"}, {"other_currency": "CNY"}, "other_rate"),
    Example("R081", "S03", {"insurance_mark": ""}, {}, "insurance_mark"),
    Example("R081", "S03", {"insurance_mark": "3"}, {"insurance_mark": "2"}, "insurance_currency"),
    Example("R081", "S01", {"other_rate": "-20"}, {"other_rate": "-20", "other_mark": "1"}, "other_mark"),
    Example(
        "R081",
        "S01",
        {"other_rate": "9", "other_mark": "2", "other_currency": "USD"},
        {"other_rate": "9", "other_mark": "3", "other_currency": "USD"},
        "other_mark",
        says="单价",
    ),
    Example("R082", "S03", {"insurance_mark": "2"}, {"insurance_mark": "3", "insurance_currency": "USD"}),
    Example("R083", "S03", {"insurance_rate": "30"}, {"insurance_rate": "10"}, says="30"),
    Example(
        "R084",
        "S01",
        {"fact:other_deducted": True},
        {"fact:other_deducted": False},
        fix="-250.5",
        always={"other_mark": "3", "other_rate": "250.5", "other_currency": "USD"},
    ),
]
