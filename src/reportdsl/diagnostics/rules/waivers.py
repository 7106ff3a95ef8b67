"""Rules of waivers: what ``@忽略`` may accept. Codes 85x."""

from reportdsl.diagnostics.diagnostic import Phrase, error, warning

UNUSED_WAIVER = warning(
    "R851",
    "unused-waiver",
    "这条“@忽略 {code}”没有用上：它管的地方没有这种问题",
    '"@allow {code}" is not needed: nothing of the kind is found where it applies',
    advice=Phrase(
        "删去这一行；位置不对的，移到那张表或那一章的前面",
        "delete it, or move it to before the table or section that it is meant for",
    ),
)
EXPIRED_WAIVER = warning(
    "R852",
    "expired-waiver",
    "这条“@忽略 {code}”只到 {until} 年度，已经过期",
    '"@allow {code}" was good until {until} only',
    advice=Phrase(
        "问题没有了，删去这一行；还在，就改正，或者写明新的年度",
        "if the fault is gone, delete the line; if not, correct the fault or set a new year",
    ),
)
NOT_WAIVABLE = error(
    "R853",
    "not-waivable",
    "“{code}”这类问题不能忽略，要改正",
    "findings of {code} cannot be allowed; they must be corrected",
    advice=Phrase("删去这一行，改正问题", "delete this line and correct the fault"),
)
