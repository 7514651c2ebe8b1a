"""What several tests share: small models that are built here, and the real ones if they are here.

The small model is a whole MarianMT with a vocabulary of its own and random weights: it
talks nonsense, but it goes every way that a real one goes.
"""

from __future__ import annotations

import io
import json
import signal
from importlib.util import find_spec
from pathlib import Path

import pytest

from reinschrift_models.hub import BUNDLED
from reinschrift_models.info import format_of

GERMAN = [
    "Der Präsident reiste am Montag nach Kiew.",
    "Die Regierung prüft 3.000 neue Anträge aus dem Jahr 2024.",
    "„Wir müssen handeln“, sagte der Minister nach der Sitzung.",
    "Im Herbst wird über das Gesetz abgestimmt, obwohl vieles offen ist.",
]
ENGLISH = [
    "The president travelled to Kyiv on Monday.",
    "The government examines 3,000 new requests from the year 2024.",
    "“We must act,” the minister said after the meeting.",
    "In autumn they will vote on the law although much is open.",
]

TRAINING = Path(__file__).parent / "training"
# What `make test WITH=torch` installs beyond `make test`: the extra `train`.
ABSENT = [name for name in ("torch", "transformers", "py3langid") if find_spec(name) is None]


def pytest_configure() -> None:
    """Let processes of tests be broken off, though `make test &` begins with interrupts ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs torch where it is not installed, and say how to run it."""
    if not ABSENT:
        return
    skip = pytest.mark.skip(reason=f"needs {', '.join(ABSENT)}: make test WITH=torch")
    for item in items:
        builds = "tiny_marian" in getattr(item, "fixturenames", ())
        if builds or item.get_closest_marker("torch") or TRAINING in item.path.parents:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a MarianMT folder of random weights, in float32, as transformers saves it."""
    import sentencepiece
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    folder = tmp_path_factory.mktemp("marian") / "tiny"
    folder.mkdir()
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter((GERMAN + ENGLISH) * 20),
        model_writer=model,
        vocab_size=360,
        byte_fallback=True,
        hard_vocab_limit=False,
        pad_id=-1,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        minloglevel=2,
    )
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())] + ["<pad>"]
    (folder / "vocab.json").write_text(
        json.dumps({token: number for number, token in enumerate(tokens)}), encoding="utf-8"
    )
    torch.manual_seed(7)
    config = transformers.MarianConfig(
        vocab_size=len(tokens),
        d_model=32,
        encoder_layers=2,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=len(tokens) - 1,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=len(tokens) - 1,
        forced_eos_token_id=None,
        init_std=0.3,  # far from uniform, so that the best of a beam is no tie
    )
    transformers.MarianMTModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_ctranslate2(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Convert the small model, unquantised, so that it can be compared."""
    from reinschrift_models.hub import convert

    out = tmp_path_factory.mktemp("ctranslate2") / "tiny"
    convert(tiny_marian, out, compute_type="float32")
    return out


@pytest.fixture(scope="session")
def news() -> str:
    """Name the bundled model, where it is."""
    if format_of(BUNDLED["news"]) is None:
        pytest.skip("the bundled weights are not here")
    return "news"
