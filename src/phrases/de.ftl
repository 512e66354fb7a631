# Erste Übersetzung, noch von niemandem gegengelesen.

language-name = Deutsch
easy-words = leicht
decimal-sign = ,
read-aloud = Vorlesen
case-code = Fallnummer (kein Name)
occasion = Messung
date = Datum
may-be-left-open = kann offen bleiben
only-if = Nur wenn
choose-any = Bitte alles Zutreffende wählen
next = Weiter
back = Zurück
skip = Überspringen
stop = Jetzt aufhören
thanks = Das war alles. Vielen Dank.
answers-kept = Ihre Antworten sind gespeichert. Sie können später weitermachen.
answer-needed = Bitte antworten Sie, oder überspringen Sie die Frage.
finish = Fertig
not-an-answer = Das ist keine der Antworten.
number-from = Eine Zahl von
own-words = In Ihren eigenen Worten
as-date = Jahr-Monat-Tag, wie 2026-11-24

welcome = Willkommen
your-code = Ihr Code: sechs Ziffern
begin = Beginnen
for-staff = Für Mitarbeitende
language = Sprache
wrong-code = Dieser Code stimmt nicht oder ist zu alt. Bitte lassen Sie sich einen neuen geben.
store-failed = Hier ist etwas schiefgegangen. Ihre Antworten sind gespeichert. Bitte versuchen Sie es gleich noch einmal.
failed = Hier ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.
page-too-old = Diese Seite ist zu alt. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
nothing-here = Hier ist nichts.
too-many-tries = Zu viele falsche Versuche. Bitte warten Sie fünf Minuten.
not-for-you = Das dürfen Sie nicht sehen.
to-first-page = Zur ersten Seite

staff = Mitarbeitende
user-name = Name
password = Passwort
log-in = Anmelden
log-out = Abmelden
wrong-password = Der Name oder das Passwort stimmt nicht.
role-officer = Bewährungshilfe
role-coordinator = Koordination
role-methodologist = Methodik
role-administrator = Verwaltung
cases = Fälle
team = Team
ask-somebody = Jemanden befragen
measure-choice = Fragebogen, wer antwortet, in welcher Sprache
known-facts = Was über den Fall bekannt ist, wie age=34 mandate=parole (kann leer bleiben; früher Gesagtes bleibt stehen)
only-answerer = Nur wer antwortet, darf die Antworten sehen
give-code = Code geben
code-given = Der Code für { $who } von { $case }, 30 Minuten gültig, einmal:
cases-followed = Fälle, die verfolgt werden
none-yet = Noch keine.
case = Fall
asked = Gefragt
answered = Beantwortet
now = Jetzt
other-office = Dieser Fall gehört zu einer anderen Dienststelle.
occasion-is-number = Die Messung ist eine Zahl.
try-again = Bitte versuchen Sie es noch einmal.
code-empty = es ist keine Fallnummer da
code-letters = eine Fallnummer besteht aus Buchstaben, Ziffern, `-`, `_` und `.`, höchstens { $most }
code-like-name = das könnte ein Name sein: eine Fallnummer enthält eine Ziffer, wie `c-017`
code-like-citizen = das könnte eine Personennummer sein: eine Fallnummer enthält einen Buchstaben oder ist kürzer
no-such-fact = `{ $fact }` ist keine Angabe, die dieser Fragebogen kennt
case-named = Fall { $case }
nothing-answered = Es wurde noch nichts beantwortet.
confidential = Vertraulich
confidential-answered = { $who }, Messung { $occasion }: beantwortet
confidential-open = { $who }, Messung { $occasion }: noch nicht beantwortet
measure-refused = { $measure }: Die Datei wurde so geändert, dass sie anders auswertet als zu der Zeit, als diese Version beantwortet wurde. Sie wird nicht verwendet. Geben Sie der geänderten Datei eine neue Version.
some-unfinished = Einige Fragebögen sind noch nicht fertig; sie werden nicht gezeigt.
status-experimental = im Versuch
status-piloted = erprobt
status-validated = validiert
status-retired = nicht mehr in Gebrauch

