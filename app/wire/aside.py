"""Archives and big messages, read in the limited child: what they cost and what they break is not this process's."""

from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import Any

import forms
from app.core.draft import Draft, DraftUnreadable
from app.foreign.limited import run
from app.foreign.unusable import Unusable
from app.wire.read import Attached, Incoming
from app.wire.untrusted import Unreadable

_TASK = "app.wire.aside:answer"


def preload() -> None:
    """Read one message of every form and an archive: what that loads cannot be loaded later."""
    import io
    import zipfile

    from app.wire.files import read_content
    from app.wire.xml import write

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for form_id in forms.REGISTRY:
            form = forms.load(form_id)
            message = write(form, form.new())
            for encoding in ("utf-8", "gb18030", "utf-16"):
                read_content(message.decode().replace("UTF-8", encoding, 1).encode(encoding))
        made.writestr("a.xml", message)
        made.writestr("甲.pdf", b"")
        made.writestr(b"a.pdf".decode("cp437"), b"")
    read_content(packed.getvalue())


def answer(_name: str, content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """Return what the bytes hold for the way through a pipe; a refusal is an answer too."""
    from app.wire.files import read_content

    try:
        incoming = read_content(content)
    except Unreadable as error:
        return {"unreadable": [error.sentence, error.english_sentence, error.code]}, b""
    draft = incoming.draft.to_json().encode("utf-8")
    parts = [draft, *(one.content for one in incoming.attachments)]
    head = {"version": incoming.version, "names": [one.name for one in incoming.attachments]}
    return {**head, "sizes": [len(part) for part in parts]}, b"".join(parts)


def read_aside(content: bytes) -> Incoming:
    """Return the declaration in bytes of any of the accepted kinds; raises Unreadable."""
    try:
        frame = run(_TASK, "报文", content)
        refused = frame.head.get("unreadable")
        if refused is not None:
            raise Unreadable(*map(str, refused))
        ends = accumulate([0, *map(int, frame.head["sizes"])])
        draft, *others = [frame.body[start:end] for start, end in pairwise(ends)]
        names = map(str, frame.head["names"])
        attached = tuple(Attached(name, part) for name, part in zip(names, others, strict=True))
        return Incoming(Draft.from_json(draft.decode("utf-8")), str(frame.head["version"]), attached)
    except Unusable as error:
        raise Unreadable(error.why, error.english_why, error.code.replace("XLS", "XML")) from error
    except (KeyError, ValueError, TypeError, DraftUnreadable) as error:
        raise Unreadable("读取结果不完整，请重新取得文件", "the answer was incomplete", "E-XML-16") from error
