"""Rules of files: what a source names must be there, and inside the root. Codes 9xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

CHECK_PREVIOUS = Phrase(
    "看看“上年”后面的文件名写得对不对", 'see whether "previous" names the right file'
)

FILE_UNAVAILABLE = error(
    "R901",
    "file-unavailable",
    "“{path}”读不到：{problem}",
    '"{path}" cannot be read: {problem}',
    advice=Phrase(
        "核对文件名；文件夹从本文件所在的地方算起",
        "check the name; folders are counted from where this file stands",
    ),
)
INCLUDE_CYCLE = error(
    "R902",
    "include-cycle",
    "“{path}”又引用回来，绕成了圈",
    'by this line "{path}" includes itself',
    advice=Phrase("去掉其中一处“@引用”", 'delete one of the "@include" lines'),
)
TOO_MANY_INCLUDES = error(
    "R903",
    "too-many-includes",
    "引用的文件太多：最多 {depth} 层、{files} 个、共 {size} MB",
    "too much is included: at most {depth} levels, {files} files, {size} MiB in all",
    advice=Phrase(
        "看看是不是同一个文件引用了许多遍", "see whether the same file is included many times"
    ),
)
CHART_NOT_YET = warning(
    "R904",
    "chart-not-drawn",
    "图现在还画不出来，发布时略去",
    "charts cannot be drawn yet; this one is left out",
)
ROLLUP_NOT_YET = error(
    "R905",
    "roll-up-not-computed",
    "现在还不能汇总下级的数",
    "figures cannot be added up from other reports yet",
    advice=Phrase("先把汇总好的数填在表里", "fill in the sums for now"),
)
UNITS_NOT_YET = warning(
    "R906",
    "units-not-read",
    "“下级”现在还不起作用，没有和下级的报告核对",
    '"units" has no effect yet: nothing is compared with the reports of the units',
)
PREVIOUS_AGENCY = error(
    "R907",
    "previous-agency-differs",
    "上年的报告是“{other}”的，不是“{agency}”的",
    'last year\'s report is of "{other}", not of "{agency}"',
    waivable=True,
    advice=CHECK_PREVIOUS,
)
PREVIOUS_YEAR = error(
    "R908",
    "previous-year-differs",
    "上年的报告是 {other} 年度的，应是 {expected} 年度的",
    "last year's report is of {other}; it should be of {expected}",
    waivable=True,
    advice=CHECK_PREVIOUS,
)
PREVIOUS_FAULTY = note(
    "R909",
    "previous-report-faulty",
    "上年的报告“{name}”里有 {count} 处错误",
    'errors in last year\'s report "{name}": {count}',
    advice=Phrase("最好单独检查那份报告", "it had better be checked by itself"),
)
HEADER_IN_INCLUDE = error(
    "R910",
    "header-in-include",
    "被引用的文件，开头不能写标题、年度这样的项目",
    "a file that is included has no header of its own",
    advice=Phrase("删去开头的这几行", "delete the lines at its top"),
)

MISSING = Phrase("没有这个文件", "there is no such file")
OUTSIDE = Phrase("它不在本项目的文件夹里", "it lies outside the project's folder")
NOT_A_FILE = Phrase("它不是普通文件", "it is not a regular file")
UNREADABLE = Phrase("没有读取的权限", "there is no permission to read it")
TOO_LARGE = Phrase("文件太大", "it is too large")
BAD_PATH = Phrase("文件名写得不对", "the file name is not right")
NOT_TEXT = Phrase("它是空的，或者不是文本文件", "it is empty, or not text")
