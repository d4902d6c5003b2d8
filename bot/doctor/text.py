"""A report as lines for a terminal, and as JSON."""

import json
from collections.abc import Iterator

from bot.doctor.finding import Area, Report, Severity


def lines_of(report: Report) -> Iterator[str]:
    """The findings, each with its remedy; then what is good, and what could not be seen."""
    for finding in report.findings:
        yield f"{finding.severity:<8} {finding.area}: {finding.problem}"
        yield f"{'':<8} → {finding.remedy}"
    if report.good:
        yield f"good: {_listed(report.good)}"
    if report.unseen:
        yield f"could not be looked at: {_listed(report.unseen)}"
    yield counted(report)


def counted(report: Report) -> str:
    counts = ((len(report.of(severity)), severity.value) for severity in Severity)
    told = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return ", ".join(told) if told else "all is well"


def as_json(report: Report) -> str:
    findings = [
        {"severity": each.severity, "area": each.area, "problem": each.problem, "remedy": each.remedy}
        for each in report.findings
    ]
    seen = {"good": list(report.good), "not_looked_at": list(report.unseen)}
    return json.dumps({"findings": findings, **seen}, indent=2, ensure_ascii=False)


def _listed(areas: tuple[Area, ...]) -> str:
    return ", ".join(areas)
