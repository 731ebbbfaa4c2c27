"""A request (修改, 撤销, 补充申报) as the exact bytes to be signed, judged by its own XSD; the only writer of them."""

from lxml import etree

from app.core.form import Form
from app.core.path import rows_of
from app.declarations.amendment import Change, Way
from app.declarations.message import XmlMessage
from app.declarations.request import RequestContent
from app.wire import schema
from schemas import REQUEST_NAMESPACE, REQUEST_VERSION, Kind


class RequestNotWritable(Exception):
    """The request cannot be written as it stands; the message is one Chinese sentence."""


def render_request(content: RequestContent, form: Form) -> XmlMessage:
    """Return a request's message; raises RequestNotWritable naming what the schema or XML refuses."""
    try:
        written = _write(content, form)
    except ValueError as error:
        raise RequestNotWritable("申请内容含报文不允许的控制字符，请删去后重试") from error
    refused = schema.findings(written, Kind.REQUEST)
    if refused:
        raise RequestNotWritable(f"申请不合报文格式：{refused[0].element} {refused[0].text}")
    return XmlMessage(written, content.client_seq_no)


def _write(content: RequestContent, form: Form) -> bytes:
    root = etree.Element(_tag("DecRequest"), {"Version": REQUEST_VERSION}, nsmap={None: REQUEST_NAMESPACE})
    head = etree.SubElement(root, _tag("Head"))
    texts = {
        "Kind": content.purpose.value,
        "ClientSeqNo": content.client_seq_no,
        "SeqNo": content.seq_no,
        "EntryId": content.entry_id,
        "BaseSha256": content.base_sha256,
        "ReasonCode": content.reason_code,
        "Reason": content.note.strip(),
        "Tolerance": str(int(content.tolerant)),
        "CopCode": content.company_code[:10],
        "OperName": content.operator[:30],
        "RequestDate": content.at.strftime("%Y-%m-%dT%H:%M:%S"),
    }
    _fill(head, texts)
    if content.changes:
        changes = etree.SubElement(root, _tag("Changes"))
        for change in content.changes:
            _fill(etree.SubElement(changes, _tag("Change")), _of_change(change, form))
    if content.attachments:
        attachments = etree.SubElement(root, _tag("Attachments"))
        for name in content.attachments:
            etree.SubElement(attachments, _tag("Name")).text = name
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _of_change(change: Change, form: Form) -> dict[str, str]:
    bound = form.field(change.path)
    return {
        "Element": bound.element,
        "Rows": ".".join(str(number + 1) for number in rows_of(change.path)),
        "Label": change.label,
        "Old": change.old,
        "New": change.new,
        "Follows": str(int(change.way is Way.FOLLOWS)),
    }


def _fill(parent: etree._Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        etree.SubElement(parent, _tag(name)).text = text or None


def _tag(name: str) -> str:
    return f"{{{REQUEST_NAMESPACE}}}{name}"
