"""How a corpus is translated: what changes the result, and a digest of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from reinschrift.engines import Decoding
from reinschrift.flow import Flow, load
from reinschrift.version import __version__

BEAM = Decoding().beam_size
# What repair, guards and links read beside the code: they may change without a new version.
DATA = {
    "reinschrift.lexicon": ("forms.txt",),
    "reinschrift.genders": ("nouns.txt",),
    "reinschrift.tagger": ("weights.safetensors", "thresholds.json"),
    "reinschrift.glossary": ("pairs.txt",),
    "reinschrift_models": ("weights/restorer/model.bin",),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the result of a run; two runs of equal options give equal bytes.

    `text_fields` are translated one by one; of a nested field `a.b` is the name.
    `field_format` says whether they hold `txt` or `html`. `keep` names fields that are
    copied. `sentences` writes every sentence and not only the doubtful ones. The others are
    those of `reinschrift.load`, where no `rules` are all of them.
    """

    model: str = "news"
    engine: str = "ctranslate2"
    device: str = "auto"
    beam: int = BEAM
    level: str = "full"
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    budget: float | None = None
    any_language: bool = False
    drop: tuple[str, ...] = ()
    text_fields: tuple[str, ...] = ("text",)
    id_field: str = "id"
    field_format: str = "txt"
    keep: tuple[str, ...] = ()
    sentences: bool = False
    memory: bool = True

    def load(self, threads: int | None = None) -> Flow:
        """Load the flow; a wrong name is told now and not at the first text."""
        return load(
            model=self.model,
            engine=self.engine,
            level=self.level,
            device=self.device,
            rules=self.rules or None,
            without=self.without,
            protect=self.protect,
            budget=self.budget,
            decoding=Decoding(beam_size=self.beam),
            any_language=self.any_language,
            drop=self.drop,
            threads=threads,
        )

    def digest(self, engine_name: str) -> str:
        """Return what tells two configurations apart, the very weights and word data included."""
        known = {
            **asdict(self),
            "engine name": engine_name,
            "reinschrift": __version__,
            "data": digest_data(),
        }
        text = json.dumps(known, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


@cache
def digest_data() -> str:
    """Return what tells two states of the data that ships apart."""
    seen = hashlib.blake2b(digest_size=6)
    for package, names in DATA.items():
        try:
            folder = files(package)
        except ModuleNotFoundError:  # the library alone, with somebody else's engine
            continue
        for name in names:
            stored = folder.joinpath(name)
            data = stored.read_bytes() if stored.is_file() else b""
            seen.update(f"{package}/{name} {len(data)}\n".encode("ascii"))
            seen.update(data)
    return seen.hexdigest()
