"""Edits and flags ready for JSON, as every command and every run writes them."""

from __future__ import annotations

from reinschrift.edits import Edit, Flag


def describe_edit(raw: str, edit: Edit) -> dict[str, object]:
    """Return an edit ready for JSON, with what it replaces for whoever reads it."""
    return {
        "start": edit.start,
        "end": edit.end,
        "raw": raw[edit.start : edit.end],
        "text": edit.text,
        "rule": edit.rule,
        "confidence": round(edit.confidence, 3),
        "evidence": edit.evidence,
    }


def describe_flag(raw: str, flag: Flag) -> dict[str, object]:
    """Return a flag ready for JSON."""
    return {
        "start": flag.start,
        "end": flag.end,
        "raw": raw[flag.start : flag.end],
        "rule": flag.rule,
        "confidence": round(flag.confidence, 3),
        "evidence": flag.evidence,
    }
