"""规格型号 as boxes: the `|` string taken apart and put together again without loss; what is wrong the rules say."""

from dataclasses import dataclass, replace
from typing import Self

from app.core.read import LENGTH_ENCODING
from app.reference.elements import Element, ElementKind, ElementList
from forms.rules.elements import in_order

BAR = "|"
_FIXED = 2  # 品牌类型 and 出口享惠情况 are always the first two
LIMIT = 255
"""Bytes the field may have in the message's encoding."""


@dataclass(frozen=True, slots=True)
class Specification:
    """The tokens of one 规格型号 beside the boxes they belong to; there may be more tokens than boxes."""

    elements: ElementList
    tokens: tuple[str, ...] = ("",)

    @classmethod
    def read(cls, elements: ElementList, text: str) -> Self:
        """Take a string apart; ``read(e, text).text == text`` for every text."""
        return cls(elements, tuple(text.split(BAR)))

    @classmethod
    def blank(cls, elements: ElementList, direction: str) -> Self:
        """Return what a new line starts with: where only one token is right (an import's 享惠), it is filled in."""
        made = cls(elements)
        for element in elements.elements:
            choices = element.choices(direction)
            if len(choices) == 1:
                made = made.put(element.number, choices[0])
        return made

    @property
    def text(self) -> str:
        """Return the string of the message."""
        return BAR.join(self.tokens)

    @property
    def size(self) -> int:
        """Return its bytes as the message's dictionary counts them."""
        return len(self.text.encode(LENGTH_ENCODING, errors="replace"))

    @property
    def fits(self) -> bool:
        """Tell whether the field can hold it."""
        return self.size <= LIMIT

    def token(self, number: int) -> str:
        """Return what stands in a box, empty where nothing does."""
        return self.tokens[number] if number < len(self.tokens) else ""

    def rest(self) -> tuple[str, ...]:
        """Return the tokens that have no box: a string of another list, or somebody's own addition."""
        return self.tokens[len(self.elements) :]

    @property
    def in_order(self) -> bool:
        """Tell that no token says by its words that it stands in another's place; where the order is known at all."""
        names = [one.name for one in self.elements.elements]
        return not self.elements.ordered or in_order(names[_FIXED:], self.tokens[_FIXED:])

    def missing(self) -> tuple[Element, ...]:
        """Return the boxes that must be filled and are blank."""
        return tuple(one for one in self.elements.elements if one.required and not self.token(one.number).strip())

    def put(self, number: int, token: str) -> Self:
        """Write into a box; a token with bars in it (a whole string, pasted) is spread over the boxes from there on.

        Blank boxes at the end leave no bars behind.
        """
        tokens = list(self.tokens) + [""] * (number - len(self.tokens))
        parts = token.split(BAR)
        tokens[number : number + len(parts)] = parts
        while len(tokens) > 1 and not tokens[-1]:
            tokens.pop()
        return replace(self, tokens=tuple(tokens))

    def differing(self, other: "Specification") -> tuple[int, ...]:
        """Return the numbers of the boxes that do not hold the same, to be marked in a string of an earlier line."""
        longest = max(len(self.tokens), len(other.tokens))
        return tuple(number for number in range(longest) if self.token(number) != other.token(number))

    def adopted(self, text: str, direction: str) -> Self:
        """Take over the whole string of an earlier line; a 享惠 that is none of this direction's is not taken over.

        Where only one is right (an import's 3) it is filled in, else the box is left for the clerk.
        """
        taken = type(self).read(self.elements, text)
        for element in self.elements.elements:
            choices = element.choices(direction)
            known = element.kind is ElementKind.PREFERENCE and len(taken.tokens) > element.number
            if known and taken.token(element.number) not in choices:
                taken = taken.put(element.number, choices[0] if len(choices) == 1 else "")
        return taken
