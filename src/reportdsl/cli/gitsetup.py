"""Tell git of reports for the command line, and say what came of it."""

import os

from reportdsl.cli.exit import Exit
from reportdsl.cli.output import language_of, say
from reportdsl.git.install import Place, Refused, install, place, uninstall
from reportdsl.text.width import visible

_REASONS = {
    "no-git": ("这台机器上没有 git", "there is no git on this machine"),
    "no-repository": (
        "这里不是 git 仓库；用于全部仓库，请加 --global",
        "this is no git repository; for all of yours, add --global",
    ),
    "taken": ("git 已另有设置 {what}，没有改动", "git has another setting for {what}; it stays"),
    "config": ("git 的设置 {what} 写不进去", "git's setting {what} cannot be written"),
    "unreadable": ("{what} 读不到", "{what} cannot be read"),
    "unwritable": ("{what} 写不进去", "{what} cannot be written"),
}


def set_up(*, everywhere: bool, remove: bool, lang: str | None) -> Exit:
    """Tell git of reports, or take that back; return the exit code."""
    chinese = language_of(lang, None) == "zh"
    try:
        where = place(_home() if everywhere else None)
        changed = uninstall(where) if remove else install(where)
    except Refused as error:
        zh, en = _REASONS[error.why]
        say((zh if chinese else en).format(what=visible(error.what)), err=True)
        return Exit.USAGE
    say(_told(where, changed=changed, remove=remove, chinese=chinese))
    return Exit.CLEAN


def _home() -> str:
    """Return the folder in which git seeks what a user sets for all repositories."""
    given = os.environ.get("XDG_CONFIG_HOME")
    return given or os.path.join(os.path.expanduser("~"), ".config")


def _told(where: Place, *, changed: bool, remove: bool, chinese: bool) -> str:
    shown = visible(where.attributes)
    if not changed:
        if remove:
            return "没有装过，没有改动。" if chinese else "Nothing was installed; nothing changed."
        return "已经装好，没有改动。" if chinese else "Installed already; nothing changed."
    if remove:
        return (
            f"已取走：{shown} 里的几行和 git 设置。"
            if chinese
            else (f"Taken back: the lines in {shown} and git's settings.")
        )
    return (
        f"已装好：{shown} 里添了几行，git 设置里添了差异和合并的命令。"
        if chinese
        else f"Installed: lines in {shown}, and commands in git's settings."
    )
