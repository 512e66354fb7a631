# Eerste vertaling, nog niet door een tweede lezer nagekeken.

language-name = Nederlands
easy-words = makkelijk
decimal-sign = ,
read-aloud = Lees voor
case-code = Dossiercode (geen naam)
occasion = Meting
date = Datum
may-be-left-open = mag open blijven
only-if = Alleen als
choose-any = Kies alles wat past
next = Verder
back = Terug
skip = Overslaan
stop = Nu stoppen
thanks = Dat was alles. Dank u wel.
answers-kept = Uw antwoorden zijn bewaard. U kunt later verdergaan.
answer-needed = Geef een antwoord, of sla deze vraag over.
finish = Klaar
not-an-answer = Dat is geen van de antwoorden.
number-from = Een getal van
own-words = In uw eigen woorden
as-date = Jaar-maand-dag, zoals 2026-11-24

welcome = Welkom
your-code = Uw code: zes cijfers
begin = Beginnen
for-staff = Voor medewerkers
language = Taal
wrong-code = Deze code klopt niet, of is te oud. Vraag om een nieuwe.
store-failed = Er gaat hier iets mis. Wat u hebt geantwoord, is bewaard. Probeer het zo nog eens.
failed = Er gaat hier iets mis. Probeer het nog eens.
page-too-old = Deze pagina is te oud. Ga terug en probeer het nog eens.
nothing-here = Hier is niets.
too-many-tries = Te vaak een verkeerde poging. Wacht vijf minuten.
not-for-you = Dit mag u niet zien.
to-first-page = Naar de eerste pagina

staff = Medewerkers
user-name = Naam
password = Wachtwoord
log-in = Inloggen
log-out = Uitloggen
wrong-password = De naam of het wachtwoord klopt niet.
role-officer = reclasseringswerker
role-coordinator = coördinator
role-methodologist = methodoloog
role-administrator = beheerder
cases = Dossiers
team = Team
ask-somebody = Iemand een vragenlijst geven
measure-choice = Vragenlijst, wie antwoordt, in welke taal
known-facts = Wat over het dossier bekend is, zoals age=34 mandate=parole (mag leeg blijven; wat eerder gezegd is, blijft staan)
only-answerer = Alleen wie antwoordt, mag de antwoorden zien
give-code = Code maken
code-given = De code voor { $who } van { $case }, 30 minuten geldig, één keer te gebruiken:
cases-followed = Dossiers die gevolgd worden
none-yet = Nog geen.
case = Dossier
asked = Gevraagd
answered = Beantwoord
now = Nu
other-office = Dit dossier hoort bij een ander kantoor.
occasion-is-number = De meting is een getal.
try-again = Probeer het nog eens.
code-empty = er is geen dossiercode
code-letters = een dossiercode bestaat uit letters, cijfers, `-`, `_` en `.`, hoogstens { $most }
code-like-name = dit kan een naam zijn: in een dossiercode staat een cijfer, zoals `c-017`
code-like-citizen = dit kan een burgerservicenummer zijn: in een dossiercode staat een letter, of hij is korter
no-such-fact = `{ $fact }` is geen gegeven dat deze vragenlijst kent
case-named = Dossier { $case }
nothing-answered = Er is nog niets beantwoord.
confidential = Vertrouwelijk
confidential-answered = { $who }, meting { $occasion }: beantwoord
confidential-open = { $who }, meting { $occasion }: nog niet beantwoord
measure-refused = { $measure }: het bestand is zo veranderd dat het anders scoort dan toen deze versie werd ingevuld. Het wordt niet gebruikt. Geef het veranderde bestand een nieuwe versie.
some-unfinished = Sommige vragenlijsten zijn nog niet af; die staan hier niet.
status-experimental = experimenteel
status-piloted = uitgeprobeerd
status-validated = gevalideerd
status-retired = niet meer in gebruik

