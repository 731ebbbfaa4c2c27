"""A few histories of sending; two thousand and more defects are R-06's."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.helpers.sending_model import Sending, SendingUnderFreshKeys, SendingWithoutKeys, histories


@pytest.mark.parametrize("machine", [Sending, SendingWithoutKeys])
def test_the_design_holds(machine: type[Sending]) -> None:
    run_state_machine_as_test(machine, settings=histories(15))


def test_a_seeded_defect_is_found() -> None:
    with pytest.raises(AssertionError):
        run_state_machine_as_test(SendingUnderFreshKeys, settings=histories(400, until_found=True))
