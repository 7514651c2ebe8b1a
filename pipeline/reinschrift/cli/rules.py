"""Which repairs to make: the options that `repair`, `check`, `translate` and `explain` share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reinschrift.cli.inputs import Decorator
from reinschrift.documents import Document

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from reinschrift.repairs import Repair


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules may act, and which words they must leave alone."""

    level: str
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    budget: float | None = None

    def repair(self, document: Document) -> tuple[Document, Repair]:
        """Repair a document under these rules."""
        from reinschrift.repairs import repair_document

        return repair_document(
            document,
            level=self.level,
            rules=self.only or None,
            without=self.without,
            protect=self.protect,
            budget=self.budget,
        )


def _complete_rule(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from reinschrift.stages import STAGES

    return [CompletionItem(name) for name in STAGES if name.startswith(incomplete)]


def _complete_level(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from reinschrift.stages import LEVELS

    return [CompletionItem(name) for name in LEVELS if name.startswith(incomplete)]


def _read_words(path: str | None) -> tuple[str, ...]:
    """Read a list of words, one a line; `#` begins a comment."""
    if path is None:
        return ()
    from reinschrift.formats import read

    lines = (block.text.partition("#")[0].strip() for block in read(path, format_name="txt").blocks)
    return tuple(line for line in lines if line)


def takes_rules(*, level: str) -> Decorator:
    """Give a command the options about rules, handed over as one `Rules`."""
    parameters = [
        click.option(
            "--level",
            default=level,
            show_default=True,
            metavar="safe|standard|full",
            shell_complete=_complete_level,
            help="How bold to be; each level includes those before it.",
        ),
        click.option(
            "--rule",
            "only",
            multiple=True,
            metavar="RULE",
            shell_complete=_complete_rule,
            help="Use only this rule. Can be given again.",
        ),
        click.option(
            "--no-rule",
            "without",
            multiple=True,
            metavar="RULE",
            shell_complete=_complete_rule,
            help="Leave this rule out. Can be given again.",
        ),
        click.option(
            "--protect",
            metavar="FILE",
            type=click.Path(),
            help="Words that stay as they are, one a line.",
        ),
        click.option(
            "--budget",
            metavar="NUMBER",
            type=click.FloatRange(min=0),
            help="False edits per 1,000 clean words that the tagger may make, in place of what "
            "the level allows (standard 0.05, full 0.1); 0 leaves it out.",
        ),
    ]

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def command(
            *arguments: object,
            level: str,
            only: tuple[str, ...],
            without: tuple[str, ...],
            protect: str | None,
            budget: float | None,
            **rest: object,
        ) -> None:
            rules = Rules(level, only, without, _read_words(protect), budget)
            function(*arguments, rules=rules, **rest)

        decorated: Callable[..., None] = command
        for parameter in reversed(parameters):
            decorated = parameter(decorated)
        return decorated

    return decorate
