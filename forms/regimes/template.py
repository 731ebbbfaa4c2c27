"""What a template of a 监管方式 is, and the texts it would put into a draft; it never writes over what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.core.draft import Draft
from app.core.field import FieldError
from app.core.form import Form, places
from forms.rules.trade_modes import return_phrase

REMARK = "remark"


class Kind(StrEnum):
    """What a template is chosen for; the value is the word for it."""

    REGIME = "监管方式"
    BONDED = "备案清单"
    TRANSPORT = "运输安排"


@dataclass(frozen=True, slots=True)
class Template:
    """One 监管方式 (or transport arrangement) with what it sets, asks and notes.

    code: of 监管方式, empty where it sets none.  puts: pattern → text.  phrases: remarks of 填制规范 (rules.md §2.6);
    ``{return}`` stands for the phrase of temporary goods with its day.  asks: fields that must be filled by hand.
    facts: what has to be told besides.  note: what the clerk has to know, one Chinese sentence.
    """

    id: str
    name: str
    directions: str
    kind: Kind
    source: str
    note: str
    code: str = ""
    puts: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    confidence: str = "S"

    def offered(self, direction: str, day: date) -> bool:
        """Tell whether the template may be chosen for this direction on ``day``."""
        starts = self.since is None or self.since <= day
        return direction in self.directions and starts and (self.until is None or day <= self.until)


def apply(form: Form, draft: Draft, template: Template, day: date) -> dict[str, str]:
    """Return the texts the template would put, by path: into fields that are blank or hold the form's own default."""
    wanted = dict(template.puts)
    if template.code:
        wanted["trade_mode"] = template.code
    texts: dict[str, str] = {}
    for pattern, text in wanted.items():
        bound = form.fields.get(pattern)
        for path in places(pattern, draft) if bound is not None else ():
            now = draft.get(path)
            free = not now.strip() or (bound is not None and now == bound.box.default)
            if free and now != text:
                texts[path] = text
    if not draft.get(REMARK).strip():
        remark = "；".join(phrases(form, draft, template, day))
        if remark:
            texts[REMARK] = remark
    return texts


def phrases(form: Form, draft: Draft, template: Template, day: date) -> tuple[str, ...]:
    """Return the phrases the remark still lacks."""
    remark = draft.get(REMARK)
    written = (one.replace("{return}", _return(form, draft, day)) for one in template.phrases)
    return tuple(one for one in written if one not in remark and not ("复运" in one and "复运" in remark))


def lacking(form: Form, draft: Draft, template: Template) -> tuple[str, ...]:
    """Return the paths (and ``fact:name``) the template asks for which nobody has filled or told."""
    blank = (path for pattern in template.asks for path in _asked(form, draft, pattern) if not draft.get(path).strip())
    untold = (f"fact:{name}" for name in template.facts if draft.facts.get(name) in (None, "", False))
    return (*blank, *untold)


def _asked(form: Form, draft: Draft, pattern: str) -> Iterator[str]:
    if pattern in form.fields:
        yield from places(pattern, draft)


def _return(form: Form, draft: Draft, day: date) -> str:
    bound = form.field("ie_date")
    try:
        entered = bound.parse(draft.get("ie_date"))
    except FieldError:
        entered = None
    return return_phrase(form.direction, entered if isinstance(entered, date) else day)
