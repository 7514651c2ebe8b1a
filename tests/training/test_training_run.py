from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reinschrift.errors import BrokenModel  # noqa: E402
from reinschrift_models.training import checkpoints, loop, network, scarring  # noqa: E402
from reinschrift_models.training.__main__ import main  # noqa: E402
from reinschrift_models.training.batches import Position, stream  # noqa: E402
from reinschrift_models.training.loop import Budget, learning_rate, train  # noqa: E402
from reinschrift_models.training.pack import open_packed  # noqa: E402
from reinschrift_models.training.recipe import read_recipe  # noqa: E402
from reinschrift_models.training.trainer import Trainer  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:.*sacremoses.*"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ROOT = Path(__file__).parents[2]


def read_losses(work: Path) -> dict[int, str]:
    with (work / "log.csv").open(newline="") as file:
        return {int(row["step"]): row["loss"] for row in csv.DictReader(file)}


def run(recipe: Path, work: Path, *more: str) -> int:
    return main([str(recipe), "--work", str(work), "--threads", "1", "--device", "cpu", *more])


def test_one_command_makes_weights_that_ship(data: Path, write_recipe: Callable[..., Path]) -> None:
    from safetensors.torch import load_file

    assert run(write_recipe(), data / "work") == 0
    out = data / "work" / "export"
    for folder in (out / "marian", out / "ct2"):
        table = json.loads((folder / "model.json").read_text())
        assert table["name"] == "made-up"
        assert table["steps"] == 20
        found = {path.name for path in folder.iterdir()} - {"model.json"}
        assert set(table["sha256"]) == found
        for name, digest in table["sha256"].items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    card = (out / "ct2" / "README.md").read_text(encoding="utf-8")
    assert "| wmt21 | 3 |" in card
    assert "CC BY-SA 4.0" in card
    assert "| news/made-up | 141 | 2.5 |" in card
    weights = load_file(out / "marian" / "model.safetensors")
    assert {tensor.dtype for tensor in weights.values()} == {torch.float16}
    # Marian starts from a zero embedding: the row of <pad> must not have learnt anything.
    assert not weights["model.shared.weight"][-1].any()
    kinds = {path.suffix for path in (data / "work").rglob("*") if path.is_file()}
    assert kinds <= {
        *(".csv", ".json", ".jsonl", ".md", ".png", ".tsv", ".txt"),
        *(".npy", ".safetensors", ".spm"),
        ".bin",  # CTranslate2's own format: nothing here unpickles
    }


@pytest.mark.filterwarnings("ignore")  # the compiler's own
def test_compiled_layers_learn_the_same(data: Path, write_recipe: Callable[..., Path]) -> None:
    recipe = read_recipe(write_recipe())
    assert run(write_recipe(), data / "work", "--minutes", "0.001") == 0
    packed = open_packed(data / "work" / "packed")
    losses = []
    for backend in ("", "aot_eager"):  # inductor takes a minute
        schedule = replace(recipe.schedule, compile=backend)
        trainer = Trainer(
            replace(recipe, schedule=schedule), packed, folder=data / "other", device="cpu"
        )
        batches = stream(packed, recipe, Position(), pad=recipe.vocabulary.pieces - 1)
        losses.append([trainer.step(next(batches)[0], 1e-3) for _ in range(3)])
    assert losses[1] == pytest.approx(losses[0], rel=1e-2)


def test_transformers_and_ctranslate2_give_the_same_translation(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    import ctranslate2
    from transformers import MarianMTModel, MarianTokenizer

    from reinschrift_models.conversion import convert_folder

    recipe = write_recipe(budget="steps = 150", schedule="average_every = 2\naverage = 0.8")
    assert run(recipe, data / "work") == 0
    marian = data / "work" / "export" / "marian"
    convert_folder(marian, data / "float", compute_type="float32")
    tokenizer = MarianTokenizer.from_pretrained(marian)
    model = MarianMTModel.from_pretrained(marian, dtype=torch.float32).eval()
    translator = ctranslate2.Translator(str(data / "float"), compute_type="float32")
    for text in (
        "Der Minister lobte die Reform gestern.",
        "Eine Sprecherin prüfte das Gesetz im Mai 2019.",
        "Die Lehrerin kritisierte den Plan am Montag.",
    ):
        inputs = tokenizer(text, return_tensors="pt")
        ids = model.generate(**inputs, num_beams=1, max_length=40)[0]
        tokens = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist())
        assert tokens[-1] == "</s>"
        other = translator.translate_batch([tokens], beam_size=1, max_decoding_length=39)
        reference = tokenizer.convert_ids_to_tokens(ids.tolist())
        assert [t for t in reference if t not in {"<pad>", "</s>"}] == other[0].hypotheses[0]
        # And it is English that was learnt, not agreement on nothing.
        assert tokenizer.decode(ids, skip_special_tokens=True).split()[0] in {"The", "A"}


