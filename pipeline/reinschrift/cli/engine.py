"""Which model translates and how: the options that `translate` and `explain` share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reinschrift.cli.inputs import tell
from reinschrift.cli.rules import Rules
from reinschrift.engines import Decoding
from reinschrift.registry import ENGINES
from reinschrift.roles import ROLES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from reinschrift.flow import Flow

_BEAM = Decoding().beam_size


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """A model, the engine that runs it, and how it searches."""

    model: str
    engine: str
    beam: int
    device: str
    any_language: bool = False
    drop: tuple[str, ...] = ()

    def load(self, rules: Rules) -> Flow:
        """Load the flow; a model that is a preview says so once."""
        from reinschrift.flow import load

        flow = load(
            model=self.model,
            engine=self.engine,
            level=rules.level,
            rules=rules.only or None,
            without=rules.without,
            protect=rules.protect,
            budget=rules.budget,
            device=self.device,
            decoding=Decoding(beam_size=self.beam),
            any_language=self.any_language,
            drop=self.drop,
        )
        if is_preview(flow):
            tell(f"model {self.model!r} is a preview: an early state of its training, not good yet")
        return flow


def is_preview(flow: Flow) -> bool:
    """Tell whether the model says of itself that it is not good enough yet."""
    return flow.is_preview


def _complete_engine(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in ENGINES if name.startswith(incomplete)]


def takes_engine(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options about the model, handed over as one `EngineChoice`."""

    @functools.wraps(function)
    def command(
        *arguments: object,
        model: str,
        engine: str,
        beam: int,
        device: str,
        any_language: bool,
        drop: tuple[str, ...],
        **rest: object,
    ) -> None:
        choice = EngineChoice(model, engine, beam, device, any_language, drop)
        function(*arguments, choice=choice, **rest)

    decorated: Callable[..., None] = command
    for option in (
        click.option(
            "--drop",
            multiple=True,
            metavar="ROLE",
            type=click.Choice(ROLES),
            help=f"Leave out {', '.join(ROLES)}. Can be given again.",
        ),
        click.option(
            "--any-language",
            is_flag=True,
            help="Translate paragraphs that do not look German too; else they are kept.",
        ),
        click.option("--device", default="auto", show_default=True, metavar="auto|cpu|cuda"),
        click.option(
            "--beam",
            default=_BEAM,
            show_default=True,
            type=click.IntRange(min=1),
            help="How many translations to follow at once.",
        ),
        click.option(
            "--engine",
            default="ctranslate2",
            show_default=True,
            metavar="|".join(ENGINES),
            shell_complete=_complete_engine,
        ),
        click.option(
            "--model",
            default="news",
            show_default=True,
            help="A bundled model, a folder, or a name of the hub.",
        ),
    ):
        decorated = option(decorated)
    return decorated
