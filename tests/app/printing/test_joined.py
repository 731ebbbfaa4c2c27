"""Several PDFs become one, page after page."""

import pytest

from app.printing.joined import joined
from tests.app.printing.drafts import printed, scenario, with_lines
from tests.app.printing.paper import words

pytestmark = pytest.mark.usefixtures("qapp")


def test_pages_follow_each_other_in_the_order_given() -> None:
    long, short = printed(with_lines(8)), printed(scenario("S07"))
    assert words(joined([long, short])) == [*words(long), *words(short)]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError):
        joined([printed(scenario("S01")), b"no pdf"])
