"""Make reports of bodies at random: the official tables with figures that balance, prose, a signature."""

import random
from dataclasses import dataclass

from reportdsl import compile_text
from reportdsl.compiler import Compilation
from tests.localisation.cases import FORMS, SIZES, case

_AGENCIES = (
    "某市人民政府",
    "青石镇人民政府",
    "某县住房和城乡建设局",
    "某区卫生健康委员会",
    "白云街道办事处",
)
_SECTIONS = {
    "政府信息公开-2021": ("五、存在的主要问题及改进情况", "五、存在的主要问题及下一步改进措施"),
    "政府信息公开-2019": ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况"),
}
_PROSE = (
    "本报告根据《中华人民共和国政府信息公开条例》要求编制。",
    "全年主动公开信息 {n} 条，其中“双公示”信息 {m} 条；回应社会关切 {m} 次。",
    "（一）主动公开情况。持续做好重点领域信息公开{{专栏}}建设。",
    "公开的深度仍有不足，下一步加强培训 [详见附件](附件略)，力争 100% 按时答复。",
    "一是加强组织领导。二是完善*制度*。",
    "咨询电话：0527-8435{n:04d}。",
    "无。",
)
_OWN_LABELS = {
    "政府信息公开-2021": (
        ("行政规范性文件", "规范性文件"),
        ("国家秘密", "1.属于国家秘密的"),
        ("商业企业", "企业"),
        ("结转", "二、上年结转政府信息公开申请数"),
        ("下年", "四、结转下年度继续办理数"),
    ),
    "政府信息公开-2019": (
        ("国家秘密", "1.属于国家秘密的"),
        ("商业企业", "商业 企业"),
        ("结转", "二、上年结转政府信息公开申请数"),
    ),
}
_OPENINGS = {"政府信息公开-2021": "行政规范性文件", "政府信息公开-2019": "规范性文件"}


@dataclass(frozen=True, slots=True)
class Body:
    """A report, and what it is like."""

    form: str
    source: str

    def compiled(self) -> Compilation:
        """Return it compiled."""
        return compile_text(self.source, name="body.report", root="/")


def body(rng: random.Random, *, own_labels: bool = True) -> Body:
    """Return a report at random."""
    form = rng.choice(FORMS)
    size = rng.choice(tuple(SIZES))
    made = case(rng, form, size)
    agency = rng.choice(_AGENCIES)
    year = rng.randint(2019, 2025)
    lines = [
        f"标题: {agency}{year}年政府信息公开工作年度报告",
        f"机关: {agency}",
        f"年度: {year}",
        f"日期: {year + 1}-01-{rng.randint(10, 31)}",
        f"格式: {form}",
        "",
        *_prose(rng),
        "# 一、总体情况",
        *_prose(rng),
        "# 二、主动公开政府信息情况",
        "@表 主动公开",
        *_first_table(rng, form),
        "",
        "# 三、收到和处理政府信息公开申请情况",
        "@表 依申请公开",
    ]
    if own_labels and rng.random() < 0.5:
        lines += [
            f"@标签 {key}: {own}" for key, own in _own(rng, form) if key not in _OPENINGS.values()
        ]
    for name, row in zip(made.names[0], made.tables[0], strict=True):
        lines.append(f"{name} | {' | '.join(map(str, row))}")
    lines += ["", "# 四、政府信息公开行政复议、行政诉讼情况", "@表 复议诉讼"]
    lines += [f"* | {' | '.join(map(str, row))}" for row in made.tables[1]]
    lines += [
        "",
        f"# {rng.choice(_SECTIONS[form])}",
        *_prose(rng),
        "# 六、其他需要报告的事项",
        *_prose(rng),
    ]
    if rng.random() < 0.6:
        lines.append("@落款")
    return Body(form, "\n".join(lines) + "\n")


def _prose(rng: random.Random) -> list[str]:
    out = []
    for text in rng.sample(_PROSE, rng.randint(1, 3)):
        shown = text.format(n=rng.randint(0, 900), m=rng.randint(0, 99))
        out.append(shown.replace("{", "\\{").replace("}", "\\}").replace("[", "\\["))
    return out


def _own(rng: random.Random, form: str) -> list[tuple[str, str]]:
    labels = _OWN_LABELS[form]
    return rng.sample(labels, rng.randint(1, len(labels)))


def _figure(rng: random.Random) -> str:
    return str(rng.choice((0, 0, rng.randint(1, 20), rng.randint(1, 3000))))


def _first_table(rng: random.Random, form: str) -> list[str]:
    """Return rows of the table of what is published, each cell a figure or now and then a remark."""
    from reportdsl.official import official_form  # noqa: PLC0415 - a form is made when it is needed

    made = official_form(form)
    assert made is not None
    lines = []
    for band in made.tables["主动公开"].bands:
        for index, row in enumerate(band.rows.leaves):
            cells = []
            for kind in band.types[index]:
                figure = _figure(rng)
                if kind.decimals and rng.random() < 0.5:
                    figure += f".{rng.randint(1, 99)}"
                if rng.random() < 0.03:
                    figure = f'{figure} "{figure}（含修订）"'
                cells.append(figure)
            title = f"{band.title} / " if band.title else ""
            lines.append(f"{title}{row.key} | {' | '.join(cells)}")
    return lines
