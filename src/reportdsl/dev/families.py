"""Part the rules into families, as people look for them."""

from collections.abc import Iterator

from reportdsl.diagnostics.diagnostic import Phrase, Rule
from reportdsl.diagnostics.registry import all_rules

_FAMILIES = {
    "R1": Phrase("文件本身", "The file itself"),
    "R2": Phrase("写法", "How things are written"),
    "R3": Phrase("名称", "Names"),
    "R4": Phrase("表格和章", "Tables and sections"),
    "R5": Phrase("核对", "Checks"),
    "R6": Phrase("算式", "Formulas"),
    "R7": Phrase("格式文件", "Form files"),
    "R8": Phrase("正文和忽略", "Sentences, and what is allowed"),
    "R90": Phrase("别的文件", "Other files"),
    "R91": Phrase("别的文件", "Other files"),
    "R92": Phrase("导入", "Import"),
    "R93": Phrase("导入", "Import"),
    "R94": Phrase("整理", "Laying out"),
    "R95": Phrase("发布", "Outputs"),
    "R96": Phrase("版式", "House styles"),
    "R97": Phrase("导入的内容", "What is imported"),
    "R98": Phrase("导入的内容", "What is imported"),
    "R99": Phrase("导入的内容", "What is imported"),
}
"""The name of each family, by what its codes begin with."""


def families() -> Iterator[tuple[Phrase, tuple[Rule, ...]]]:
    """Yield each family's name and its rules, in the order of the codes."""
    for name in dict.fromkeys(_FAMILIES.values()):
        yield name, tuple(rule for rule in all_rules() if family(rule) == name)


def family(rule: Rule) -> Phrase:
    """Return the name of the family that a rule belongs to."""
    return next(name for start, name in _FAMILIES.items() if rule.code.startswith(start))
