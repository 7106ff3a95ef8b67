"""Hold what the reference of the command line says beyond the commands' own help."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportdsl.cli.exit import Exit
from reportdsl.diagnostics.diagnostic import Phrase


@dataclass(frozen=True, slots=True)
class Example:
    """A command that is run to show what it prints."""

    what: Phrase
    command: Phrase
    """The words after the program's name."""
    lines: int = 12
    """How many lines of what is printed are shown."""
    fails: bool = False
    """Whether it finds faults."""


TITLE = Phrase("命令", "Command line")
OPENING = Phrase(
    """命令写在命令提示符（或 PowerShell、终端）里，一行一条。
`reportdsl 命令 --help` 在屏幕上显示同样的说明。
选项写在命令之后，前后次序不限；有两种写法的，任选一种。""",
    """A command line names a command, its options in any order, and files.
`reportdsl COMMAND --help` prints what stands here.""",
)
COMMANDS = Phrase("有哪些命令", "Commands")
ITSELF = Phrase("不写命令，只有这两个选项：", "Without a command there are two options:")
COMMANDS_HEAD = Phrase("| 命令 | 做什么 |", "| Command | Does |")
OPTIONS_HEAD = Phrase("| 选项 | 不写时 | 说明 |", "| Option | Default | Meaning |")
PLACEHOLDERS: Mapping[str, Phrase] = MappingProxyType(
    {
        "WORD": Phrase("词", "WORD"),
        "TEXT": Phrase("文字", "TEXT"),
        "FILE": Phrase("文件", "FILE"),
        "NAME": Phrase("名称", "NAME"),
        "FOLDER": Phrase("文件夹", "FOLDER"),
        "TABLE": Phrase("表", "TABLE"),
    }
)
"""What stands behind an option."""
ONE_OF = Phrase("可以是 {values}。", "One of {values}.")
REPEATED = Phrase("可写多次。", "May be given several times.")
EXAMPLES = Phrase("例如：", "For example:")
FILES = Phrase(
    "下面的例子在放有[例子](examples.md)的文件夹里运行，另有一份写错了合计的报告：",
    "The examples run in a folder that holds [the examples](examples.md), "
    "and one report whose total is wrong:",
)
WRONG_FILE = Phrase("收费.report", "fees.report")
WRONG = Phrase(
    "@简表 收费\n     | 金额\n大厅 | 20\n公园 | 5\n合计 | 24\n",
    "lang: en\n\n@plain Fees\n      | Paid\nHall  | 20\nPark  | 5\ntotal | 24\n",
)
PROMPT = Phrase("D:\\年报>", "$ ")

SAMPLES: Mapping[str, tuple[Example, ...]] = MappingProxyType(
    {
        "reportdsl check": (
            Example(
                Phrase("检查一份报告", "Check a report"),
                Phrase(
                    "check examples/suqian/宿迁-2024.report", "check examples/plain/foia.report"
                ),
            ),
            Example(
                Phrase("检查所有的报告，每个问题一行", "Check several, each finding on one line"),
                Phrase(
                    "check 收费.report examples/plain/foia.report --format concise",
                    "check fees.report examples/plain/foia.report --format concise",
                ),
                fails=True,
            ),
        ),
        "reportdsl build": (
            Example(
                Phrase("生成网页和竖线文本，放在报告旁边", "Write a page and the pipe text"),
                Phrase(
                    "build examples/suqian/宿迁-2024.report -t html -t pipe",
                    "build examples/plain/foia.report -t html -t pipe",
                ),
            ),
            Example(
                Phrase("有错时先看看样子", "See what a faulty report looks like"),
                Phrase(
                    "build 收费.report --draft -o 草稿.html",
                    "build fees.report --draft -o draft.html",
                ),
                lines=3,
            ),
        ),
        "reportdsl new": (
            Example(
                Phrase("按官方格式新建一份年报", "Start a report on an official form"),
                Phrase(
                    "new 政府信息公开-2021 -o 年报2025.report",
                    "new 政府信息公开-2021 -o report-2025.report",
                ),
            ),
            Example(
                Phrase(
                    "接着上年的报告写，名称和结转数自动带过来",
                    "Go on from last year's report, its names and carried-over figures",
                ),
                Phrase(
                    "new 政府信息公开-2021 --from examples/suqian/宿迁-2024.report "
                    "-o examples/suqian/宿迁-2025.report",
                    "new 政府信息公开-2021 --from examples/suqian/宿迁-2024.report "
                    "-o examples/suqian/宿迁-2025.report",
                ),
            ),
        ),
        "reportdsl fmt": (
            Example(
                Phrase("看看会改什么", "See what would change"),
                Phrase("fmt 收费.report --diff", "fmt fees.report --diff"),
            ),
        ),
        "reportdsl import": (
            Example(
                Phrase("把去年的网页变成源文件", "Make a source of last year's page"),
                Phrase(
                    "import examples/suqian/宿迁-2024.html -o 去年.report",
                    "import examples/plain/foia.html -o last-year.report",
                ),
            ),
        ),
        "reportdsl form": (),
        "reportdsl form from": (
            Example(
                Phrase("由去年的网页写出格式", "Make a form of last year's page"),
                Phrase(
                    "form from examples/suqian/宿迁-2024.html -o 本县.form",
                    "form from examples/plain/foia.html -o records.form",
                ),
            ),
        ),
        "reportdsl forms": (
            Example(Phrase("自带哪些格式", "See what there is"), Phrase("forms", "forms")),
        ),
        "reportdsl forms show": (
            Example(
                Phrase("看一个格式是怎么写的", "See how a form is written"),
                Phrase("forms show 政府信息公开-2021", "forms show 政府信息公开-2021"),
                lines=6,
            ),
        ),
        "reportdsl explain": (
            Example(
                Phrase("编号看不懂时", "Read the page of a rule"),
                Phrase("explain R501", "explain wrong-total"),
                lines=9,
            ),
        ),
        "reportdsl equations": (
            Example(
                Phrase("一格在哪些等式里", "See which equations hold a cell"),
                Phrase(
                    "equations examples/suqian/宿迁-2024.report --cell 新收.自然人",
                    "equations fees.report --cell Hall",
                ),
            ),
        ),
        "reportdsl diff": (
            Example(
                Phrase("两份报告改了什么", "See what changed between two reports"),
                Phrase(
                    "diff examples/suqian/宿迁-2023.report examples/suqian/宿迁-2024.report",
                    "diff examples/suqian/宿迁-2023.report examples/suqian/宿迁-2024.report",
                ),
                lines=6,
                fails=True,
            ),
            Example(
                Phrase("与上年逐格比较", "Set the figures beside last year's"),
                Phrase(
                    "diff --years examples/suqian/宿迁-2024.report",
                    "diff --years examples/suqian/宿迁-2024.report",
                ),
                lines=6,
                fails=True,
            ),
        ),
        "reportdsl git": (),
        "reportdsl git install": (),
        "reportdsl git uninstall": (),
        "reportdsl git textconv": (
            Example(
                Phrase("git 看到的一份报告", "See a report as git does"),
                Phrase("git textconv 收费.report", "git textconv fees.report"),
            ),
        ),
        "reportdsl git merge-driver": (),
        "reportdsl completion": (),
    }
)
"""What each command is shown to do."""

