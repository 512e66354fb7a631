# Erste Übersetzung, noch von niemandem gegengelesen.

language-name = Deutsch
easy-words = leicht
decimal-sign = ,
read-aloud = Vorlesen
larger-letters = Größere Buchstaben
question-of = Frage { $question } von { $questions }
case-code = Fallnummer (kein Name)
occasion = Messung
date = Datum
choose-any = Bitte alles Zutreffende wählen
shares-add-up = Die Zahlen ergeben zusammen { $whole }.
ranks-once = Vergeben Sie jede Zahl von 1 bis { $most } einmal.
next = Weiter
back = Zurück
skip = Überspringen
stop = Jetzt aufhören
go-on = Weitermachen
begin-anew = Neu beginnen
word-ask = Sie haben hiervon schon etwas beantwortet. Geben Sie Ihr Wort ein, um damit weiterzumachen.
word-yours = Ihr Wort
word-wrong = Das ist nicht das Wort.
word-gone = Zu oft wurde ein falsches Wort eingegeben. Das Wort gilt nicht mehr, und niemand kann mit dem Beantworteten weitermachen. Sie können neu beginnen.
word-begun-anew = Jemand hat hiermit neu begonnen, seit es zuletzt beantwortet wurde. Was vorher beantwortet wurde, ist geschlossen, niemand sieht es, und ein Wort, das dafür gewählt wurde, gilt nicht mehr.
word-choose = Wählen Sie ein Wort. Damit machen Sie später dort weiter, wo Sie jetzt sind. Sagen Sie es niemandem.
word-new = Ihr Wort, { $least } Buchstaben oder mehr
word-too-short = Das Wort braucht { $least } Buchstaben oder mehr.
word-without = Ohne Wort beginnen Sie das nächste Mal neu. Niemand sieht, was Sie bis jetzt beantwortet haben.
word-stays = Ohne neues Wort gilt weiter das Wort, das Sie früher gewählt haben.
stop-with-word = Mit diesem Wort aufhören
stop-without-word = Ohne Wort aufhören
anew-explained = Oder beginnen Sie neu. Niemand sieht, was Sie vorher beantwortet haben.
next-person = Nächste Person
asked-by = { $site } stellt Ihnen diese Fragen.
takes-minutes =
  Es dauert etwa { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
  }
so-many-questions =
  Sie bekommen { $questions ->
    [one] eine kurze Frage
   *[other] { $questions } kurze Fragen
  }.
seen-by-staff = Wer mit Ihnen arbeitet, sieht Ihre Antworten
talk-after = Sie können danach gemeinsam darüber sprechen.
seen-beside = Wer mit diesem Fall arbeitet, sieht Ihre Antworten
seen-beside-more = Sie stehen neben den Antworten von: { $others }. Auch dort kann man Ihre Antworten lesen, wenn Sie gemeinsam darüber sprechen.
seen-by-nobody = Nur Sie sehen Ihre Antworten
need-not-say = Sie müssen nicht alles sagen
may-skip-and-stop = Sie dürfen Fragen überspringen. Sie dürfen aufhören und später weitermachen.
text-read = Schreiben Sie keine Namen oder Adressen. Wer mit Ihnen arbeitet, liest das.
text-read-beside = Schreiben Sie keine Namen oder Adressen. Wer mit diesem Fall arbeitet, liest das.
text-unread = Schreiben Sie keine Namen oder Adressen. Niemand, der mit Ihnen arbeitet, liest das.
letters-most = Höchstens { $most } Buchstaben
letters-left = Noch { $left } von { $most } Buchstaben
number-between = Eine Zahl von { $low } bis { $high }
line-touch = Tippen Sie auf die Linie. Schieben geht auch.
line-less = Etwas weniger
line-more = Etwas mehr
almost-done = Fast fertig
answered-of = Sie haben { $answered } von { $questions } Fragen beantwortet.
still-open = Diese sind noch offen. Sie dürfen offen bleiben.
shown-once-sent = Wer mit Ihnen arbeitet, sieht Ihre Antworten, sobald Sie sie senden.
shown-once-sent-beside = Wer mit diesem Fall arbeitet, sieht Ihre Antworten, sobald Sie sie senden.
answers-sent = Ihre Antworten wurden gesendet.
you-said = Das haben Sie gesagt
step-of = { $step } von { $steps }
between-two = zwischen „{ $low }“ und „{ $high }“
talk-about = Sprechen Sie gemeinsam darüber. Worüber möchten Sie zuerst sprechen?
closes-itself = Diese Seite schließt sich in zwei Minuten von selbst.
stay-open = Offen lassen
hide = Verbergen
stopped = Aufgehört
thanks = Das war alles. Vielen Dank.
answers-kept = Ihre Antworten sind gespeichert. Sie können später weitermachen.
answers-hidden = Vertraulich: Wer mit diesem Fall arbeitet, sieht, dass Sie geantwortet haben, und nicht was.
answer-needed = Bitte antworten Sie, oder überspringen Sie die Frage.
finish = Senden
not-an-answer = Das ist keine der Antworten.
number-needed = Geben Sie eine Zahl von { $low } bis { $high } ein, oder überspringen Sie die Frage.
whole-needed = Geben Sie eine ganze Zahl von { $low } bis { $high } ein, oder überspringen Sie die Frage.
step-needed = Geben Sie eine Zahl von { $low } bis { $high } in Schritten von { $step } ein, oder überspringen Sie die Frage.
text-too-long = Das ist zu lang. Schreiben Sie höchstens { $most } Buchstaben.
date-needed = Das ist kein Datum. Geben Sie einen Tag wie 2026-11-24 ein, oder überspringen Sie die Frage.
time-needed = Das ist keine Uhrzeit. Geben Sie Stunde und Minuten wie 23:30 ein, oder überspringen Sie die Frage.
number-from = Eine Zahl von
own-words = In Ihren eigenen Worten
sound-named = Ton: { $sound }
as-date = Jahr-Monat-Tag, wie 2026-11-24
as-time = Stunden und Minuten, wie 23:30

