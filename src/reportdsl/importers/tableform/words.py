"""Hold what stands in a form in the language of the file: keywords, and remarks for its author."""

from dataclasses import dataclass

from reportdsl.syntax import keywords


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    chinese: bool
    unnamed_column: str
    unnamed_row: str
    suspected: str
    unsure: str
    """With a place for a name."""

    def directive(self, name: str) -> str:
        """Return the word of a directive."""
        return "@" + self._of(keywords.DIRECTIVES[name])

    def block(self, name: str) -> str:
        """Return the word that opens a block of a table form."""
        return self._of(keywords.BLOCKS[name])

    def attribute(self, name: str) -> str:
        """Return the word of an attribute."""
        return self._of(keywords.ATTRIBUTES[name])

    @property
    def sum(self) -> str:
        """What stands for the sum of all siblings."""
        return self._of(keywords.FUNCTIONS["sum"])

    @property
    def growth(self) -> str:
        """The function that tells by how much something grew."""
        return self._of(keywords.FUNCTIONS["growth"])

    def _of(self, words: tuple[str, str]) -> str:
        return words[0] if self.chinese else words[1]


CHINESE = Words(
    chinese=True,
    unnamed_column="内容",
    unnamed_row="行",
    suspected="// 下面这些关系在文件里都成立，该不该成立由您定；"
    "要核对的，把“校验”和那一行前面的 // 去掉：",
    unsure="// “{name}”看上去是合计，但文件里的数加起来不等，没有写算式。",
)
ENGLISH = Words(
    chinese=False,
    unnamed_column="value",
    unnamed_row="row",
    suspected="// These hold in the file; whether they must is yours to say. "
    'To check one, uncomment "checks" and its line:',
    unsure='// "{name}" is called a total, but the figures of the file do not add up: no rule.',
)
