"""The states of the tour: first start, gateway down and back, one draft changed in two places, the self-check."""

import json
import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.declarations.status import Status
from app.ui.tour import waiting
from app.ui.tour.clerk import Clerk
from app.ui.tour.conflict_plan import ConflictPlan
from app.ui.tour.paper import CLEAN, REASON, Paper
from app.ui.tour.plan import Mistake
from app.ui.tour.two_steps import rows_of
from app.ui.tour.waiting import StepFailed, until

LIST, RECEIPTS, SETTINGS = "list", "receipts", "settings"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens there
GREETING, OUTAGE, CONFLICT = "口岸申报台，首次启动", "连不上单一窗口网关", "有冲突"
GREETED_WITHIN = 10.0


class States:
    """``filed`` is sent while the gateway is down, ``kept`` is changed by a colleague, too."""

    def __init__(self, clerk: Clerk, filed: Paper, kept: Paper, plan: ConflictPlan, out: Path) -> None:
        self._clerk, self._filed, self._kept, self._plan, self._out = clerk, filed, kept, plan, out

    def greet(self) -> None:
        """Go through the first start, where the program is opened for the first time: begin blank, skip the rest."""
        clerk, keys = self._clerk, self._clerk.keys
        try:
            until(lambda: clerk.sees(GREETING), "首次启动页", min(waiting.PATIENCE, GREETED_WITHIN))
        except StepFailed:
            return  # somebody has worked here
        keys.press("Right", "Return")
        clerk.picture("20-first-run")
        keys.press("Escape", "Return", "Escape")
        until(lambda: not clerk.sees(GREETING), "首次启动页走完")

    # -- without a gateway ---------------------------------------------------------------------------------------

    def cut_off(self) -> None:
        """Send to where nobody answers."""
        self._set_gateway(NOWHERE)
        until(lambda: "离线" in self._clerk.window.status.words(), "状态栏显示离线")

    def file_offline(self) -> None:
        """File as always: it is signed and waits, and the notice says so once."""
        clerk, keys = self._clerk, self._clerk.keys
        clerk.turn_to(self._filed.tab)
        clerk.wait_for("加入待发送（本机）")
        keys.press("F9")
        clerk.wait_for(CLEAN)
        keys.press("F10")
        while clerk.sees(REASON):
            keys.press("F10")
        clerk.wait_until_stands(self._filed.draft_id, lambda status: status is Status.QUEUED, "进入发送队列")
        clerk.wait_for(OUTAGE)
        clerk.wait_for("本机网络")
        clerk.picture("09b-gateway-error")
        keys.press("Escape")
        until(lambda: not clerk.sees(OUTAGE), "断网通知收起")

    def come_back(self) -> None:
        """Let the gateway be there again; what waited goes by itself."""
        clerk = self._clerk
        self._set_gateway("")
        clerk.go(RECEIPTS)
        clerk.keys.press("F5")
        clerk.wait_until_stands(self._filed.draft_id, lambda status: status is Status.CLOSED, "结关")

    # -- changed in two places -----------------------------------------------------------------------------------

    def meet(self) -> None:
        """Hand a draft to a colleague, change it here too, and take his file in again."""
        clerk, keys, path = self._clerk, self._clerk.keys, self._out.resolve() / "同事.json"
        path.unlink(missing_ok=True)  # of an earlier run
        opened = clerk.load(self._kept.draft_id)
        clerk.go(LIST)
        keys.press("Ctrl+F")
        keys.type(opened.draft.get(opened.form.identity))
        keys.accept()
        until(lambda: rows_of(keys.focused()) == 1, "列表里只有要交给同事的一票")
        keys.press("Home", "Ctrl+E")
        keys.type(str(path))
        keys.accept()
        until(path.exists, "导出的文件写好")
        keys.press("Escape", "Escape")  # the notice, then the search
        self._change(path)
        clerk.turn_to(self._kept.tab)
        for name, text in self._plan.mine.items():
            self._kept.retype(Mistake(name, text))
        clerk.go(LIST)
        keys.press("Ctrl+I")
        keys.type(str(path))
        keys.accept()
        clerk.wait_for(CONFLICT)

    def merge(self) -> None:
        """Choose by ← and →, and save what was merged."""
        clerk, keys = self._clerk, self._clerk.keys
        both = len(self._plan.mine.keys() & self._plan.theirs.keys())
        for number in range(both - 1):
            keys.press("Left" if number % 2 == 0 else "Right", "Down")
        clerk.picture("09c-conflict")
        keys.press("Right", "Ctrl+Return")
        until(lambda: not clerk.sees(CONFLICT), "合并保存后回到表单")
        path = self._out / "同事.json"
        path.unlink(missing_ok=True)

    # -- the settings --------------------------------------------------------------------------------------------

    def look_at_settings(self) -> None:
        """Make a backup and see the self-check."""
        clerk, keys = self._clerk, self._clerk.keys
        keys.press("Ctrl+Comma")
        clerk.wait_for_page(SETTINGS)
        clerk.tab_to(lambda widget: widget.accessibleName() == "现在备份", "现在备份")
        keys.press("Return")
        clerk.wait_for("已备份并校验")
        keys.press("Escape", "Escape")
        clerk.picture("22-settings")
        keys.press("Ctrl+W")

    # -- inside --------------------------------------------------------------------------------------------------

    def _set_gateway(self, address: str) -> None:
        clerk, keys = self._clerk, self._clerk.keys
        keys.press("Ctrl+Comma")
        clerk.wait_for_page(SETTINGS)
        clerk.choose("设置，网关与环境", "Up", "Down")
        clerk.tab_to(_is_address, "网关地址")
        keys.press("Ctrl+A", "Delete")
        keys.type(address)
        keys.accept()
        clerk.wait_for("已保存")
        keys.press("Ctrl+W")

    def _change(self, path: Path) -> None:
        """Change a draft file as a colleague does with the same program."""
        document = json.loads(path.read_text("utf-8"))
        document["fields"] |= dict(self._plan.theirs)
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        moment = self._clerk.rows()[0].updated_at.timestamp()  # the file system's clock is not the tour's
        os.utime(path, (moment, moment))


def _is_address(widget: QWidget) -> bool:
    return widget.accessibleName().startswith("网关地址")
