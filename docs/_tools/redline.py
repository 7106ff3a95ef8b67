"""Draw ``docs/redline.png``: what changed between two reports, as a page.

``python -m docs._tools.redline`` draws it as `docs._tools.picture` draws the other one. The reports
are those of ``docs/diff-and-git-zh.md``.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from docs._tools import picture

PICTURE = picture.DOCS / "redline.png"
_PAGE = picture.DOCS / "diff-and-git-zh.md"
_HEIGHT = 900
_NAMES = ("初稿.report", "定稿.report")


def page() -> str:
    """Return the page: the comparison of the first two reports of the docs."""
    text = _PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in _NAMES:
            block = re.search(rf"```report {name}\n(.*?)```", text, re.DOTALL)
            if block is None:
                raise ValueError(f"{_PAGE.name} holds no {name}")
            Path(folder, name).write_text(block[1], encoding="utf-8")
        command = (sys.executable, "-m", "reportdsl", "diff", *_NAMES, "--lang", "zh")
        options = ("--format", "html", "-o", "redline.html")
        subprocess.run((*command, *options), cwd=folder, check=False, capture_output=True)  # noqa: S603
        return Path(folder, "redline.html").read_text(encoding="utf-8")


def digest() -> str:
    """Return the digest of what the picture shows."""
    return hashlib.sha256(page().encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(picture.draw(page(), PICTURE, digest(), _HEIGHT))