welcome = Willkommen
your-code = Geben Sie die Ziffern Ihres Codes ein
code-help = Sie bekommen den Code von der Person, die mit Ihnen arbeitet. Er gilt einmal und nur für begrenzte Zeit.
begin = Beginnen
for-staff = Für Mitarbeitende
language = Sprache
wrong-code = Dieser Code stimmt nicht oder ist zu alt. Bitte lassen Sie sich einen neuen geben.
store-failed = Hier ist etwas schiefgegangen. Ihre Antworten sind gespeichert. Bitte versuchen Sie es gleich noch einmal.
failed = Hier ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.
page-too-old = Diese Seite ist zu alt. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
took-too-long = Das hat zu lange gedauert. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
form-too-long = Was gesendet wurde, ist zu lang.
nothing-here = Hier ist nichts.
too-many-tries = Zu viele falsche Versuche. Bitte warten Sie ein paar Minuten.
server-busy = Zu viele möchten gerade etwas. Bitte versuchen Sie es gleich noch einmal.
not-for-you = Das dürfen Sie nicht sehen.
to-first-page = Zur ersten Seite

staff = Mitarbeitende
to-content = Zum Inhalt
main-menu = Hauptmenü
user-name = Name
password = Passwort
log-in = Anmelden
log-out = Abmelden
wrong-password = Der Name oder das Passwort stimmt nicht.
change-password = Passwort ändern
old-password = Bisheriges Passwort
new-password = Neues Passwort
new-password-again = Das neue Passwort noch einmal
password-rule = Mindestens { $letters } Zeichen. Ein paar Wörter, die nicht zusammengehören, genügen.
passwords-differ = Das neue Passwort wurde auf zwei Weisen eingegeben. Nichts wurde geändert.
wrong-old-password = Das bisherige Passwort stimmt nicht. Nichts wurde geändert.
password-weak = Das neue Passwort hat weniger als { $letters } Zeichen oder ist leicht zu erraten. Nichts wurde geändert.
password-changed = Das Passwort wurde geändert. Überall sonst sind Sie abgemeldet.
access-log = Wer was getan hat
access-when = Wann (UTC)
access-what = Was
access-show = Zeigen
access-none = Nichts gefunden.
access-older = Ältere
access-nobody = ein Name, den niemand hat
on-command-line = { $who } (auf der Befehlszeile)
somebody-on-command-line = jemand auf der Befehlszeile
by-the-program = das Programm, bei einer neuen Version
access-logged-in = hat sich angemeldet
access-failed-to-log-in = gab ein falsches Passwort ein
access-looked = sah den Fall an
access-refused-case = wurde der Fall verweigert: er gehört zu einer anderen Dienststelle
access-gave-code = gab einen Code für Erhebung { $administration }
access-entered = tippte Erhebung { $administration } vom Papier ab
access-took-in = nahm Antworten auf { $measure } aus einer Datei auf; Erhebungen: { $administrations }, Fälle: { $cases }
access-handed-over = übergab den Fall an { $owner }, { $office }
access-exported = führte Antworten auf { $measure } aus; Erhebungen: { $administrations }, vertraulich: { $confidential }
access-exported-cases = exportierte, wessen Fälle es sind und welche Signale gesehen wurden; Fälle: { $cases }
access-copied-store = kopierte alles Gespeicherte
access-gave-access = gab { $name } Zugang: { $role }, { $office }
access-took-access = nahm { $name } den Zugang
access-changed-password = änderte das eigene Passwort
access-failed-to-change-password = gab beim Ändern ein falsches Passwort ein
access-looked-at-log = sah dieses Protokoll an
access-purged-log = löschte alte Zeilen dieses Protokolls
access-erased = löschte einen Fall; Erhebungen: { $administrations }
access-purged = löschte, was lange genug aufbewahrt war; Erhebungen: { $administrations }
locked = In diesem Browser hat jemand Fragen beantwortet. Geben Sie Ihr Passwort ein, um zu den Fällen zurückzukehren.
role-officer = Bewährungshilfe
role-coordinator = Koordination
role-methodologist = Methodik
role-administrator = Verwaltung
cases = Fälle
look-today = Heute ansehen
look-today-more = ein Signal, das noch niemand gesehen hat
due-today = An der Reihe
due-today-more = die vereinbarte Zeit ist da
waits = Wartet
waits-more = gefragt, noch nicht beantwortet
is-fine = In Ordnung
is-fine-more = nichts zu tun bis zur nächsten Messung
is-closed = Geschlossen
is-closed-more = es wird nichts mehr gefragt
parts-of-list = Zu einem Teil der Liste
nothing-to-do = Hier jetzt keine Fälle.
all-of-part = Alle { $cases }
whole-list = Die ganze Liste
running-cases = { $day } · { $cases } laufend
whose = Von wem
of-all = Von allen
of-me = Meine Fälle
of-nobody = Von niemandem
all-measures = Alle
signal-of = { $who }, Zeitpunkt { $occasion }
signal-of-day = { $who }, Zeitpunkt { $occasion }, { $day }
more-signals =
  und { $signals ->
    [one] ein weiteres Signal
   *[other] { $signals } weitere Signale
  }
