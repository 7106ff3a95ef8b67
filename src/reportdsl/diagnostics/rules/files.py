"""Rules of files: what a source names must be there, and inside the root. Codes 9xx."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note, warning

FILE_UNAVAILABLE = error(
    "R901",
    "file-unavailable",
    "“{path}”读不到:{problem}",
    '"{path}" cannot be read: {problem}',
)
INCLUDE_CYCLE = error(
    "R902",
    "include-cycle",
    "“{path}”引用了自己,绕成了圈",
    '"{path}" takes itself in',
)
TOO_MANY_INCLUDES = error(
    "R903",
    "too-many-includes",
    "引用的文件太多:最多 {depth} 层、{files} 个、共 {size} MiB",
    "too much is taken in: at most {depth} levels, {files} files, {size} MiB in all",
)
CHART_NOT_YET = warning(
    "R904",
    "chart-not-drawn",
    "图现在还画不出来,发布时略去",
    "charts are not drawn yet; it is left out",
)
ROLLUP_NOT_YET = error(
    "R905",
    "roll-up-not-computed",
    "下级汇总现在还不能计算",
    "roll-ups from other bodies are not computed yet",
)
UNITS_NOT_YET = warning(
    "R906",
    "units-not-read",
    "“下级”现在还不读取",
    '"units" is not read yet',
)
PREVIOUS_AGENCY = error(
    "R907",
    "previous-agency-differs",
    "上年的报告是“{other}”的,不是“{agency}”的",
    'last year\'s report is of "{other}", not of "{agency}"',
    waivable=True,
)
PREVIOUS_YEAR = error(
    "R908",
    "previous-year-differs",
    "上年的报告是 {other} 年度的,应是 {expected} 年度的",
    "last year's report is of {other}; it should be of {expected}",
    waivable=True,
)
PREVIOUS_FAULTY = note(
    "R909",
    "previous-report-faulty",
    "上年的报告“{name}”里有 {count} 处错误",
    'errors in last year\'s report "{name}": {count}',
)
HEADER_IN_INCLUDE = error(
    "R910",
    "header-in-include",
    "被引用的文件不能有文件头",
    "a file that is taken in has no header",
)

MISSING = Phrase("没有这个文件", "there is no such file")
OUTSIDE = Phrase("它不在本项目的文件夹里", "it lies outside the project's folder")
NOT_A_FILE = Phrase("它不是普通文件", "it is no regular file")
UNREADABLE = Phrase("没有读取的权限", "it may not be read")
TOO_LARGE = Phrase("文件太大", "it is too large")
BAD_PATH = Phrase("路径写得不对", "the path is not right")
NOT_TEXT = Phrase("它不是文本文件", "it is no text")
CYCLE = Phrase("它引用了自己", "it takes itself in")
TOO_MANY = Phrase("引用的文件太多", "too many files are taken in")
