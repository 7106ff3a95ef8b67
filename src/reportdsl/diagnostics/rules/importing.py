"""Rules of importing: what files of other programs may hold, and what is taken. 92x and 93x."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

DAMAGED = error(
    "R920",
    "import-damaged",
    "这个文件读不出来：{problem}",
    "this file cannot be read: {problem}",
    advice=Phrase(
        "用原来的程序打开它，重新另存一份再导入",
        "open it in the program that made it, save it anew and import that",
    ),
)
ENCRYPTED = error(
    "R921",
    "import-encrypted",
    "这个文件有密码，读不出来",
    "this file is protected by a password",
    advice=Phrase(
        "用 Office 或 WPS 打开它，去掉密码，另存一份再导入",
        "open it in Office, take the password off, save it and import that",
    ),
)
OVER_LIMIT = error(
    "R922",
    "import-over-limit",
    "这个文件超过了限制：{what}，最多 {limit}",
    "this file is beyond a limit: {what}, at most {limit}",
    advice=Phrase(
        "看看是不是选错了文件；只把报告本身另存一份再导入",
        "see whether it is the right file; save the report by itself and import that",
    ),
)
NOT_IMPORTABLE = error(
    "R923",
    "import-kind-unknown",
    "这是{kind}，不能导入",
    "this is {kind}, which cannot be imported",
)
TABLE_OF_BLOCKS = error(
    "R924",
    "import-table-of-blocks",
    "这里的“表格”是用排版凑出来的，不是真正的表格，哪个数在哪一格无从得知",
    "what looks like a table here is made of blocks set side by side, so where a figure stands is "
    "not known",
    advice=Phrase(
        "照着网页把这张表的数填进报告；或者请网站给出 Word、Excel 文件再导入",
        "type the figures of this table into the report, or import a document or workbook of it",
    ),
)
MARKUP_DECLARATION = error(
    "R925",
    "import-markup-declaration",
    "这个文件里有 XML 的自定义声明（DOCTYPE），正常的文件没有，为安全起见不读",
    "this file has a document type declaration in its XML, which sound ones never have; it is not "
    "read, for safety",
    advice=Phrase(
        "用 Office 或 WPS 打开它，另存一份再导入", "open it in Office, save it anew and import that"
    ),
)
NAVIGATION = note(
    "R926",
    "import-navigation-left-out",
    "网页上的菜单、页脚等共 {count} 行没有导入",
    "lines of menus, footers and the like that were not imported: {count}",
    advice=Phrase(
        "如果少了一段正文，看看它在网页上是不是放在了菜单或页脚里",
        "if a paragraph is missing, see whether it stands in the menu or the foot of the page",
    ),
)
CUT_OFF = error(
    "R927",
    "import-cut-off",
    "这个网页到{place}就断了，后面的内容没有了",
    "this page breaks off {place}; what followed is missing",
    advice=Phrase("把网页重新保存一份再导入", "save the page again and import that"),
)
DECLARED_ENCODING = note(
    "R928",
    "import-declared-encoding",
    "网页自称编码是“{declared}”，其实是 {encoding}，已经照后者读出",
    'the page calls its encoding "{declared}", but it is {encoding}, and was read as that',
    advice=Phrase(
        "导入的内容是对的，不用改；可以告诉网站的管理人员",
        "what was imported is right; you may want to tell the keepers of the site",
    ),
)

HIDDEN_PARTS = warning(
    "R929",
    "import-hidden-left-out",
    "隐藏的内容没有导入：{places}，共 {count} 处",
    "what is hidden was not imported: {places} ({count} in all)",
    waivable=False,
    advice=Phrase(
        "要用的，在原来的程序里取消隐藏，另存一份再导入",
        "what is meant to be there, unhide in the program that made the file, and import that",
    ),
)
PART_UNREAD = warning(
    "R930",
    "import-part-unread",
    "{what}：{places}",
    "{what}: {places}",
    waivable=False,
    advice=Phrase(
        "对照原文，把那里写着的自己填上",
        "look at the original, and fill in what stands there",
    ),
)

PICTURE = warning(
    "R998",
    "import-picture-left-out",
    "这里有图片或者表单控件，里面的内容读不出来，没有取用",
    "there is a picture or a control of a form here; what it shows was not taken",
    waivable=False,
    advice=Phrase(
        "对照网页，把里面的数字和文字补上", "look at the page, and type in what it shows"
    ),
)

PICTURES = Phrase(
    "图片里的内容读不出来，没有取用", "what pictures show cannot be read, and was not taken"
)
SYMBOLS = Phrase("有的符号认不出来，写成了“〓”", "signs of a font that are not known stand as 〓")
NEVER_CALCULATED = Phrase(
    "公式从来没有算过，文件里没有得数，格子空着（用 Excel 或 WPS 打开，保存一次，再导入）",
    "formulas that were never calculated are blank (open the workbook in Excel, save it once, and "
    "import that)",
)
SHOWN_OTHERWISE = Phrase(
    "格子里显示的不是所存的数，在所存的数前面写上了“〓”",
    "what is shown is not the number that is stored, which stands behind a 〓",
)
HIDDEN_SHEET = Phrase("工作表“{sheet}”", 'sheet "{sheet}"')
HIDDEN_ROWS_OF_TABLES = Phrase("表格里隐藏的行", "hidden rows of tables")
HIDDEN_CELLS_OF_PAGE = Phrase("网页上不显示的格子", "cells that the page does not show")
HIDDEN_LINES = Phrase("网页上不显示的文字", "paragraphs that the page does not show")
HIDDEN_ROW = Phrase("{sheet}第 {row} 行", "{sheet}row {row}")
HIDDEN_COLUMN = Phrase("{sheet}{column} 列", "{sheet}column {column}")
IN_SHEET = Phrase("工作表“{sheet}”", 'sheet "{sheet}", ')
IN_TAG = Phrase("一个标记中间", "within a tag")
IN_TABLE = Phrase("一张表格中间", "within a table")
NESTING = Phrase("网页的标记一层套一层", "levels of nested markup")
MARKS = Phrase("网页的标记太多", "marks of markup")
TANGLED = Phrase("网页的标记互相交错", "steps to disentangle its markup")
LINE = Phrase("一行的字数", "characters of a line")
STYLES = Phrase("网页的样式规则太多", "steps to apply its style sheets")
SIZE = Phrase("文件的大小（MB）", "the size of the file in MiB")
CELLS = Phrase("表格的格数", "cells of tables")
COLUMNS = Phrase("一张表格的列数", "columns of a table")
PARTS = Phrase("压缩包里的文件个数", "files within it")
PART_SIZE = Phrase("压缩包里一个文件的大小（MB）", "the size of a file within it in MiB")
TOTAL_SIZE = Phrase("展开以后的大小（MB）", "its size when unpacked in MiB")
RATIO = Phrase("压缩的倍数", "times that it is larger when unpacked")
