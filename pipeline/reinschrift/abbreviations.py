"""Closed lists of German words that tell a full stop from the end of a sentence.

Written down from grammar, style guides and what newspapers print; none is counted from a
corpus. Forms are exact in case (`Max.` is a man, `max.` is not) and stand without their
last full stop. An abbreviation of several parts is stored without its spaces.
"""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _endings(table: str) -> tuple[str, ...]:
    return tuple(table.split())


# What follows belongs to them, so no sentence ends with one: titles and ranks, shortened
# attributes of the next noun, "for example", "that is", "see".
OPEN = _words("""
    Dr DDr Prof Hr Hrn Fr Frl Dipl Ing Mag MMag Dkfm Priv Doz Hl hl Msgr Pfr Kard Bgm Präs Vors Abg
    RA StA Insp Hptm Oblt Lt Ltn Obstlt Brig Maj Uffz Gfr Ofw Fw Kpt Kptn Adm Mr Mrs Ms Mme Mlle Rev
    Hon Capt Col Sgt Gov Sen Ft Mt geb verh gesch verw gest gen verst stv stellv Stv Stellv ehem
    Ehem Anm Hrsg hrsg hg vgl Vgl bzw Bzw bezw resp sog sogen Sog ggf Ggf ggfs evtl Evtl ev event
    insb Insb insbes Insbes bes inkl Inkl exkl einschl ausschl zzgl zuzügl abzgl abz ca Ca max min
    mind maxim lt gem entspr betr bez bzgl Bzgl beisp bspw Bspw vs zw ungef Ungef urspr Urspr allg
    amtl dt engl frz franz ital span russ poln tschech lat griech türk österr schweiz bayer bayr
    sächs thür württ hess westf kath evang jüd christl röm wiss techn kaufm gesetzl öff öffentl
    städt staatl kgl königl kaiserl jew tägl wöchentl monatl mtl jährl teilw tlw sämtl voraussichtl
    durchschn gegr begr eigtl übers z.B Z.B zB z.T Z.T z.Zt z.Z z.Hd d.h D.h dh i.d.R I.d.R i.d.F
    i.S.d i.S.v i.V.m i.H.v i.e i.e.S i.w.S i.A i.V i.Allg i.allg m.E M.E m.W m.a.W u.U U.U u.z u.zw
    o.g O.g b.a.W v.a V.a n.d a.d i.d o.D p.a s.g
""")

# They stand before a number. Before anything else only a sure first word ends the sentence.
NUMBERED = _words("""
    Nr Nrn Abs Kap Bd Bde Ziff Rn Rdnr Rz lit Abb Tel Fax Bl Anl Anh Jg Pos Kl Zimm Az Drs Drucks
    Pkt Fn Kto Fig Str Hausnr Kat Ausg Aufl Vers Jan Jän Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt
    Nov Dez
""")

# The same, but they are whole words as well: before a capital they simply end a sentence.
NUMBERED_WORDS = _words("Art No Do So Mi Sa Di Mo Tab Lit")

# They end a list, and with it most often the sentence.
CLOSING = _words("usw etc usf uvm u.v.m u.v.a u.s.w u.s.f")

# They stand inside a sentence or at its end: only a sure first word decides.
EITHER = _words("""
    f ff al Co Bros Inc Corp Ltd Cie Jr Sr jun sen jr sr St Ste Sta Mio Mrd Bio Mill Tsd Min Std Sek
    Stk Chr Abt Bhf Hbf Ges Reg Bez Kt Jh Jhd Jhdt Jahrh Vol Ed Dtl Univ Inst Abschn Red Verf Vf
    Nachf Inh Ew Einw Mitgl Verw Bev Gem Gde Kfm Exped Sekr Ass Assist Ref Gen Anz Geb Zul Bem Bsp
    Verz Rep Kom Calif u.a U.a u.ä u.Ä o.ä o.Ä u.dgl ü.d.M v.Chr n.Chr v.u.Z n.u.Z a.D a.M i.R i.Br
    s.o s.u s.a h.c e.V m.b.H e.G E.h a.a.O u.Z d.J d.M v.J v.M d.Ä d.Red
""")

