"""A recipe: everything that one training run depends on, read from one TOML file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar, get_type_hints

from reinschrift.errors import ReinschriftError, UnknownName, UnreadableInput

Section = TypeVar("Section")

MAX_OUTPUT = 256  # tokens that engines may ask for: CTranslate2's default max_decoding_length


@dataclass(frozen=True, slots=True)
class Data:
    """Where the pairs are and how often each source is seen.

    A weight is the expected number of visits per epoch. `final_weights` override `weights`
    while the learning rate falls. `scarred` are files of sentences that were scarred by hand, in
    JSON lines with `scarred` (or null) and `clean`; the source's name is that of its folder below
    `scarred/`. If `scarring`, they and the noise are turned round: the model learns to
    scar.
    """

    root: str
    evaluation: str
    weights: Mapping[str, float]
    final_weights: Mapping[str, float] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    scarred: tuple[str, ...] = ()
    scarring: bool = False

    def weight(self, source: str, *, final: bool = False) -> float:
        """Look up how often a source is visited; the longest pattern wins.

        >>> data = Data(".", ".", {"news/*": 1.0, "news/blog": 0.5}, {"news/*": 2.0})
        >>> data.weight("news/blog"), data.weight("news/blog", final=True), data.weight("x/y")
        (0.5, 0.5, 0.0)
        """
        if source in self.exclude:
            return 0.0
        table = {**self.weights, **self.final_weights} if final else dict(self.weights)
        fits = [pattern for pattern in table if fnmatchcase(source, pattern)]
        return table[max(fits, key=len)] if fits else 0.0


@dataclass(frozen=True, slots=True)
class Filters:
    """What a pair must be like to be learnt from."""

    max_words: int = 90
    max_ratio: float = 2.2  # characters of the longer side over those of the shorter one
    # Share of the target's words that stand in the source as well; 1 lets copies be.
    max_copy: float = 0.6
    language: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The joint SentencePiece vocabulary."""

    pieces: int = 8000
    sample: int = 250_000  # sentences per side that the pieces are learnt from
    max_tokens: int = 128  # longer sentences are left out of training


@dataclass(frozen=True, slots=True)
class Noise:
    """How often the source side is damaged on purpose."""

    share: float = 0.25  # of the visits that take the damaged twin
    scar: float = 0.5  # of the damaged twins that carry a scar; the rest have case, quotes, digits
    rates: Mapping[str, float] = field(default_factory=dict)  # over those of `reinschrift.scars`
    twins: int = 1  # of a pair, each damaged anew; a visit takes any of them


@dataclass(frozen=True, slots=True)
class Architecture:
    """The shape of the MarianMTModel."""

    width: int
    feed_forward: int
    heads: int
    encoder_layers: int = 6
    decoder_layers: int = 2
    activation: str = "swish"
    dropout: float = 0.0
    positions: int = 512


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long, how fast. Exactly one of `minutes` and `steps` is the budget."""

    batch_tokens: int  # of a side, padding included, in the mean of both
    peak_rate: float
    minutes: float = 0.0
    steps: int = 0
    optimiser: str = "adamw"  # or "muon": a third more time a step, fewer steps
    compile: str = ""  # backend of torch.compile for layers and loss; "inductor" wants g++
    warmup_steps: int = 500
    short_until: float = 0.0  # share of the budget that only sentences of short_tokens are seen in
    short_tokens: int = 24
    decay_from: float = 0.6  # share of the budget after which the rate falls, linearly, to zero
    label_smoothing: float = 0.1
    clip: float = 1.0
    weight_decay: float = 0.01
    average: float = 0.98  # how much of the running average stays at each update of it
    average_every: int = 8
    log_every: int = 50  # steps; a run is saved only where a row of the log ends
    save_minutes: float = 5.0
    evaluate_minutes: float = 12.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """One run. With one language on both sides it makes a restorer: scarred text to clean text."""

    name: str
    version: str
    data: Data
    architecture: Architecture
    schedule: Schedule
    filters: Filters = Filters()
    vocabulary: Vocabulary = Vocabulary()
    noise: Noise = Noise()
    source: str = "de"
    target: str = "en"
    seed: int = 1
    preview: bool = False

    def digest(self, *sections: str) -> str:
        """Hash the named sections (all, if none is named), to tell when a step is out of date."""
        whole = asdict(self)
        part = {name: whole[name] for name in sections} if sections else whole
        return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; an unknown key is an error, since a misspelt one would be a silent default."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(f"{path}: no recipe there ({error.strerror})") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{path}: not valid TOML: {error}") from error
    recipe = _build(Recipe, table, where="")
    if bool(recipe.schedule.minutes) == bool(recipe.schedule.steps):
        raise ReinschriftError(f"{path}: give schedule.minutes or schedule.steps, one of the two")
    need = max(MAX_OUTPUT, recipe.vocabulary.max_tokens)
    if recipe.architecture.positions < need:
        raise ReinschriftError(f"{path}: architecture.positions must be {need} or more")
    return recipe


def _build(section: type[Section], table: Mapping[str, object], *, where: str) -> Section:
    """Fill a dataclass from a table, sub-tables included."""
    hints = get_type_hints(section)
    known = [item.name for item in fields(section)]  # type: ignore[arg-type]
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in known:
            raise UnknownName("recipe key", f"{where}{key}", [where + name for name in known])
        hint = hints[key]
        if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, dict):
            values[key] = _build(hint, value, where=f"{where}{key}.")
        elif hint is float and isinstance(value, int):
            values[key] = float(value)
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    try:
        return section(**values)
    except TypeError as error:
        missing = ", ".join(where + name for name in known if name not in values)
        raise ReinschriftError(f"the recipe lacks a key; not given: {missing}") from error
