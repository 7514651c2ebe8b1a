"""`reinschrift eval`: how good repair and translation are, on what, how sure, beside whom."""

from __future__ import annotations

import datetime
import os
import platform
import resource
import shlex
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import click

import reinschrift
from reinschrift import Flow
from reinschrift.cli.engine import EngineChoice, takes_engine
from reinschrift.cli.inputs import tell
from reinschrift.cli.progress import Bar
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.errors import MissingExtra, UnreadableInput
from reinschrift_eval import archive, bundled, gate, repair_peers, suites
from reinschrift_eval.comet import add_comet
from reinschrift_eval.lines import read_lines
from reinschrift_eval.page import make_page
from reinschrift_eval.results import OURS, Report, SuiteResult
from reinschrift_eval.runs import CLEAN, EARLIER, SCARRED, Rivals, Setting, run_suite
from reinschrift_eval.scores import Sampling
from reinschrift_eval.segments import cache_folder, forget_old
from reinschrift_eval.suite import Suite
from reinschrift_eval.terminal import draw
from reinschrift_eval.wishes import Wishes, takes_wishes

_PACKAGES = ("sacrebleu", "numpy", "ctranslate2", "sentencepiece", "transformers", "torch")
_BROKEN_OFF = 130  # as the command line has it
_BELOW = 1


@click.command("eval")
@takes_rules(level="full")
@takes_engine
@takes_wishes
def command(rules: Rules, choice: EngineChoice, wishes: Wishes) -> None:
    """Measure repair and translation on suites, and write a report.

    Without a name: the bundled suites, and the folders below REINSCHRIFT_SUITES. A suite is
    also a folder of src.de, ref*.en and <system>.en, or wmtNN, which sacrebleu fetches.

    The table goes to stdout; --out gets <time>.json, <time>.html and a line of history.
    Exit status 1: --gate found a figure below its floor.
    """
    if find_spec("sacrebleu") is None:
        raise MissingExtra("the evaluation", "eval")
    began = time.perf_counter()
    chosen = _choose(wishes)
    outputs = _read_outputs(wishes.hyp, chosen)
    floors = _read_floors(wishes)
    earlier = (
        archive.read_earlier(wishes.baseline)
        if wishes.baseline
        else archive.read_latest(wishes.out)
    )
    if wishes.peers:
        for name in repair_peers.missing():
            tell(f"{name}: not installed; pip install 'reinschrift[peers]'")
    flow = choice.load(rules)
    results: list[SuiteResult] = []
    is_interrupted = False
    try:
        results.extend(_run(chosen, flow, rules, wishes, outputs, earlier))
    except KeyboardInterrupt:
        is_interrupted = True
        tell(f"broken off; the report has {len(results)} of {len(chosen)} suites")
    if wishes.comet:
        results = add_comet(results, _sampling(wishes), tell)
    report = _describe(
        flow, rules, choice, wishes, results, time.perf_counter() - began, earlier,
        is_interrupted=is_interrupted,
    )  # fmt: skip
    click.echo(draw(report, earlier))
    if results:
        _write(report, wishes.out)
    forget_old(cache_folder())
    if is_interrupted:
        click.get_current_context().exit(_BROKEN_OFF)
    if floors is not None:
        _judge(report, floors, wishes)


def _choose(wishes: Wishes) -> list[Suite]:
    """Read all suites before anything is translated, so that a broken one is told at once."""
    chosen: list[Suite] = []
    for name in wishes.suites or _by_default(wishes):
        suite = suites.load(name)
        chosen.append(suite if wishes.peers else suite.without_systems())
    return chosen


def _by_default(wishes: Wishes) -> Iterable[str]:
    if wishes.gate:
        return gate.read_floors(wishes.floors).suites
    if wishes.update_floors or wishes.lower_floors:
        return bundled.names()  # floors are for everybody: not for a folder of one's own
    return suites.names()


def _read_outputs(given: Sequence[str], chosen: Sequence[Suite]) -> Mapping[str, Sequence[str]]:
    """Read the files of --hyp."""
    if not given:
        return {}
    if len(chosen) != 1:
        raise UnreadableInput(f"--hyp needs one suite, and {len(chosen)} are to be run; name one")
    outputs: dict[str, Sequence[str]] = {}
    taken = {OURS, CLEAN, SCARRED, EARLIER, *chosen[0].references, *chosen[0].systems}
    for one in given:
        name, equals, path = one.partition("=")
        if not (name and equals and path):
            raise UnreadableInput(f"--hyp {one}: expected NAME=FILE")
        if name in taken:
            raise UnreadableInput(f"--hyp {one}: another system has this name; take another")
        lines = read_lines(Path(path))
        if len(lines) != len(chosen[0].source):
            raise UnreadableInput(
                f"{path} has {len(lines)} lines, suite {chosen[0].name} "
                f"{len(chosen[0].source)}; they must be aligned line by line"
            )
        outputs[name] = lines
        taken.add(name)
    return outputs


