"""The head of a 概要: what its rule pack asks, in groups and counts; which fields those are the pack tells."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.field import BoundField
from app.core.form import PageSection
from app.core.path import bind, pattern_of
from app.declarations.two_step_items import ItemGroup, item_groups, presets
from app.declarations.two_step_pack import TwoStepPack, pack_of
from app.ui.editors import Editor, Services
from app.ui.models.page_order import goods_section, head_sections
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.blocks_area import Block, BlocksArea
from app.ui.pages.form.confirmations import TITLE as CONFIRMATIONS
from app.ui.pages.form.confirmations import ConfirmationsBlock
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.field_block import FieldBlock
from app.ui.pages.form.field_cells import groups_of
from app.ui.pages.form.guarantee_block import GuaranteeBlock
from app.ui.pages.form.late_block import LateBlock
from app.ui.pages.form.mode_services import GuaranteeService
from app.ui.pages.form.rows_section import RowsSection

BASIC = "基本"
REST = "随报"
FEW = 2  # a section with no more cells than this is shown with the basic ones
Step = Callable[[Editor, int], None]


class SummaryPlan:
    """Makes the blocks of a 概要; the widgets it made for the guarantee and the goods line are public."""

    def __init__(
        self,
        binder: Binder,
        services: Services,
        step: Step,
        line: Callable[[], int],
        today: date,
        ledger: GuaranteeService | None,
        draft_id: str,
        facts_head: Callable[[], QWidget] | None = None,
    ) -> None:
        self._facts_head = facts_head
        self._binder, self._services, self._step, self._line = binder, services, step, line
        self._document, self._today = binder.document, today
        self._ledger, self._draft_id = ledger, draft_id
        self.pack: TwoStepPack = pack_of(self._document.draft.facts, today)
        self.guarantee: GuaranteeBlock | None = None
        self._lines: list[tuple[str, FieldBlock]] = []
        self._placed: set[str] = set()

    def area(self) -> BlocksArea:
        """Return the whole head."""
        return BlocksArea(self._binder, self._blocks())

    def count_words(self) -> str:
        """Return how many items this 概要 asks: those of every one, and those of each ground that applies."""
        groups = item_groups(self.pack, self._document.draft.facts)
        always = " + ".join(str(len(group.items)) for group in groups[:2])
        grounds = [f"{group.id} +{len(group.items)}" for group in groups if group.ground and self._applies(group)]
        return "，".join([f"概要 {always} 项", *grounds])

    def show_line(self) -> None:
        """Let the fields of a goods line follow the current one."""
        many = self._document.rows(goods_section(self._document.form).rows) > 1
        for key, block in self._lines:
            title = f"第 {self._line() + 1} 项" if many else self._title(key)
            block.move_to(title, self._place)

    # -- inside ------------------------------------------------------------------------------------------------

    def _blocks(self) -> list[Block]:
        groups = item_groups(self.pack, self._document.draft.facts)
        grounds = [group for group in groups if group.ground]
        asked = {field for group in groups if not group.ground for field in group.fields}
        blocks = self._questions()
        blocks += self._heads(asked)
        for group in grounds:
            blocks += self._ground(group)
        blocks += self._rows(pattern for group in groups for pattern in group.fields)
        return [*blocks, *self._facts(), *self._rest()]

    def _questions(self) -> list[Block]:
        if not self.pack.confirmations:
            return []
        part = ConfirmationsBlock(self._document, self.pack, self._today)
        part.advanced.connect(self._step)
        facts = frozenset(one.fact for one in self.pack.confirmations)
        return [Block("confirmations", CONFIRMATIONS, part, part, facts=facts)]

    def _heads(self, asked: set[str]) -> list[Block]:
        """Return the head fields by page section, the small sections joined into the first block."""
        found: list[tuple[PageSection, list[BoundField]]] = []
        for section in head_sections(self._document.form):
            page = self._document.form.page(section.id)
            fields = [one for one in page if one.path in asked and "[]" not in one.path and not self._is_known(one)]
            if fields:
                found.append((section, fields))
        small = [field for _, fields in found if len(groups_of(fields)) <= FEW for field in fields]
        large = [(section, fields) for section, fields in found if len(groups_of(fields)) > FEW]
        blocks = [self._fields("basic", BASIC, small)] if small else []
        return blocks + [self._fields(section.id, section.title, fields) for section, fields in large]

    def _is_known(self, field: BoundField) -> bool:
        """Tell whether the operator's own profile has filled a field: it stands with what is carried along."""
        return field.box.profile and not self._document.is_blank(field.path)

    def _ground(self, group: ItemGroup) -> list[Block]:
        form = self._document.form
        if group.facts:
            self.guarantee = GuaranteeBlock(
                group.title, group.facts, self._document, self._services, self._ledger, self._draft_id
            )
            self.guarantee.advanced.connect(self._step)
            part = self.guarantee
            block = Block(
                group.id, group.title, part, part, facts=frozenset(group.facts), is_open=lambda: self._applies(group)
            )
            return [block]
        goods = f"{goods_section(form).rows}[]."
        heads = [form.fields[one] for one in group.fields if "[]" not in one]
        lines = [form.fields[one] for one in group.fields if one.startswith(goods) and one.count("[]") == 1]
        blocks = [self._fields(group.id, self._title(group.id), heads, lambda: self._applies(group))] if heads else []
        if lines:
            key = f"{group.id}.line" if heads else group.id
            block = self._fields(key, self._title(group.id), lines, lambda: self._applies(group), self._place)
            if isinstance(block.part, FieldBlock):
                self._lines.append((group.id, block.part))
            blocks.append(block)
        return blocks

    def _rows(self, patterns: Iterable[str]) -> list[Block]:
        """Return the tables of rows asked for; those of a goods line stand under the goods."""
        goods = goods_section(self._document.form).rows
        wanted = {one.partition("[]")[0] for one in patterns if "[]" in one} - {goods}
        sections = [one for one in self._document.form.sections if one.rows in wanted]
        blocks = []
        for section in sections:
            part = LateBlock(partial(RowsSection, section, self._binder, self._services))
            rows = section.rows
            blocks.append(
                Block(
                    section.id,
                    section.title,
                    part,
                    part,
                    frozenset({rows}),
                    is_open=lambda: False,
                    held=partial(self._count, rows),
                )
            )
        return blocks

    def _count(self, rows: str) -> str:
        count = self._document.rows(rows)
        return f"{count} 行" if count else ""

    def _facts(self) -> list[Block]:
        part = LateBlock(self._facts_block)
        names = frozenset(self._document.form.facts)
        return [Block("facts", FACTS_TITLE, part, part, facts=names, is_open=lambda: False)]

    def _facts_block(self) -> FactsBlock:
        part = FactsBlock(self._document, self._services)
        part.advanced.connect(self._step)
        if self._facts_head is not None:
            part.add_line(self._facts_head())
        return part

    def _rest(self) -> list[Block]:
        """Return what the message carries and nobody is asked for, so that a problem in it can be reached."""
        form = self._document.form
        rest = [
            field
            for section in head_sections(form)
            for field in form.page(section.id)
            if "[]" not in field.path and field.path not in self._placed and self._document.present(field.path)
        ]
        part = LateBlock(partial(FieldBlock, REST, rest, self._binder, self._services, str))
        patterns = frozenset(field.path for field in rest)
        return [Block("rest", REST, part, part, patterns, is_open=lambda: False, note=lambda: self._note(patterns))]

    def _fields(
        self,
        key: str,
        title: str,
        fields: Sequence[BoundField],
        is_open: Callable[[], bool] = lambda: True,
        place: Callable[[str], str] = str,
    ) -> Block:
        self._placed |= {field.path for field in fields}
        part: FieldBlock = FieldBlock(title, fields, self._binder, self._services, place)
        patterns = frozenset(field.path for field in fields)
        return Block(key, title, part, part, patterns, is_open=is_open, note=lambda: self._note(patterns))

    def _note(self, patterns: frozenset[str]) -> str:
        """Return what is wrong in some fields: the same problems as everywhere."""
        found = [one for one in self._document.shown_problems() if one.blocks and pattern_of(one.path) in patterns]
        missing = sum(self._document.is_blank(one.path) for one in found)
        if missing:
            return f"缺 {missing} 项"
        return f"{len(found)} 项须改" if found else ""

    def _applies(self, group: ItemGroup) -> bool:
        """Tell whether a ground applies: as answered, else as the goods suggest."""
        answer = next(one for one in self.pack.groups if one.id == group.id).answer(self._document.draft.facts)
        if answer is not None:
            return answer
        if self.pack.confirmed:
            return False
        fact = next(one for one in self.pack.groups if one.id == group.id).fact
        return presets(self._document.draft, self._document.tables, self.pack, self._today).get(fact, False)

    def _title(self, group: str) -> str:
        return f"{group} +{len(next(one for one in self.pack.groups if one.id == group).items)}"

    def _place(self, pattern: str) -> str:
        return bind(pattern, (max(self._line(), 0),))
