"""Write the schema of a finding into that of the whole report, which holds findings too."""

import json
from importlib.resources import files as package
from pathlib import Path

FOLDERS: tuple[str, ...] = ()

_FINDINGS = ("diagnostics", "render", "findings.schema.json")
_REPORT = ("emit", "report.schema.json")


def files(root: Path) -> dict[str, str]:
    """Return the schema of a report, with the definition of a finding in it."""
    del root
    findings, report = (
        json.loads(package("reportdsl").joinpath(*path).read_text(encoding="utf-8"))
        for path in (_FINDINGS, _REPORT)
    )
    report["$defs"]["diagnostic"] = findings["$defs"]["diagnostic"]
    text = json.dumps(report, ensure_ascii=False, indent=2)
    return {f"src/reportdsl/{'/'.join(_REPORT)}": f"{text}\n"}