occasion-of-whom = Zeitpunkt { $occasion }: { $who }
next-occasion = Nächste: Zeitpunkt { $occasion }, bis { $day }
due-since = bis { $day }
answered-last = am { $day } beantwortet
never-answered = noch nie beantwortet
awaits-code = Der Code wurde noch nicht benutzt.
awaits-answering = Es wird gerade geantwortet.
awaits-stopped = Nach { $answered } Antworten aufgehört; mit einem neuen Code geht es weiter.
awaits-expired = Die Zeit des Codes ist abgelaufen.
look-at = Ansehen
let-answer = Ausfüllen lassen
new-code = Neuer Code
course-of = { $case }: { $values }
course-ground = Farbige Fläche: { $band }
team = Team
ask-somebody = Jemanden befragen
measure-choice = Fragebogen, und wer antwortet
known-facts = Was über den Fall bekannt ist (kann offen bleiben; was früher gesagt wurde, bleibt)
occasion-or-next = Zeitpunkt (leer: der nächste)
occasion-number = nächster: Zeitpunkt { $occasion }
next-of-each = Nächste: { $all }.
date-is-day = Das Datum ist ein Tag, der gewesen ist, ab { $year }, geschrieben als 2026-11-24.
date-before-opening = Der Fall ist seit { $day } offen und folgt einem Plan, für den ein früherer Tag nicht zählt. Ändern Sie zuerst diesen Tag, falls er früher offen war.
measure-without-words = { $measure } kann nicht gefragt werden: Die Fragen werden nicht mitgeliefert. Wer die Fragebögen verwaltet, kann sie hinzufügen.
case-facts = Bekannt: { $facts }.
change-facts = Sagen oder berichtigen, was bekannt ist
facts-were-wrong = Es war nie anders
facts-were-wrong-more = Was früher gesagt wurde, war falsch und wird überall berichtigt. Sonst gilt es ab jetzt.
fact-number = { $fact } ist eine Zahl von { $low } bis { $high }.
fact-date = { $fact } ist ein Datum, wie 2026-11-24.
fact-word = { $fact } ist eines von: { $words }.
same-open = { $who } von { $case } beantwortet Zeitpunkt { $occasion } schon. Was nun?
same-finished = { $who } von { $case } hat Zeitpunkt { $occasion } schon beantwortet. Was nun?
same-continue = Damit weitermachen
same-continue-more = Was bisher beantwortet wurde, bleibt.
same-replace = Noch einmal beantworten
same-replace-more = Die früheren Antworten bleiben gespeichert und zählen nicht mehr.
same-new-more = Die übliche Wahl bei einem neuen Gespräch.
same-new = Ein neuer Zeitpunkt: { $occasion }
find-case = Einen Fall suchen
find = Suchen
page-of = Seite { $page } von { $pages }, { $cases } Fälle
page-of-due = Seite { $page } von { $pages }
page-before = Vorige
page-after = Nächste
pages-of-part = Seiten dieses Teils der Liste
administrations = Fragebogen dieses Falls
administration-line = { $title }, { $who }, Zeitpunkt { $occasion }, { $date }: { $state }
state-open = wird beantwortet
state-code = Code noch nicht benutzt
state-stopped = vor dem Ende aufgehört
state-expired = Zeit des Codes abgelaufen
state-answered = beantwortet
closed-begun-anew = geschlossen, neu begonnen
closed-replaced = ersetzt, zählt nicht mehr
closed-mistaken = herausgenommen, zählt nicht
closed-cancelled = der Code wurde zurückgezogen, niemand wurde gefragt
closed-held-twice = zählt nicht: diesen Zeitpunkt gab es zweimal. Wer den Speicher verwaltet, entscheidet (verbond store duplicates)
correct = Berichtigen
reason = Grund
reason-needed = Sagen Sie, warum.
take-out = Nicht mitzählen
count-again = Wieder mitzählen
take-out-of-replaced = Hier wurde früher ein anderer ausgefüllt. Er zählt nicht von selbst wieder: Wenn dieser nicht mehr zählt, geht das unten.
cancel-code = Den Code zurückziehen
no-code = Es gibt keinen Code, der zurückgezogen werden könnte.
occasion-taken = Es gibt schon einen Fragebogen zu Zeitpunkt { $occasion }.
invite-answered = { $measure }: Zeitpunkt { $occasion } ist schon beantwortet. Wählen Sie einen anderen, oder lassen Sie das Feld leer für den nächsten.
only-answerer = Nur wer antwortet, darf die Antworten sehen
only-answerer-more = Sie sehen, dass geantwortet wurde, und nicht was.
what-asked = Was fragen Sie?
code-explained = Die Person scannt das Bild mit ihrem eigenen Telefon oder gibt dort die { $digits } Ziffern ein. Oder sie antwortet auf diesem Gerät.
code-once = 30 Minuten gültig, einmal
ticket-shown = Sie sehen die Antworten.
ticket-hidden = Vertraulich: Sie sehen die Antworten nicht.
print-page = Drucken
not-in-language = { $measure } gibt es nicht in dieser Sprache. Wählen Sie eine von: { $languages }.
give-code = Code geben
answer-here = Auf diesem Gerät antworten
answers-here = { $who } antwortet hier
code-picture = Der Code als Bild für ein Telefon
code-given = Code für { $who } von { $case }, Zeitpunkt { $occasion }, { $date }
only-own-answers = Etwas wurde schon vertraulich beantwortet. Nur wer es beantwortet hat, macht damit weiter; alle anderen beginnen neu.
still-looking = Die Fälle werden gerade angesehen. Was Aufmerksamkeit braucht, und Zahlen, stehen gleich hier.
case = Fall
asked = Gefragt
answered = Beantwortet
now = Jetzt
case-not-here = Dieser Code kann hier nicht verwendet werden. Bitte nehmen Sie einen anderen.
case-twin = Es gibt schon einen Fall { $case }. Großbuchstaben allein machen keinen anderen: Nehmen Sie diesen Code oder wählen Sie einen anderen.
occasion-is-number = Die Messung ist eine Zahl, mindestens 1.
try-again = Bitte versuchen Sie es noch einmal.
code-empty = es ist keine Fallnummer da
code-letters = eine Fallnummer besteht aus Buchstaben, Ziffern, `-`, `_` und `.`, höchstens { $most }
code-like-name = das könnte ein Name sein: eine Fallnummer enthält eine Ziffer, wie `c-017`
code-like-citizen = das könnte eine Personennummer sein: eine Fallnummer enthält einen Buchstaben oder ist kürzer
case-named = Fall { $case }
nothing-answered = Es wurde noch nichts beantwortet.
confidential = Vertraulich
confidential-answered = { $who }, Zeitpunkt { $occasion }: beantwortet
confidential-open = { $who }, Zeitpunkt { $occasion }: noch nicht beantwortet
measure-refused = { $measure }: Die Datei wurde so geändert, dass sie anders auswertet als zu der Zeit, als diese Version beantwortet wurde. Sie wird nicht verwendet. Geben Sie der geänderten Datei eine neue Version.
some-unfinished = Einige Fragebögen sind noch nicht fertig; sie werden nicht gezeigt.
invite = Mehrere Fragebögen auf einmal, oder per Link
invite-to = { $case } fragen
invite-measures = Fragebögen, einer nach dem anderen
invite-none = Wählen Sie mindestens einen.
invite-other-informant = Einer davon ist nicht für die gewählte Person.
make-link = Link erstellen
sitting-code = Der Code, 30 Minuten gültig, einmal; alles Gewählte folgt von selbst:
sitting-link = Der Link, gültig bis alles beantwortet ist, längstens bis vor dem { $day }. Wer ihn hat, kann antworten: geben Sie ihn niemand anderem.
link-picture = Der Link als Bild für ein Telefon
shown-once = Dies wird zehn Minuten gezeigt und danach nirgends mehr.
link-begins = Jemand, der mit Ihnen arbeitet, stellt Ihnen ein paar Fragen.
link-over = Dieser Link ist nicht mehr gültig. Bitten Sie um einen neuen.
code-list = Eine Liste mit Codes zum Drucken
code-list-explained = Jeder dieser Fälle wird einmal gefragt. Die Codes haben zwölf Ziffern, da sie tagelang gültig sind. Ein neuer Fall wird dadurch eröffnet.
code-list-cases = Codes der Fälle, einer je Zeile
code-list-until = Gültig bis einschließlich
make-codes = Codes erstellen
code-list-empty = Schreiben Sie mindestens einen Fall.
code-list-long = Es sind mehr als { $most } Fälle.
code-list-days = Der letzte Tag ist heute oder einer der nächsten { $days } Tage.
code-list-good = Gültig bis einschließlich { $day }, jeder einmal. Schneiden Sie sie auseinander: wer einen Code hat, kann für den Fall antworten.
code-list-code = Code
code-list-answered = { $measure }: Zeitpunkt { $occasion } ist schon beantwortet.
facts-of-measure = Die Felder dieses Fragebogens zeigen
enter-paper = Vom Papier abtippen
enter-paper-of = Vom Papier: { $case }
enter-language = Sprache des Papiers
enter-date = Datum auf dem Papier
enter-explained = Tippen Sie die Codes, die am Rand des Papiers stehen: einen Punkt (.) für das, was dort offen gelassen wurde, einen Strich (-) für die Antwort ohne Zahl, ein Leerzeichen zwischen mehreren Wahlen. Mit Tab kommen Sie zum nächsten Feld, mit Enter auch.
enter-once-more = Alles passt. Tippen Sie nun dasselbe Papier noch einmal.
enter-differ = Die beiden Male unterscheiden sich. Sehen Sie auf das Papier, und lassen Sie stehen, was dort steht.
enter-first-was = Beim ersten Mal: { $answer }
enter-first-nothing = nichts
enter-not-kept =
  Noch ist nichts gespeichert: { $count ->
    [one] bei einem Feld
   *[other] bei { $count } Feldern
  } steht, was nicht passt.
