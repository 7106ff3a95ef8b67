"""The words of the page: what does not change from run to run."""

RIVALS = ("pandoc", "mistune", "markdown-it-py", "str.split")
"""What every time is set beside, where it was measured."""

IN_A_ROW = 10
"""How many changed sources a warm run goes over; a long one is run alone."""

PROCESSES = {
    "check": "`reportdsl check`",
    **{name: f"`reportdsl build -t {name}`" for name in ("html", "cms", "md", "pipe", "json")},
    "pandoc": "`pandoc`",
    "pandoc -f gfm": "`pandoc -f gfm`",
    "mistune": "`mistune -p table`",
    "markdown-it-py": "`markdown-it --enable-tables`",
    "str.split": "`str.split`",
}

CHANGES = {
    "changed": "One figure and one sentence changed",
    "rewritten": "Every paragraph and table changed",
}

HEAD = """# Performance

<!-- made by reportdsl.dev.benchmark; run `just bench` to make it anew -->

How long it takes to check a report and to make each output,
beside tools that render Markdown and check nothing.

- **The report** is `examples/township/township.report`: {report},
  on an official form of {form} that comes with the package.
- **The long report** says the same {times} times, no paragraph or table twice alike: {long}.
  A form's table can be filled once in a report, so it brings {times} forms with it,
  each written out as the official one is; they are counted in its size.
- **The others** render the report's own Markdown (`-t md`) to HTML.
  `str.split` takes the lines of the source apart, which is the least that reading it can cost.

Times are medians; a ratio is one of medians of the same run."""

HERE = """
This run measured the package where it stands, not installed from its wheel."""

AIMS = """## Aims
"""

COLD = """## Cold: whole processes

From the start of a process to its end, with its output written to a file.
"""

WARM = """## Warm: one process

All modules are loaded, and the source is another one each time:
nothing is gained by keeping results.
A run goes over {in_a_row} sources one after the other, or one long one; the times are a source's.
"Output alone" is an output's part of the time, when all is checked.
"""

GROWTH = """## Growth

Check and output of a changed source in one process, at 1, {half} and {times} times the length.
A run goes over equally much text at each length: {times} reports one after the other, 2, or one.
"""

MEMORY = """## Memory

What is held at most while a report is checked and its page is made.
The last columns say how many bytes each further byte of source takes.
"""

MACHINE = """## Machine
"""

METHOD = """## Method

- The package is built as a wheel and installed in a new virtual environment, its modules compiled.
  mistune and markdown-it-py are installed beside it; pandoc is the machine's own.
- In every round each task is run once, in turn, and each round begins with another one.
  Before the rounds each task is run once without being counted.
- There are {rounds} rounds over the report,
  and {long} over the long one, over growth and over the memory of processes.
- Cold: seconds from spawning a process to its end, its files in the system's cache.
  `pandoc` reads its own Markdown, as it does by default; `-f gfm` is a simpler one.
- Warm: `compile_text`, every fault looked for, and `emit`; giving back what they hold is counted.
  mistune has its `table` plugin and markdown-it-py its `table` rule; both keep their parser.
  Their Markdown is that of the same changed source, and making it is not counted.
- The garbage collector is on for all, as users have it; a full collection stands before each run.
- Memory held by Python is the peak of `tracemalloc`, once;
  a process's is its maximum resident set."""

PROFILES = """## Profiles

Of the parts whose aim is missed.
A profiler makes calls dearer than they are: its times are to be compared with one another alone."""

PROFILED = {
    "cold": """
### The first check and page of a process, modules loaded before
""",
    "warm": """
### Check and page of 50 changed sources
""",
    "long": """
### What takes longer over {times} × the length than over {times} short ones: {kind}

Of a longer source more is alive at once.
At the end of a stage, the garbage collector looks once through all that the stage made,
which the processor's caches no longer hold; `diagnostics` and `output` are where it is called.
Memory is new, too, where short sources use that of the one before.
""",
}
