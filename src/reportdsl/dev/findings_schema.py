"""Write the schema of a finding into that of the whole report, which holds findings too."""

import json
from pathlib import Path

FOLDERS: tuple[str, ...] = ()

_FINDINGS = "src/reportdsl/diagnostics/render/findings.schema.json"
_REPORT = "src/reportdsl/emit/report.schema.json"


def files(root: Path) -> dict[str, str]:
    """Return the schema of a report, with the definition of a finding in it."""
    findings = json.loads((root / _FINDINGS).read_text(encoding="utf-8"))
    report = json.loads((root / _REPORT).read_text(encoding="utf-8"))
    report["$defs"]["diagnostic"] = findings["$defs"]["diagnostic"]
    return {_REPORT: json.dumps(report, ensure_ascii=False, indent=2) + "\n"}