INSTALL = Phrase(
    """装上以后，按 Tab 键补全命令、选项、文件、格式和规则的编号。
PowerShell 里，把这一行写进 `$PROFILE` 指的文件，以后打开的窗口就都有了：""",
    """Once it is installed, the Tab key completes commands, options, files, forms and rules.
In PowerShell, this line goes into the file that `$PROFILE` names:""",
)
INSTALLS: tuple[tuple[Phrase, str], ...] = (
    (Phrase("", ""), "reportdsl completion powershell | Out-String | Invoke-Expression"),
    (
        Phrase("bash，写进 `~/.bashrc`：", "In bash, into `~/.bashrc`:"),
        'eval "$(reportdsl completion bash)"',
    ),
    (
        Phrase("zsh，写进 `~/.zshrc`：", "In zsh, into `~/.zshrc`:"),
        'eval "$(reportdsl completion zsh)"',
    ),
    (
        Phrase("fish，运行一次：", "In fish, once:"),
        "reportdsl completion fish > ~/.config/fish/completions/reportdsl.fish",
    ),
)
"""How each shell takes its script in."""
NOT_RUN = Phrase("要改自己的设置", "it changes the reader's own settings")

EXITS = Phrase("退出码", "Exit codes")
EXITS_OPENING = Phrase("供别的程序判断结果。", "They tell other programs how it went.")
EXITS_HEAD = Phrase("| 退出码 | 意思 |", "| Code | Means |")
EXIT_CODES: Mapping[Exit, Phrase] = MappingProxyType(
    {
        Exit.CLEAN: Phrase(
            "没有错误；写了 `--strict` 时，也没有警告。",
            "No errors; with `--strict`, no warnings either.",
        ),
        Exit.FAULTS: Phrase(
            "报告或它所引的文件有错，没有编译；`diff` 是两份报告不同。",
            "Faults in a report, or in what it names; nothing is built. For `diff`, a difference.",
        ),
        Exit.USAGE: Phrase(
            "命令写错了，或者命令里写的文件读不到、写不进。",
            "The command line is wrong, or a file that it names cannot be read or written.",
        ),
    }
)

ENVIRONMENT = Phrase("环境变量", "Environment variables")
ENVIRONMENT_HEAD = Phrase("| 变量 | 用来 |", "| Variable | Does |")
VARIABLES: tuple[tuple[tuple[str, ...], Phrase], ...] = (
    (
        ("LC_ALL", "LC_MESSAGES", "LANG"),
        Phrase(
            "没有写 `--lang` 时，决定提示用中文（`zh` 开头）还是英文（`en` 开头）；"
            "看第一个设了的。都没有设的，跟源文件文件头的语言走，再没有就用中文。",
            "Choose the language of messages where `--lang` does not: the first that is set, "
            "if it begins with `zh` or `en`. Else it is that of the source's header, else Chinese.",
        ),
    ),
    (("NO_COLOR",), Phrase("设了就不用颜色。", "If it is set, there are no colours.")),
    (
        ("XDG_CONFIG_HOME",),
        Phrase(
            "`git install --global` 把 attributes 文件放在它里面的 `git` 文件夹里，"
            "git 自己另有设置的除外；没有设时是 `~/.config`。",
            "`git install --global` puts the file of attributes into its `git` folder, "
            "unless git's own settings name another; `~/.config` where it is not set.",
        ),
    ),
    (
        ("_REPORTDSL_COMPLETE", "_REPORTDSL_WORDS", "_REPORTDSL_WORD"),
        Phrase(
            "补全脚本用来问程序的，不用自己设。",
            "The completion scripts ask the program by them; they are not for setting by hand.",
        ),
    ),
)
"""What the program reads of its environment."""
