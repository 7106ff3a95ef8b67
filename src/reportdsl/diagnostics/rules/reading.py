"""Rules of reading: what bytes, characters and sizes a source may have. Codes 1xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note

UNREADABLE_ENCODING = error(
    "R101",
    "unreadable-encoding",
    "这个文件不是文本:既不是 UTF-8,也不是 GB18030(GBK)",
    "this file is not text: neither UTF-8 nor GB18030 (GBK)",
)
FORBIDDEN_CHARACTER = error(
    "R102",
    "forbidden-character",
    "这里有一个看不见的控制字符 {character},不能用在报告里",
    "there is an invisible control character {character} here; a report cannot hold it",
)
BINARY_FILE = error(
    "R103",
    "binary-file",
    "这个文件不是报告的源文本,里面有二进制内容(可能是 Word、图片等文件)",
    "this file is no report source: it holds binary data (a Word file or a picture, perhaps)",
)
LEGACY_ENCODING = note(
    "R104",
    "legacy-encoding",
    "文件按 {encoding} 编码读取;建议另存为 UTF-8",
    "the file was read as {encoding}; saving it as UTF-8 is safer",
)
LINE_TOO_LONG = error(
    "R105",
    "line-too-long",
    "这一行有 {length} 个字符,超过上限 {limit}",
    "this line has {length} characters; the limit is {limit}",
)
FILE_TOO_LARGE = error(
    "R106",
    "file-too-large",
    "文件超过上限 {limit} MiB",
    "the file is larger than the limit of {limit} MiB",
)
EMPTY_FILE = error(
    "R107",
    "empty-file",
    "这个文件是空的,没有可以检查的内容",
    "this file is empty: there is nothing to check",
)
TOO_MANY_CELLS = error(
    "R108",
    "too-many-cells-in-file",
    "这份报告的表格超过 {limit} 格,其余的没有检查",
    "the tables of this report have more than {limit} cells; the rest was not checked",
)

DELETE_CHARACTER = Phrase("删去这个字符", "delete this character")
