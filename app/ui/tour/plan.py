"""What the tour does, as data (resources/tour.json): no form and no field is named in code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import forms
from app.core.draft import Draft
from app.core.field import Kind
from app.ui.theme.bundled import bundled
from app.ui.tour.conflict_plan import ConflictPlan
from app.ui.tour.lots import LotPlan
from app.ui.tour.rejected_plan import Rejected
from app.ui.tour.shipment import Shipment


@dataclass(frozen=True, slots=True)
class LookUp:
    """A code field that is found by typing a few letters of its name, and the letters."""

    path: str
    letters: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field and the wrong text that is typed into it on purpose."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class TwoStep:
    """A declaration in two steps: its samples, the day they are right, and what is asked to be changed in between.

    refile: a change that no request can make, so that the ways out are shown.  as_typed: a code field that is to
    keep what was typed, although longer codes begin with it.
    """

    summary: str
    complete: str
    moment: datetime
    as_typed: str
    change: Mistake
    refile: Mistake


@dataclass(frozen=True, slots=True)
class LibraryPlan:
    """What is typed in the code library: a text looked for in the tariff, by currency rates of this month and the next.

    The rates are invented, and their source says so.
    """

    look_for: str
    rates: Mapping[str, Sequence[str]]
    rates_source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The samples of a tour: one typed, some imported, one of those filed.

    moment: the time at which the samples are right; at another time their days are moved along.  own: texts typed
    in place of a sample's, by its name: the elements in the order this code library has them.
    """

    moment: datetime
    typed: str
    filed: str
    imported: tuple[str, ...]
    look_up: LookUp
    mistake: Mistake
    two_step: TwoStep
    library: LibraryPlan
    rejected: Rejected
    lot: LotPlan
    conflict: ConflictPlan
    shipments: Mapping[str, Shipment]
    own: Mapping[str, Mapping[str, str]]

    def sample(self, name: str, today: date) -> Draft:
        """Return a sample declaration as it would be filed today; raises DraftUnreadable."""
        draft = Draft.from_json(self._file(name).read_text("utf-8"))
        for path, text in self.own.get(name, {}).items():
            draft.put(path, text)
        is_step = name in (self.two_step.summary, self.two_step.complete)
        right = self.two_step.moment if is_step else self.moment
        self._move_days(draft, today - right.date())
        return draft

    def defaults(self, today: date) -> dict[str, str]:
        """Return what the operator of the typed sample fills in once, by the names of the fields."""
        sample = self.sample(self.typed, today)
        kept = [field for field in forms.load(sample.form).fields.values() if field.box.profile]
        return {field.label: sample.get(field.path) for field in kept}

    def file_of(self, name: str, today: date, folder: Path) -> Path:
        """Return the file of a sample: the one that ships, or a copy with today's days in a folder."""
        if today == self.moment.date():
            return self._file(name)
        path = folder / f"{name}.json"
        path.write_text(self.sample(name, today).to_json(), "utf-8")
        return path

    def _file(self, name: str) -> Path:
        return bundled("samples", f"{name}.json")

    def _move_days(self, draft: Draft, by: timedelta) -> None:
        """Move the days a sample names: an arrival planned for the day after tomorrow stays one."""
        form = forms.load(draft.form)
        for path, text in list(draft.filled()):
            if form.field(path).kind is Kind.DATE:
                draft.put(path, (date.fromisoformat(text) + by).strftime("%Y%m%d"))
        for name, value in list(draft.facts.items()):
            if form.facts[name].kind.name == "DAY":
                draft.facts[name] = (date.fromisoformat(value) + by).isoformat()


def load() -> Plan:
    """Return the plan that ships with the program."""
    found = json.loads(bundled("tour.json").read_text("utf-8"))
    return Plan(
        datetime.fromisoformat(found["moment"]),
        found["typed"],
        found["filed"],
        tuple(found["imported"]),
        LookUp(**found["look_up"]),
        Mistake(**found["mistake"]),
        _two_step(found["two_step"]),
        LibraryPlan(**found["library"]),
        Rejected(**found["rejected"]),
        _lot(found["lot"]),
        ConflictPlan(**found["conflict"]),
        {name: Shipment(**one) for name, one in found["shipments"].items()},
        found["own"],
    )


def _lot(found: Mapping[str, Any]) -> LotPlan:
    typed, absent = tuple(found["typed"]), tuple(found["absent"])
    return LotPlan(found["residents"], found["group"], typed, absent, found["over"])


def _two_step(found: Mapping[str, Any]) -> TwoStep:
    moment = datetime.fromisoformat(found["moment"])
    change, refile = Mistake(**found["change"]), Mistake(**found["refile"])
    return TwoStep(found["summary"], found["complete"], moment, found["as_typed"], change, refile)
