"""A declaration as the exact bytes to be signed: prepared for sending, unknown elements left out, schema-valid."""

import contextlib
import hashlib
from collections.abc import Sequence

from app.core.check import Declaration
from app.core.draft import Draft
from app.core.field import FieldError
from app.core.form import Form
from app.core.problem import Problem, Severity
from app.core.stage import for_stage
from app.declarations.message import XmlMessage
from app.wire import schema
from app.wire.shown import differing
from app.wire.xml import write


class NotRenderable(Exception):
    """The schema refuses what the check let pass; carries its findings as problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


def canonical(form: Form, draft: Draft) -> bytes:
    """Return the message of a draft as it would be sent: OperType and operator filled, a ClientSeqNo in any case.

    What its filing stage has no place for is left out (it stays in the draft).
    Texts that can be read are written the way a declaration writes their values; the others stand as typed.
    A draft without ClientSeqNo gets one made from its content, so that the same file always has the same number.
    """
    return write(form, ready(form, draft), unknown=False)


def ready(form: Form, draft: Draft) -> Draft:
    """Return a copy of a draft as it is written into the message."""
    copy = for_stage(form, draft)
    form.prepare(copy)
    for path, raw in list(copy.filled()):
        bound = form.field(path)
        with contextlib.suppress(FieldError):
            copy.put(path, bound.write(bound.parse(raw)))
    if not copy.get(form.identity):
        copy.put(form.identity, _number_from(write(form, copy, unknown=False)))
    return copy


def render(declaration: Declaration) -> XmlMessage:
    """Return the message of a declaration; raises NotRenderable if the schema refuses it (a defect of the check).

    The bytes are read back and compared field by field with what was checked: a clerk signs what was shown.
    """
    form = declaration.form
    draft = Draft(form.id, form.version, declaration.mode, dict(declaration.facts))
    draft.update(declaration.texts())
    meant = ready(form, draft)
    content = write(form, meant, unknown=False)
    refused = schema.problems(form, content) or _changed(form, differing(form, content, meant))
    if refused:
        raise NotRenderable(refused)
    return XmlMessage(content, client_seq_no(form, content))


def client_seq_no(form: Form, content: bytes) -> str:
    """Return the ClientSeqNo standing in rendered bytes."""
    from app.wire.read import read_message

    return read_message(content).draft.get(form.identity)


def _changed(form: Form, paths: Sequence[str]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "XSD",
            Severity.ERROR,
            path,
            f"{form.field(path).label}写进报文后与已核对的内容不同，为安全不予签名，请联系技术支持",
            schema.SOURCE,
            english=f"{path} reads differently in the message than what was checked; it is not signed",
        )
        for path in paths
    )


def _number_from(content: bytes) -> str:
    return "PD" + hashlib.sha256(content).hexdigest()[:16].upper()
