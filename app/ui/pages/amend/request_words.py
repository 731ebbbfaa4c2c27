"""The words of a request: what it is called, where it stands, what happens next; nothing is decided here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from app.declarations.amendment import Way
from app.declarations.status import Status
from app.declarations.version import WORDS, Kind, Version
from app.ui.models.status_look import look_of, sign_of
from app.ui.models.wording import moment
from app.ui.pages.amend.version_tree import Node
from app.ui.pages.lifecycle import Request
from app.ui.theme import Icon, Tone

VERBS: Mapping[Kind, str] = MappingProxyType({Kind.AMEND: "修改", Kind.WITHDRAW: "撤销", Kind.SUPPLEMENT: "补充"})
NOT_FILED = "未提交"
AFTERWARDS: Mapping[Kind, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        Kind.AMEND: (
            ("提交", "进发送队列，{now} 仍有效"),
            ("海关审核", "以回执为准，随时可看进度"),
            ("同意", "{this} 成为现行版本"),
            ("不同意", "{now} 不变，申请留档"),
        ),
        Kind.WITHDRAW: (
            ("提交", "进发送队列，{now} 仍有效"),
            ("海关审核", "以回执为准，随时可看进度"),
            ("同意", "报关单撤销，可重新申报"),
            ("不同意", "{now} 不变，申请留档"),
        ),
        Kind.SUPPLEMENT: (
            ("提交", "进发送队列，{now} 不变"),
            ("海关收到", "以回执为准"),
        ),
    }
)
CLOSING: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.AMEND: "申请内容就是两版的差异，不另填表。改回某处，那一行就从申请里消失。",
        Kind.WITHDRAW: "撤销须海关同意；之后重报按新的申报日确定税率、汇率，滞报金自撤销之日起第 15 日起征。",
        Kind.SUPPLEMENT: "只补报海关要求补充的内容，已申报的内容不变。",
    }
)


def standing_words(status: Status) -> tuple[str, Tone]:
    """Return the chip of a request."""
    if status is Status.DRAFT:
        return NOT_FILED, Tone.NEU
    if status is Status.REJECTED:
        return "不同意", Tone.ERR
    look = look_of(status)
    return look.words, look.tone


def in_force(versions: Sequence[Version]) -> Version | None:
    """Return the version the authority goes by."""
    return next((one for one in versions if one.current), None)


def afterwards(request: Request) -> tuple[tuple[str, str], ...]:
    """Return what happens to a request from here on."""
    current = in_force(request.versions)
    now = current.label if current is not None else "现行版本"
    lines = AFTERWARDS.get(request.kind, ())
    return tuple((title, words.format(now=now, this=request.label or "本申请")) for title, words in lines)


def base_words(request: Request) -> str:
    """Return what the version is called that a request is about: in force as long as it is."""
    current = in_force(request.versions)
    is_current = current is None or current.label == request.base or not request.base
    return f"现行 {request.base}".strip() if is_current else request.base


def count_words(request: Request) -> dict[Way, int]:
    """Return how many differences there are of each way."""
    return {way: sum(change.way is way for change in request.changes) for way in Way}


def nodes(request: Request, now: datetime) -> tuple[Node, ...]:
    """Return the versions as the tree shows them, the possible one last."""
    made = [_node(version, request, now) for version in request.versions]
    current = in_force(request.versions)
    if request.kind is Kind.AMEND and request.refile and current is not None and request.standing.editable:
        words = ("可选，未建立", f"新海关编号，保留与 {current.label} 的链接")
        made.append(Node("", f"{current.label}R 撤销重报", *words, Icon.ROTATE_CCW, Tone.NEU, 1, exists=False))
    return tuple(made)


def _replaced(version: Version, request: Request) -> str:
    """Return the label of the version in force that was made later, "" where there is none."""
    current = in_force(request.versions)
    return current.label if current is not None and current.number > version.number else ""


def _node(version: Version, request: Request, now: datetime) -> Node:
    title = f"{version.label} {WORDS[version.kind]}".strip()
    own = version.draft_id == request.draft_id
    if version.current:
        first = f"海关现行版本  {look_of(version.status).words}"
    elif version.kind not in VERBS and _replaced(version, request):
        first = f"已由 {_replaced(version, request)} 取代"
    elif version.status is Status.DRAFT:
        first = f"{len(request.changes)} 处改动  {NOT_FILED}" if own else NOT_FILED
    elif version.kind in VERBS:
        first = standing_words(version.status)[0]
    else:
        first = look_of(version.status).words
    second = f"{moment(version.at, now)}  {version.note}".strip()
    icon, tone = sign_of(version.status)
    if version.status is Status.DRAFT:
        icon, tone = Icon.PENCIL, Tone.INFO
    return Node(version.draft_id, title, first, second, icon, tone)
