import json
import random
from fractions import Fraction

import pytest

import reportdsl
from tests.properties import bruteforce

CASES = range(150)
SUMS = {"R501", "R502"}


def compiled(source: str, case: bruteforce.Case) -> reportdsl.Compilation:
    world = reportdsl.MemoryWorld({"own.form": case.form})
    return reportdsl.compile_text(source, name="r.report", world=world)


def cells(made: reportdsl.Compilation) -> list[list[dict[str, str]]]:
    [table] = json.loads(made.emit("json"))["tables"]
    [band] = table["bands"]
    rows: list[list[dict[str, str]]] = band["cells"]
    return rows


@pytest.mark.parametrize("seed", CASES)
def test_computed_cells_are_what_adding_up_gives(seed: int) -> None:
    case = bruteforce.case(seed)
    for how in ("mixed", "=", "", "stated"):
        made = compiled(case.source(random.Random(seed), computed=how), case)
        assert [d.message("en") for d in made.diagnostics] == []
        for r, row in enumerate(cells(made)):
            for c, cell in enumerate(row):
                assert Fraction(cell["value"]) == case.figures[r, c]
                assert cell["published"] == case.text(case.figures[r, c])


@pytest.mark.parametrize("seed", CASES)
def test_a_wrong_total_is_told_at_its_cell_and_nothing_else_is(seed: int) -> None:
    case = bruteforce.case(seed)
    rng = random.Random(seed)
    computed = [at for at in case.figures if case.computed(*at)]
    if not computed:
        return
    r, c = rng.choice(computed)
    # Far enough that no rounding allows it.
    off = Fraction(rng.choice((100, 1000, 77)), 10 ** (2 * case.percent))
    made = compiled(
        case.source(rng, computed="stated", wrong=(r, c, case.figures[r, c] + off)), case
    )
    [finding] = made.diagnostics
    assert finding.rule.code in SUMS
    assert finding.span == place(made.source, r, c)


@pytest.mark.parametrize("seed", CASES)
def test_a_wrong_part_is_told_wherever_a_sum_covers_it(seed: int) -> None:
    case = bruteforce.case(seed)
    rng = random.Random(seed)
    typed = [at for at in case.figures if not case.computed(*at)]
    r, c = rng.choice(typed)
    off = Fraction(100, 10 ** (2 * case.percent))
    made = compiled(
        case.source(rng, computed="stated", wrong=(r, c, case.figures[r, c] + off)), case
    )
    totals = {
        (r, k)
        for k, s in enumerate(case.columns)
        if s.rule and case.columns[c] in bruteforce.parts(s) and case.rows[r].rule != "sum"
    }
    totals |= {
        (k, c)
        for k, s in enumerate(case.rows)
        if s.rule == "sum" and case.rows[r] in bruteforce.parts(s)
    }
    totals |= {
        (k, c)
        for k, s in enumerate(case.rows)
        if s.rule and s.rule != "sum" and case.rows[r].key in s.rule.replace("-", "*").split(" ")
    }
    found = {d.span for d in made.diagnostics}
    assert found == {place(made.source, *at) for at in totals}
    assert {d.rule.code for d in made.diagnostics} <= SUMS


def place(source: reportdsl.Source, row: int, column: int) -> reportdsl.Span:
    """Return where a cell of the one table stands; the source has no quotes and no escapes."""
    number = 5 + row
    line = source.lines.line(number)
    bars = [i for i, char in enumerate(line) if char == "|"]
    start = bars[column] + 2
    end = bars[column + 1] - 1 if column + 1 < len(bars) else len(line)
    offset = source.text.index(line) if source.text.count(line) == 1 else 0
    for before in range(1, number):
        offset = offset if before > 1 else 0
        offset += len(source.lines.line(before)) + 1
    return source.span(offset + start, offset + end)


# ── rounding ─────────────────────────────────────────────────────────────────────────────────────


def touch(parts: list[Fraction], total: Fraction, half: Fraction) -> bool:
    """Tell whether figures that may each be off by half a unit may add up to another."""
    return abs(sum(parts, Fraction(0)) - total) <= half * (len(parts) + 1)


@pytest.mark.parametrize("seed", range(200))
def test_a_total_is_false_where_no_rounding_allows_it(seed: int) -> None:
    rng = random.Random(seed)
    decimals, percent = rng.choice(
        ((1, False), (2, False), (1, True), (3, True), (0, False), (0, True))
    )
    exact = rng.random() < 0.2
    count = rng.randint(1, 5)
    units = [rng.randint(-50, 500) for _ in range(count)]
    total = sum(units) + rng.randint(-count - 2, count + 2)
    scale = 10 ** (decimals + 2 * percent)
    half = Fraction(0) if exact or not decimals else Fraction(1, 2 * scale)
    kind = ("百分比" if percent else "小数") + f" {decimals}" + (", 精确" if exact else "")
    columns = "".join(f"  c{i}\n" for i in range(count))
    form = f"@格式 自拟\n@表式 表 <{kind}>\n列\n{columns}  合计 = 合计\n"

    def typed(number: int) -> str:
        digits = str(abs(number)).rjust(decimals + 1, "0")
        point = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
        return ("-" if number < 0 else "") + point + ("%" if percent and rng.random() < 0.5 else "")

    source = "格式: own.form\n\n@表 表\n* | " + " | ".join(map(typed, [*units, total])) + "\n"
    made = reportdsl.compile_text(
        source, name="r.report", world=reportdsl.MemoryWorld({"own.form": form})
    )
    holds = touch([Fraction(u, scale) for u in units], Fraction(total, scale), half)
    assert [d.rule.code for d in made.diagnostics] == ([] if holds else ["R501"])


