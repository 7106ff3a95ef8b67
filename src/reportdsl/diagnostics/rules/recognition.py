"""Rules of recognition: what of a foreign file was not taken as it stands. Codes 97x and 98x."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

UNKNOWN_ROW = error(
    "R970",
    "imported-row-unknown",
    "“{name}”不是表“{table}”里的行，这一行的内容没有取用",
    '"{name}" is no row of the table "{table}"; what stands in this row was not taken',
    advice=Phrase(
        "对照原文，把这一行的数字填到该填的行里",
        "look at the original, and put the figures of this row where they belong",
    ),
)
SHORT_ROWS = error(
    "R971",
    "imported-rows-short",
    "表“{table}”里有 {count} 行的数字比列少，分不清空着的是哪一列，没有取用：{rows}",
    'rows of the table "{table}" have fewer figures than columns ({count}); '
    "nothing tells which columns are blank, so none was taken: {rows}",
    advice=Phrase(
        "对照网页或原件，把这些行填好；原来的数字留在注释里",
        "look at the page or the original, and fill in these rows; their figures stand in comments",
    ),
)
LONG_ROW = error(
    "R972",
    "imported-row-long",
    "“{name}”这一行只有 {columns} 列，原文却有 {count} 个数字，没有取用",
    'the row "{name}" has {columns} columns, but {count} figures in the file; none was taken',
    advice=Phrase(
        "对照网页或原件，把这一行填好", "look at the page or the original, and fill in the row"
    ),
)
PLACED_BY_SUMS = note(
    "R973",
    "imported-row-placed-by-sums",
    "“{name}”这一行少了数字，只有一种排法能使表内各式成立，已照此填入",
    'the row "{name}" has fewer figures than columns; '
    "the sums of the table hold for one placement only, which was taken",
    advice=Phrase(
        "对照原文看一看空着的那一格", "look at the original for the cell that is left blank"
    ),
)
LABEL_UNREAD = warning(
    "R974",
    "imported-label-unread",
    "格式的表“{table}”里没有“{name}”这段文字，没有取用",
    '"{name}" is no text of the table "{table}", and was not taken',
    waivable=False,
    advice=Phrase(
        "对照原文；它若是行名或列名，写到“@标签”里",
        "look at the original; if it is a label, write it behind @label",
    ),
)
LABEL_MISSING = warning(
    "R975",
    "imported-label-missing",
    "原文的表“{table}”里没有{texts}，按格式的文字补上",
    'the table "{table}" of the file lacks {texts}; the texts of the form stand there now',
    waivable=False,
    advice=Phrase(
        "对照原文；原文改了说法的，写到“@标签”里",
        "look at the original; what it words otherwise goes behind @label",
    ),
)
DIFFERS = error(
    "R976",
    "imported-differs",
    "原文是{read}，写成报告后是{written}",
    "the file has {read}, the report that was written has {written}",
    advice=Phrase("对照原文改正报告", "look at the original, and mend the report"),
)
LINES_LOST = error(
    "R977",
    "imported-lines-lost",
    "表“{table}”里本应重复的文字一次也没有重复：这份文本去掉过重复的行，数字已经不全，没有取用",
    'texts that the table "{table}" repeats never stand twice: '
    "repeated lines were removed from this file, and figures with them; nothing was taken",
    advice=Phrase(
        "改从网页（HTML）或 Word 文件导入", "import the page (HTML) or the Word file instead"
    ),
)
FOREIGN_TABLE = warning(
    "R978",
    "imported-table-unknown",
    "这张表不是格式里的表，内容留在注释里",
    "this table is none of the form's; what it holds was kept as comments",
    waivable=False,
    advice=Phrase(
        "要用的，自己写成“@简表”，或者为它写一个格式",
        "to use it, write it as a @plain table, or write a form for it",
    ),
)
TEXT_FOR_FIGURE = warning(
    "R979",
    "imported-text-for-figure",
    "“{text}”不是数字，照原样保留，不参加计算",
    '"{text}" is no figure; it was kept as it stands, and counts for nothing',
    waivable=False,
    advice=Phrase(
        "该填数的，在这段文字前面写上数", "where a figure is meant, write it before this text"
    ),
)
CONVERTED = note(
    "R980",
    "imported-unit-converted",
    "“{text}”换算成了{unit}，照原样公布",
    '"{text}" was converted to {unit}; it is published as it stood',
    advice=Phrase("核对一下换算得对不对", "see that it was converted rightly"),
)
NOTHING_READ = warning(
    "R981",
    "imported-nothing",
    "没有认出格式里的表",
    "no table of a form was recognised",
    waivable=False,
    advice=Phrase(
        "自己的格式用 --form 指明，报告里的表就按它认",
        "name your own form with --form, and tables are recognised by it",
    ),
)
LABELS_GUESSED = note(
    "R982",
    "imported-labels-guessed",
    "表“{table}”里用了自己的说法：{texts}",
    'the table "{table}" words things its own way: {texts}',
    advice=Phrase(
        "看一看是不是同一行、同一列；不是的，改到该填的地方",
        "see that they mean the same; if not, move the figures",
    ),
)
TABLE_TWICE = error(
    "R983",
    "imported-table-twice",
    "原文里像表“{table}”的不止一张，这一张没有取用",
    'the file has more than one table like "{table}"; this one was not taken',
    advice=Phrase(
        "对照原文决定该用哪一张",
        "decide from the original which of them is the right one",
    ),
)
ROWS_ABSENT = warning(
    "R990",
    "imported-rows-absent",
    "原文的表“{table}”里没有这些行，写成了“@省略”：{rows}",
    'the file\'s table "{table}" lacks these rows, which are left out with "@omit": {rows}',
    waivable=False,
    advice=Phrase(
        "对照原文：原文有的，删去那一行“@省略”，把数补上",
        "look at the original: where it has them, delete the line and fill in the figures",
    ),
)
HEADS_DIFFER = error(
    "R991",
    "imported-heads-differ",
    "从“{name}”起的 {count} 行，上面的列名和格式的不同，分不清哪个数在哪一列，没有取用",
    'over the rows from "{name}" on ({count}) the columns are not those of the form; '
    "nothing tells which figure is in which, so none was taken",
    advice=Phrase(
        "对照原文，把这一行的数填到该填的列里",
        "look at the original, and put the figures of this row where they belong",
    ),
)
ASTRAY = error(
    "R992",
    "imported-figure-astray",
    "“{name}”这一行有的数不在任何一列下面，或者一格占了几列，没有取用",
    'in the row "{name}" a figure stands under no column, or one cell under several; '
    "none was taken",
    advice=Phrase("对照原文，把这一行填好", "look at the original, and fill in the row"),
)
SERIALS = note(
    "R993",
    "imported-serials-left-out",
    "表“{table}”里给各行、各列编的序号（{count} 处）没有取用，格式里没有",
    'the serial numbers of rows or columns of the table "{table}" were left out ({count}); '
    "the form has none",
    advice=Phrase(
        "看一看这些是不是序号；是数字的，对照原文填上",
        "see that they are serial numbers; if they are figures, fill them in from the original",
    ),
)
TEXT_BESIDE = warning(
    "R994",
    "imported-text-beside",
    "正文以外还有文字，没有取用，留在注释里：{places}",
    "there are texts beside the report, which were kept as comments: {places}",
    waivable=False,
    advice=Phrase(
        "要公布的，移到正文里，或者写成表下的“@注”",
        "what is to be published, put into the text, or below a table behind @note",
    ),
)
PAGE_LINES = note(
    "R995",
    "imported-page-lines-left-out",
    "网页上说明来源、日期一类的文字共 {count} 行，不是报告的内容，留在注释里",
    "lines that tell of the page, such as where and when it appeared, were kept as comments: "
    "{count}",
    advice=Phrase(
        "看一看有没有报告的内容；有的，移到正文里",
        "see whether any of them belongs in the report, and put it there",
    ),
)
OUTSIDE_REPORT = warning(
    "R996",
    "imported-outside-report",
    "标题之前或者落款之后还有内容，共 {count} 行，没有取用，留在注释里",
    "there are lines before the title or behind the signature, which were kept as comments: "
    "{count}",
    waivable=False,
    advice=Phrase(
        "要公布的，移到正文里；表格照着注释填", "what is to be published, put into the report"
    ),
)
CELLS_SCATTERED = error(
    "R984",
    "imported-cells-scattered",
    "表“{table}”的各格在这份文件里是一段一段的文字，不在表格里，哪个数在哪一格无从得知，没有取用",
    'the cells of the table "{table}" stand as paragraphs here, in no table; '
    "nothing tells which figure is in which cell, so none was taken",
    advice=Phrase(
        "改从 Word 文件导入，或者对照网页自己填表",
        "import the Word file instead, or fill in the table from the page",
    ),
)
ROW_OUT_OF_PLACE = error(
    "R997",
    "imported-row-out-of-place",
    "“{name}”这一行在原文的表“{table}”里不止一处，或者次序和格式的不同，没有取用",
    'the row "{name}" stands more than once in the table "{table}" of the file, or in another '
    "order than that of the form; it was not taken",
    advice=Phrase(
        "对照原文，把这一行的数填到该填的行里",
        "look at the original, and put the figures of this row where they belong",
    ),
)
IS_FOR = Phrase("“{own}”即“{official}”", '"{own}" for "{official}"')
NAMED = Phrase("“{name}”", '"{name}"')
BLANK = Phrase("空的", "nothing")