# Short forms that look like abbreviations, having no vowel, and are none any more.
UNSTOPPED = _words("Pkw Lkw Kfz Mrz km kg cm mm qm ml mg kw psst pst hm hmm tja")

# They shout by name: a capital after one goes on.
SHOUTING_NAMES = _words("Yahoo Joop Jeopardy")

# Capitals that start a sentence: German writes these words small elsewhere. Left out is what
# is as often a surname or a noun (Kurz, Lange, Recht, Morgen, Will): those may go on.
STARTERS = _words("""
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Keinem Keiner Ich Er
    Sie Es Wir Ihr Man Mich Mir Dich Dir Ihn Ihm Ihnen Uns Euch Sich Mein Meine Meinen Meinem Meiner
    Dein Deine Sein Seine Seinen Seinem Seiner Ihre Ihren Ihrem Ihrer Unser Unsere Unseren Unserer
    Dieser Diese Dieses Diesen Diesem Dies Jener Jene Jenes Jenen Jeder Jede Jedes Jeden Jedem
    Jemand Niemand Nichts Etwas Alle Alles Allen Aller Einige Einigen Mehrere Manche Mancher Manches
    Solche Solcher Viele Vielen Wenige Beide Beiden Andere Anderen Anderer Weitere Weiteren
    Zahlreiche Wer Was Wen Wem Wessen Welche Welcher Welches Wie Wo Wann Warum Weshalb Wieso Woher
    Wohin Womit Wofür Worum Wodurch Worüber In Im Ins An Am Ans Auf Aus Bei Beim Bis Durch Für Gegen
    Hinter Mit Nach Neben Ohne Seit Trotz Über Um Unter Von Vom Vor Während Wegen Zu Zum Zur
    Zwischen Laut Gemäß Angesichts Anhand Anlässlich Anstatt Anstelle Aufgrund Außer Außerhalb
    Binnen Entgegen Gegenüber Hinsichtlich Infolge Innerhalb Inmitten Jenseits Mangels Mithilfe
    Mittels Mitten Nahe Oberhalb Rund Statt Unterhalb Unweit Zufolge Zugunsten Zwecks Und Oder Aber
    Denn Doch Sondern Sowohl Weder Entweder Dass Daß Ob Wenn Weil Als Da Obwohl Obgleich Wobei
    Nachdem Bevor Ehe Sobald Solange Sofern Soweit Sowie Falls Damit Indem Sodass Seitdem Zumal
    Wohingegen Abends Abermals Allein Allenfalls Allerdings Also Anders Andererseits Anfangs
    Anschließend Ansonsten Auch Ausgerechnet Außerdem Bald Beispielsweise Bereits Besonders
    Bestenfalls Bislang Bisher Dabei Dadurch Dafür Dagegen Daher Dahinter Damals Danach Daneben Dann
    Daran Darauf Daraufhin Daraus Darin Darüber Darum Darunter Davon Davor Dazu Dazwischen Demnach
    Demnächst Demzufolge Dennoch Derweil Derzeit Deshalb Deswegen Deutlich Dort Draußen Ebenfalls
    Ebenso Eben Eher Eigentlich Einerseits Einmal Einst Endlich Entsprechend Erneut Erst Erstens
    Erstmals Etwa Fast Ferner Freilich Früher Ganz Gar Genau Genauso Gerade Gern Gestern Gleich
    Gleichwohl Gleichzeitig Glücklicherweise Heute Heutzutage Hier Hierbei Hierfür Hierzu Hinzu
    Immer Immerhin Insbesondere Insgesamt Insofern Inzwischen Irgendwann Ja Jedenfalls Jedoch Jetzt
    Kaum Keinesfalls Keineswegs Künftig Kürzlich Längst Lediglich Leider Letztlich Manchmal Mehr
    Meist Meistens Mittlerweile Möglich Möglicherweise Momentan Nachmittags Nachts Nämlich Natürlich
    Nebenbei Nein Nicht Nie Niemals Nirgends Noch Normalerweise Nun Nunmehr Nur Offenbar
    Offensichtlich Oft Oftmals Plötzlich Schließlich Schon Selbst Selbstverständlich Selten Seither
    Sicher Sicherlich So Sodann Soeben Sofort Sogar Somit Sonst Später Stattdessen Stets Tatsächlich
    Teils Teilweise Trotzdem Übrigens Überall Überdies Überhaupt Umgekehrt Umso Ungefähr Unklar
    Unterdessen Ursprünglich Vermutlich Viel Vielleicht Vielmehr Voraussichtlich Vorher Vorerst
    Vorgestern Vorläufig Wahrscheinlich Währenddessen Weiter Weiterhin Weltweit Wenigstens Wieder
    Wirklich Wohl Womöglich Zudem Zuerst Zugleich Zuletzt Zumindest Zunächst Zurück Zurzeit Zusammen
    Zusätzlich Zuvor Zwar Zweitens Drittens Bitte Danke Hallo Ach Oh Na Tja Okay Kann Können Könnte
    Muss Müssen Soll Sollen Sollte Sollten Darf Dürfen Wird Wurde Werden Würde Hat Haben Hatte Ist
    Sind Wäre Gibt Gab Geht Kommt
""")