enter-nothing = Tippen Sie den Code. Wurde es auf dem Papier offen gelassen, tippen Sie einen Punkt (.).
enter-no-code = „{ $typed }“ ist hier kein Code. Es kann sein: { $codes }
enter-not-asked = Nach den anderen Antworten wird diese Frage nicht gestellt und zählt nicht. Berichtigen Sie jene, oder leeren Sie dieses Feld.
enter-was-not-asked = nicht gefragt
enter-refused = { $sentence } Berichtigen Sie es. Steht es so auf dem Papier, lassen Sie es offen: tippen Sie einen Punkt (.).
enter-blank-is-open = Was hier leer ist, wurde auf dem Papier offen gelassen
enter-twice = Zweimal abtippen
enter-twice-more = Beim zweiten Mal sind die Felder leer. Wo sich beide unterscheiden, sehen Sie auf das Papier.
enter-keep = Diese Antworten speichern
enter-continue-more = Was schon beantwortet ist, bleibt, wo Sie ein Feld leer lassen.
enter-replace = Dieses Papier an seine Stelle setzen
enter-hidden = { $who } von { $case } wurde Zeitpunkt { $occasion } vertraulich gefragt. Papier setzt das weder fort noch ersetzt es das.
import-answers = Antworten aufnehmen
import-explained = Eine Datei mit Antworten: CSV, JSON, Excel, OpenDocument, SPSS, Stata oder was ein Umfrageprogramm ausgibt; höchstens { $size } MB. Sie wird mit den Einstellungen dieser Site gelesen. Sie sehen, was darin steht, bevor etwas aufgenommen wird.
import-file = Datei
import-look = Die Datei ansehen
import-no-file = Wählen Sie eine Datei, die nicht leer ist.
import-no-parquet = Parquet wird nur mit dem Befehl verbond store import aufgenommen.
import-too-many = In der Datei stehen mehr als { $most } Erhebungen. Teilen Sie sie, oder nehmen Sie sie mit dem Befehl verbond store import auf.
import-found = In der Datei stehen Erhebungen: { $administrations }, von Fällen: { $cases }.
import-not-yet = Noch ist nichts aufgenommen.
import-take = Aufnehmen
import-nothing = Nichts wurde aufgenommen. Berichtigen Sie die Datei, und senden Sie sie noch einmal.
import-another = Eine andere Datei
import-empty = Leere Zeilen, übergangen: { $rows }
import-filtered = Zeilen ohne Antworten auf diesen Fragebogen, weggelassen: { $rows }
import-unsent = Zeilen, die begonnen und nie gesendet wurden, übergangen: { $rows }
import-left-out = Zeilen, die nicht stimmen können, weggelassen: { $rows }
import-more = Hier nicht gezeigt: { $count }
import-at-cell = Zeile { $row }, Spalte { $column }
import-at-row = Zeile { $row }
import-at-column = Spalte { $column }
import-at-file = Die ganze Datei
import-details = Einzelheiten (auf Englisch)
import-held = Davon sind schon da: { $count }. Was nun?
import-held-more = Hier nicht gezeigt: { $count }. Mit ihnen geschieht, was oben gewählt ist.
import-held-open = { $who } von { $case } beantwortet Zeitpunkt { $occasion } schon.
import-held-finished = { $who } von { $case } hat Zeitpunkt { $occasion } schon beantwortet.
import-held-hidden = { $who } von { $case } wurde Zeitpunkt { $occasion } vertraulich gefragt. Eine Datei setzt das weder fort noch ersetzt sie es.
import-decide = Noch ist nichts aufgenommen. Wählen Sie, was mit dem geschieht, was schon da ist.
import-skip = Weglassen
import-skip-more = Was schon da ist, bleibt, wie es ist.
import-replace = Durch die Datei ersetzen
import-new = Als neuer Zeitpunkt
import-new-more = Jeder bekommt die nächste freie Nummer.
import-as-above = Wie oben gewählt
import-no-office = { $case } gehört zu keinem Büro, und in der Datei steht { $said }. Lassen Sie die Spalte weg, oder übergeben Sie den Fall zuerst.
import-other-office = { $case } gehört zu { $office }, und in der Datei steht { $said }. Lassen Sie die Spalte weg, oder übergeben Sie den Fall zuerst.
diagnostic-V0109 = Die Datei ist länger, als gelesen wird. Teilen Sie sie.
diagnostic-V0356 = Diese Antworten passen nicht zusammen. Berichtigen Sie sie.
diagnostic-V0701 = Das ist keine der Antworten. Berichtigen Sie sie, oder lassen Sie die Zelle leer.
diagnostic-V0702 = Hier gehört eine Zahl hin. Berichtigen Sie sie, oder lassen Sie die Zelle leer.
diagnostic-V0703 = Diese Zeile hat mehr oder weniger Zellen als die erste. Oft steht ein Text mit einem Trennzeichen nicht in Anführungszeichen.
diagnostic-V0704 = Zwei Spalten heißen gleich oder gehören zu einer Frage. Benennen Sie eine um.
diagnostic-V0705 = Eine Frage hat keine Spalte. Fügen Sie sie hinzu, leer, wenn nie gefragt wurde.
diagnostic-V0706 = Zwei Zeilen sind vom selben Fall, Zeitpunkt und Befragten. Löschen Sie eine, oder unterscheiden Sie sie nach dem Zeitpunkt.
diagnostic-V0707 = Diese Spalte gehört zu keiner Frage und wird weggelassen.
diagnostic-V0708 = Diese Spalte heißt fast wie eine Frage. Berichtigen Sie ihren Namen.
diagnostic-V0709 = Es steht nicht da, wer geantwortet hat. Eine Spalte informant sagt es, mit den Namen des Fragebogens.
diagnostic-V0710 = Das ist kein Datum. Schreiben Sie es als 2026-11-24.
diagnostic-V0711 = Die Buchstaben dieser Datei sind nicht lesbar. Speichern Sie sie als UTF-8.
diagnostic-V0712 = Die Datei ist leer, oder ihre erste Zeile nennt keine Frage. Schreiben Sie die Namen der Spalten in die erste Zeile.
diagnostic-V0713 = Eine Zeile hört nicht auf. Meist ist ein Anführungszeichen geöffnet und nicht geschlossen.
diagnostic-V0714 = Dieses JSON ist nicht lesbar. Holen Sie die Datei noch einmal.
diagnostic-V0715 = Das kann von einem Fall nicht bekannt sein. Berichtigen Sie es, oder lassen Sie die Zelle leer.
diagnostic-V0717 = Die Zeile hat keinen Fall. Tragen Sie die Nummer des Falls ein.
diagnostic-V0718 = Eine Einstellung dieser Site nennt eine Frage oder eine Spalte, die es nicht gibt. Wer die Site betreut, kann das berichtigen.
diagnostic-V0719 = Es gibt keine Spalte case, also sind die Zeilen nummeriert.
diagnostic-V0720 = Das kann keine Fallnummer sein, oder es sieht nach einer Person aus. Nehmen Sie eine Nummer, und bewahren Sie die Namen anderswo auf.
diagnostic-V0721 = In einer Spalte steht mehr Text, als gelesen wird. Teilen Sie die Datei.
diagnostic-V0722 = Ein Datensatz gibt zwei Werte unter einem Namen. Behalten Sie einen.
diagnostic-V0723 = Die Datei wird entpackt größer, als gelesen wird. Speichern Sie sie als CSV.
diagnostic-V0724 = Dieser Code ist zu lang. Sehen Sie nach, ob die Spalten an ihrem Platz stehen.
diagnostic-V0725 = Diese Spalten wurden an ihren Texten erkannt. Sehen Sie nach, ob das stimmt.
diagnostic-V0726 = Die Datei wird so gelesen, wie das Programm sie schreibt, aus dem sie kommt.
diagnostic-V0727 = Die Site sagt, dass dies keine Antwort bedeutet, und hier ist es eine. Wer die Site betreut, kann das berichtigen.
diagnostic-V0728 = Das ist kein Kürzel einer Sprache. Schreiben Sie nl oder ar, oder lassen Sie die Zelle leer.
diagnostic-V0729 = Keine Antwort ist 0, obwohl die Antworten bei 0 beginnen. Vielleicht zählt das andere Programm ab 1: Sehen Sie erst nach.
diagnostic-V0730 = Das ist kein Zeitpunkt, der schon war. Schreiben Sie ihn als 2026-11-24T09:30:00Z, oder lassen Sie die Zelle leer.
diagnostic-V0731 = Hier steht weder ja noch nein. Schreiben Sie yes (ja) oder no (nein).
diagnostic-V0732 = Diese Datei ist nicht lesbar: Sie ist beschädigt, hat ein Passwort oder ist etwas anderes. Speichern Sie sie noch einmal, oder als CSV.
diagnostic-V0733 = Diese Antworten kommen nicht zusammen: Eine Spalte fehlt, keine Zeile nennt eine Frage, oder eine ist zweimal beantwortet.
diagnostic-V0734 = Die Buchstaben sind als Windows-1252 gelesen.
diagnostic-V0737 = In der Datei stehen Antworten auf mehrere Fragebögen. Es muss gesagt werden, welcher zählt.
diagnostic-V0738 = Die Site sagt, was keine Antwort bedeutet, und das steht nirgends in der Datei.
diagnostic-V0830 = An diesem Tag kann nichts beantwortet worden sein. Berichtigen Sie ihn, oder lassen Sie die Zelle leer.
diagnostic-V0831 = Der Zeitpunkt ist keine Zahl. Nummerieren Sie die Zeitpunkte jedes Falls: 1, 2, 3.
diagnostic-V0905 = In der Datei steht mehr, als gelesen wird. Teilen Sie sie.
diagnostic-other = Hier stimmt etwas nicht.
import-gone = Die Datei ist nicht mehr hier oder wird nun anders gelesen. Senden Sie sie noch einmal.
import-taken = Aufgenommen: Erhebungen { $administrations }, von Fällen { $cases }.
import-early = Von Tagen, bevor der Fall eröffnet wurde, die der Zeitplan nicht zählt: { $count }
import-unseen = Neue Fälle ohne Büro, die nur die Verwaltung sieht, bis sie übergeben sind: { $count }
import-unseen-of = Neue Fälle von { $office }, einem Büro, zu dem niemand gehört, sodass nur die Verwaltung sie sieht: { $count }
answers-of = Antworten von { $case }
read-answers = Antworten lesen
held-on-case = Alles, was zu diesem Fall gespeichert ist, als Datei (JSON)
not-answered = Nichts geantwortet.
new-case = Neuer Fall
open-case = Fall eröffnen
whose-case = Wessen Fall es ist
case-owner = Arbeitet damit: { $owner }.
case-office = Büro: { $office }.
case-opened = Offen seit { $day }.
case-closed = Geschlossen seit { $day }.
case-follows = Er folgt: { $schedule }.
nobody-yet = noch niemand
no-schedule = keinem Plan
schedule = Plan
opened-on = Offen seit
closed-on = Geschlossen seit
change-opening = Eröffnung oder Plan ändern
open-again = Wieder eröffnen
close-case = Fall schließen
hand-over = Übergeben
hand-over-to = An wen
hand-over-explained = Wer zum anderen Büro gehört, sieht den Fall von da an; wer nicht, sieht ihn nicht mehr.
hand-over-whom = Sagen Sie, an wen.
office-nobody = { $office }, niemand persönlich
office = Büro
schedule-unknown = Es gibt keinen solchen Plan.
closed-before-opened = Der Fall wurde später eröffnet.
case-is-closed = Dieser Fall ist geschlossen. Eröffnen Sie ihn zuerst wieder.
signals-unseen = Signale, die noch niemand gesehen hat
signals-elsewhere = Weitere Fälle, in denen etwas anzusehen ist: { $cases }
signals-seen = Gesehene Signale
seen-by = gesehen von { $who } am { $day }
seen-with-note = Gesehen, mit einer Notiz
seen-note = Was haben Sie damit gemacht? (darf leer bleiben)
mark-seen = Gesehen
to-answer = Zur Antwort
to-answers = Zu den Antworten
status-experimental = im Versuch
status-piloted = erprobt
status-validated = validiert
status-retired = nicht mehr in Gebrauch
due-list = Fällig
due-measure = Fragebogen
due-by = Fällig bis
due-late = überfällig
due-open = jetzt gefragt
due-coming = noch nicht gefragt
due-reminded = heute erinnert
due-nothing = Jetzt ist niemand zu fragen.
due-undecided = { $case }: niemand wird { $measure } gefragt, denn { $facts } ist von dem Fall nicht bekannt.
due-no-schedule = { $case } folgt { $schedule }, und diesen Plan gibt es nicht.
due-none-on = am { $day } ist niemand zu fragen
due-unseen = Das hat noch niemand gesehen (`verbond store seen FALL` sagt, dass Sie es gesehen haben):
due-late-by =
  überfällig, seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
  }
