"""Choose how long property tests look: a moment in CI, or as long as one likes.

``HYPOTHESIS_PROFILE=slow`` draws twenty times as many examples, other ones each time.
"""

import os
from typing import Any

from hypothesis import HealthCheck, settings

_COMMON: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "print_blob": True,
    # Forms are drawn whole; that takes longer than hypothesis is used to.
    "suppress_health_check": [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
}
settings.register_profile("ci", derandomize=True, **_COMMON)
settings.register_profile("slow", **_COMMON)
_TIMES = {"ci": 1, "slow": 20}


def examples(number: int) -> settings:
    """Return the settings of a test that draws so many examples in CI."""
    name = os.environ.get("HYPOTHESIS_PROFILE", "ci")
    return settings(settings.get_profile(name), max_examples=number * _TIMES.get(name, 1))
