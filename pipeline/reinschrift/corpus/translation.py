"""The work on a shard: records in, JSON lines out, one for each.

`Translator` is that work as a function over dictionaries, which pickles as its options and
loads the model where it is first called: what Spark, Ray and `datasets` ask for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reinschrift.assembly import Sentence, Translation
from reinschrift.corpus.memory import Learnt, View
from reinschrift.corpus.options import Options
from reinschrift.corpus.records import Record, make_record
from reinschrift.corpus.shards import Job
from reinschrift.edit_json import describe_edit, describe_flag
from reinschrift.errors import ReinschriftError
from reinschrift.flow import Flow
from reinschrift.formats.encoding import encode
from reinschrift.formats.fields import write_field
from reinschrift.formats.jsonl import dump
from reinschrift.formats.rows import Row

Notify = Callable[[int, int], None]  # sentences done, and of how many


def _say_nothing(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(slots=True)
class Tally:
    """What was counted; words are those of the German, white-space separated."""

    records: int = 0
    rejects: int = 0
    sentences: int = 0
    recalled: int = 0
    doubtful: int = 0
    words: int = 0
    edits: int = 0
    flags: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another has counted."""
        for name in ("records", "rejects", "sentences", "recalled", "doubtful", "words", "edits"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.flags.update(other.flags)

    def describe(self) -> dict[str, object]:
        """Return the counts ready for JSON."""
        counts = {name: getattr(self, name) for name in self.__slots__ if name != "flags"}
        return {**counts, "flags": dict(sorted(self.flags.items()))}


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was translated: its lines, what was counted, what it has learnt."""

    number: int
    data: bytes
    tally: Tally
    learnt: Sequence[Learnt] = ()


class Introduction(NamedTuple):
    """What a worker says of the engine that it has loaded."""

    engine_name: str
    is_preview: bool


class Worker:
    """Translates shards with one engine, which it loads once."""

    def __init__(
        self,
        options: Options,
        *,
        threads: int | None = None,
        memory: Path | None = None,
        step: int = 1,
    ) -> None:
        self._options = options
        self._memory = memory
        self._step = step
        self._flow = options.load(threads)
        self.engine_name = self._flow.engine.name
        self.digest = options.digest(self.engine_name)
        self._scope = f"{self.engine_name}\n{self._flow.decoding}"

    @property
    def introduction(self) -> Introduction:
        """What engine this is."""
        return Introduction(self.engine_name, self._flow.is_preview)

    @property
    def flow(self) -> Flow:
        """The flow with the engine."""
        return self._flow

    def work(self, job: Job, notify: Notify = _say_nothing) -> Done:
        """Translate a shard."""
        view = self._view(job.number)
        tally = Tally()
        described = self.translate(job.records, tally, notify, view)
        lines = b"".join(encode(dump(one) + "\n") for one in described)
        if view is not None:
            tally.recalled = view.recalled
        return Done(job.number, lines, tally, tuple(view.learnt) if view else ())

    def translate(
        self,
        records: Sequence[Record],
        tally: Tally,
        notify: Notify = _say_nothing,
        view: View | None = None,
    ) -> list[dict[str, object]]:
        """Return a dictionary for each record, in order."""
        try:
            translated = self._translate(records, notify, view)
        except ReinschriftError:
            raise  # a full disk, say: no record's fault
        except Exception as error:
            if len(records) == 1:
                raise
            # One record that breaks the flow (a bug of ours) must not stop millions of others.
            translated = self._one_by_one(records, error)
        found = [
            self._describe(record, translations, tally)
            for record, translations in zip(records, translated, strict=True)
        ]
        tally.records += len(found)
        return found

    def _translate(
        self, records: Iterable[Record], notify: Notify, view: View | None
    ) -> list[dict[str, Translation] | str]:
        """Translate all texts of all records together; an error stands for itself."""
        documents = [one for record in records for one in record.documents.values()]
        done = iter(self._flow.translate_documents(documents, progress=notify, memory=view))
        return [
            record.error or {name: next(done) for name in record.documents} for record in records
        ]

    def _one_by_one(
        self, records: Sequence[Record], error: Exception
    ) -> list[dict[str, Translation] | str]:
        found: list[dict[str, Translation] | str] = []
        bad = 0
        for record in records:
            try:
                found += self._translate([record], _say_nothing, None)
            except Exception as failure:  # it stands in the record
                found.append(f"reinschrift failed on it: {type(failure).__name__}: {failure}")
                bad += 1
        if bad == len(records) or not bad:  # not the records' fault: no memory, no device
            raise error
        return found

    def _describe(
        self, record: Record, found: dict[str, Translation] | str, tally: Tally
    ) -> dict[str, object]:
        about: dict[str, object] = {
            "id": record.id,
            "source": record.source,
            "record": record.number,
        }
        if record.kept:
            about["kept"] = dict(record.kept)
        if isinstance(found, str):
            tally.rejects += 1
            return {**about, "error": found, **({"raw": record.raw} if record.raw else {})}
        for name, one in found.items():
            about[f"{name}_de"] = one.repaired
            about[f"{name}_en"] = one.text
            if "html" in one.document.metadata:
                about[f"{name}_html"] = write_field(one.document)
        sentences = [(name, each) for name, one in found.items() for each in one.sentences]
        scores = [each.score for _, each in sentences]
        flags = [flag for _, each in sentences for flag in each.flags]
        doubtful = [each for each in sentences if each[1].flags]
        tally.sentences += len(sentences)
        tally.doubtful += len(doubtful)
        tally.words += sum(len(each.source.split()) for _, each in sentences)
        tally.edits += sum(len(one.repair.edits) for one in found.values())
        tally.flags.update(flags)
        return {
            **about,
            "score": round(sum(scores) / len(scores), 4) if scores else None,
            "flags": list(dict.fromkeys(flags)),
            "sentences": [
                _describe_sentence(*each)
                for each in (sentences if self._options.sentences else doubtful)
            ],
            "edits": [
                {"field": name, **describe_edit(one.raw, edit)}
                for name, one in found.items()
                for edit in one.repair.edits
            ],
            "scars": [
                {"field": name, **describe_flag(one.raw, flag)}
                for name, one in found.items()
                for flag in one.repair.flags
            ],
            "model": self.engine_name,
            "configuration": self.digest,
        }

    def _view(self, shard: int) -> View | None:
        if self._memory is None:
            return None
        return View(self._memory, shard, scope=self._scope, step=self._step)


def _describe_sentence(name: str, sentence: Sentence) -> dict[str, object]:
    return {
        "field": name,
        "de": sentence.source,
        "en": sentence.text,
        "score": round(sentence.score, 4),
        "flags": list(sentence.flags),
    }


@lru_cache(maxsize=2)
def _worker(options: Options, threads: int | None) -> Worker:
    return Worker(options, threads=threads)


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates records given as dictionaries: a function that can be sent to another machine.

    One dictionary out for each in, in order, just as a run writes them; the dictionaries of
    a call are batched together, so it should get hundreds.

    >>> translate = Translator(Options(engine="echo"))
    >>> translate([{"id": 7, "text": "Er traf Putinund Xi."}])[0]["text_de"]
    'Er traf Putin und Xi.'
    """

    options: Options = Options()  # noqa: RUF009 — frozen
    threads: int | None = None

    def __call__(self, records: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
        """Translate records."""
        made = [
            make_record(Row(record), "", number, self.options)
            for number, record in enumerate(records, 1)
        ]
        return _worker(self.options, self.threads).translate(made, Tally())