due-past =
  fällig, seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
  }
due-on-day = heute fällig
due-in =
  in { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
  }
due-remind = erinnern
due-remind-today = heute
due-missed = versäumt

cases-over-time = { $title }: Fälle im Verlauf
cases-attention =
  { $cases ->
    [one] 1 Fall
   *[other] { $cases } Fälle
  }, { $attention } jetzt mit einem Hinweis oder einem Zeichen eines Bruchs
not-validated = Dieser Fragebogen ist { $status }: nichts hier ist ein Urteil über einen Menschen.
norms = Normen
norms-simulated = simuliert
without-norms = Ohne Normen wird nicht gesagt, ob eine Veränderung reliabel ist.
version-change = ab Zeitpunkt { $occasion } wird Version { $to } beantwortet, vorher war es { $from }
words-of-then = In den Worten, in denen gefragt wurde; die Worte dieses Fragebogens wurden seither geändert.
words-changed = Die Worte oder die Bilder dieses Fragebogens wurden geändert, nachdem ein Teil davon beantwortet wurde: Was hier steht, wurde damals vielleicht anders gelesen und gesehen.
version-line = Bei der Linie in den Diagrammen ändert sich der Fragebogen: { $change }. Werte, die darüber hinweg nicht vergleichbar sind, fehlen.
left-out = Werte, die nicht vergleichbar sind, fehlen
case-values = Fall { $case }: Werte
score = Skala
who = Wer
band = Stufe
since-first = Seit der ersten
since-before = Seit der vorigen
gaps = Wo die beiden auseinandergehen, bei Zeitpunkt { $occasion }
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
fell-by = sank seit { $since } um { $fall } (von { $from } auf { $to }), mehr als { $points }
fell-in-a-row =
  sank { $times ->
    [one] einmal
   *[other] { $times }-mal hintereinander
  } seit { $since }
