"""The model card: what the weights are made of, how good they are, where they fail.

Everything in it is read from the run's own files, so it can be made again and can't be
out of step with the weights.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from reinschrift_models.training.checkpoints import Progress, find, read_progress
from reinschrift_models.training.corpus import SCARRED
from reinschrift_models.training.start import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reinschrift_models.training.recipe import Recipe
    from reinschrift_models.training.scores import Score

LANGUAGES = {"de": "German", "en": "English"}
WEAKNESSES = (
    "Names and rare words that the training text lacks are spelt out piece by piece and may be"
    " misspelt.",
    "One sentence per input. Two are forgiven, a paragraph is not.",
    "The pairs include outputs of other translation systems: their mistakes were learnt too.",
    "WMT news sets of 2008 to 2017 were trained on: scores on them would mean nothing.",
)
RESTORERS_WEAKNESSES = (
    "Rare words and names may be copied wrong: repair takes over only what its guard lets through.",
    "What is far from the simulator's scars is left as it stands.",
    "One sentence per input, or two whose boundary was lost.",
)


def tell_beginning(pieces: Path) -> str:
    """Say what a run began with, from what lies beside the pieces that it took over."""
    place = pieces / BEGINNING
    if not place.is_file():
        return ""
    first = json.loads(place.read_text(encoding="utf-8"))
    return (
        f" It went on from {first['name']} {first['version']}: {first['steps']} steps,"
        f" {first['minutes']:.0f} minutes, {first['tokens_seen']:,} target tokens."
    )


def tell_mean(other: Path | None) -> str:
    """Say whose weights are half of the mean that is exported."""
    if other is None:
        return ""
    place = other / "model.json"
    known = json.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    whose = f"{known['name']} {known['version']}, {known['steps']} steps" if known else other.name
    return f" These weights are the mean of that and of {whose}."


def write_card(
    recipe: Recipe,
    work: Path,
    scores: Sequence[Score],
    *,
    licences: Path,
    mean_with: Path | None = None,
) -> str:
    """Compose the card as Markdown; `mean_with` is what the weights were averaged with."""
    place = find(work / "run")
    progress = read_progress(place) if place else Progress()
    account = json.loads((work / "data" / "corpus.json").read_text(encoding="utf-8"))
    source, target = LANGUAGES[recipe.source], LANGUAGES[recipe.target]
    preview = (
        "\n**Preview.** Trained for a short time on a CPU: good enough to run the whole pipeline"
        " offline, not good enough to rely on.\n"
        if recipe.preview
        else ""
    )
    shape = recipe.architecture
    is_restorer = recipe.source == recipe.target
    weaknesses = RESTORERS_WEAKNESSES if is_restorer else WEAKNESSES
    return "\n".join(
        [
            f"# {recipe.name} {recipe.version}: {source} to {target}",
            preview,
            f"MarianMT, {shape.encoder_layers} + {shape.decoder_layers} layers,"
            f" width {shape.width}, feed-forward {shape.feed_forward},"
            f" {recipe.vocabulary.pieces} joint pieces."
            f" Trained for {progress.step} steps in {progress.minutes:.0f} minutes on"
            f" {progress.sentences:,} sentences ({progress.tokens:,} target tokens)."
            f"{tell_beginning(work / 'vocabulary')}{tell_mean(mean_with)}"
            f" Recipe digest {recipe.digest()}.",
            "",
            "Weights: CC BY-SA 4.0. Sources under GPL or GFDL were left out"
            f" ({', '.join(recipe.data.exclude) or 'none'}).",
            "",
            "## Scores",
            "",
            "The model alone, beam 4, CTranslate2 int8; no repair, no guards."
            + (" German with simulated scars, against what it was." if is_restorer else ""),
            "",
            *draw_scores(scores),
            "",
            "## Known weaknesses",
            "",
            *(f"- {weakness}" for weakness in weaknesses),
            "",
            "## Data",
            "",
            *draw_data(account, read_licences(licences), recipe),
            "",
        ]
    )


def draw_scores(scores: Sequence[Score]) -> list[str]:
    """Draw the scores as a Markdown table, signatures below it."""
    rows = ["| set | n | BLEU | chrF |", "|---|---|---|---|"]
    rows += [f"| {s.name} | {s.segments} | {s.bleu:.1f} | {s.chrf:.1f} |" for s in scores]
    if scores:
        rows += ["", f"`{scores[0].bleu_signature}`, `{scores[0].chrf_signature}`"]
    return rows


OURS = "CC BY-SA 4.0, scarred for this project"


def draw_data(
    account: dict[str, dict[str, int]], licences: dict[str, str], recipe: Recipe
) -> list[str]:
    """Draw what was trained on, with weight and licence as found at the source."""
    rows = ["| source | pairs | weight | licence |", "|---|---|---|---|"]
    for name, counts in sorted(account.items()):
        licence = licences.get(name, OURS if name.startswith(SCARRED) else "not known")
        rows.append(
            f"| {name} | {counts.get('kept', 0)} | {recipe.data.weight(name):g} | {licence} |"
        )
    return rows


def read_licences(path: Path) -> dict[str, str]:
    """Read the licences of the sources from their list, where there is one."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {f"{row['bucket']}/{row['source']}": row["licence"] for row in rows}
