"""The flow: a German document in, an English document out, nothing lost on the way.

Repair, then sentences, then the engine, then guards and the retry ladder, then the marks.
All sentences of all documents of a call go to the engine together; equal ones once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from inspect import signature
from typing import Protocol, overload

from reinschrift.assembly import LETTER, Place, Translation, assemble, find_sentences
from reinschrift.documents import Document
from reinschrift.edits import Span
from reinschrift.engines import Decoding, Echo, Engine, Hypothesis
from reinschrift.errors import UnknownName
from reinschrift.guards.joining import join_clauses
from reinschrift.guards.numerals import to_english_numbers
from reinschrift.guards.retry import N_BEST, Judged, climb
from reinschrift.languages import keep_other_languages
from reinschrift.registry import ENGINES, lookup
from reinschrift.repairs import choose_rules, read_ahead, repair_document
from reinschrift.roles import ROLES, drop_roles, translate_role
from reinschrift.sentences import split_clauses

# Sentences in one call of the engine: several batches for every core, and still few enough
# that Ctrl-C and a progress bar come through (two seconds at 60 sentences a second). Documents
# that are read ahead: as many as the tagger remembers until they are repaired.
CHUNK = 128
Progress = Callable[[int, int], None]


class Memory(Protocol):
    """Remembers sentences, so that those that come again are paid once."""

    def recall(self, texts: list[str]) -> Mapping[str, Judged]:
        """Return what is known of `texts`."""

    def learn(self, found: Mapping[str, Judged]) -> None:
        """Take in what the engine has just translated."""


class Flow:
    """Repairs and translates with one engine.

    >>> flow = Flow(Echo(), level="safe")
    >>> flow.translate("Guten  Tag.").text
    'Guten Tag.'
    """

    def __init__(
        self,
        engine: Engine,
        *,
        level: str = "full",
        rules: Collection[str] | None = None,
        without: Collection[str] = (),
        protect: Collection[str] = (),
        budget: float | None = None,
        decoding: Decoding = Decoding(),  # noqa: B008 — frozen
        any_language: bool = False,
        drop: Collection[str] = (),
    ) -> None:
        for role in drop:
            if role not in ROLES:
                raise UnknownName("role", role, ROLES)
        choose_rules(level=level, rules=rules, without=without)  # a wrong name is told now
        self.engine = engine
        self.decoding = decoding
        self._read_ahead = partial(
            read_ahead, level=level, rules=rules, without=without, budget=budget
        )
        self._repair = partial(
            repair_document,
            level=level,
            rules=rules,
            without=without,
            protect=protect,
            budget=budget,
        )
        self._any_language = any_language
        self._drop = drop

    @property
    def is_preview(self) -> bool:
        """Whether the model says of itself that it is not good enough yet."""
        return bool(getattr(getattr(self.engine, "info", None), "preview", False))

    def __call__(self, document: Document) -> Document:
        """Return the English document."""
        return self.translate_document(document).document

    @overload
    def translate(self, text: str) -> Translation: ...
    @overload
    def translate(self, text: list[str]) -> list[Translation]: ...
    def translate(self, text: str | list[str]) -> Translation | list[Translation]:
        """Translate a text, or several in one go; a line is a paragraph."""
        if isinstance(text, str):
            return self.translate_document(Document.from_text(text))
        return self.translate_documents([Document.from_text(each) for each in text])

    def translate_document(
        self, document: Document, *, progress: Progress | None = None
    ) -> Translation:
        """Translate one document."""
        return self.translate_documents([document], progress=progress)[0]

    def translate_documents(
        self,
        documents: list[Document],
        *,
        progress: Progress | None = None,
        memory: Memory | None = None,
    ) -> list[Translation]:
        """Translate documents, one result for each, in order.

        `progress` is told how many sentences are done, and of how many. What `memory` knows
        is not translated again.
        """
        repaired = [
            self._repair(document)
            for start in range(0, len(documents), CHUNK)
            for document in self._prepare(documents[start : start + CHUNK])
        ]
        places = [list(find_sentences(document)) for document, _ in repaired]
        found = self._translate_sentences(
            [place for each in places for place in each], progress, memory
        )
        return [
            assemble(document, repair, each, found)
            for (document, repair), each in zip(repaired, places, strict=True)
        ]

    def _prepare(self, documents: list[Document]) -> list[Document]:
        """Leave out what was not wanted, leave alone what is not German, and have the rest read."""
        prepared = [drop_roles(document, self._drop) for document in documents]
        if not self._any_language:
            prepared = [keep_other_languages(document) for document in prepared]
        self._read_ahead(prepared)
        return prepared

    def _translate_sentences(
        self, places: list[Place], progress: Progress | None, memory: Memory | None
    ) -> dict[str, Judged]:
        """Translate every text once, those with marks with attention."""
        wanted: dict[str, bool] = {}
        for place in places:
            wanted[place.text] = wanted.get(place.text, False) or place.is_marked
        roles = {text: translate_role(text) for text in wanted}
        found = {
            text: Judged(Hypothesis(roles[text] or to_english_numbers(text))) for text in wanted
        }
        spoken = [text for text in wanted if roles[text] is None and LETTER.search(text)]
        if memory:  # which holds no attention
            known = memory.recall([text for text in spoken if not wanted[text]])
            found.update(known)
            spoken = [text for text in spoken if text not in known]
        done = 0
        for is_marked in (False, True):
            # By length, so that a batch has little padding whatever chunk it is in.
            texts = sorted((text for text in spoken if wanted[text] is is_marked), key=len)
            decoding = replace(self.decoding, attention=is_marked)
            # The beam holds the alternatives that the ladder tries first: they are free here.
            # Not with attention, which is computed for each of them.
            is_free = not is_marked and decoding.beam_size >= N_BEST
            first = replace(decoding, n_best=N_BEST) if is_free else decoding
            hypotheses: list[Hypothesis] = []
            for chunk in self._translate_chunks(texts, first):
                hypotheses += chunk
                done += len(chunk)
                if progress:
                    progress(done, len(spoken))
            # Flagged sentences of all chunks climb together: few alone fill no batch.
            judged = climb(self._translate_all, texts, hypotheses, decoding)
            found.update(zip(texts, judged, strict=True))
        if memory:
            memory.learn({text: found[text] for text in spoken if not wanted[text]})
        return found

    def _translate_all(self, texts: list[str], decoding: Decoding) -> list[Hypothesis]:
        return [one for chunk in self._translate_chunks(texts, decoding) for one in chunk]

    def _translate_chunks(self, texts: list[str], decoding: Decoding) -> Iterator[list[Hypothesis]]:
        for start in range(0, len(texts), CHUNK):
            yield self._translate_whole(texts[start : start + CHUNK], decoding)

    def _translate_whole(self, texts: list[str], decoding: Decoding) -> list[Hypothesis]:
        """Translate sentences, those that are too long for the engine clause by clause."""
        parts = [self._parts(text) for text in texts]
        answers = iter(
            self.engine.translate(
                [
                    text[span.start : span.end]
                    for text, spans in zip(texts, parts, strict=True)
                    for span in spans
                ],
                decoding,
            )
        )
        return [
            join_clauses(text, spans, [next(answers) for _ in spans])
            for text, spans in zip(texts, parts, strict=True)
        ]

    def _parts(self, text: str) -> list[Span]:
        # No piece is shorter than a byte, so that most sentences need not be counted.
        if self._fits(text):
            return [Span(0, len(text))]
        return split_clauses(text, self._fits)

    def _fits(self, text: str) -> bool:
        room = self.engine.window
        return (
            len(text.encode("utf-8", "surrogatepass")) < room
            or self.engine.count_pieces(text) <= room
        )


def load(
    *,
    model: str = "news",
    engine: str = "ctranslate2",
    level: str = "full",
    device: str = "auto",
    rules: Collection[str] | None = None,
    without: Collection[str] = (),
    protect: Collection[str] = (),
    budget: float | None = None,
    decoding: Decoding = Decoding(),  # noqa: B008 — frozen
    any_language: bool = False,
    drop: Collection[str] = (),
    threads: int | None = None,
) -> Flow:
    """Load an engine with a model and return the flow over it.

    `engine` is a name in the registry or `"module:attribute"`: a class or function that
    takes a model and a device. `threads` are for engines that take them; without it each
    uses all cores. `level` to `budget` are those of `repair`.
    """
    make = lookup("engine", engine, ENGINES)
    more = {"threads": threads} if threads and "threads" in signature(make).parameters else {}
    made = make() if make is Echo else make(model, device=device, **more)
    return Flow(
        made,
        level=level,
        rules=rules,
        without=without,
        protect=protect,
        budget=budget,
        decoding=decoding,
        any_language=any_language,
        drop=drop,
    )