def _read_floors(wishes: Wishes) -> gate.Floors | None:
    if wishes.gate:
        return gate.read_floors(wishes.floors)
    if wishes.update_floors or wishes.lower_floors:
        is_there = wishes.floors.is_file()
        return gate.read_floors(wishes.floors) if is_there else gate.Floors({})
    return None


def _run(
    chosen: Sequence[Suite],
    flow: Flow,
    rules: Rules,
    wishes: Wishes,
    outputs: Mapping[str, Sequence[str]],
    earlier: archive.Earlier | None,
) -> Iterator[SuiteResult]:
    for whole in chosen:
        suite = whole.head(wishes.limit)
        same = (suite.name, suite.digest)
        before = earlier.english_of(*same) if earlier else {}
        repaired = earlier.repaired_of(*same) if earlier else {}
        with Bar(suite.name, "sentences") as bar:
            setting = Setting(
                flow, rules.repair, _sampling(wishes), cache_folder(), bar.update, wishes.peers
            )
            mine = {name: lines[: len(suite.source)] for name, lines in outputs.items()}
            yield run_suite(
                suite, setting, Rivals(mine, before, repaired), is_limited=suite is not whole
            )


def _sampling(wishes: Wishes) -> Sampling:
    return Sampling(wishes.resamples, wishes.seed, wishes.test)


def _describe(
    flow: Flow,
    rules: Rules,
    choice: EngineChoice,
    wishes: Wishes,
    results: Sequence[SuiteResult],
    seconds: float,
    earlier: archive.Earlier | None,
    *,
    is_interrupted: bool,
) -> Report:
    """Put down with what the figures were made."""
    info = getattr(flow.engine, "info", None)
    model = {
        name: getattr(info, name)
        for name in ("name", "version", "digest", "size", "preview")
        if info is not None and hasattr(info, name)
    }
    return Report(
        time=datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H-%M-%SZ"),
        command=shlex.join(["reinschrift", *sys.argv[1:]]),
        engine=flow.engine.name,
        suites=tuple(results),
        versions={"reinschrift": reinschrift.__version__, **_versions()},
        host={
            "python": platform.python_version(),
            "platform": platform.platform(),
            "machine": platform.machine(),
            "cores": str(len(os.sched_getaffinity(0))),
            "load": f"{os.getloadavg()[0]:.1f}",  # on a busy machine speed says little
        },
        model=model,
        options={
            "model": choice.model,
            "engine": choice.engine,
            "beam": choice.beam,
            "device": choice.device,
            "level": rules.level,
            "rules": list(rules.only),
            "without": list(rules.without),
            "limit": wishes.limit,
            "test": wishes.test,
            "resamples": wishes.resamples,
            "seed": wishes.seed,
        },
        seconds=seconds,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        is_interrupted=is_interrupted,
        before=earlier.title if earlier else "",
    )


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def _write(report: Report, folder: Path) -> None:
    """Write the report, and remember whole runs of whole suites."""
    path = archive.free_path(folder, report.time)
    archive.write_report(report, path)
    if not report.is_interrupted and not any(suite.is_limited for suite in report.suites):
        archive.add_to_history(report, folder)
    page = path.with_suffix(".html")
    page.write_text(make_page(report, archive.read_history(folder)), encoding="utf-8")
    tell(f"report: {page} and {path.name}")


def _judge(report: Report, floors: gate.Floors, wishes: Wishes) -> None:
    """Move the floors, or hold the report against them."""
    if wishes.update_floors or wishes.lower_floors:
        gate.write_floors(gate.update(report, floors, reason=wishes.lower_floors), wishes.floors)
        tell(f"floors: {wishes.floors}")
        return
    wrong = gate.check(report, floors)
    for line in wrong:
        click.echo(f"gate: {line}", err=True)
    if wrong:
        click.get_current_context().exit(_BELOW)
    click.echo(f"gate: all figures of {len(report.suites)} suites stand", err=True)
