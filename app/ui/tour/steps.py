"""The steps of the tour in order: each one is a piece of a workflow, done by keyboard; it measures nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.declarations.status import CHINESE, Status
from app.ui.tour.clerk import Clerk
from app.ui.tour.finding import FindingLook
from app.ui.tour.library import Library
from app.ui.tour.lots import Lots
from app.ui.tour.paper import Paper
from app.ui.tour.plan import Plan
from app.ui.tour.proofs import Proofs
from app.ui.tour.register import RegisterLook
from app.ui.tour.rejection import Rejection
from app.ui.tour.report import Ending
from app.ui.tour.sheets import Sheets
from app.ui.tour.shipments import Shipments
from app.ui.tour.states import States
from app.ui.tour.two_steps import TwoSteps
from app.ui.tour.waiting import until
from app.ui.widgets import Steps

LIST, RECEIPTS, WORKBENCH, SETTINGS = "list", "receipts", "workbench", "settings"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the workflow it counts for, what it is called where it fails, and the doing."""

    workflow: str
    title: str
    do: Callable[[], None]


class Tour:
    """A clerk's day: a declaration typed, mended, filed, released and printed; others read in, one of them filed."""

    def __init__(self, clerk: Clerk, plan: Plan, out: Path, today: date) -> None:
        self._clerk, self._plan, self._out, self._today = clerk, plan, out, today
        self._typed = Paper(clerk, plan.sample(plan.typed, today))
        self._two_step = Paper(clerk, plan.sample(plan.two_step.summary, today))
        complete = plan.sample(plan.two_step.complete, today)
        self._steps = TwoSteps(clerk, self._two_step, lambda: self._two_step.go_on_with(complete), plan.two_step)
        ships = plan.shipments
        self._shipped = Shipments(clerk, self._typed, plan.sample(plan.typed, today), ships["advance"])
        summary = plan.sample(plan.two_step.summary, today)
        self._summed = Shipments(clerk, self._two_step, summary, ships["summary"])
        self._library = Library(clerk, self._typed, plan.library, out, today)
        self._proofs = Proofs(clerk, self._typed, out)
        self._lots = Lots(clerk, plan.lot)
        self._register = RegisterLook(clerk)
        self._finding = FindingLook(clerk, self._typed)
        self._rejection = Rejection(clerk, self._typed, plan.sample(plan.typed, today), plan.rejected)
        self._sheets = Sheets(clerk, plan.sample(plan.typed, today), out)
        self._read = {name: Paper(clerk, plan.sample(name, today)) for name in plan.imported}
        kept = next(paper for name, paper in self._read.items() if name != plan.filed)
        self._states = States(clerk, self._read[plan.filed], kept, plan.conflict, out)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in order."""
        return (*self._first(), *self._others(), *self._rest())

    def _first(self) -> tuple[Step, ...]:
        """Return the steps of the first declaration, typed field by field."""
        typed, plan = self._typed, self._plan
        return (
            Step("first_start", "首次启动页", self._states.greet),
            Step("first_start", "首次启动", self._see_nothing),
            Step("operator_defaults", "填写操作员的默认值", self._fill_defaults),
            Step("new_declaration", "新建单证", typed.start),
            Step("new_declaration", "逐格填写", lambda: typed.type_fields(plan.look_up)),
            Step("mend", "故意写错一格", lambda: typed.blunder(plan.mistake)),
            Step("proof", "留下第一张核对单", self._proofs.keep_first),
            Step("mend", "改正须改的问题", lambda: typed.mend(plan.mistake)),
            Step("new_declaration", "填写还缺的各节", typed.type_missing),
            Step("proof", "看核对单标出的不同", self._proofs.see_changes),
            Step("codes", "装入汇率", self._library.install_rates),
            Step("codes", "从代码库取编码", self._library.look_up_code),
            Step("elements", "展开申报要素", self._library.unfold_elements),
            Step("taxes", "比较税费", self._library.compare_taxes),
            Step("file", "校验和申报", typed.file),
            Step("follow_receipts", "看回执到结关", lambda: self._follow(typed)),
            Step("print", "打印预览和存为 PDF", self._print),
            Step("rejected", "一票被退单", self._rejection.be_sent_back),
            Step("reject_fix", "改正退单重报", self._rejection.mend),
            Step("finding", "看命令面板和键位表", self._finding.look),
        )

    def _others(self) -> tuple[Step, ...]:
        """Return the steps of what is read in, filed in two steps, begun with a template."""
        return (
            Step("import_files", "导入文件", self._import),
            Step("network", "断网", self._states.cut_off),
            Step("offline", "断网时申报导入的单证", self._states.file_offline),
            Step("network", "网络恢复后自动发出", self._states.come_back),
            Step("conflict", "同事也改了这一票", self._states.meet),
            Step("conflict", "逐处选定并合并", self._states.merge),
            Step("two_step", "概要申报", self._steps.summarise),
            Step("two_step", "提离与两段准入", self._steps.leave_the_port),
            Step("amend", "修改申请", self._steps.ask_for_a_change),
            Step("two_step", "完整申报到放行", self._steps.go_on),
            Step("keep_templates", "存为模板", self._shipped.keep),
            Step("template", "从模板提前申报", self._shipped.declare),
            Step("keep_templates", "概要存为模板", self._summed.keep),
            Step("summary", "从模板概要申报", self._summed.declare),
            Step("complete", "转完整申报并申报", self._summed.go_on),
        )

    def _rest(self) -> tuple[Step, ...]:
        """Return the steps of the border trade, the sheets and the end of the day."""
        return (
            Step("border_trade_register", "导入边民名册", self._lots.read_register),
            Step("border_trade", "填写和分配互市批次", self._lots.type_lot),
            Step("border_trade_over", "改正超出额度", self._lots.go_over),
            Step("border_trade_taps", "边民逐人刷卡", self._lots.confirm),
            Step("border_trade", "申报互市批次", self._lots.send),
            Step("border_trade_register", "看逐人结果", self._lots.look),
            Step("border_trade_register", "看边民名册和日报", self._register.look),
            Step("statistics", "看统计", self._library.look_at_statistics),
            Step("sheet_first", "导入清单并改错", self._sheets.mend),
            Step("sheet_import", "导入表头已知的清单", self._sheets.take_clean),
            Step("sheet_first", "看写入的商品", self._sheets.look),
            Step("self_check", "备份和自检", self._states.look_at_settings),
            Step("look_over", "看工作台", self._look_over),
        )

    def endings(self) -> list[Ending]:
        """Return where the filed declarations stand now."""
        papers = {self._plan.typed: self._typed, **self._read, self._plan.two_step.summary: self._two_step}
        filed = {name: self._clerk.standing(paper.draft_id) for name, paper in papers.items() if paper.draft_id}
        return [Ending(name, one.seq_no, one.entry_id, one.status.value) for name, one in filed.items()]

    # -- steps ---------------------------------------------------------------------------------------------------

    def _see_nothing(self) -> None:
        if self._clerk.window.current() != LIST:
            self._clerk.go(LIST)
        self._clerk.wait_for("还没有单证")
        self._clerk.picture("09a-empty")

    def _fill_defaults(self) -> None:
        """Fill in once what every declaration of this operator starts with."""
        clerk, texts = self._clerk, self._plan.defaults(self._today)
        clerk.keys.press("Ctrl+Comma")
        clerk.wait_for_page(SETTINGS)
        clerk.choose("设置，默认值", "Up", "Down")
        clerk.tab_to(lambda widget: widget.accessibleName().endswith("，默认值"), "第一个默认值")
        for _ in texts:
            label = clerk.keys.focused().accessibleName().partition("，")[0]
            if texts.get(label):
                clerk.keys.type(texts[label])
                clerk.keys.accept()
            else:
                clerk.keys.press("Return")
        clerk.wait_for("已保存")
        clerk.picture("22b-settings-defaults")
        clerk.keys.press("Ctrl+W")

    def _follow(self, paper: Paper) -> None:
        self._clerk.go(RECEIPTS)
        self._closed(paper)
        self._clerk.wait_for(CHINESE[Status.CLOSED])
        last = f"，{CHINESE[Status.CLOSED]} "  # a stage that was reached carries its time
        until(lambda: any(last in one.accessibleName() for one in self._clerk.window.findChildren(Steps)), "各环节到齐")
        self._clerk.picture("06-receipts")

    def _print(self) -> None:
        clerk, paper = self._clerk, self._typed
        clerk.turn_to(paper.tab)
        clerk.keys.press("Ctrl+P")
        until(lambda: clerk.window.current() != paper.tab, "打印预览打开")
        clerk.wait_for("第 1 页")
        clerk.picture("07-print-preview")
        clerk.keys.press("Ctrl+S")
        clerk.keys.type(str(self._out.resolve() / f"{self._plan.typed}.pdf"))
        clerk.keys.accept()
        clerk.wait_for("已存为")
        clerk.keys.press("Escape", "Escape")
        clerk.wait_for_page(paper.tab)

    def _import(self) -> None:
        clerk = self._clerk
        for name, paper in self._read.items():
            clerk.go(LIST)
            known = {row.id for row in clerk.rows()}
            clerk.keys.press("Ctrl+I")
            clerk.keys.type(str(self._plan.file_of(name, self._today, self._out)))
            clerk.keys.accept()
            until(lambda: clerk.window.current() != LIST, "导入的单证打开")
            paper.find(known)
        clerk.go(LIST)
        clerk.keys.press("Home", "Space")
        clerk.picture("02-list")
        clerk.keys.press("Escape")

    def _look_over(self) -> None:
        self._clerk.go(WORKBENCH)
        self._clerk.picture("01-workbench")

    def _closed(self, paper: Paper) -> None:
        self._clerk.wait_until_stands(paper.draft_id, lambda status: status is Status.CLOSED, "结关")
