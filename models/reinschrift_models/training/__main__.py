"""Walk the steps of a recipe: data, vocabulary, packing, training, export."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from reinschrift.errors import ReinschriftError
from reinschrift_models.training.corpus import build_corpus, draw_table, read_corpus
from reinschrift_models.training.recipe import Recipe, read_recipe
from reinschrift_models.training.vocabulary import learn_vocabulary

# What each step reads of the recipe: when that is unchanged and its output is there, it is done.
READS = {
    "data": ("source", "target", "filters", "data"),
    "vocabulary": ("source", "target", "filters", "data", "vocabulary", "seed"),
    "packed": ("source", "target", "filters", "data", "vocabulary", "seed", "noise"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m reinschrift_models.training")
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for all that is made")
    parser.add_argument("--data", type=Path, help="folder with parallel/ and evalsets/")
    parser.add_argument("--minutes", type=float, help="budget in place of the recipe's")
    parser.add_argument("--threads", type=int, default=0, help="0: what torch thinks right")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1 …")
    parser.add_argument(
        "--init",
        type=Path,
        help="a run's folder, or a model's: begin with its pieces and its weights",
    )
    parser.add_argument("--export-only", action="store_true", help="export the last checkpoint")
    parser.add_argument(
        "--mean-with",
        type=Path,
        metavar="INIT",
        help="export the mean with the weights of another run or folder",
    )
    options = parser.parse_args(arguments)
    # Read when torch is loaded: threads that wait should sleep. On a machine that others use
    # too, a step with two spinning threads took 12 s, with sleeping ones 0.8 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        _run(options)
    except ReinschriftError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _run(options: argparse.Namespace) -> None:
    recipe = read_recipe(options.recipe)
    if options.data:
        parallel, evaluation = options.data / "parallel", options.data / "evalsets"
        data = replace(recipe.data, root=str(parallel), evaluation=str(evaluation))
        recipe = replace(recipe, data=data)
    work: Path = options.work
    folders = {name: work / name for name in READS}
    if not options.export_only:
        _once("data", folders, recipe, lambda out: build_corpus(recipe, out))
        account = json.loads((folders["data"] / "corpus.json").read_text(encoding="utf-8"))
        _say(draw_table(account))
        _once("vocabulary", folders, recipe, lambda out: _learn(recipe, options, out))
        _once("packed", folders, recipe, lambda out: _pack(recipe, folders, out))
        _train(recipe, options, folders)
    _export(recipe, work, options.mean_with)
    if (options.mean_with or not options.export_only) and not recipe.data.scarring:
        _report(recipe, work, options.mean_with)


def _once(
    step: str, folders: dict[str, Path], recipe: Recipe, make: Callable[[Path], None]
) -> None:
    """Make a step's folder unless it is there and was made from the same part of the recipe."""
    digest = recipe.digest(*READS[step])
    stamp = folders[step] / "made-from.txt"
    if stamp.is_file() and stamp.read_text() == digest:
        _say(f"{step}: up to date")
        return
    _say(f"{step}: making {folders[step]}")
    folders[step].mkdir(parents=True, exist_ok=True)
    make(folders[step])
    stamp.write_text(digest)


def _learn(recipe: Recipe, options: argparse.Namespace, out: Path) -> None:
    if options.init:
        from reinschrift_models.training.start import copy_pieces

        copy_pieces(options.init, out)
        return
    # Pieces should fit what is seen most: a source's share here is its weight, at most one.
    pairs = (
        (pair.source, pair.target)
        for number, pair in enumerate(read_corpus(options.work / "data"))
        if number % 20 < 20 * recipe.data.weight(pair.origin)
    )
    learn_vocabulary(pairs, recipe, out)


def _pack(recipe: Recipe, folders: dict[str, Path], out: Path) -> None:
    from reinschrift_models.training.pack import pack

    pairs = list(read_corpus(folders["data"]))
    pack(pairs, recipe, spm=folders["vocabulary"] / "joint.spm", out=out)


