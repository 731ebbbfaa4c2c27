"""The work on one declaration as the tour does it: start, type, mend, file; the keyboard does all of it."""

import forms
from app.core.draft import Draft
from app.core.form import Form
from app.core.stage import for_stage
from app.declarations.status import Status
from app.ui.models.wording import mode_words
from app.ui.pages.new_strip import MODE_LETTERS
from app.ui.tour.clerk import Clerk
from app.ui.tour.plan import LookUp, Mistake
from app.ui.tour.typist import Typist
from app.ui.tour.waiting import StepFailed, until
from app.ui.widgets.pick_box import COMING

CLEAN = "没有须改的问题"
KIND, TEMPLATE = "新建哪种报关单", "从哪个模板开始"
REASON = "留意理由"
MOST_SECTIONS = 30
MOST_PROBLEMS = 60
MOST_NAMESAKES = 20
MOST_FACTS = 60


class Paper:
    """One declaration on the screen and the sample it is to become."""

    def __init__(self, clerk: Clerk, sample: Draft) -> None:
        self._clerk = clerk
        self._sample = for_stage(forms.load(sample.form), sample)
        self.draft_id = ""
        self.tab = ""

    # -- new ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start a new declaration of the sample's type and filing mode."""
        clerk, keys = self._clerk, self._clerk.keys
        known = {row.id for row in clerk.rows()}
        keys.press("Ctrl+N")
        self._pick_kind()
        until(lambda: not clerk.sees(f"{TEMPLATE}，{COMING}"), "模板已取到")
        if clerk.sees(TEMPLATE):
            keys.press("Return")  # none of them: a blank one
        self.find(known)

    def start_from(self, letters: str) -> None:
        """Start a new declaration from the template some letters find."""
        known = {row.id for row in self._clerk.rows()}
        self._clerk.keys.press("Ctrl+N")
        self._pick_kind()
        self._clerk.wait_for(TEMPLATE)
        self._clerk.keys.type(letters, is_data=False)
        self._clerk.keys.press("Return")
        self.find(known)

    def _pick_kind(self) -> None:
        """Pick type and filing mode by letters, as few as it takes."""
        kinds = {kind.id: kind.words for kind in self._clerk.drafts.kinds()}
        wanted = f"{KIND}，{mode_words(self._sample.mode)} · {kinds[self._sample.form]}"
        self._clerk.wait_for(KIND)
        for letter in MODE_LETTERS[self._sample.mode]:
            if self._clerk.keys.focused().accessibleName() == wanted:
                break
            self._clerk.keys.type(letter, is_data=False)
        if self._clerk.keys.focused().accessibleName() != wanted:
            raise StepFailed(f"打首字母没有找到“{wanted}”")
        self._clerk.keys.press("Return")

    def find(self, known: set[str]) -> None:
        """Wait for the declaration that was not there before, opened with the keyboard in a field."""
        clerk = self._clerk
        until(lambda: clerk.path() != "", "新单证打开，键盘在第一格")
        self.draft_id = next(row.id for row in clerk.rows() if row.id not in known)
        self.tab = clerk.window.current()

    # -- typing ------------------------------------------------------------------------------------------------

    def type_fields(self, look_up: LookUp) -> None:
        """Type all fields Enter leads to, one code among them by letters of its name."""
        typist = self._typist()

        def search() -> None:
            keys = self._clerk.keys
            keys.type(look_up.letters)
            self._clerk.picture("04-lookup")
            keys.accept()

        typist.special[look_up.path] = search
        typist.walk()

    def type_all(self, as_typed: str = "") -> None:
        """Type all fields Enter leads to; ``as_typed`` is left by Tab, before its look-up takes a longer code."""
        typist, keys = self._typist(), self._clerk.keys

        def keep() -> None:
            keys.type(self._sample.get(as_typed))
            keys.press("Tab")

        if as_typed:
            typist.special[as_typed] = keep
        typist.walk()

    def go_on_with(self, sample: Draft) -> None:
        """Let the same declaration become another sample: the next step of it."""
        self._sample = for_stage(forms.load(sample.form), sample)

    def type_missing(self) -> None:
        """Go to what still lacks, folded sections and facts too, and type it."""
        typist = self._typist()
        for _ in range(MOST_SECTIONS):
            missing = typist.missing(self._stored())
            if not missing:
                break
            title = typist.title_of(missing[0])
            self._go_to(missing[0])
            typist.type_section([path for path in missing if typist.title_of(path) == title])
        surplus = typist.surplus(self._stored())
        if missing or surplus:
            raise StepFailed(f"填完后与样例不符：{'、'.join([*missing, *surplus][:5])}")

    def retype(self, other: Mistake) -> None:
        """Go to a field and type another text over what it holds, and let it be stored."""
        self._go_to(other.path)
        self._clerk.keys.type(other.text)
        self._clerk.keys.accept()
        self._stored()

    # -- mending and filing ------------------------------------------------------------------------------------

    def blunder(self, mistake: Mistake) -> None:
        """Go back to a field and type something wrong; the program must notice."""
        self._go_to(mistake.path)
        self._clerk.keys.type(mistake.text)
        self._clerk.keys.accept()
        until(lambda: self._clerk.sees_wrong(mistake.path), f"{mistake.path} 被标为须改")

    def mend(self, mistake: Mistake) -> None:
        """Let F8 lead to the problem, and take the cure it offers."""
        clerk = self._clerk
        for _ in range(MOST_PROBLEMS):
            clerk.keys.press("F8")
            if clerk.path() == mistake.path:
                break
        else:
            raise StepFailed(f"F8 没有走到 {mistake.path}")
        clerk.picture("03-form")
        clerk.keys.press("Alt+Return")
        if self._stored().get(mistake.path) != self._sample.get(mistake.path):
            raise StepFailed("Alt+Enter 没有把故意写错的一格改对")

    def file(self) -> None:
        """Check and file; F10 goes on from warning to warning with the reason that is offered."""
        clerk = self._clerk
        clerk.keys.press("F9")
        clerk.wait_for(CLEAN)
        clerk.keys.press("F10")
        while clerk.sees(REASON):
            clerk.keys.press("F10")
        clerk.wait_until_stands(self.draft_id, lambda status: status is not Status.DRAFT, "进入发送队列")

    def file_at_once(self) -> None:
        """File without a check of its own: F10 checks, and goes on from warning to warning."""
        clerk = self._clerk
        for _ in range(MOST_PROBLEMS):
            clerk.keys.press("F10")
            until(lambda: clerk.sees(REASON) or self._is_under_way(), "进入发送队列，或问留意的理由")
            if not clerk.sees(REASON):
                return
        raise StepFailed("F10 没有把单证送出")

    def _is_under_way(self) -> bool:
        return self._clerk.standing(self.draft_id).status is not Status.DRAFT

    # -- inside ------------------------------------------------------------------------------------------------

    def _form(self) -> Form:
        return self._clerk.load(self.draft_id).form

    def _typist(self) -> Typist:
        return Typist(self._clerk, self._form(), self._sample)

    def _stored(self) -> Draft:
        """Return the declaration as stored after Ctrl+S."""
        window = self._clerk.window
        self._clerk.keys.press("Ctrl+S")
        until(lambda: not window.page(window.current()).is_marked(), "已保存")
        draft = self._clerk.load(self.draft_id).draft
        return for_stage(self._form(), draft)  # what a stage does not send is not looked at

    def _go_to(self, path: str) -> None:
        """Go to a field by its name; where several have it, down to the one in its section."""
        typist, keys = self._typist(), self._clerk.keys
        keys.press("Ctrl+Shift+F")
        keys.type(typist.label_of(path), is_data=False)
        for _ in range(MOST_NAMESAKES):
            if self._clerk.sees(f"在“{typist.title_of(path)}”一节"):
                break
            keys.press("Down")
        keys.press("Return")
        if typist.is_fact(path):
            self._down_to(path)
        until(lambda: self._clerk.path() == path, f"键盘在 {path}")

    def _down_to(self, path: str) -> None:
        """Go on with Enter where a page leads to the first fact of its block only."""
        until(lambda: self._clerk.path() != "", "键盘在申报事实里")
        for _ in range(MOST_FACTS):
            if self._clerk.path() == path:
                return
            self._clerk.keys.press("Return")
