"""Print every measure with its median, 95th percentile and limit; `python -m tests.bench [WORD…]` narrows them."""

import sys
from statistics import median

from tests.bench.measures import MEASURES
from tests.bench.ratios import RATIOS


def percentile(samples: list[float], share: float) -> float:
    """The sample below which the given share of all lies."""
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def main(words: list[str]) -> int:
    """Run the measures whose name holds every word; 1 when one is over its limit."""
    late = 0
    print(f"{'':46}{'median':>10}{'p95':>10}{'limit':>10}   ms")
    for measure in MEASURES:
        if not all(word in measure.name for word in words):
            continue
        samples = list(measure.samples())
        if not samples:
            print(f"{measure.name:46}{'not measured: what it needs is not on this machine':>30}")
            continue
        worst = percentile(samples, 0.95)
        late += worst > measure.limit_ms
        verdict = "over" if worst > measure.limit_ms else ""
        print(
            f"{measure.name:46}{median(samples):>10.1f}{worst:>10.1f}{measure.limit_ms:>10.0f}   {verdict}", flush=True
        )
    for ratio in RATIOS:
        if all(word in ratio.name for word in words):
            top, bottom = ratio.taken()
            late += top > bottom * ratio.limit
            verdict = "over" if top > bottom * ratio.limit else ""
            print(
                f"{ratio.name:46}{top:>10.2f}{bottom:>10.2f}{top / bottom:>9.2f}× of {ratio.limit:g}×   {verdict}",
                flush=True,
            )
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
