"""Apply the fixes of findings to a source, and keep those that do what they say."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reportdsl.compiler import Compilation
from reportdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from reportdsl.diagnostics.rules import arithmetic
from reportdsl.text.decode import decode, encode

_ROUNDS = 20
"""How often what is mended is read again for what can be mended then."""
_LOCATED = (arithmetic.LOCATED_FIGURE, arithmetic.MISPLACED_FIGURES)

Compile = Callable[[bytes], Compilation]


@dataclass(slots=True)
class Mended:
    """A source with fixes applied."""

    data: bytes
    """In the encoding and with the line ends of the old one."""
    compilation: Compilation
    applied: list[Fix] = field(default_factory=list)


def mend(data: bytes, compile_: Compile, *, unsafe: bool) -> Mended:
    """Return a source with the fixes that leave the meaning as it is or, if `unsafe`, figures too.

    Of figures the one fix of a located one is taken. A fix is kept if the source without its
    finding has no finding more; what cannot be kept is left alone.
    """
    out = Mended(data, compile_(data))
    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        chosen = _chosen(out.compilation, refused, unsafe=unsafe)
        if not chosen:
            break
        if not _take(out, chosen, compile_):
            for item in chosen:
                if not _take(out, [item], compile_):
                    refused.add(_key(item[0]))
                else:
                    # The places of the others are those of the old source.
                    break
    return out


_Chosen = tuple[Diagnostic, Fix]


def _chosen(
    compilation: Compilation, refused: set[tuple[str, str]], *, unsafe: bool
) -> list[_Chosen]:
    """Return the findings with a fix to be taken; no two fixes overlap."""
    out: list[_Chosen] = []
    taken: list[Edit] = []
    for found in compilation.diagnostics:
        fix = _fix(found, unsafe=unsafe)
        if fix is None or found.waived or _key(found) in refused:
            continue
        if any(edit.span.source != compilation.source.id for edit in fix.edits):
            continue
        if not any(_overlap(edit, other) for edit in fix.edits for other in taken):
            out.append((found, fix))
            taken += fix.edits
    return out


def _fix(found: Diagnostic, *, unsafe: bool) -> Fix | None:
    safe = [fix for fix in found.fixes if fix.applicability == "safe"]
    if safe:
        return safe[0]
    certain = found.rule in _LOCATED or len(found.fixes) == 1
    return found.fixes[0] if unsafe and found.fixes and certain else None


def withheld(compilation: Compilation) -> int:
    """Return how many findings have a fix that is taken only where figures may be changed."""
    return sum(
        not found.waived
        and _fix(found, unsafe=True) is not None
        and _fix(found, unsafe=False) is None
        for found in compilation.diagnostics
    )


def _overlap(one: Edit, other: Edit) -> bool:
    if one.span.start == other.span.start:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def _key(found: Diagnostic) -> tuple[str, str]:
    return found.rule.code, found.message("zh")


def _take(out: Mended, chosen: list[_Chosen], compile_: Compile) -> bool:
    """Apply fixes together, and tell whether their findings are gone and none has come."""
    edits = [edit for _, fix in chosen for edit in fix.edits]
    data = applied(out.data, edits)
    made = compile_(data)
    before, after = _counted(out.compilation), _counted(made)
    gone = all(after[_key(found)] < before[_key(found)] for found, _ in chosen)
    if len(chosen) > 1 and after - before:
        # Which of them brings this about is tried one by one.
        return False
    if not gone or _errors(made) > _errors(out.compilation) or after.total() >= before.total():
        return False
    out.data, out.compilation = data, made
    out.applied += [fix for _, fix in chosen]
    return True


def _counted(compilation: Compilation) -> Counter[tuple[str, str]]:
    return Counter(map(_key, compilation.diagnostics))


def _errors(compilation: Compilation) -> int:
    return sum(found.severity is Severity.ERROR for found in compilation.diagnostics)


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a source after edits of its text; all else stays as it is."""
    decoded = decode(data)
    raw = data.decode(decoded.encoding).removeprefix("\ufeff")
    place = _places(raw)
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = edit.text.replace("\n", decoded.newline)
        raw = raw[: place(edit.span.start)] + text + raw[place(edit.span.end) :]
    return encode(raw, replace(decoded, newline="\n"))


def _places(raw: str) -> Callable[[int], int]:
    """Return what finds an offset of the text with plain line ends in the text as it is."""
    if "\r\n" not in raw:
        return lambda offset: offset
    places = [
        at
        for at in range(len(raw) + 1)
        if not (raw[at : at + 1] == "\n" and raw[at - 1 : at] == "\r")
    ]
    return lambda offset: places[min(offset, len(places) - 1)]