# The surest of them: they stand with a capital in mid-sentence in names and titles only, so
# that they start a sentence even where a headline or a lost full stop left no mark.
SUREST = _words("""
    Der Die Das Ein Eine Einen In Im Bei Beim Nach Nachdem Mit Für Auf Am Vom Seit Während Laut
    Gegen Über Um Es Er Wir Dies Diese Dieser Dieses Wie Wenn Als Obwohl Auch Insgesamt Rund Noch
    Kaum Immer Jeder Einige
""")

# Before a capital these may be part of a name: "Am Alten Markt", "Made In America".
NAMING = _words("In Am Mit Für Auf Um Über Gegen")

# Papers, parties and places after an article or "In": "die Zeitung Die Welt", "in Den Haag".
NAMES = _words("""
    Welt Zeit ZEIT Presse Spiegel SPIEGEL Standard Bund Linke Linken LINKE Grünen Grüne Mitte Erste
    Partei Haag Silva Ärzte
""")

# A title may follow a noun that ends like this, without quotation marks.
TITLED = _endings("""
    zeitung zeitschrift magazin blatt film films krimi thriller drama komödie buch roman serie reihe
    sendung show doku dokumentation tatort partei fraktion bündnis initiative verein schrift slogan
    titel motto stück oper lied song album artikel text satz wort worte frage ausstellung projekt
    kampagne aktion geschichte beitrag namen portal podcast plattform spiel band gruppe restaurant
    lokal straße platz weg
""")

# Verb particles that end a headline, but no noun phrase: "Partei lehnt Vorschlag ab".
PARTICLES = _words("ab zurück weg fort los teil statt fest heraus hinaus hinzu bekannt frei")

MONTHS = _words("""
    Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember
""")

# Before an ordinal, not before a cardinal: "Mitte 2. Quartal".
PARTS_OF_TIME = _words("Anfang Mitte Ende")

# What is counted by ordinals, in small letters, so that compounds are met as well.
COUNTED = _endings("""
    jahrhundert mal platz rang tag liga fc sc sv fsv tsv ffc minute runde halbzeit etappe auflage
    ausgabe klasse stock stockwerk etage geschoss bezirk quartal halbjahr krieg advent senat kammer
    staffel folge sieg tor lauf gang grad person welle lesung sitzung saison jahr woche monat
    sinfonie symphonie gebot reich akt mannschaft session
""")
