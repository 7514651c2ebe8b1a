"""The closed classes of English words, as far as marks need them."""

from __future__ import annotations

ARTICLES = frozenset("the a an".split())
PREPOSITIONS = frozenset(
    "of in at on by for from with to against about over under after before into through during "
    "without between among as because despite until since within around via towards toward "
    "upon near off".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might shall "
    "should must to am".split()
)
CONJUNCTIONS = frozenset("and or but".split())
JOINS = CONJUNCTIONS | frozenset("that which who whom whose it there this".split())
# They open a noun phrase as an article does, and may stand for one: `senkt den Leitzins`.
POSSESSIVES = frozenset("its his her their our my your".split())
FUNCTION_WORDS = ARTICLES | POSSESSIVES | PREPOSITIONS | AUXILIARIES | JOINS
# Of phrasal verbs: wherever they stand, and only where no noun follows (`let him in`).
PARTICLES = frozenset("apart aside away back down forward off out together up".split())
LAST_PARTICLES = frozenset("in on over through".split())
SUPPORTS = frozenset("do does did".split())
