"""How a corpus is translated: what changes the result, and a digest of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from reinschrift.engines import Decoding
from reinschrift.flow import Flow, load
from reinschrift.repairs import choose_rules
from reinschrift.version import __version__

BEAM = Decoding().beam_size


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the result of a run; two runs of equal options give equal bytes.

    `text_fields` are translated one by one; of a nested field `a.b` is the name.
    `field_format` says whether they hold `txt` or `html`. `keep` names fields that are
    copied. `sentences` writes every sentence and not only the doubtful ones.
    """

    model: str = "news"
    engine: str = "ctranslate2"
    device: str = "auto"
    beam: int = BEAM
    level: str = "full"
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    text_fields: tuple[str, ...] = ("text",)
    id_field: str = "id"
    field_format: str = "txt"
    keep: tuple[str, ...] = ()
    sentences: bool = False
    memory: bool = True

    def load(self, threads: int | None = None) -> Flow:
        """Load the flow; a wrong name is told now and not at the first text."""
        choose_rules(level=self.level, rules=self.rules or None, without=self.without)
        return load(
            model=self.model,
            engine=self.engine,
            level=self.level,
            device=self.device,
            rules=self.rules or None,
            without=self.without,
            protect=self.protect,
            decoding=Decoding(beam_size=self.beam),
            threads=threads,
        )

    def digest(self, engine_name: str) -> str:
        """Return what tells two configurations apart, the very weights included."""
        known = {**asdict(self), "engine name": engine_name, "reinschrift": __version__}
        text = json.dumps(known, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]
