"""A doctor's report as organizers see it in Slack. Pure."""

from bot.doctor.finding import Finding, Report, Severity
from bot.doctor.text import counted
from bot.phrases import Strong, Zones
from bot.slack.render import MESSAGE_TEXT, UTC_ZONE, SlackMessage, cut_markup, marked, sections, within_limits

MARKS = {Severity.PROBLEM: "✖", Severity.WARNING: "⚠", Severity.NOTE: "·"}
MOST = 30


def report_message(report: Report) -> SlackMessage:
    """The findings, the worst first, each with its remedy."""
    shown = report.findings[:MOST]
    rest = len(report.findings) - len(shown)
    told = (
        (Strong(f"{counted(report)[:1].upper()}{counted(report)[1:]}"),),
        *(_told(finding) for finding in shown),
        *(((f"… and {rest} more; `usher doctor` tells all.",),) if rest else ()),
        *(((f"Good: {', '.join(report.good)}.",),) if report.good else ()),
        *(((f"Could not be looked at: {', '.join(report.unseen)}.",),) if report.unseen else ()),
    )
    lines = marked(told, Zones(UTC_ZONE, UTC_ZONE))
    return SlackMessage(cut_markup("\n".join(lines), MESSAGE_TEXT), within_limits(sections(lines)))


def _told(finding: Finding) -> tuple[str | Strong, ...]:
    return (f"{MARKS[finding.severity]} ", Strong(finding.area), f": {finding.problem}\n      → {finding.remedy}")
