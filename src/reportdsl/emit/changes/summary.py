"""Count what changed, and say what keeps a comparison from being whole."""

from reportdsl.compare.changes import (
    CellChanged,
    Comparison,
    LabelChanged,
    LineChanged,
    ParagraphChanged,
    SectionChanged,
    Side,
    TableChanged,
)
from reportdsl.diagnostics.diagnostic import Language

_KINDS = (
    (CellChanged, "格", "cell", "cells"),
    (LineChanged, "行列", "row or column", "rows and columns"),
    (TableChanged, "表", "table", "tables"),
    (SectionChanged, "章节", "section", "sections"),
    (ParagraphChanged, "段落", "paragraph", "paragraphs"),
)


def summary(comparison: Comparison, language: Language) -> str:
    """Return how much changed, in one sentence."""
    changes = [c for c in comparison.changes if not isinstance(c, LabelChanged)]
    remarks = len(comparison.changes) - len(changes)
    chinese = language == "zh"
    if not changes:
        if remarks:
            only = f"只有 {remarks} 处名称写法不同" if chinese else _names(remarks)
            return f"内容相同；{only}。" if chinese else f"The same; {only}."
        return "没有不同。" if chinese else "No changes."
    parts: list[str] = []
    left = len(changes)
    for kind, zh, one, many in _KINDS:
        count = sum(isinstance(change, kind) for change in changes)
        left -= count
        if count:
            parts.append(f"{zh} {count}" if chinese else f"{count} {one if count == 1 else many}")
    if left:
        parts.append(f"其他 {left}" if chinese else f"{left} other")
    told = (
        f"{len(changes)} 处不同：{'，'.join(parts)}" if chinese else _changes(len(changes), parts)
    )
    if remarks:
        told += f"；另有 {remarks} 处名称写法不同" if chinese else f"; {_names(remarks)}"
    return told + ("。" if chinese else ".")


def _changes(count: int, parts: list[str]) -> str:
    return f"{count} change{'' if count == 1 else 's'}: {', '.join(parts)}"


def _names(count: int) -> str:
    return f"{count} name{'' if count == 1 else 's'} worded otherwise"


def warning(old: Side, new: Side, language: Language) -> str:
    """Return that a report has errors and was compared as far as its values go; else nothing."""
    faulty = [side for side in (old, new) if side.errors]
    if language == "zh":
        named = "，".join(f"{side.name} 有 {side.errors} 处错误" for side in faulty)
        return f"注意：{named}；有值可比的都比了。" if faulty else ""
    named = " and ".join(f"{side.name} has {_errors(side.errors)}" for side in faulty)
    return f"Note: {named}; what has a value was compared." if faulty else ""


def _errors(count: int) -> str:
    return f"{count} error{'' if count == 1 else 's'}"