def _train(recipe: Recipe, options: argparse.Namespace, folders: dict[str, Path]) -> None:
    import torch

    from reinschrift_models.training import checkpoints, start
    from reinschrift_models.training.loop import Budget, train
    from reinschrift_models.training.pack import open_packed
    from reinschrift_models.training.trainer import Trainer

    if options.threads:
        torch.set_num_threads(options.threads)
    cuda = options.device == "auto" and torch.cuda.is_available()
    device = "cuda" if cuda else "cpu" if options.device == "auto" else options.device
    work: Path = options.work
    steps = 0 if options.minutes else recipe.schedule.steps
    budget = Budget(options.minutes or recipe.schedule.minutes, steps)
    trainer = Trainer(recipe, open_packed(folders["packed"]), folder=work / "run", device=device)
    if options.init and checkpoints.find(work / "run") is None:
        trainer.start_from(start.read_weights(options.init))
    size = sum(parameter.numel() for parameter in trainer.parameters)
    _say(f"training: {size / 1e6:.1f} M parameters on {device}, pid {os.getpid()}")

    def evaluate(trainer: Trainer) -> str:
        from reinschrift_models.training import export, scores

        out = work / "run" / "evaluated"
        average = dict(zip(trainer.names, trainer.average, strict=True))
        export.export(average, trainer.progress, recipe, pieces=folders["vocabulary"], out=out)
        found = scores.score(
            out / "ct2",
            Path(recipe.data.evaluation),
            direction=(recipe.source, recipe.target),
            beam=1,
            every=5,
        )
        with (work / "development.jsonl").open("a", encoding="utf-8") as log:
            for item in found:
                row = {"step": trainer.progress.step, "minutes": trainer.progress.minutes}
                log.write(json.dumps({**row, **asdict(item)}, ensure_ascii=False) + "\n")
        return "\n".join(
            f"  {item.name} ({item.segments} lines, greedy): BLEU {item.bleu:.1f}"
            f" chrF {item.chrf:.1f}  {item.first}"
            for item in found
        )

    # Scars of a model that scars are judged by what learns from them.
    is_judged = not recipe.data.scarring
    train(trainer, budget, evaluate=evaluate if is_judged else None, log=work / "log.csv")


def _export(recipe: Recipe, work: Path, other: Path | None) -> None:
    from reinschrift_models.training import export, start

    out, pieces = work / "export", work / "vocabulary"
    others = [start.read_weights(other)] if other else []
    progress = export.export_checkpoint(work / "run", recipe, pieces=pieces, out=out, others=others)
    if progress is None:
        raise ReinschriftError(f"{work / 'run'} holds no checkpoint yet; nothing to export")
    _say(f"exported step {progress.step} to {out}")


def _report(recipe: Recipe, work: Path, other: Path | None) -> None:
    """Score the export in full, put the scores into it, write its card and the curve."""
    from reinschrift_models.training import export, scores
    from reinschrift_models.training.card import write_card
    from reinschrift_models.training.checkpoints import find, read_progress
    from reinschrift_models.training.curve import draw_curve

    direction = (recipe.source, recipe.target)
    evaluation = Path(recipe.data.evaluation)
    found = scores.score(work / "export" / "ct2", evaluation, direction=direction, beam=4)
    for item in found:
        _say(f"{item.name} ({item.segments} lines, beam 4): {item.bleu:.1f} {item.chrf:.1f}")
    place = find(work / "run")
    if place is None:
        return
    table = {item.name: asdict(item) for item in found}
    licences = Path(recipe.data.root).parent / "SOURCES.tsv"
    card = write_card(recipe, work, found, licences=licences, mean_with=other)
    for folder in ("marian", "ct2"):
        (work / "export" / folder / "README.md").write_text(card, encoding="utf-8")
        export.describe(work / "export" / folder, read_progress(place), recipe, scores=table)
    if not draw_curve(work / "log.csv", work / "development.jsonl", work / "curve.png"):
        _say("no curve.png: matplotlib is not installed")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
