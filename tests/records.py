"""Change records, whether the tests run on the source or on the wheel, whose classes are plain."""

import dataclasses
from typing import Any, TypeVar

_Record = TypeVar("_Record")


def replace(record: _Record, **changes: Any) -> _Record:
    """Return a record with some fields changed."""
    any_record: Any = record
    if hasattr(any_record, "__dataclass_fields__"):
        changed: _Record = dataclasses.replace(any_record, **changes)
    else:
        changed = any_record.__replace__(**changes)
    return changed
