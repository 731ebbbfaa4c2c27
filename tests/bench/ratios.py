"""What the check costs beside what it cannot do without, both in the same run: machines differ, ratios less."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from time import perf_counter

from app.core.check import Checker, check
from app.core.draft import Draft
from app.core.nesting import nested
from app.core.remembered import Remembered
from app.wire.schema import findings
from app.wire.xml import write
from forms.rules import elements, inspection
from tests.bench.measures import FORM, LINES, SCENARIO, tables

ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Ratio:
    """One cost over another; ``samples`` yields pairs of milliseconds taken one after the other."""

    name: str
    limit: float
    samples: Callable[[], Iterator[tuple[float, float]]]

    def taken(self) -> tuple[float, float]:
        """Return the medians of both costs."""
        pairs = list(self.samples())
        return median(top for top, _ in pairs), median(bottom for _, bottom in pairs)


def fifty_lines(start: int) -> Draft:
    """Scenario S01 with fifty goods lines, no two alike: name, quantities, price and elements count from ``start``."""
    draft = SCENARIO.build()
    first = draft.row_texts("items", 0)
    for line in range(1, LINES):
        tonnes, price = start + line, 98 + line
        texts = {
            "name": f"{first['name']}{line}",
            "model": first["model"].replace("6800", str(start + line)).replace("10.5", f"{start + line}.5"),
            "quantity": str(tonnes),
            "first_quantity": str(tonnes * 1000),
            "price": f"{price}.0000",
            "total": f"{tonnes * price}.00",
        }
        draft.insert_row("items", line, {**first, **texts})
    total = sum(int(float(draft.get(f"items[{line}].first_quantity"))) for line in range(LINES))
    draft.update({"gross_weight": str(total), "net_weight": str(total)})
    FORM.renumber(draft)
    return draft


def cost(action: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def rules_over_pydantic() -> Iterator[tuple[float, float]]:
    """All rules on what was read, over one validation of the same values by the form's pydantic class.

    Every round has a declaration of its own and asks the tables anew, so that nothing is remembered from the last.
    """
    for number in range(ROUNDS):
        draft = fifty_lines(1000 * (number + 1))
        checker = Checker(FORM, draft, tables(), SCENARIO.today)
        values = {path: value for path, _ in draft.filled() if (value := checker.reading(path)) is not None}
        tree = nested(FORM.tree, draft, values, ())
        sheet = checker.sheet()
        cold = replace(sheet, told={**sheet.told, "tables": Remembered(tables())})
        forget()
        yield cost(partial(checker.ask_all, cold)), cost(partial(FORM.root.model_validate, tree))


def forget() -> None:
    """Forget what rules remember of texts they have seen."""
    for remembering in (elements._tokens, elements._listed, elements._pairs, inspection.attribute_codes):
        remembering.cache_clear()


def check_over_message() -> Iterator[tuple[float, float]]:
    """The whole check from raw texts to a Declaration, over validating, writing and holding against the schema."""
    draft = fifty_lines(1000)
    checker = Checker(FORM, draft, tables(), SCENARIO.today)
    values = {path: value for path, _ in draft.filled() if (value := checker.reading(path)) is not None}
    tree = nested(FORM.tree, draft, values, ())

    def message() -> None:
        FORM.root.model_validate(tree)
        findings(write(FORM, draft))

    for _ in range(ROUNDS):
        yield cost(lambda: check(FORM, {}, tables(), draft, SCENARIO.today)), cost(message)


RATIOS = (
    Ratio("all rules on 50 lines / pydantic", 3, rules_over_pydantic),
    Ratio("whole check of 50 lines / pydantic + XML + XSD", 2, check_over_message),
)
