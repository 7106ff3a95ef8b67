"""Rules of waivers: what ``@忽略`` may accept. Codes 85x."""

from reportdsl.diagnostics.diagnostic import error, warning

UNUSED_WAIVER = warning(
    "R851",
    "unused-waiver",
    "这条“@忽略 {code}”没有用上",
    'this "@allow {code}" accepts nothing',
)
EXPIRED_WAIVER = warning(
    "R852",
    "expired-waiver",
    "这条“@忽略 {code}”只到 {until} 年度,已经过期",
    'this "@allow {code}" ended with {until}',
)
NOT_WAIVABLE = error(
    "R853",
    "not-waivable",
    "“{code}”这类问题不能忽略,要改正",
    'findings of "{code}" cannot be accepted; they must be mended',
)
