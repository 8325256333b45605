"""Kinds of report to the coordinating unit."""

from enum import StrEnum


class ReportKind(StrEnum):
    """What a report is about."""

    START = "start"
    REVIEW = "review"
    CHANGE = "change"
    CLOSING = "closing"
