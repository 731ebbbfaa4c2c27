"""R-06: thousands of histories of sending, and ten seeded defects that the same histories must find."""

from time import perf_counter

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.helpers.sending_model import LateArrivals, LateArrivalsAndJumps, Sending, SendingWithoutKeys, histories
from tests.reliability import mutants
from tests.reliability.figures import Figures
from tests.reliability.mutants import Mutant

SEEDED: dict[str, tuple[type[Sending], Mutant]] = {
    "每次换新编号": (Sending, mutants.fresh_key),
    "先发送后记录": (SendingWithoutKeys, mutants.send_before_commit),
    "重试时改了内容": (Sending, mutants.sign_again),
    "不等静默期": (SendingWithoutKeys, mutants.no_quiet_window),
    "静默期按墙上时钟": (LateArrivalsAndJumps, mutants.quiet_by_the_wall_clock),
    "当作网关会去重": (SendingWithoutKeys, mutants.keys_taken_for_granted),
    "崩溃当作没发出": (SendingWithoutKeys, mutants.interrupted_is_not_sent),
    "超时当作没发出": (SendingWithoutKeys, mutants.silence_is_not_sent),
    "重发没连上即消除疑问": (LateArrivals, mutants.not_sent_ends_doubt),
    "重发被拒即消除疑问": (LateArrivals, mutants.refusal_ends_doubt),
    "存疑时可作废": (Sending, mutants.cancelled_in_doubt),
}
LONGEST, ENOUGH = 30.0, 8


def seconds_until_found(machine: type[Sending], mutant: Mutant, count: int) -> float | None:
    """Return how long it took to find a defect, None if it was not found."""
    began = perf_counter()
    with pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        try:
            run_state_machine_as_test(machine, settings=histories(count, until_found=True))
        except Exception:  # noqa: BLE001 - an invariant, or a guard of the database: both have found it
            return perf_counter() - began
    return None


def prove(figures: Figures, count: int, seeded: dict[str, tuple[type[Sending], Mutant]]) -> None:
    for machine in (Sending, SendingWithoutKeys):
        run_state_machine_as_test(machine, settings=histories(count // 2))
    found = {name: seconds_until_found(machine, mutant, 400) for name, (machine, mutant) in seeded.items()}
    times = [seconds for seconds in found.values() if seconds is not None]
    quick = sum(seconds < LONGEST for seconds in times)
    missed = [name for name, seconds in found.items() if seconds is None]
    figures.record(
        "R-06",
        figure=f"{count} 段历史（每段至多 25 步，两个进程）全部通过",
        control=f"植入 {len(found)} 个错误，发现 {len(times)} 个，其中 {quick} 个在 {LONGEST:.0f} 秒内，"
        f"最慢 {max(times, default=0):.1f} 秒{'；没发现：' + '、'.join(missed) if missed else ''}",
        passed=not missed and quick >= ENOUGH,
    )


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.reliability("R-06")
def test_two_thousand_histories(figures: Figures) -> None:
    prove(figures, 2000, SEEDED)
