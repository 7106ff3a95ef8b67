"""Read a page that a browser saved as one file (.mht): its first part that is HTML."""

from email import policy
from email.message import EmailMessage

from reportdsl.diagnostics.diagnostic import Phrase
from reportdsl.diagnostics.rules import importing as rules
from reportdsl.importers.readers import html
from reportdsl.importers.reading import MIB, Imported, damaged, over
from reportdsl.text.pattern import pattern

_HEADER = pattern(r"(?:[!-9;-~]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?content-type:\s*+multipart/", 2)
_SNIFFED = 8192
_NO_PAGE = Phrase("里面没有网页", "there is no page in it")


def is_mhtml(data: bytes, *, named: bool) -> bool:
    """Tell whether bytes are a page with what belongs to it, as mail is written."""
    head = data[:_SNIFFED].replace(b"\r\n", b"\n").decode("latin-1")
    return _HEADER.match(head) is not None and (named or "mime-version:" in head.lower())


def read(data: bytes, name: str, path: str | None = None) -> Imported:
    """Return what the page holds; raise `Refusal` if it is not read."""
    if len(data) > html.MAX_PAGE:
        raise over(rules.SIZE, html.MAX_PAGE // MIB)
    page = _page(data)
    if page is None:
        raise damaged(_NO_PAGE)
    return html.read(page, name, path)


def _page(data: bytes) -> bytes | None:
    """Return the first part that is HTML, its declared encoding undone."""
    from email.parser import BytesParser  # noqa: PLC0415 - only such pages need it

    message = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else None
    return None