@pytest.mark.parametrize("seed", range(200))
def test_a_check_is_asked_leaf_by_leaf_with_the_room_of_its_rounding(seed: int) -> None:
    rng = random.Random(seed)
    width = rng.randint(1, 4)
    decimals = rng.choice((0, 1, 2))
    scale = 10**decimals
    half = Fraction(1, 2 * scale) if decimals else Fraction(0)
    rows = {key: [Fraction(rng.randint(0, 300), scale) for _ in range(width)] for key in "甲乙丙"}
    for at in range(width):
        off = Fraction(rng.choice((0, 0, 1, -1, 2, -3)), scale)
        rows["丁"] = [*rows.get("丁", []), rows["甲"][at] + rows["乙"][at] - rows["丙"][at] + off]
    room = rng.choice((None, Fraction(1, scale), Fraction(0)))
    text = "" if room is None else f" ± {fixed(room, decimals)}"
    columns = "".join(f"  c{i}\n" for i in range(width))
    form = f"@格式 自拟\n@表式 表 <小数 {decimals}>\n列\n{columns}行\n  甲\n  乙\n  丙\n  丁\n校验\n  甲 + 乙 = 丙 + 丁{text}\n"
    lines = [
        " | ".join([key, *(fixed(v, decimals) for v in values)]) for key, values in rows.items()
    ]
    source = "格式: own.form\n\n@表 表\n" + "\n".join(lines) + "\n"
    made = reportdsl.compile_text(
        source, name="r.report", world=reportdsl.MemoryWorld({"own.form": form})
    )
    wrong = 0
    for a, b, c, d in zip(*(rows[key] for key in "甲乙丙丁"), strict=True):
        allowed = half * 4 if room is None else room
        wrong += abs(a + b - c - d) > allowed
    codes = [d.rule.code for d in made.diagnostics]
    assert codes == ["R512"] * wrong


def fixed(value: Fraction, decimals: int) -> str:
    units = value * 10**decimals
    assert units.denominator == 1
    digits = str(abs(units.numerator)).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if value < 0 else text


# ── rates ────────────────────────────────────────────────────────────────────────────────────────

RATES = """\
@格式 自拟
@表式 表 <{kind}>
列
  项目 <行名>
  甲
  乙
  合计 = 合计
  占比 = 甲 / 合计 <百分比 1>
行
{rows}  总计 = 合计
"""


@pytest.mark.parametrize("seed", range(200))
def test_a_rate_column_holds_the_rate_of_each_row_and_of_the_totals(seed: int) -> None:
    rng = random.Random(seed)
    decimals = rng.choice((None, 1, 2))
    kind = "计数" if decimals is None else f"小数 {decimals}"
    places = decimals or 0
    count = rng.randint(1, 4)
    scale = 10**places
    half = Fraction(1, 2 * scale) if decimals else Fraction(0)
    figures = [[Fraction(rng.randint(0, 40), scale) for _ in "ab"] for _ in range(count)]
    figures.append([sum((row[i] for row in figures), Fraction(0)) for i in range(2)])
    lines, wrong, by_zero = [], 0, 0
    for number, (a, b) in enumerate(figures):
        stated = rng.random() < 0.5
        label = "总计" if number == count else f"r{number}"
        total = a + b
        cells = [fixed(a, places), fixed(b, places), fixed(total, places) if stated else "="]
        if total == 0:
            by_zero += 1
            lines.append(" | ".join([label, *cells, "="]))
            continue
        rate = bruteforce_rate(a / total) + rng.choice((0, 0, 0, 1, -1, 3)) * Fraction(1, 1000)
        lines.append(" | ".join([label, *cells, fixed(rate * 100, 1) + rng.choice(("", "%"))]))
        # A typed total may be off by half a unit, a computed one by that of both its parts.
        low, high = quotient(a, half, total, half if stated else 2 * half)
        wrong += not (low - Fraction(1, 2000) <= rate <= high + Fraction(1, 2000))
    form = RATES.format(kind=kind, rows="".join(f"  r{i}\n" for i in range(count)))
    source = "格式: own.form\n\n@表 表\n" + "\n".join(lines) + "\n"
    made = reportdsl.compile_text(
        source, name="r.report", world=reportdsl.MemoryWorld({"own.form": form})
    )
    codes = sorted(d.rule.code for d in made.diagnostics)
    assert codes == ["R502"] * wrong + ["R605"] * by_zero, (source, wrong, by_zero)


def bruteforce_rate(value: Fraction) -> Fraction:
    """Return a rate to a tenth of a percent, half away from zero; it is not negative."""
    units = value * 1000
    whole = units.numerator // units.denominator
    return Fraction(whole + (units - whole >= Fraction(1, 2)), 1000)


def quotient(a: Fraction, half: Fraction, b: Fraction, room: Fraction) -> tuple[Fraction, Fraction]:
    """Return between what a quotient lies, if dividend and divisor may be off a little."""
    if b - room <= 0:
        return a / b, a / b
    ends = [x / y for x in (a - half, a + half) for y in (b - room, b + room)]
    return min(ends), max(ends)
