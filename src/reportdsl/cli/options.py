"""Name the options that several commands take."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])

language_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="The language of messages. 提示用什么语言。",
)
root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    help="The folder that files named in a source must lie in. "
    "源文件里引用的文件，都要在这个文件夹里。",
)
output_option = click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="The file to write, - for standard output. 写到哪个文件，- 为标准输出。",
)
colour_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour in the terminal. 屏幕上用不用颜色。",
)


def common_options(function: _F) -> _F:
    """Add the options that every command with a source takes."""
    return root_option(colour_option(language_option(function)))