below-best = liegt reliabel unter dem besten Wert bisher, { $best } ({ $when })
change-since-first = { $score } ({ $who }) seit der ersten: { $change }
change-since-before = { $score } ({ $who }) seit der vorigen: { $change }
gap-line = { $first } weniger { $second } bei Zeitpunkt { $occasion }: { $gaps }
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

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
  }
month-short =
  { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
  }
day-long = { $day }. { month-after-day } { $year }
day-short = { $day }. { month-short }
at-occasion = Zeitpunkt { $occasion }
none-of-these = nichts davon
where-are-we = Wo stehen wir?
what-changed = Was hat sich geändert?
where-apart = Wo sehen wir es anders?
score-now = { $who }: { $score } { $value } auf einer Skala von { $min } bis { $max }.
score-in-band = { $who }: { $score } { $value } auf einer Skala von { $min } bis { $max } – { $band }.
score-not-known = { $who }: { $score } ist nicht zu sagen, es wurde zu wenig beantwortet.
nothing-before = { $who }: das ist der erste Wert.
fell-since = { $who }: um { $by } gefallen seit { $since }
rose-since = { $who }: um { $by } gestiegen seit { $since }
same-since = { $who }: gleich geblieben seit { $since }
beyond-chance = mehr als Zufall
within-chance = nicht mehr als Zufall
chance-unknown = ob das mehr als Zufall ist, ist nicht bekannt
both-alike = Beide sehen es gleich.
who-is-higher = { $who } liegt { $by } höher.
furthest-apart = Am weitesten auseinander: „{ $question }“ ({ $answers }).
told-of-occasion = Zeitpunkt { $occasion }, { $when }: { $told }
told-of-undated = Zeitpunkt { $occasion }: { $told }
measured-since = { $title } · { measurements-since }
measurements-since =
  { $count ->
    [one] 1 Messung
   *[other] { $count } Messungen
  } seit { $since }
