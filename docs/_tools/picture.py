"""Draw ``docs/picture.png``: a report as it is written, and the page that it compiles to.

``python -m docs._tools.picture`` draws it with headless Chromium and the Noto CJK fonts. The
picture holds a digest of what it shows, so that a test can tell when it is out of date.
"""

import hashlib
import html
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter

import reportdsl
from docs._tools.lexer import ReportLexer

DOCS = Path(__file__).parents[1]
SOURCE = DOCS / "picture.report"
PICTURE = DOCS / "picture.png"

_WIDTH, _HEIGHT, _SCALE = 1280, 730, 1.5
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEY = b"Digest\x00"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SCENE = """<!doctype html><meta charset="utf-8"><style>
* {{ box-sizing: border-box }}
body {{ margin: 0; padding: 20px; height: {height}px; display: flex; gap: 20px;
  background: #dfe5ec; font-family: "Noto Sans CJK SC", sans-serif }}
.window {{ flex: 1; min-width: 0; display: flex; flex-direction: column; overflow: hidden;
  border: 1px solid #aab4c0; border-radius: 6px; background: #fff }}
.bar {{ padding: 7px 14px; font-size: 14px; color: #333; background: #eef1f5;
  border-bottom: 1px solid #c5cdd6 }}
.source {{ flex: 1; padding: 8px 0; counter-reset: line }}
.source pre {{ margin: 0; font: 15px/1.72 "Noto Sans Mono CJK SC", monospace }}
.line {{ display: block; min-height: 1.72em; padding: 0 14px 0 50px; text-indent: -36px;
  white-space: pre-wrap; overflow-wrap: anywhere }}
.line::before {{ counter-increment: line; content: counter(line); display: inline-block;
  width: 22px; margin-right: 14px; text-indent: 0; text-align: right; color: #9aa3ad }}
iframe {{ flex: none; width: 100%; height: calc(100% - 35px); border: 0; zoom: 0.72 }}
{colours}
</style>
<div class="window"><div class="bar">{name}</div><div class="source"><pre>{source}</pre></div></div>
<div class="window"><div class="bar">{page_name}</div><iframe srcdoc="{page}"></iframe></div>
"""


def digest() -> str:
    """Return the digest of what the picture shows: the report, and the text of its page."""
    compiled = reportdsl.compile(SOURCE)
    shown = SOURCE.read_bytes() + compiled.emit("pipe", keep_width=True).encode()
    return hashlib.sha256(shown).hexdigest()


def held(png: bytes) -> str | None:
    """Return the digest that a picture holds."""
    texts = (body for kind, body in _chunks(png) if kind == b"tEXt" and body.startswith(_KEY))
    return next((body.removeprefix(_KEY).decode() for body in texts), None)


def packed(png: bytes, mark: str) -> bytes:
    """Return a picture as small as it gets without loss, with a digest in it."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    header = next(body for kind, body in chunks if kind == b"IHDR")
    parts = (
        (b"IHDR", header),
        (b"tEXt", _KEY + mark.encode()),
        (b"IDAT", zlib.compress(pixels, 9)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def scene() -> str:
    """Return the page that is photographed: the source in one window, its page in the other."""
    formatter = HtmlFormatter(nowrap=True)
    source = highlight(SOURCE.read_text(encoding="utf-8"), ReportLexer(), formatter)
    lines = "".join(f'<span class="line">{line}</span>' for line in source.splitlines())
    return _SCENE.format(
        height=_HEIGHT,
        colours=HtmlFormatter(style="default").get_style_defs(".source"),
        name="年报.report",
        source=lines,
        page_name="年报.html",
        page=html.escape(reportdsl.compile(SOURCE).emit("html")),
    )


def photographed(page: str, browser: str, height: int) -> bytes:
    """Return a picture of a page, as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "scene.html").write_text(page, encoding="utf-8")
        command = (
            browser,
            "--headless",
            "--no-sandbox",  # what it shows is our own, and it may run as root in a container
            "--disable-gpu",
            "--hide-scrollbars",
            "--font-render-hinting=none",
            f"--force-device-scale-factor={_SCALE}",
            f"--window-size={_WIDTH},{height}",
            f"--user-data-dir={folder}/profile",
            "--screenshot=picture.png",
            "scene.html",
        )
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)  # noqa: S603
        return Path(folder, "picture.png").read_bytes()


def draw(page: str, path: Path, mark: str, height: int = _HEIGHT) -> int:
    """Draw a picture of a page, with a digest in it; return the exit code."""
    browser = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if browser is None:
        sys.stderr.write("Chromium is needed to draw the picture\n")
        return 2
    path.write_bytes(packed(photographed(page, browser, height), mark))
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(draw(scene(), PICTURE, digest()))
