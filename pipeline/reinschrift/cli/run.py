"""`reinschrift run`: whole corpora into a folder, gone on with wherever they broke off."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reinschrift.cli.engine import EngineChoice, takes_engine
from reinschrift.cli.inputs import tell
from reinschrift.cli.rules import Rules, takes_rules
from reinschrift.corpus.observation import Observer
from reinschrift.corpus.options import Options
from reinschrift.corpus.runs import CLUSTERS, Cluster, Task, run
from reinschrift.corpus.shards import CHARACTERS, RECORDS, Part
from reinschrift.errors import ReinschriftError, UnknownName
from reinschrift.formats.fields import FIELD_FORMATS


class _PartType(click.ParamType[Part]):
    """`2/8`: the second of eight parts."""

    name = "i/n"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Part:
        """Read a part."""
        if isinstance(value, Part):
            return value
        number, _, total = str(value).partition("/")
        if not (number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total)):
            self.fail(f"{value} is no part; expected i/n, i from 1 to n, like 2/8", param, ctx)
        return Part(int(number), int(total))


@click.command("run")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path))
@takes_rules(level="full")
@takes_engine
@click.option(
    "--text-field",
    "text_fields",
    multiple=True,
    default=("text",),
    show_default=True,
    help="A field to translate; a.b is b inside of a. Can be given again.",
)
@click.option("--id-field", default="id", show_default=True, help="Where a record has its id.")
@click.option(
    "--field-format",
    default="txt",
    show_default=True,
    metavar="|".join(FIELD_FORMATS),
    help="What the fields hold.",
)
@click.option("--keep", multiple=True, metavar="FIELD", help="A field to copy. Can be given again.")
@click.option("--lines", "by_line", is_flag=True, help="Take every line of a .txt for a record.")
@click.option("--encoding", help="What the bytes are; else UTF-8, else guessed.")
@click.option("--sentences", is_flag=True, help="Write every sentence, not only doubtful ones.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many records.")
@click.option("--shard", "part", type=_PartType(), default="1/1", help="One of n equal parts.")
@click.option(
    "--shard-size",
    default=RECORDS,
    show_default=True,
    type=click.IntRange(min=1),
    help=f"Records in a shard, which ends at {CHARACTERS} characters in any case.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; else one for each core.")
@click.option(
    "--engine-cluster",
    "cluster",
    metavar="|".join(CLUSTERS),
    help="Have the work done by a cluster, without a translation memory.",
)
@click.option("--address", help="Where the cluster is; else one is started on this machine.")
@click.option("--no-memory", is_flag=True, help="Translate repeated sentences again.")
@click.option(
    "--resume/--fresh",
    "resume",
    default=None,
    help="Go on with DIR, or delete what it holds. Without either a run that is there goes on.",
)
@click.option("--log-json", is_flag=True, help="Log to stderr as JSON lines.")
@click.option(
    "--prometheus",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write figures there every 15 seconds, for the text file collector.",
)
@click.option(
    "--stall",
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    type=click.FloatRange(min=1),
    help="Say what it is at when nothing has moved for so long.",
)
def command(
    inputs: tuple[str, ...],
    out: Path,
    rules: Rules,
    choice: EngineChoice,
    text_fields: tuple[str, ...],
    id_field: str,
    field_format: str,
    keep: tuple[str, ...],
    encoding: str | None,
    limit: int | None,
    part: Part,
    shard_size: int,
    workers: int | None,
    cluster: str | None,
    address: str | None,
    prometheus: Path | None,
    stall: float,
    *,
    by_line: bool,
    sentences: bool,
    no_memory: bool,
    resume: bool | None,
    log_json: bool,
) -> None:
    """Repair and translate a corpus: files, globs and folders.

    For each record of the input DIR/shards has one, in order, with the repaired German, the
    English and what was seen and done. Broken records stand there too, and in rejects.jsonl.
    A run that was broken off goes on where it was, and ends with the same bytes.
    """
    if field_format not in FIELD_FORMATS:
        raise UnknownName("field format", field_format, FIELD_FORMATS)
    if resume and not (out / "manifest.jsonl").exists():
        raise ReinschriftError(f"{out} holds no run to go on with")
    if address and not cluster:
        raise ReinschriftError("--address is that of a cluster: say which with --engine-cluster")
    options = Options(
        model=choice.model,
        engine=choice.engine,
        device=choice.device,
        beam=choice.beam,
        level=rules.level,
        rules=rules.only,
        without=rules.without,
        protect=rules.protect,
        budget=rules.budget,
        any_language=choice.any_language,
        drop=choice.drop,
        text_fields=text_fields,
        id_field=id_field,
        field_format=field_format,
        keep=keep,
        sentences=sentences,
        memory=not no_memory,
    )
    task = Task(
        inputs,
        out,
        encoding=encoding,
        by_line=by_line,
        limit=limit,
        part=part,
        shard_size=shard_size,
        fresh=resume is False,
        workers=workers,
        cluster=Cluster(cluster, address) if cluster else None,
    )
    say = _note if log_json else tell
    with Observer(say, log_json=log_json, prometheus=prometheus, stall=stall) as observer:
        summary = run(task, options, watcher=observer, tell=say)
    click.echo(_summarise(summary, out))
    click.get_current_context().exit(1 if summary["rejects"] else 0)


def _note(line: str) -> None:
    click.echo(json.dumps({"event": "note", "text": line}), err=True)


def _summarise(summary: dict[str, object], out: Path) -> str:
    flags = summary["flags"]
    named = ", ".join(f"{name} {n}" for name, n in flags.items()) if isinstance(flags, dict) else ""
    rows = {
        "records": summary["records"],
        "rejects": summary["rejects"],
        "sentences": f"{summary['sentences']}, {summary['recalled']} from memory",
        "doubtful": f"{summary['doubtful']}{f' ({named})' if named else ''}",
        "words": f"{summary['words']}, {summary['words_per_second'] or '-'} a second",
        "seconds": summary["seconds"],
        "written to": out,
    }
    return "\n".join(f"{name:<12}{value}" for name, value in rows.items())
