"""One contract for all engines, and what each promises beyond it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reinschrift.engines import Decoding, Echo, Engine, Hypothesis
from reinschrift.errors import BrokenModel
from reinschrift_models.batches import batch_by_pieces
from reinschrift_models.canary import check_engine
from reinschrift_models.cores import count_cores, has_gpu
from reinschrift_models.ct2 import CTranslate2Engine
from reinschrift_models.hub import BUNDLED
from reinschrift_models.info import format_of
from reinschrift_models.pieces import Tokenizer, make_safe

TEXTS = [
    "Der Präsident reiste nach Kiew.",
    "",
    "Die Regierung prüft 3.000 neue Anträge aus dem Jahr 2024, obwohl vieles offen ist.",
    "Nein",
    " \t ",
    "„Wir müssen handeln“, sagte der Minister.",
    "Der Präsident reiste nach Kiew.",
]
STRANGE = [
    "Halb\ud800 Paar\udfff",
    "NUL\0 in der Mitte",
    "\u202eRechts\u202c nach \u200flinks",
    "🤖🇩🇪 und ﬁx … ½ Ähre",
    "\u200b\u200b",
    "</s> <unk> <pad> ▁",
    "字" * 40,
]
ENGINES = [
    "echo",
    pytest.param("tiny_ctranslate2", marks=pytest.mark.torch),
    pytest.param("tiny_transformers", marks=pytest.mark.torch),
    "news",
    pytest.param("news_transformers", marks=[pytest.mark.torch, pytest.mark.slow]),
]


@pytest.fixture(scope="module")
def tiny_ct2_engine(tiny_ctranslate2: Path) -> CTranslate2Engine:
    return CTranslate2Engine(tiny_ctranslate2, device="cpu", compute_type="float32", canary=False)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "echo":
        return Echo()
    if request.param == "tiny_ctranslate2":
        made: Engine = request.getfixturevalue("tiny_ct2_engine")
        return made
    if request.param == "news":
        return CTranslate2Engine(request.getfixturevalue("news"), device="cpu")
    from reinschrift_models.marian import TransformersEngine

    if request.param == "tiny_transformers":
        folder = request.getfixturevalue("tiny_marian")
        return TransformersEngine(folder, device="cpu", canary=False)
    return TransformersEngine(request.getfixturevalue("news"), device="cpu")


def texts_of(found: list[Hypothesis]) -> list[str]:
    return [hypothesis.text for hypothesis in found]


def test_an_engine_gives_one_hypothesis_for_each_text(engine: Engine) -> None:
    found = engine.translate(TEXTS)
    assert len(found) == len(TEXTS)
    for text, hypothesis in zip(TEXTS, found, strict=True):
        assert bool(hypothesis.text.strip()) == bool(text.strip())


def test_an_engine_keeps_the_order(engine: Engine) -> None:
    found = texts_of(engine.translate(TEXTS))
    assert found[0] == found[6]
    alone = [engine.translate([text])[0].text for text in TEXTS]
    assert found == alone


def test_an_engine_takes_no_texts_at_all(engine: Engine) -> None:
    assert engine.translate([]) == []


def test_an_engine_is_deterministic(engine: Engine) -> None:
    decoding = Decoding(attention=True, n_best=2)
    assert engine.translate(TEXTS, decoding) == engine.translate(TEXTS, decoding)


def test_a_score_is_a_mean_log_probability(engine: Engine) -> None:
    for decoding in (Decoding(), Decoding(beam_size=1), Decoding(length_penalty=0.6)):
        for hypothesis in engine.translate(TEXTS, decoding):
            assert -20 < hypothesis.score <= 0


def test_alternatives_are_the_others_of_the_n_best(engine: Engine) -> None:
    if isinstance(engine, Echo):
        pytest.skip("Echo knows one translation only")
    for text, best in zip(TEXTS, engine.translate(TEXTS, Decoding(n_best=3)), strict=True):
        if text.strip():
            assert len(best.alternatives) == 2
            scores = [best.score, *(other.score for other in best.alternatives)]
            assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("n_best", [1, 2])
def test_attention_rows_add_up_and_lie_on_the_texts(engine: Engine, n_best: int) -> None:
    decoding = Decoding(attention=True, n_best=n_best)
    for text, best in zip(TEXTS, engine.translate(TEXTS, decoding), strict=True):
        for hypothesis in (best, *best.alternatives):
            if not text.strip():
                continue
            attention = hypothesis.attention
            assert attention is not None
            assert len(attention.weights) == len(attention.target)
            for row in attention.weights:
                assert len(row) == len(attention.source)
                assert sum(row) == pytest.approx(1, abs=1e-3)
            for spans, whole in ((attention.source, text), (attention.target, hypothesis.text)):
                covered = {at for span in spans for at in range(span.start, span.end)}
                missed = {at for at in range(len(whole)) if not whole[at].isspace()} - covered
                assert not missed
                assert all(0 <= span.start <= span.end <= len(whole) for span in spans)
                assert list(spans) == sorted(spans)


def test_an_engine_gives_no_attention_unasked(engine: Engine) -> None:
    assert all(hypothesis.attention is None for hypothesis in engine.translate(TEXTS))


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_breaks_no_engine(engine: Engine, text: str) -> None:
    [found] = engine.translate([text], Decoding(attention=True))
    if not isinstance(engine, Echo):
        found.text.encode("utf-8")  # whatever went in, what comes out is valid
    assert engine.count_pieces(text) >= 0


def test_a_long_sentence_is_read_to_its_end(engine: Engine) -> None:
    """The last words must be able to change the translation: nothing is cut off."""
    words = "Der Präsident reiste nach Kiew und "
    long = words * (engine.window // (engine.count_pieces(words) + 1))
    assert engine.count_pieces(long) <= engine.window
    ends = ("dann prüft die Regierung 2024.", "wir müssen handeln.")
    decoding = Decoding(attention=True, beam_size=1)
    for end in ends:
        [found] = engine.translate([long + end], decoding)
        assert found.attention is not None
        assert found.attention.source[-1].end == len(long + end)


@pytest.mark.torch
def test_both_engines_agree_on_the_same_weights(
    tiny_ct2_engine: CTranslate2Engine, tiny_marian: Path
) -> None:
    """Text, scores, alternatives and attention: the settings say the same to both libraries."""
    from reinschrift_models.marian import TransformersEngine

    reference = TransformersEngine(tiny_marian, device="cpu", canary=False)
    for decoding in (
        Decoding(attention=True),
        Decoding(beam_size=1, attention=True),
        Decoding(beam_size=3, n_best=3, length_penalty=0.5),
        Decoding(no_repeat_ngram_size=3),
    ):
        ours, theirs = (e.translate(TEXTS, decoding) for e in (tiny_ct2_engine, reference))
        assert texts_of(ours) == texts_of(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert one.score == pytest.approx(other.score, abs=1e-4)
            assert texts_of(list(one.alternatives)) == texts_of(list(other.alternatives))
            if one.attention and other.attention:
                assert one.attention.source == other.attention.source
                assert one.attention.target == other.attention.target
                for row, like in zip(one.attention.weights, other.attention.weights, strict=True):
                    assert row == pytest.approx(like, abs=1e-4)


@pytest.mark.torch
def test_no_file_beside_the_weights_changes_the_search(tiny_marian: Path, tmp_path: Path) -> None:
    from reinschrift_models.marian import TransformersEngine

    other = tmp_path / "other"
    shutil.copytree(tiny_marian, other)
    settings = {
        "max_length": 5,
        "num_beams": 1,
        "repetition_penalty": 3.0,
        "forced_eos_token_id": 9,
    }
    (other / "generation_config.json").write_text(json.dumps(settings))
    plain, changed = (
        TransformersEngine(folder, device="cpu", canary=False).translate(TEXTS)
        for folder in (tiny_marian, other)
    )
    assert plain == changed


@pytest.mark.torch
def test_our_conversion_equals_that_of_ctranslate2(
    tiny_marian: Path, tiny_ctranslate2: Path, tmp_path: Path
) -> None:
    import ctranslate2

    marian = tmp_path / "marian"
    shutil.copytree(tiny_marian, marian)
    (marian / "tokenizer_config.json").write_text('{"tokenizer_class": "MarianTokenizer"}')
    code = (
        "import sys, ctranslate2.converters as c;"
        "c.TransformersConverter(sys.argv[1]).convert(sys.argv[2])"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(marian), str(tmp_path / "theirs")],
        capture_output=True, check=True,
    )  # fmt: skip
    for text in Tokenizer(tiny_marian).encode([t for t in TEXTS if t.strip()]):
        results = [
            ctranslate2.Translator(str(folder), compute_type="float32").translate_batch(
                [[*text, "</s>"]], beam_size=2, return_scores=True, max_decoding_length=30
            )[0]
            for folder in (tiny_ctranslate2, tmp_path / "theirs")
        ]
        assert results[0].hypotheses == results[1].hypotheses
        assert results[0].scores == pytest.approx(results[1].scores, abs=1e-5)


EVALSETS = Path(__file__).parents[2] / "shared" / "data" / "evalsets"


@pytest.mark.torch
@pytest.mark.slow
def test_both_engines_give_the_same_news(news: str, tmp_path: Path) -> None:
    """At float32 on 200 sentences; what differs are ties within the rounding of sums."""
    from reinschrift_models.hub import convert, resolve_marian
    from reinschrift_models.marian import TransformersEngine

    source = EVALSETS / "wmt21" / "src.de"
    if not source.is_file():
        pytest.skip("the evaluation sets are not here")
    sentences = source.read_text(encoding="utf-8").splitlines()[:200]
    convert(resolve_marian(news), tmp_path / "float32", compute_type="float32")
    ours = CTranslate2Engine(tmp_path / "float32", device="cpu", compute_type="float32")
    theirs = TransformersEngine(news, device="cpu")
    pairs = zip(ours.translate(sentences), theirs.translate(sentences), strict=True)
    assert sum(one.text == other.text for one, other in pairs) >= 190


class Stuck:
    """An engine as a broken conversion makes it."""

    name = "stuck"
    window = 100

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding = Decoding()) -> list[Hypothesis]:  # noqa: ARG002, B008
        return [Hypothesis(self._answer) for _ in texts]


@pytest.mark.parametrize(
    "answer", ["", "the the the the the", " ".join(f"word{n}" for n in range(60))]
)
def test_the_canary_refuses_a_broken_model(answer: str) -> None:
    with pytest.raises(BrokenModel, match="canary"):
        check_engine(Stuck(answer))


def test_the_canary_lets_a_sound_model_pass() -> None:
    check_engine(Stuck("This is a test."))


@pytest.mark.torch
def test_a_changed_weight_file_is_refused(tiny_ctranslate2: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_ctranslate2, broken)
    weights = bytearray((broken / "model.bin").read_bytes())
    weights[-100] ^= 1
    (broken / "model.bin").write_bytes(weights)
    with pytest.raises(BrokenModel, match="sha256"):
        CTranslate2Engine(broken, device="cpu", canary=False)


@pytest.mark.torch
def test_a_vocabulary_of_another_size_is_refused(tiny_ctranslate2: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_ctranslate2, broken)
    tokens = json.loads((broken / "shared_vocabulary.json").read_text())
    (broken / "shared_vocabulary.json").write_text(json.dumps(tokens[:-7]))
    with pytest.raises(BrokenModel):
        CTranslate2Engine(broken, device="cpu", canary=False)


def test_batches_hold_every_place_once_and_little_padding() -> None:
    lengths = [5, 90, 1, 33, 33, 7, 120, 2, 64]
    batches = batch_by_pieces(lengths, limit=130)
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or max(lengths[place] for place in batch) * len(batch) <= 130


@pytest.mark.parametrize(
    ("files", "groups", "most"),
    [
        ({"cpu.max": "100000 100000"}, "", 1),
        ({"cpu.max": "150000 100000"}, "", 2),
        ({"cpu.max": "max 100000"}, "", 10**6),
        ({"cpu.max": "max"}, "", 10**6),
        ({"a.slice/cpu.max": "100000 100000"}, "0::/a.slice/b.scope\n", 1),
        ({"cpu/cpu.cfs_quota_us": "50000\n", "cpu/cpu.cfs_period_us": "100000\n"}, "", 1),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, "", 10**6),
        (
            {"cpu,cpuacct/x/cpu.cfs_quota_us": "9", "cpu,cpuacct/x/cpu.cfs_period_us": "9"},
            "4:cpu,cpuacct:/x\n1:name=systemd:/\n",
            1,
        ),
    ],
)
def test_cores_are_those_that_the_container_has(
    tmp_path: Path, files: dict[str, str], groups: str, most: int
) -> None:
    own = tmp_path / "own"
    own.write_text(groups)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert 1 <= count_cores(tmp_path, own) <= most
    if most > 2:
        assert count_cores(tmp_path, own) == count_cores(tmp_path / "none", tmp_path / "none")


def test_text_is_made_safe_character_by_character() -> None:
    for text in STRANGE:
        safe = make_safe(text)
        assert len(safe) == len(text)
        safe.encode("utf-8")


def test_the_default_engine_needs_no_torch() -> None:
    if format_of(BUNDLED["news"]) is None:
        pytest.skip("the bundled weights are not here")
    code = (
        "import sys; from reinschrift_models.ct2 import CTranslate2Engine as E; "
        "E('news', device='cpu').translate(['Guten Tag.']); "
        "print(sorted({'torch', 'transformers', 'numpy'} & set(sys.modules)))"
    )
    path = ":".join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": path, "PATH": ""},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_gpu_shows_by_its_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    (tmp_path / "nvidiactl").touch()  # the driver's, without a card
    assert not has_gpu(tmp_path)
    (tmp_path / "nvidia0").touch()
    assert has_gpu(tmp_path)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert not has_gpu(tmp_path)
