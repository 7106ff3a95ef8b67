"""Change records, whether the tests run on the source or on the wheel, whose classes are plain."""

from dataclasses import is_dataclass
from dataclasses import replace as replace_dataclass
from typing import Any, TypeVar

_Record = TypeVar("_Record")


def replace(record: _Record, **changes: Any) -> _Record:
    """Return a record with some fields changed."""
    changeable: Any = record
    if is_dataclass(changeable):
        return replace_dataclass(changeable, **changes)
    changed: _Record = changeable.__replace__(**changes)
    return changed
