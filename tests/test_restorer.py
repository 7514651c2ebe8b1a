"""The restorer's part in repair, with an engine that says what the test wants it to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from reinschrift import Document
from reinschrift.documents import Block, Mark
from reinschrift.edits import apply
from reinschrift.engines import Decoding, Hypothesis
from reinschrift.repairs import repair, repair_document
from reinschrift.restorer import Restorer
from reinschrift.restorer.changes import find_changes, name_rules
from reinschrift.restorer.guard import is_faithful
from reinschrift.restorer.suspicion import is_suspicious
from reinschrift.stages import reordering, restoring

MOVED = "Der Senat hat genehmigt das Paket."
RIGHT = "Der Senat hat das Paket genehmigt."


class Scripted:
    """An engine that restores some sentences and is sure of it, or not."""

    window = 100

    def __init__(self, restored: Mapping[str, str], odds: float = 7.0) -> None:
        self._restored = restored
        self._odds = odds
        self.read: list[str] = []

    def count_pieces(self, text: str) -> int:
        return len(text.split())

    def translate(self, texts: list[str], decoding: Decoding) -> list[Hypothesis]:
        assert decoding.beam_size
        self.read += texts
        return [Hypothesis(self._restored.get(text, text)) for text in texts]

    def score(self, texts: list[str], others: list[str]) -> list[float]:
        return [
            -3.0 if text == other else self._odds - 3.0
            for text, other in zip(texts, others, strict=True)
        ]


Script = Callable[[Scripted], Scripted]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    def use(engine: Scripted) -> Scripted:
        restorer = Restorer(engine)
        monkeypatch.setattr(restoring, "load_restorer", lambda: restorer)
        monkeypatch.setattr(reordering, "load_restorer", lambda: None)  # tests/test_orders.py
        return engine

    return use


def test_what_moved_goes_back(script: Script) -> None:
    script(Scripted({MOVED: RIGHT}))
    done = repair(MOVED, level="full")
    assert done.text == RIGHT
    assert {edit.rule for edit in done.edits} == {"moved-anchor"}
    assert done.undo(rule="moved-anchor").text == MOVED
    assert "restorer: +7.0" in done.edits[0].evidence
    assert repair(done.text, level="full").edits == ()


def test_an_unsure_restorer_changes_nothing(script: Script) -> None:
    script(Scripted({MOVED: RIGHT}, odds=restoring.LEAST_ODDS - 0.1))
    assert repair(MOVED, level="full").text == MOVED


@pytest.mark.parametrize("options", [{"level": "standard"}, {"level": "full", "budget": 0.05}])
def test_no_other_level_or_budget_asks_it(script: Script, options: dict[str, object]) -> None:
    engine = script(Scripted({MOVED: RIGHT}))
    assert repair(MOVED, **options).text == MOVED  # type: ignore[arg-type]
    assert engine.read == []


def test_a_rule_left_out_stays_out(script: Script) -> None:
    engine = script(Scripted({MOVED: RIGHT}))
    assert repair(MOVED, level="full", without=["moved-anchor"]).text == MOVED
    assert engine.read == []


@pytest.mark.parametrize(
    "wrong",
    [
        "Der Senat hat das Paktet genehmigt.",
        "Der Senat hat das große Paket genehmigt.",
        "Der Senator hat das Paket genehmigt und vertagt.",
    ],
)
def test_words_of_content_are_neither_lost_nor_made_up(script: Script, wrong: str) -> None:
    script(Scripted({MOVED: wrong}))
    assert repair(MOVED, level="full").text == MOVED


def test_a_protected_word_keeps_its_whole_line_as_it_is(script: Script) -> None:
    script(Scripted({MOVED: RIGHT}))
    assert repair(MOVED, level="full", protect=["genehmigt"]).text == MOVED


def test_a_word_that_carries_a_link_stays(script: Script) -> None:
    script(Scripted({MOVED: RIGHT}))
    link = Mark(MOVED.index("genehmigt"), MOVED.index(" das"), "link", {"href": "/a"})
    document, _ = repair_document(Document((Block(MOVED, marks=(link,)),)), level="full")
    assert document.text == MOVED
    other = Mark(MOVED.index("Paket"), MOVED.index("."), "link", {"href": "/a"})
    document, _ = repair_document(Document((Block(MOVED, marks=(other,)),)), level="full")
    assert document.text == RIGHT
    [mark] = document.blocks[0].marks
    assert document.text[mark.start : mark.end] == "Paket"


@pytest.mark.parametrize("marks", ["„“", '""', "»«"])
def test_the_order_of_spoken_words_is_the_speakers(script: Script, marks: str) -> None:
    engine = script(Scripted({MOVED: RIGHT}))
    first, last = marks[0], marks[1]
    spoken = f"{first}Das sagte er gestern. {MOVED}{last} {MOVED}"
    done = repair(spoken, level="full")
    assert done.text == f"{first}Das sagte er gestern. {MOVED}{last} {RIGHT}"
    assert "Das sagte er gestern." not in engine.read
    titled = f"Im Film {first}Die Wahl{last} sagte er nichts dazu. {MOVED}"
    assert repair(titled, level="full").text.endswith(RIGHT)


def test_sentences_are_read_where_a_scar_is_near_or_they_look_odd(script: Script) -> None:
    engine = script(Scripted({}))
    plain, beside, far = "Es regnet heute.", "Die Sonne scheint.", "Der Mond geht auf."
    scarred = "Er traf Wladimir Putinund den Außenminister."
    repair("\n".join((plain, far)), level="full")
    assert engine.read == []
    repair("\n".join((scarred, beside, plain, far)), level="full")
    assert beside in engine.read
    assert far not in engine.read


def test_marks_alone_are_its_to_set_where_a_scar_is_near(script: Script) -> None:
    scarred = "Er traf Wladimir Putinund den Außenminister."
    lost, found = "Der Rat tagt heute am Abend.", "Der Rat tagt heute, am Abend."
    script(Scripted({lost: found}))
    assert repair(lost, level="full").text == lost
    text = f"{scarred}\n{lost}"
    assert repair(text, level="full").text.endswith(found)
    done = repair(text, level="full", without=["lost-boundary"])
    assert done.text.endswith(lost)


def test_marks_wait_until_the_order_is_right(script: Script) -> None:
    scarred = "Er traf Wladimir Putinund den Außenminister."
    script(Scripted({MOVED: MOVED.replace("genehmigt das", "genehmigt, das")}))
    assert repair(f"{scarred}\n{MOVED}", level="full").text.endswith(MOVED)


def test_the_order_waits_for_a_mark_that_grammar_misses(script: Script) -> None:
    lost = MOVED.replace(".", " obwohl es nichts kostet.")
    marked, right = lost.replace(" obwohl", ", obwohl"), f"{RIGHT[:-1]}, obwohl es nichts kostet."
    misread = "Der Senat hat das Paket obwohl es nichts kostet genehmigt."
    script(Scripted({lost: misread, marked: right}))
    assert repair(lost, level="full").text == right


def test_no_noun_loses_its_article(script: Script) -> None:
    script(Scripted({MOVED: RIGHT.removeprefix("Der ")}))
    assert repair(MOVED, level="full").text == RIGHT


def test_what_is_too_long_for_it_is_left() -> None:
    engine = Scripted({MOVED: RIGHT})
    engine.window = 3
    restorer = Restorer(engine)
    assert restorer.restore([MOVED]) == {MOVED: MOVED}
    assert restorer.judge([(MOVED, RIGHT)]) == [float("-inf")]


@pytest.mark.parametrize(
    ("there", "here", "rule"),
    [
        ("gesternvom", "gestern vom", "merged-words"),
        ("stark", "stark.", "lost-boundary"),
        ("", ",", "lost-boundary"),
        ("Erklärt", "erklärt", "fragment-case"),
        ("nieDie", "nie. Die", "merged-words+lost-boundary"),
        (" Der", "", "stray-fragment"),
        ("dem", "den", "agreement"),
        (" getroffen", "", "moved-anchor"),
    ],
)
def test_changes_are_named_by_the_scar_they_heal(there: str, here: str, rule: str) -> None:
    assert name_rules(there, here) == rule


def test_changes_lead_from_one_text_to_the_other() -> None:
    for before, after in ((MOVED, RIGHT), (RIGHT, MOVED), ("a b", ""), ("", "a b")):
        assert apply(before, find_changes(before, after)) == after


@pytest.mark.parametrize(
    ("before", "after", "faithful"),
    [
        (MOVED, RIGHT, True),
        ("Er sprach mit der ehemalig Minister.", "Er sprach mit dem ehemaligen Minister.", True),
        ("Der Konzern ankündigte Preise.", "Der Konzern kündigte Preise an.", True),
        ("Sie reiste Prag.", "Sie reiste nach Prag.", True),
        ("Flynn kam mit 50 Euro.", "Flyn kam mit 50 Euro.", False),
        ("Flynn kam mit 50 Euro.", "Flynn kam mit 5 Euro.", False),
        ("Er kam nicht.", "Er kam.", False),
    ],
)
def test_the_guard(before: str, after: str, faithful: bool) -> None:
    assert is_faithful(before, find_changes(before, after)) is faithful


@pytest.mark.parametrize(
    "text",
    [
        MOVED,
        "Sie will verkaufen die Firma.",
        "Es ist Zeit zu beenden den Streit.",
        "Der Konzern ankündigte höhere Preise.",
        "Die nordkoreanisch Truppen kamen.",
        "Er ging für der Antrag.",
        "Er sagt, dass die Halle muss schließen im März.",
    ],
)
def test_odd_neighbours_are_seen(text: str) -> None:
    assert is_suspicious(text)


@pytest.mark.parametrize(
    "text", [RIGHT, "Es ist Zeit, den Streit zu beenden.", "Die nordkoreanischen Truppen kamen."]
)
def test_good_german_is_not_suspicious(text: str) -> None:
    assert not is_suspicious(text)


def test_a_comma_that_a_split_word_brings_to_light_comes_before_words_move() -> None:
    text = "Der Gemeinderat hat einstimmigbeschlossen das Freibad zu sanieren."
    wanted = "Der Gemeinderat hat einstimmig beschlossen, das Freibad zu sanieren."
    assert repair(text, level="full").text == wanted
