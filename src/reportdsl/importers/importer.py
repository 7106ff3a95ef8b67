"""TEMP."""
from reportdsl.importers.reading import Imported
from reportdsl.importers.readers import html, text
from reportdsl.text.decode import decode
from reportdsl.text.source import Source
MAX_FILE = 16 * 1024 * 1024
def read(data: bytes, name: str) -> Imported:
    if b"<" in data[:200]:
        return html.read(data, name)
    return Imported(text.read(Source(name, decode(data).text)))
