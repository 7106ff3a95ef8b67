"""Study how often wrong figures are found: ``python -m tests.localisation [--count N]``."""

import argparse
import itertools
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.localisation.page import page
from tests.localisation.published import COUNTS, published
from tests.localisation.trials import clean, compared, trial

PAGE = Path(__file__).parents[2] / "docs" / "localisation.md"


def main() -> None:
    """Run the study and write the page."""
    parser = argparse.ArgumentParser("localisation", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="reports with slips")
    parser.add_argument("--compared", type=int, default=1_000, help="of them by both ways")
    parser.add_argument("--published", type=int, default=100, help="of a real one, of each kind")
    asked = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        made = pool.map(trial, range(asked.count), chunksize=20)
        trials = [item for item in made if item is not None]
        false = sum(pool.map(clean, range(asked.count // 10), chunksize=20))
        both = pool.map(compared, range(asked.compared), chunksize=5)
        real = list(pool.map(published, range(asked.published * len(COUNTS)), chunksize=5))
        comparisons = list(itertools.chain.from_iterable(both))
    text = page(trials, comparisons, real, false, asked.count // 10)
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