cases-over-time = { $title }: Fälle im Verlauf
cases-attention =
  { $cases ->
    [one] 1 Fall
   *[other] { $cases } Fälle
  }, { $attention } jetzt mit einem Hinweis oder einem Zeichen eines Bruchs
not-validated = Dieser Fragebogen ist { $status }: nichts hier ist ein Urteil über einen Menschen.
norms = Normen
without-norms = Ohne Normen wird nicht gesagt, ob eine Veränderung reliabel ist.
version-change = ab Messung { $occasion } wird Version { $to } beantwortet, vorher war es { $from }
version-line = Bei der Linie in den Diagrammen ändert sich der Fragebogen: { $change }. Werte, die darüber hinweg nicht vergleichbar sind, fehlen.
left-out = Werte, die nicht vergleichbar sind, fehlen
solid = durchgezogen
dashed = gestrichelt
case-values = Fall { $case }: Werte
score = Skala
who = Wer
band = Stufe
since-first = Seit der ersten
since-before = Seit der vorigen
gaps = Wo die beiden auseinandergehen, bei Messung { $occasion }
difference = Unterschied
missing = fehlt
by-occasion = { $who }, nach Messung: { $values }
lower-reliably = reliabel gesunken (mehr als der Messfehler)
higher-reliably = reliabel gestiegen (mehr als der Messfehler)
lower-not-reliably = gesunken, aber innerhalb des Messfehlers
higher-not-reliably = gestiegen, aber innerhalb des Messfehlers
unchanged = gleich geblieben
no-norms = es wurden keine Normen angegeben, daher ist nicht bekannt, ob eine Veränderung reliabel ist
no-group = keine Gruppe der Normen passt zu diesem Fall, daher ist nicht bekannt, ob eine Veränderung reliabel ist
no-spread = die Normen geben keine Standardabweichung an, daher ist nicht bekannt, ob eine Veränderung reliabel ist
no-reliability = die Reliabilität ist nicht bekannt, daher auch nicht, ob eine Veränderung reliabel ist
low-reliability = die Reliabilität beträgt { $reliability }, weniger als { $least }: zu wenig, um die Veränderung eines einzelnen Menschen zu beurteilen
simulated-norms = die Normen sind simuliert, und danach wird niemand beurteilt
outcome-recovered = genesen
outcome-improved = verbessert
outcome-unchanged = unverändert
outcome-deteriorated = verschlechtert
fell-by = sank seit der vorigen Messung um { $fall }, mehr als { $points }
fell-in-a-row =
  sank { $times ->
    [one] einmal
   *[other] { $times }-mal hintereinander
  }
below-best = liegt reliabel unter dem besten Wert bisher, { $best }
change-since-first = { $score } ({ $who }) seit der ersten: { $change }
change-since-before = { $score } ({ $who }) seit der vorigen: { $change }
gap-line = { $first } weniger { $second } bei Messung { $occasion }: { $gaps }
alert-line = Hinweis ({ $who }): { $sentence }
graded-alert-line = Hinweis, { $severity } ({ $who }): { $sentence }
alert-mild = leicht
alert-severe = ernst
sign-line = Zeichen eines Bruchs ({ $who }): { $score } { $sign } [{ $source }]

team-title = { $title }: Zahlen des Teams
small-hidden = Zahlen von weniger als { $least } Fällen werden nicht gezeigt, auch nicht solche, aus denen sie sich ergäben. Anzahlen sind auf Vielfache von { $least } gerundet; Mittelwerte und Standardabweichungen so, dass ein einzelner Fall darin nicht zu sehen ist.
scores-at-last = Werte bei der letzten Messung
group = Gruppe
mean = Mittelwert
sd = SD
all = alle
not-said = nicht gesagt
followed-cases = Fälle, die verfolgt werden
attention-now = jetzt ein Hinweis oder ein Zeichen eines Bruchs
no-attention = keines von beiden
bands-at-last = { $score } ({ $bands }) bei der letzten Messung
score-change = { $score }: Veränderung seit der ersten Messung
reliably-lower = reliabel gesunken
no-reliable-change = keine reliable Veränderung
reliably-higher = reliabel gestiegen
cannot-be-told = nicht zu sagen
