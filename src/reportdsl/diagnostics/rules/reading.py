"""Rules of reading: what bytes, characters and sizes a source may have. Codes 1xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note

SAVE_AS_UTF8 = Phrase(
    "用记事本打开，选“另存为”，“编码”选“UTF-8”",
    "open it in its editor and save it again, with the encoding UTF-8",
)
LOOK_AGAIN = Phrase(
    "看看是不是选错了文件，或者粘进了不该有的内容",
    "see whether it is the right file, and whether something was pasted in by mistake",
)

IMPORT = Phrase(
    "已有的报告，用“reportdsl import 文件 -o 年报.report”可以变成源文件",
    "'reportdsl import FILE -o annual.report' makes a source of a report that exists",
)

UNREADABLE_ENCODING = error(
    "R101",
    "unreadable-encoding",
    "这个文件里的文字读不出来：编码不是 UTF-8，也不是 GB18030（GBK），或者文件坏了",
    "the text of this file cannot be read: it is neither UTF-8 nor GB18030 (GBK), or is damaged",
    advice=SAVE_AS_UTF8,
)
FORBIDDEN_CHARACTER = error(
    "R102",
    "forbidden-character",
    "这里有一个看不见的特殊字符（{character}），报告里不能有",
    "there is an invisible control character ({character}) here; a report cannot hold it",
)
BINARY_FILE = error(
    "R103",
    "binary-file",
    "这个文件不是纯文字，可能是改了名的 Word 文档、图片或压缩包",
    "this file is not plain text; it may be a renamed Word document, picture or archive",
    advice=IMPORT,
)
LEGACY_ENCODING = note(
    "R104",
    "legacy-encoding",
    "这个文件的编码是 {encoding}，已经照此读出；别的程序可能读成乱码",
    "this file was read as {encoding}; other programs may show it as garbage",
    advice=SAVE_AS_UTF8,
)
LINE_TOO_LONG = error(
    "R105",
    "line-too-long",
    "这一行有 {length} 个字符，太长了，最多 {limit} 个",
    "this line has {length} characters; the limit is {limit}",
    advice=Phrase("在该分段的地方按回车", "break it into paragraphs"),
)
FILE_TOO_LARGE = error(
    "R106",
    "file-too-large",
    "这个文件太大了，最多 {limit} MB",
    "this file is too large: the limit is {limit} MiB",
    advice=LOOK_AGAIN,
)
EMPTY_FILE = error(
    "R107",
    "empty-file",
    "这个文件是空的，没有可以检查的内容",
    "this file is empty: there is nothing to check",
    advice=Phrase(
        "看看是不是忘了保存，或者选错了文件",
        "see whether it was saved, and whether it is the right file",
    ),
)
TOO_MANY_CELLS = error(
    "R108",
    "too-many-cells-in-file",
    "这份报告的表格加起来超过 {limit} 格，从这张表起都没有检查",
    "the tables of this report have more than {limit} cells together; from here on none is checked",
    advice=LOOK_AGAIN,
)
WEB_PAGE = error(
    "R109",
    "web-page",
    "这个文件是网页，不是报告的源文件，没有检查",
    "this file is a web page, not the source of a report; nothing in it was checked",
    advice=IMPORT,
)

DELETE_CHARACTER = Phrase(
    "删去这个字符（光标放在它前面，按一下 Delete 键）",
    "delete this character (put the cursor before it and press Delete)",
)