attention-first = Sprechen Sie zuerst darüber
moved-since = { $by } seit { $since }:
cut-off = Grenze { $at }
version-named = Version { $version }
band-from-to = { $band } von { $from } bis { $to }
not-filled-in = nicht ausgefüllt
question-skipped = nicht beantwortet
value-confidential = vertraulich
value-unfinished = nicht abgeschlossen
chance-by-norms = „Mehr als Zufall“ gilt nach den Normen { $id } { $version } ({ $status }): { $population }.
chance-by-trial-norms = Die Normen { $id } { $version } sind nur zur Probe ({ $status }): { $population }. Entscheiden Sie nichts danach.
answers-of-day = Die Antworten vom { $when }
answers-order = Die größte Änderung oder der größte Unterschied steht oben.
answers-heading = Die Antworten
now-short = jetzt
before-short = war
last-time = letztes Mal, und wohin
was = war { $answer }
difference-of = Unterschied { $by }
no-difference = kein Unterschied
same-as-before = wie vorher
turned-around = Umgekehrt: eine hohe Antwort senkt den Wert.
other-answers = { $count ->
    [one] Die andere Antwort
   *[other] Die anderen { $count } Antworten
  }
more-answers = Noch { $count ->
    [one] 1 Antwort
   *[other] { $count } Antworten
  } auf dem nächsten Blatt.
