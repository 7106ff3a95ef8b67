"""Part a text into the words that the site's search finds it by.

Chinese is written without blanks. Every pair of characters that stand beside each other is a word
of the index, and so is every single one; what a reader looks for is taken as its pairs. So any
run of characters is found, without a dictionary.
"""

import re

NAME = "zh_en"

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUNS = re.compile(f"[{_HAN}]+|[^\\W{_HAN}]+")
_CHINESE = re.compile(f"[{_HAN}]")


def words(text: str, *, index: bool) -> list[str]:
    """Return the words of a text, for the index or as it is looked for."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if not _CHINESE.match(run):
            found.append(run)
            continue
        found += [run[at : at + 2] for at in range(len(run) - 1)]
        if index or len(run) == 1:
            found += run
    return found


JAVASCRIPT = f"""\
function splitQuery(query) {{
  const found = [];
  for (const run of query.match(/[{_HAN}]+|(?:(?![{_HAN}])[\\p{{L}}\\p{{N}}_])+/gu) || []) {{
    if (!/^[{_HAN}]/u.test(run) || run.length === 1) found.push(run);
    else for (let at = 0; at < run.length - 1; at += 1) found.push(run.slice(at, at + 2));
  }}
  return found;
}}
"""
"""`words` for what is looked for, in the reader's browser."""
