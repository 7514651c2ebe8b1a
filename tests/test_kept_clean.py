"""Correct sentences that look like scars: each was changed once, and none may be again."""

from __future__ import annotations

import pytest

from reinschrift.repairs import repair

KEPT = [
    # A pronoun and what stands beside it, or all that its verb has before it.
    "Sie selbst habe dort schwimmen gelernt.",
    "Sie beide verbindet die Liebe zur Oper.",
    "Sie persönlich halte das für falsch.",
    "Sie eigens anzuhören, lehnte das Gericht ab.",
    # Titles and names with an article of their own, and parties.
    "Er ist seit Jahren Mitglied der Partei Die Linke.",
    "Zum Auftakt gibt das Theater Die Räuber in zwei Stunden.",
    "Beim Bau der Anlage half der Deutsche Wetterdienst.",
    "Das sagte der Planetologe von der Universität Leiden.",
    # Phrases that look like attributes without their case.
    "Die Firma, die Autos baut, ist pleite.",
    "Seit der Antike Philosophen und Ärzte.",
    "In der Goldenen Bulle wird der Kurfürst genannt.",
    "In im Ausland lebenden Familien wird viel gelesen.",
    "Die Polizei rief dazu auf, die Straßen zu meiden.",
    # An amount that ends its clause.
    "Enkel hat die Dame übrigens keinen, Hunde auch nicht.",
    "Schulden hat die Stadt keine, Rücklagen schon.",
    # Adjectives that are nouns have any gender.
    "Das Junge wiegt 600 Gramm.",
    # A dative that a participle asks for.
    "Für der Regierung nahestehende Verbände ist das ein Erfolg.",
    # A genitive, since the verb is a plural.
    "Zur Kundgebung der Gegner kamen nach Angaben der Veranstalter 1.200 Menschen.",
    "Lars nickt. Sie aber lacht.",
    "Er weinte, sie nicht.",
    "Die Stadt ist reich und, an Steuern gemessen, die größte im Land.",
    "Gewählt wurde auch das Bündnis Wir für Lübeck.",
    "Das sind mit die höchsten Mieten im Land.",
    # A clause that opens with its conjunction.
    "Wenn Sie wollen, rufen wir zurück.",
    "Welche Farbe Sie wollen, ist uns egal.",
    "Auf dass es gelinge!",
    "Nicht dass ich wüsste.",
    # Politeness, where somebody else is the subject.
    "Herr Kahl, Sie kannte damals keiner.",
    "Er kam, und Sie stört vermutlich eher der Geruch.",
    # An object in front of its infinitive, and two halves without a verb.
    "Es den Kindern zu verschweigen, wäre falsch.",
    "Sie der Polizei zu übergeben, fiel dem Finder nicht ein.",
    "Er Katholik, sie Protestantin, damals war das ein Skandal.",
    # A relative clause that begins with its infinitive, and a comparison behind the verb.
    "Es sind Fragen, die zu stellen sich lohnt.",
    "Sie erbte ein Haus, dessen Dach zu reparieren sie sich nicht leisten konnte.",
    "Es war ein Fehler, den zuzugeben ihm sichtlich schwerfiel.",
    "Er sagt, dass ein Bild mehr sagt als tausend Worte.",
    # An attribute between article and noun.
    "Ein den Behörden seit Langem bekannter Hehler wurde gefasst.",
    "Ein die Musik liebender König gründete das Haus.",
    # A short clause without its comma.
    "Falls nötig wird die Frist verlängert.",
    "Als Putinist gilt der Gouverneur nicht.",
    # Names of towns.
    "In Weil am Rhein hat die Polizei am Samstag einen Schmuggler gestellt.",
    "In Östersund wurde die Deutsche Vierte.",
    "Der FK Haugesund unterlag mit 0:2.",
    # Adjectives and participles that mean someone.
    "Der stellvertretende Vorsitzende der Partei lehnte ab.",
    "Der hohe Beamte schwieg.",
    "Die einzige parteilose Abgeordnete fehlte.",
    # A predicate is no object.
    "Wir können ein Sozialstaat sein.",
    "Ist er der richtige Mann?",
    "Es sollte nicht der letzte Transport bleiben.",
    # Words that stand twice, and sentences of one word.
    "Das hilft gegen gegen Antibiotika resistente Keime.",
    "Es gab Bier, Wein und und und.",
    "Die. Beste. Band. Der. Welt.",
    # Quotation marks as English has them.
    "Das Spiel war gut. “Wir freuen uns”, sagte sie.",
    # One verb.
    "Er hatte sich zu Fuß davongemacht.",
    "Er tat es, weil es ihm schwerfiel.",
    # Small words that are nouns, and nouns beside a pronoun.
    "Das Warum bleibt offen.",
    # Words that look like two.
    "Weiterverhandelt wird nun in der Sitzung am 14. Mai.",
    "So begann Kabarettist Ludger Habenicht am Sonntag sein Programm.",
    "Am Ende las der Schriftsteller Otto Hassenichts aus seinem Buch.",
    "Er trat zurück, um des Friedens willen schwieg er auch.",
    "Die Bücher, die Sie geschenkt bekommen werden, dürfen Sie behalten.",
    "Mit KulturFürAlle können Menschen umsonst ins Theater.",
    "Das steht in ihrem Magazin MobilSein mit vielen Bildern.",
    # A dative of many behind a particle that belongs to another verb.
    "Spanien gehört zu den liebsten Urlaubsländern der Briten.",
    "Beamte kamen bei den Grand Plaza Apartments an.",
    "Augenzeugen berichteten der Deutschen Presse-Agentur von Schüssen.",
    "Sie ist mein Ein und Alles.",
    "Das kaufmännische Und ist ein Zeichen.",
    "Wir Frauen wollen mehr.",
    "Das Runde muss ins Eckige.",
    "In der Freien und Hansestadt Hamburg wird gewählt.",
    # A particle that belongs to its noun.
    "Den Ermittlern geholfen hat ausgerechnet dessen frühere Ehefrau.",
]


@pytest.mark.parametrize("level", ["standard", "full"])
@pytest.mark.parametrize("text", KEPT)
def test_what_is_right_stays(text: str, level: str) -> None:
    assert repair(text, level=level).text == text


def test_a_stray_pronoun_still_goes() -> None:
    assert repair("Sie Die Erhöhung kommt im Mai.").text == "Die Erhöhung kommt im Mai."