def test_a_killed_run_goes_on_to_the_same_losses(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    recipe = write_recipe(budget="steps = 60")
    assert run(recipe, data / "whole") == 0
    want = read_losses(data / "whole")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'pipeline'}:{ROOT / 'models'}"}
    command = [sys.executable, "-m", "reinschrift_models.training", str(recipe)]
    command += ["--work", str(data / "killed"), "--threads", "1", "--device", "cpu"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    pointer = data / "killed" / "run" / "last.json"
    until = time.monotonic() + 60
    while not pointer.is_file() and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    place = checkpoints.find(data / "killed" / "run")
    assert place is not None
    assert 0 < checkpoints.read_progress(place).step < 60
    assert run(recipe, data / "killed") == 0
    assert read_losses(data / "killed") == want


def make_trainer(work: Path, recipe: Path) -> Trainer:
    return Trainer(
        read_recipe(recipe), open_packed(work / "packed"), folder=work / "run", device="cpu"
    )


def test_a_larger_budget_goes_on_from_the_trunk(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    work = data / "work"
    assert run(write_recipe(budget="steps = 20"), work) == 0
    trunk = checkpoints.find(work / "run", pointer="trunk")
    assert trunk is not None
    before_decay = checkpoints.read_progress(trunk)
    assert before_decay.step == 12  # decay_from is 0.6
    assert not before_decay.position.final
    trainer = make_trainer(work, write_recipe(budget="steps = 40"))
    loop.resume(trainer, Budget(steps=40))
    assert trainer.progress.step == 12
    same = make_trainer(work, write_recipe(budget="steps = 20"))
    loop.resume(same, Budget(steps=20))
    assert same.progress.step == 20


def test_another_shape_is_refused(data: Path, write_recipe: Callable[..., Path]) -> None:
    work = data / "work"
    assert run(write_recipe(budget="steps = 5"), work) == 0
    path = write_recipe(budget="steps = 5")
    path.write_text(path.read_text().replace("feed_forward = 64", "feed_forward = 96"))
    with pytest.raises(BrokenModel, match="another shape"):
        loop.resume(make_trainer(work, path), Budget(steps=5))


def test_nan_stops_and_keeps_the_last_good_checkpoint(
    data: Path, write_recipe: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    work = data / "work"
    assert run(write_recipe(budget="steps = 10"), work) == 0
    trainer = make_trainer(work, write_recipe(budget="steps = 30"))
    loop.resume(trainer, Budget(steps=30))
    with torch.no_grad():
        trainer.parameters[0].fill_(float("nan"))
    started = checkpoints.find(work / "run")
    # Or the damage would be mended before the first step.
    monkeypatch.setattr(loop, "resume", lambda *_: None)
    with pytest.raises(BrokenModel, match=r"the loss is nan.*peak_rate"):
        train(trainer, Budget(steps=30), log=work / "log.csv")
    kept = checkpoints.find(work / "run")
    assert kept == started
    assert kept is not None
    assert all(tensor.isfinite().all() for tensor in checkpoints.read(kept).weights.values())


@pytest.mark.parametrize("optimiser", ["adamw", "muon"])
def test_the_whole_state_comes_back(
    optimiser: str, data: Path, write_recipe: Callable[..., Path]
) -> None:
    work = data / "work"
    path = write_recipe(budget="steps = 10", schedule=f'optimiser = "{optimiser}"')
    assert run(path, work) == 0
    trainer, again = make_trainer(work, path), make_trainer(work, path)
    for each in (trainer, again):
        loop.resume(each, Budget(steps=10))
    again.save("copy")
    place = checkpoints.find(work / "run", pointer="copy")
    last = checkpoints.find(work / "run")
    assert place is not None
    assert last is not None
    one, two = checkpoints.read(last), checkpoints.read(place)
    assert one.progress == two.progress
    for part in checkpoints.FILES:
        left, right = getattr(one, part), getattr(two, part)
        assert left.keys() == right.keys()
        assert left
        assert all(torch.equal(left[key], right[key]) for key in left)


def test_the_rate_warms_up_holds_and_falls_to_zero(write_recipe: Callable[..., Path]) -> None:
    recipe = read_recipe(write_recipe())
    progress = checkpoints.Progress()
    rates = [
        learning_rate(recipe, replace(progress, step=step), spent)
        for step, spent in ((0, 0.0), (19, 0.1), (100, 0.6), (100, 0.8), (100, 1.0))
    ]
    assert rates == pytest.approx([2e-4, 4e-3, 4e-3, 2e-3, 0.0])


def test_the_loss_is_that_of_transformers(write_recipe: Callable[..., Path]) -> None:
    recipe = read_recipe(write_recipe())
    model = network.build(recipe, device="cpu").eval()
    pad = model.config.pad_token_id
    source = torch.tensor([[5, 6, 7, 0], [8, 9, 0, pad]])
    target = torch.tensor([[15, 16, 0, pad], [17, 18, 19, 0]])
    model.requires_grad_(False)
    mine = network.translation_loss(model, source, target, smoothing=0.0) / 7
    labels = target.masked_fill(target.eq(pad), -100)
    theirs = model(input_ids=source, attention_mask=source.ne(pad).long(), labels=labels)
    # Theirs has the logit of <pad> in the denominator; it is exactly 0 (a zero row).
    logits = theirs.logits[..., :pad].flatten(0, 1)
    want = torch.nn.functional.cross_entropy(logits, labels.flatten())
    assert float(mine) == pytest.approx(float(want), rel=1e-5)
    assert float(mine) < float(theirs.loss)


def test_export_without_a_checkpoint_is_an_error(
    data: Path, write_recipe: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write_recipe(), data / "work", "--export-only") == 2
    assert "no checkpoint" in capsys.readouterr().err


def test_two_runs_of_one_beginning_are_exported_as_their_mean(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    from safetensors.torch import load_file

    one, other = data / "one", data / "other"
    assert run(write_recipe(budget="steps = 5"), one) == 0
    longer = write_recipe(budget="steps = 15")
    assert run(longer, other, "--init", str(one)) == 0
    assert run(longer, other, "--export-only", "--mean-with", str(one)) == 0
    averages = []
    for work in (one, other):
        place = checkpoints.find(work / "run")
        assert place is not None
        averages.append(load_file(place / "average.safetensors"))
    found = load_file(other / "export" / "marian" / "model.safetensors")
    name = "model.encoder.layers.0.fc1.weight"
    first, second = (average[name] for average in averages)
    assert not torch.equal(first, second)
    assert torch.allclose(found[name].float(), (first + second) / 2, atol=1e-3)
    card = (other / "export" / "ct2" / "README.md").read_text()
    assert "the mean of that and of one." in card


def test_a_restorer_begins_with_a_translators_pieces_and_weights(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    translator, restorer = data / "translator", data / "restorer"
    assert run(write_recipe(), translator) == 0
    recipe = write_recipe(
        budget="steps = 0.0\nminutes = 0.000001",
        head='source = "de"\ntarget = "de"\nfilters = {max_copy = 1.0}\nnoise = {scar = 1.0}\n',
    )
    assert run(recipe, restorer, "--init", str(data / "nowhere")) == 2
    assert run(recipe, restorer, "--init", str(translator)) == 0
    pieces = "vocabulary/joint.spm"
    assert (restorer / pieces).read_bytes() == (translator / pieces).read_bytes()
    before = checkpoints.read(found(translator)).average
    after = checkpoints.read(found(restorer)).average
    assert all(torch.equal(before[name], after[name]) for name in before)
    packed = open_packed(restorer / "packed")
    columns = packed.columns
    assert list(columns["source"].ids) == list(columns["target"].ids)
    assert list(columns["noised-source"].ids) != list(columns["source"].ids)


def found(work: Path) -> Path:
    place = checkpoints.find(work / "run")
    assert place is not None
    return place


# What is in int8 is known to half a step of 127 of the largest number of its row.
@pytest.mark.parametrize(("kind", "error"), [("marian", 0.0), ("ct2", 0.5 / 127)])
def test_a_run_begins_with_an_exported_folder(
    data: Path,
    write_recipe: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    kind: str,
    error: float,
) -> None:
    from safetensors.torch import load_file

    first, second, other = data / "first", data / "second", data / "other"
    assert run(write_recipe(), first) == 0
    exported = first / "export" / kind
    nothing = write_recipe(budget="steps = 0.0\nminutes = 0.000001")
    assert run(nothing, second, "--init", str(exported)) == 0
    for pieces in ("vocabulary/joint.spm", "vocabulary/vocab.json"):
        assert (second / pieces).read_bytes() == (first / pieces).read_bytes()
    taken = checkpoints.read(found(second)).average
    wanted = load_file(first / "export" / "marian" / "model.safetensors")
    for name, tensor in taken.items():
        right = wanted[name].float()
        most = right.abs().amax(dim=-1, keepdim=True)
        assert ((tensor - right).abs() <= error * most + 1e-7 * bool(error)).all(), name
    wider = nothing.read_text(encoding="utf-8").replace("width = 32", "width = 48")
    nothing.write_text(wider, encoding="utf-8")
    assert run(nothing, other, "--init", str(exported)) == 2
    assert "another shape" in capsys.readouterr().err


def test_a_deeper_run_begins_with_what_the_shallower_one_computes(
    data: Path, write_recipe: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    work, deeper, other = data / "work", data / "deeper", data / "other"
    shallow = read_recipe(write_recipe())
    assert run(write_recipe(), work) == 0
    weights = checkpoints.read(found(work)).average
    path = write_recipe(budget="steps = 0.0\nminutes = 0.000001")
    text = path.read_text(encoding="utf-8").replace("decoder_layers = 1", "decoder_layers = 3")
    path.write_text(text.replace("encoder_layers = 2", "encoder_layers = 4"), encoding="utf-8")
    assert run(path, deeper, "--init", str(work)) == 0
    grown = checkpoints.read(found(deeper)).average
    assert len(grown) > len(weights)
    ids = torch.randint(4, 400, (3, 17), generator=torch.Generator().manual_seed(1))
    logits = []
    for shape, values in ((shallow, weights), (read_recipe(path), grown)):
        model = network.build(shape, device="cpu").eval()
        model.load_state_dict(values, strict=False)
        with torch.no_grad():
            logits.append(model(input_ids=ids, decoder_input_ids=ids.flip(1)).logits)
    assert logits[0].std() > 0.01
    assert torch.allclose(logits[0], logits[1], atol=1e-3)
    # Layers are added, never taken away.
    assert run(write_recipe(), other, "--init", str(deeper)) == 2
    assert "more than the recipe: model." in capsys.readouterr().err


def test_a_model_that_scars_scars_what_a_restorer_learns_from(
    data: Path, write_recipe: Callable[..., Path]
) -> None:
    path = write_recipe(head='target = "de"', budget="steps = 10")
    text = path.read_text().replace("[data.weights]", "scarring = true\n[data.weights]")
    text = text.replace("pieces = 432", "pieces = 415")  # of one language there are fewer
    path.write_text(text + "[filters]\nmax_copy = 1.0\n[noise]\nshare = 1.0\nscar = 1.0\n")
    work, out = data / "work", data / "by-model" / "items.jsonl"
    assert run(path, work) == 0
    model = work / "export" / "ct2"
    assert not (model / "README.md").exists()  # nothing measures scars but what learns from them
    texts = scarring.draw_sentences(work / "data", ["news/*"], size=20, seed=2)
    assert len(texts) == 20
    made = [list(scarring.scar_all(model, texts, processes=2, seed=seed)) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    assert sorted(text for text, _ in made[0]) == sorted(texts)
    assert scarring.main([str(model), str(work / "data"), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert all(scarring.is_scar(row["clean"], row["scarred"]) for row in rows)
