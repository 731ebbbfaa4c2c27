"""What a machine does in a fixed piece of work: the measure of a turn of the window, however loaded the machine is."""

import time

LOOPS = 100_000
LONGEST = 12  # times what LOOPS turns of a loop take in the same run: 36 to 42 ms were seen, at 4.5 ms a piece


def pace() -> float:
    """Return the milliseconds this machine takes for a fixed piece of work now, by the clock of the thread alone."""
    began, total = time.thread_time(), 0
    for number in range(LOOPS):
        total += number * number % 7
    return (time.thread_time() - began) * 1000
