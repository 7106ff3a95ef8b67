"""Rules of a house style: its style sheet and its template. Codes 96x."""

from reportdsl.diagnostics.diagnostic import Phrase, error, note

HOUSE_FILE_UNAVAILABLE = error(
    "R960",
    "house-file-unavailable",
    "版式文件“{path}”读不到：{problem}",
    'the file "{path}" of the house style cannot be read: {problem}',
    advice=Phrase(
        "核对文件名；模板只能用它自己文件夹里的文件",
        "check the name; a template uses only the files of its own folder",
    ),
)
STYLE_BREAKS_OUT = error(
    "R961",
    "style-breaks-out",
    "样式表里不能有“{text}”：网页的 style 元素会到此为止",
    'a style sheet cannot hold "{text}": the style element of the page would end there',
    advice=Phrase(
        "删去这几个字",
        "delete these characters",
    ),
)
STYLE_NOT_LOADED = note(
    "R962",
    "style-not-loaded",
    "“{text}”不起作用：发布的网页不从别处取任何东西",
    '"{text}" has no effect: a published page fetches nothing from elsewhere',
    advice=Phrase(
        "图片可以用 data: 写在样式表里，字体请用读者电脑上有的",
        "a picture may stand in the style sheet as a data: URL; name fonts that readers have",
    ),
)
TEMPLATE_SYNTAX = error(
    "R963",
    "template-not-well-formed",
    "模板没有写对：{problem}",
    "the template is not well formed: {problem}",
)
TEMPLATE_UNDEFINED = error(
    "R964",
    "template-name-undefined",
    "模板里的“{name}”没有定义",
    '"{name}" in the template is not defined',
    advice=Phrase(
        "能用的名字列在 examples/template 的说明里",
        "the names that there are stand in the notes to examples/template",
    ),
)
TEMPLATE_FAILED = error(
    "R965",
    "template-failed",
    "模板执行到这里出错：{problem}",
    "the template failed here: {problem}",
)
TEMPLATE_LIMIT = error(
    "R966",
    "template-over-limit",
    "模板超过限制：{limit}",
    "the template goes over a limit: {limit}",
    advice=Phrase(
        "看看循环和引用是不是没有尽头",
        "see whether a loop or an include has no end",
    ),
)

OUTSIDE = Phrase("它不在模板的文件夹里", "it lies outside the folder of the template")
TIME = Phrase("时间不能超过 {most} 秒", "at most {most} seconds")
MEMORY = Phrase("内存不能超过 {most} MiB", "at most {most} MiB of memory")
OUTPUT = Phrase("网页不能超过 {most} MiB", "a page of at most {most} MiB")
NESTING = Phrase("模板套得太深，或者套了自己", "files or macros that hold themselves")
ENDED = Phrase("处理模板的进程中途结束", "the process of the template ended")