said-to-question = auf die Frage: { $question }
parts = Teile
from-to = { $who } von { $from } auf { $to }
all-scores = Alle Werte in einer Tabelle
print-report = Drucken
report-about = Ausgefüllt von: { $who }. Ein Bericht zum Gespräch, kein Urteil über einen Menschen.
agreed = Was wir vereinbaren
report-made = Erstellt am { $day }.
report-made-by = Erstellt am { $day } von { $who }.
report-keep = Enthält persönliche Daten: bewahren Sie es beim Fall auf.
more-on-page = Noch { $count ->
    [one] 1 Antwort
   *[other] { $count } Antworten
  }: --output macht eine Seite mit allen.
question-head = Frage
team-signals = Signale
team-signals-of = von { $cases } Fällen brauchen jetzt Aufmerksamkeit
team-signals-beside = Ein Signal oder ein Zeichen eines Bruchs bei der letzten Messung.
team-hidden = Zu wenige, um es zu zeigen.
team-mean = Mittelwert von { $who }
team-mean-of = { $who }: { $mean }.
team-scale = Auf einer Skala von { $min } bis { $max }, bei der letzten Messung.
team-change = Änderung
team-changed = änderten sich mehr als Zufall ({ $who })
team-change-not-judged = Wer sich änderte, wird nicht gesagt: siehe die Gründe unten.
team-months = Wie viele Fragebögen wurden beantwortet, Monat für Monat? ({ $who })
team-means = { $score } Monat für Monat: wo liegt der Mittelwert?
team-bands = { $score }: sehen alle dasselbe?
team-changes = Was änderte sich seit der ersten Messung? ({ $who })
team-not-shown = nicht gezeigt
team-spread = { $score }: wie verteilen sich die Fälle? ({ $who })
spread-from-to = { $from } bis { $to }
team-period = Zeitraum
period-half-year = Letzte sechs Monate
period-year = Letzte zwölf Monate
compare-by = Vergleichen nach
compare-nothing = Nichts
team-dashed = Ein gestricheltes leeres Stück wird nicht gezeigt. Darin kann wenig, viel oder nichts sein.
about-count = etwa { $count }
count-rounded = ≈ sagt, dass eine Anzahl gerundet ist.
team-tables = Alle Zahlen in Tabellen
paper-how = So füllen Sie aus
paper-cross = Machen Sie bei jeder Frage ein Kreuz in einen Kreis.
paper-wrong = Falsch? Malen Sie den Kreis ganz schwarz, und wählen Sie einen anderen.
paper-skip = Sie dürfen eine Frage auslassen.
paper-example = Beispiel
paper-example-of = Beispiel: Sie wählen „{ $answer }“
paper-line = Machen Sie einen Strich auf der Linie.
paper-day = Tag, Monat, Jahr
paper-may-be-open = Das dürfen Sie offen lassen.
paper-sound = Hierzu gehört ein Ton ({ $sounds }). Bitten Sie darum, dass er abgespielt wird.
paper-overleaf = Weiter auf der Rückseite
paper-next-sheet = Weiter auf dem nächsten Blatt
paper-sheet = Seite { $sheet } von { $sheets }
paper-thanks = Das war alles. Vielen Dank. Geben Sie dieses Papier der Person zurück, die es Ihnen gab.
paper-only-if = Nur wenn { $when }.
paper-only-if-told = Nur wenn die Person, die Ihnen dieses Papier gab, danach fragt.
paper-chose = Sie bei Frage { $questions } { $answers } gewählt haben
paper-not-chose = Sie bei Frage { $question } nicht { $answer } gewählt haben
paper-left-open = Sie Frage { $question } offen gelassen haben
paper-answered = Sie Frage { $question } beantwortet haben
paper-number-below = Ihre Antwort auf Frage { $question } kleiner als { $number } ist
paper-number-at-most = Ihre Antwort auf Frage { $question } { $number } oder kleiner ist
paper-number-equal = Ihre Antwort auf Frage { $question } { $number } ist
paper-number-unequal = Ihre Antwort auf Frage { $question } nicht { $number } ist
paper-number-at-least = Ihre Antwort auf Frage { $question } { $number } oder größer ist
paper-number-above = Ihre Antwort auf Frage { $question } größer als { $number } ist
paper-question-of = { $question } ({ $member })
paper-quoted = „{ $words }“
paper-or = { $first } oder { $last }
paper-and = { $first } und { $last }