cases-over-time = { $title }: dossiers in de tijd
cases-attention =
  { $cases ->
    [one] 1 dossier
   *[other] { $cases } dossiers
  }, { $attention } met nu een signaal of een teken van een breuk
not-validated = Deze vragenlijst is { $status }: niets hier is een oordeel over een mens.
norms = Normen
without-norms = Zonder normen wordt niet gezegd of een verandering betrouwbaar is.
version-change = vanaf meting { $occasion } wordt versie { $to } ingevuld, daarvoor was het { $from }
version-line = Bij de lijn in de grafieken verandert de vragenlijst: { $change }. Scores die daar niet over te vergelijken zijn, staan er niet in.
left-out = scores die niet te vergelijken zijn, staan er niet in
solid = doorgetrokken
dashed = gestreept
case-values = Dossier { $case }: waarden
score = Score
who = Wie
band = Klasse
since-first = Sinds de eerste
since-before = Sinds de vorige
gaps = Waar de twee uiteenlopen, bij meting { $occasion }
difference = verschil
missing = ontbreekt
by-occasion = { $who }, per meting: { $values }
lower-reliably = betrouwbaar gedaald (meer dan de meetfout)
higher-reliably = betrouwbaar gestegen (meer dan de meetfout)
lower-not-reliably = gedaald, maar binnen de meetfout
higher-not-reliably = gestegen, maar binnen de meetfout
unchanged = gelijk gebleven
no-norms = er zijn geen normen gegeven, dus of een verandering betrouwbaar is, is niet bekend
no-group = geen groep van de normen past bij dit dossier, dus of een verandering betrouwbaar is, is niet bekend
no-spread = de normen geven geen standaardafwijking van deze score, dus of een verandering betrouwbaar is, is niet bekend
no-reliability = de betrouwbaarheid van deze score is niet bekend, dus ook niet of een verandering betrouwbaar is
low-reliability = de betrouwbaarheid van deze score is { $reliability }, lager dan { $least }: te laag om de verandering van één mens te beoordelen
simulated-norms = de normen zijn gesimuleerd, en daarmee wordt niemand beoordeeld
outcome-recovered = hersteld
outcome-improved = verbeterd
outcome-unchanged = onveranderd
outcome-deteriorated = verslechterd
fell-by = daalde { $fall } sinds de vorige meting, meer dan { $points }
fell-in-a-row =
  daalde { $times ->
    [one] één keer
   *[other] { $times } keer achter elkaar
  }
below-best = ligt betrouwbaar onder de beste tot nu toe, { $best }
change-since-first = { $score } ({ $who }) sinds de eerste: { $change }
change-since-before = { $score } ({ $who }) sinds de vorige: { $change }
gap-line = { $first } min { $second } bij meting { $occasion }: { $gaps }
alert-line = signaal ({ $who }): { $sentence }
graded-alert-line = signaal, { $severity } ({ $who }): { $sentence }
alert-mild = licht
alert-severe = ernstig
sign-line = teken van een breuk ({ $who }): { $score } { $sign } [{ $source }]

team-title = { $title }: cijfers van het team
small-hidden = Cijfers van minder dan { $least } dossiers worden niet getoond, en ook niet de cijfers waaruit ze af te leiden zijn. Aantallen zijn afgerond op veelvouden van { $least }; gemiddelden en standaardafwijkingen zo dat één dossier er niet in te zien is.
scores-at-last = Scores bij de laatste meting
group = Groep
mean = Gemiddelde
sd = SD
all = alle
not-said = niet gezegd
followed-cases = Dossiers die gevolgd worden
attention-now = nu een signaal of een teken van een breuk
no-attention = geen van beide
bands-at-last = { $score } ({ $bands }) bij de laatste meting
score-change = { $score }: verandering sinds de eerste meting
reliably-lower = betrouwbaar gedaald
no-reliable-change = geen betrouwbare verandering
reliably-higher = betrouwbaar gestegen
cannot-be-told = niet te zeggen
