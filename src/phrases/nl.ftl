# Eerste vertaling, nog niet door een tweede lezer nagekeken.

language-name = Nederlands
easy-words = makkelijk
decimal-sign = ,
read-aloud = Lees voor
larger-letters = Grotere letters
question-of = Vraag { $question } van { $questions }
case-code = Dossiercode (geen naam)
occasion = Meting
date = Datum
choose-any = Kies alles wat past
shares-add-up = De getallen zijn samen { $whole }.
ranks-once = Geef elk getal van 1 tot en met { $most } één keer.
next = Verder
back = Terug
skip = Overslaan
stop = Nu stoppen
go-on = Verdergaan
begin-anew = Opnieuw beginnen
word-ask = U hebt hiervan al iets ingevuld. Typ uw woord om daarmee verder te gaan.
word-yours = Uw woord
word-wrong = Dat is niet het woord.
word-gone = Er is te vaak een verkeerd woord ingevuld. Het woord geldt niet meer, en niemand kan verder met wat is ingevuld. U kunt opnieuw beginnen.
word-begun-anew = Iemand is hiermee opnieuw begonnen nadat het is ingevuld. Wat eerder is ingevuld, is afgesloten, niemand ziet het, en een woord dat ervoor is gekozen, werkt niet meer.
word-choose = Kies een woord. Daarmee gaat u later verder waar u nu bent. Vertel het aan niemand.
word-new = Uw woord, { $least } letters of meer
word-too-short = Het woord moet { $least } letters of meer hebben.
word-without = Zonder woord begint u de volgende keer opnieuw. Niemand ziet wat u tot nu toe hebt ingevuld.
word-stays = Zonder nieuw woord blijft het woord gelden dat u eerder hebt gekozen.
stop-with-word = Stoppen met dit woord
stop-without-word = Stoppen zonder woord
anew-explained = Of begin opnieuw. Niemand ziet wat u eerder hebt ingevuld.
next-person = Volgende persoon
asked-by = { $site } stelt u deze vragen.
takes-minutes =
  Het duurt ongeveer { $minutes ->
    [one] één minuut
   *[other] { $minutes } minuten
  }
so-many-questions =
  U krijgt { $questions ->
    [one] één korte vraag
   *[other] { $questions } korte vragen
  }.
seen-by-staff = Wie met u werkt, ziet uw antwoorden
talk-after = U kunt er daarna samen over praten.
seen-beside = Wie met dit dossier werkt, ziet uw antwoorden
seen-beside-more = Ze staan naast de antwoorden van: { $others }. Die kan uw antwoorden ook lezen, als u er samen over praat.
seen-by-nobody = Alleen u ziet uw antwoorden
need-not-say = U hoeft niet alles te zeggen
may-skip-and-stop = Overslaan mag. Stoppen mag ook: later gaat u verder.
text-read = Schrijf geen namen of adressen. Wie met u werkt, leest dit.
text-read-beside = Schrijf geen namen of adressen. Wie met dit dossier werkt, leest dit.
text-unread = Schrijf geen namen of adressen. Niemand die met u werkt, leest dit.
letters-most = Hoogstens { $most } letters
letters-left = Nog { $left } van de { $most } letters
number-between = Een getal van { $low } tot { $high }
line-touch = Tik op de lijn. Schuiven mag ook.
line-less = Iets minder
line-more = Iets meer
almost-done = Bijna klaar
answered-of = U hebt { $answered } van de { $questions } vragen beantwoord.
still-open = Deze zijn nog open. Open laten mag.
shown-once-sent = Wie met u werkt, ziet uw antwoorden zodra u ze verstuurt.
shown-once-sent-beside = Wie met dit dossier werkt, ziet uw antwoorden zodra u ze verstuurt.
answers-sent = Uw antwoorden zijn verstuurd.
you-said = Dit hebt u gezegd
step-of = { $step } van { $steps }
between-two = tussen ‘{ $low }’ en ‘{ $high }’
talk-about = Praat er samen over. Wat wilt u als eerste bespreken?
closes-itself = Dit scherm gaat over twee minuten vanzelf dicht.
stay-open = Langer laten staan
hide = Verberg
stopped = Gestopt
thanks = Dat was alles. Dank u wel.
answers-kept = Uw antwoorden zijn bewaard. U kunt later verdergaan.
answers-hidden = Vertrouwelijk: wie met deze zaak werkt, ziet dát u hebt geantwoord, en niet wat.
answer-needed = Geef een antwoord, of sla deze vraag over.
finish = Versturen
not-an-answer = Dat is geen van de antwoorden.
number-needed = Typ een getal van { $low } tot { $high }, of sla deze vraag over.
whole-needed = Typ een heel getal van { $low } tot { $high }, of sla deze vraag over.
step-needed = Typ een getal van { $low } tot { $high } in stappen van { $step }, of sla deze vraag over.
text-too-long = Dit is te lang. Gebruik hoogstens { $most } letters.
date-needed = Dit is geen datum. Geef een dag als 2026-11-24, of sla deze vraag over.
time-needed = Dit is geen tijd. Geef uren en minuten als 23:30, of sla deze vraag over.
number-from = Een getal van
own-words = In uw eigen woorden
sound-named = geluid: { $sound }
as-date = Jaar-maand-dag, zoals 2026-11-24
as-time = Uren en minuten, zoals 23:30

welcome = Welkom
your-code = Typ de cijfers van uw code
code-help = U krijgt de code van wie met u werkt. De code werkt één keer, en niet voor altijd.
begin = Beginnen
for-staff = Voor medewerkers
language = Taal
wrong-code = Deze code klopt niet, of is te oud. Vraag om een nieuwe.
store-failed = Er gaat hier iets mis. Wat u hebt geantwoord, is bewaard. Probeer het zo nog eens.
failed = Er gaat hier iets mis. Probeer het nog eens.
page-too-old = Deze pagina is te oud. Ga terug en probeer het nog eens.
took-too-long = Dit duurde te lang. Ga terug en probeer het nog eens.
form-too-long = Wat er is verstuurd, is te lang.
nothing-here = Hier is niets.
too-many-tries = Te vaak een verkeerde poging. Wacht een paar minuten.
server-busy = Te veel mensen willen tegelijk iets. Probeer het zo nog eens.
not-for-you = Dit mag u niet zien.
to-first-page = Naar de eerste pagina

staff = Medewerkers
to-content = Naar de inhoud
main-menu = Hoofdmenu
user-name = Naam
password = Wachtwoord
log-in = Inloggen
log-out = Uitloggen
wrong-password = De naam of het wachtwoord klopt niet.
change-password = Wachtwoord wijzigen
old-password = Wachtwoord tot nu toe
new-password = Nieuw wachtwoord
new-password-again = Nog eens het nieuwe wachtwoord
password-rule = Minstens { $letters } tekens. Een paar woorden die niet bij elkaar horen, zijn genoeg.
passwords-differ = Het nieuwe wachtwoord is op twee manieren getypt. Er is niets gewijzigd.
wrong-old-password = Het wachtwoord tot nu toe klopt niet. Er is niets gewijzigd.
password-weak = Het nieuwe wachtwoord heeft minder dan { $letters } tekens, of is makkelijk te raden. Er is niets gewijzigd.
password-changed = Het wachtwoord is gewijzigd. Overal elders bent u uitgelogd.
access-log = Wie deed wat
access-when = Wanneer (UTC)
access-what = Wat
access-show = Tonen
access-none = Niets gevonden.
access-older = Ouder
access-nobody = een naam die niemand heeft
on-command-line = { $who } (op de opdrachtregel)
somebody-on-command-line = iemand op de opdrachtregel
by-the-program = het programma, bij een nieuwe versie
access-logged-in = logde in
access-failed-to-log-in = gaf een verkeerd wachtwoord
access-looked = bekeek het dossier
access-refused-case = werd het dossier geweigerd: het hoort bij een ander kantoor
access-gave-code = maakte een code voor afname { $administration }
access-entered = typte afname { $administration } over van papier
access-took-in = nam antwoorden op { $measure } uit een bestand op; afnames: { $administrations }, dossiers: { $cases }
access-handed-over = droeg het dossier over aan { $owner }, { $office }
access-exported = exporteerde antwoorden op { $measure }; afnames: { $administrations }, vertrouwelijk: { $confidential }
access-exported-cases = exporteerde van wie dossiers zijn en welke signalen gezien zijn; dossiers: { $cases }
access-copied-store = kopieerde alles wat bewaard is
access-gave-access = gaf { $name } toegang: { $role }, { $office }
access-took-access = nam { $name } de toegang af
access-changed-password = wijzigde het eigen wachtwoord
access-failed-to-change-password = gaf een verkeerd wachtwoord bij het wijzigen ervan
access-looked-at-log = bekeek dit logboek
access-purged-log = wiste oude regels van dit logboek
access-erased = wiste een dossier; afnames: { $administrations }
access-purged = wiste wat lang genoeg bewaard was; afnames: { $administrations }
locked = Iemand heeft in deze browser vragen beantwoord. Geef uw wachtwoord om terug te gaan naar de dossiers.
role-officer = reclasseringswerker
role-coordinator = coördinator
role-methodologist = methodoloog
role-administrator = beheerder
cases = Dossiers
look-today = Vandaag bekijken
look-today-more = een signaal dat nog niemand heeft gezien
due-today = Aan de beurt
due-today-more = de afgesproken tijd is daar
waits = Wachten
waits-more = gevraagd, nog niet beantwoord
is-fine = Goed
is-fine-more = niets te doen tot de volgende meting
is-closed = Afgesloten
is-closed-more = er wordt niets meer gevraagd
parts-of-list = Naar een deel van de lijst
nothing-to-do = Hier nu geen dossiers.
all-of-part = Alle { $cases }
whole-list = De hele lijst
running-cases = { $day } · { $cases } lopend
whose = Van wie
of-all = Van iedereen
of-me = Mijn dossiers
of-nobody = Van niemand
all-measures = Alle
signal-of = { $who }, meting { $occasion }
signal-of-day = { $who }, meting { $occasion }, { $day }
more-signals =
  en nog { $signals ->
    [one] een signaal
   *[other] { $signals } signalen
  }
occasion-of-whom = Meting { $occasion }: { $who }
next-occasion = Volgende: meting { $occasion }, uiterlijk { $day }
due-since = uiterlijk { $day }
answered-last = { $day } beantwoord
never-answered = nog nooit beantwoord
awaits-code = De code is nog niet gebruikt.
awaits-answering = Er wordt nu geantwoord.
awaits-stopped = Gestopt na { $answered } antwoorden; met een nieuwe code kan het verder.
awaits-expired = De tijd van de code is om.
look-at = Bekijk
let-answer = Laat invullen
new-code = Nieuwe code
course-of = { $case }: { $values }
course-ground = Gekleurd vlak: { $band }
team = Team
ask-somebody = Iemand een vragenlijst geven
measure-choice = Vragenlijst, en wie antwoordt
known-facts = Wat bekend is van het dossier (mag open blijven; wat eerder is verteld, blijft staan)
occasion-or-next = Meting (leeg: de volgende)
occasion-number = volgende: meting { $occasion }
next-of-each = Volgende: { $all }.
date-is-day = De datum is een dag die is geweest, vanaf { $year }, geschreven als 2026-11-24.
date-before-opening = Het dossier is open sinds { $day } en volgt een schema, waarvoor een eerdere dag niet meetelt. Verander eerst die dag, als het eerder open was.
measure-without-words = { $measure } kan niet worden gevraagd: de vragen worden er niet bij geleverd. Wie de vragenlijsten beheert, kan ze toevoegen.
case-facts = Bekend: { $facts }.
change-facts = Vertellen of verbeteren wat bekend is
facts-were-wrong = Het is nooit anders geweest
facts-were-wrong-more = Wat eerder is verteld, was fout en wordt overal verbeterd. Anders geldt het vanaf nu.
fact-number = { $fact } is een getal van { $low } tot { $high }.
fact-date = { $fact } is een datum, zoals 2026-11-24.
fact-word = { $fact } is een van: { $words }.
same-open = { $who } van { $case } is al bezig met meting { $occasion }. Wat nu?
same-finished = { $who } van { $case } heeft meting { $occasion } al ingevuld. Wat nu?
same-continue = Ermee verdergaan
same-continue-more = Wat al is beantwoord, blijft staan.
same-replace = Opnieuw invullen
same-replace-more = De eerdere antwoorden blijven bewaard en tellen niet meer.
same-new-more = De gewone keus bij een nieuw gesprek.
same-new = Een nieuwe meting: { $occasion }
find-case = Zoek een dossier
find = Zoek
page-of = Bladzijde { $page } van { $pages }, { $cases } dossiers
page-of-due = Bladzijde { $page } van { $pages }
page-before = Vorige
page-after = Volgende
pages-of-part = Bladzijden van dit deel van de lijst
administrations = Vragenlijsten van dit dossier
administration-line = { $title }, { $who }, meting { $occasion }, { $date }: { $state }
state-open = wordt ingevuld
state-code = code nog niet gebruikt
state-stopped = gestopt voor het einde
state-expired = tijd van de code om
state-answered = ingevuld
closed-begun-anew = gesloten, opnieuw begonnen
closed-replaced = vervangen, telt niet meer
closed-mistaken = eruit gehaald, telt niet
closed-cancelled = de code is ingetrokken, niemand is gevraagd
closed-held-twice = telt niet: deze meting was er twee keer. Wie de opslag beheert, beslist (verbond store duplicates)
correct = Verbeteren
reason = Reden
reason-needed = Zeg waarom.
take-out = Niet laten meetellen
count-again = Weer laten meetellen
take-out-of-replaced = Hier is eerder een andere ingevuld. Die telt niet vanzelf weer mee: als deze niet meer meetelt, kan dat hieronder.
cancel-code = De code intrekken
no-code = Er is geen code die kan worden ingetrokken.
occasion-taken = Er is al een vragenlijst van meting { $occasion }.
invite-answered = { $measure }: meting { $occasion } is al ingevuld. Kies een andere, of laat het leeg voor de volgende.
only-answerer = Alleen wie antwoordt, mag de antwoorden zien
only-answerer-more = U ziet dát er geantwoord is, en niet wat.
what-asked = Wat vraagt u?
code-explained = De cliënt scant het plaatje met een eigen telefoon, of typt daar de { $digits } cijfers. Antwoorden op dit apparaat kan ook.
code-once = 30 minuten geldig, één keer te gebruiken
ticket-shown = U ziet de antwoorden.
ticket-hidden = Vertrouwelijk: u ziet de antwoorden niet.
print-page = Afdrukken
not-in-language = { $measure } is er niet in die taal. Kies een van: { $languages }.
give-code = Code maken
answer-here = Op dit apparaat beantwoorden
answers-here = { $who } antwoordt hier
code-picture = De code als plaatje voor een telefoon
code-given = Code voor { $who } van { $case }, meting { $occasion }, { $date }
only-own-answers = Er is al iets vertrouwelijk ingevuld. Alleen wie het invulde gaat ermee verder; ieder ander begint opnieuw.
still-looking = De dossiers worden bekeken. Wat aandacht vraagt, en cijfers, staan hier zo meteen.
case = Dossier
asked = Gevraagd
answered = Beantwoord
now = Nu
case-not-here = Deze code kan hier niet worden gebruikt. Neem een andere.
case-twin = Er is al een dossier { $case }. Alleen hoofdletters maken geen ander dossier: gebruik die code of kies een andere.
occasion-is-number = De meting is een getal, 1 of meer.
try-again = Probeer het nog eens.
code-empty = er is geen dossiercode
code-letters = een dossiercode bestaat uit letters, cijfers, `-`, `_` en `.`, hoogstens { $most }
code-like-name = dit kan een naam zijn: in een dossiercode staat een cijfer, zoals `c-017`
code-like-citizen = dit kan een burgerservicenummer zijn: in een dossiercode staat een letter, of hij is korter
case-named = Dossier { $case }
nothing-answered = Er is nog niets beantwoord.
confidential = Vertrouwelijk
confidential-answered = { $who }, meting { $occasion }: beantwoord
confidential-open = { $who }, meting { $occasion }: nog niet beantwoord
measure-refused = { $measure }: het bestand is zo veranderd dat het anders scoort dan toen deze versie werd ingevuld. Het wordt niet gebruikt. Geef het veranderde bestand een nieuwe versie.
some-unfinished = Sommige vragenlijsten zijn nog niet af; die staan hier niet.
invite = Vraag meer vragenlijsten tegelijk, of met een link
invite-to = Vraag { $case }
invite-measures = Vragenlijsten, na elkaar
invite-none = Kies er ten minste een.
invite-other-informant = Een ervan is niet voor wie gekozen is.
make-link = Maak een link
sitting-code = De code, 30 minuten geldig, eenmaal; alles wat gekozen is volgt vanzelf:
sitting-link = De link, geldig tot alles beantwoord is, en niet langer dan voor { $day }. Wie hem heeft, kan antwoorden: geef hem aan niemand anders.
link-picture = De link als plaatje voor een telefoon
shown-once = Dit wordt tien minuten getoond, en daarna nergens meer.
link-begins = Iemand die met u werkt, stelt u een paar vragen.
link-over = Deze link is niet meer geldig. Vraag een nieuwe.
code-list = Een lijst met codes om af te drukken
code-list-explained = Elk van deze dossiers wordt eenmaal gevraagd. De codes hebben twaalf cijfers, omdat ze dagen geldig zijn. Een nieuw dossier wordt erdoor geopend.
code-list-cases = Codes van de dossiers, een per regel
code-list-until = Geldig tot en met
make-codes = Maak de codes
code-list-empty = Schrijf ten minste een dossier.
code-list-long = Het zijn meer dan { $most } dossiers.
code-list-days = De laatste dag is vandaag of een van de volgende { $days } dagen.
code-list-good = Geldig tot en met { $day }, elk eenmaal. Knip ze los: wie een code heeft, kan voor dat dossier antwoorden.
code-list-code = Code
code-list-answered = { $measure }: meting { $occasion } is al ingevuld.
facts-of-measure = Toon de velden van deze vragenlijst
enter-paper = Overtypen van papier
enter-paper-of = Van papier: { $case }
enter-language = Taal van het papier
enter-date = Datum op het papier
enter-explained = Typ de codes die in de kantlijn van het papier staan: een punt (.) voor wat daar is opengelaten, een streepje (-) voor het antwoord zonder getal, een spatie tussen meer keuzes. Met Tab gaat u naar het volgende veld, met Enter ook.
enter-once-more = Alles klopt. Typ nu hetzelfde papier nog een keer.
enter-differ = De twee keren verschillen. Kijk op het papier, en laat staan wat daarop staat.
enter-first-was = De eerste keer: { $answer }
enter-first-nothing = niets
enter-not-kept =
  Er is nog niets bewaard: { $count ->
    [one] bij één veld staat
   *[other] bij { $count } velden staat
  } wat er niet klopt.
enter-nothing = Typ de code. Is het op het papier opengelaten, typ dan een punt (.).
enter-no-code = ‘{ $typed }’ is hier geen code. Het kan zijn: { $codes }
enter-not-asked = Volgens de andere antwoorden wordt deze vraag niet gesteld, en telt ze niet mee. Verbeter die, of maak dit veld leeg.
enter-was-not-asked = niet gevraagd
enter-refused = { $sentence } Verbeter het. Staat het zo op het papier, laat het dan open: typ een punt (.).
enter-blank-is-open = Wat hier leeg is, is op het papier opengelaten
enter-twice = Twee keer overtypen
enter-twice-more = De tweede keer zijn de velden leeg. Waar de twee verschillen, kijkt u op het papier.
enter-keep = Deze antwoorden bewaren
enter-continue-more = Wat al is ingevuld, blijft staan waar u een veld leeg laat.
enter-replace = Dit papier ervoor in de plaats
enter-hidden = { $who } van { $case } is meting { $occasion } vertrouwelijk gevraagd. Papier gaat daar niet mee verder en komt er niet voor in de plaats.
import-answers = Antwoorden opnemen
import-explained = Een bestand met antwoorden: CSV, JSON, Excel, OpenDocument, SPSS, Stata, of wat een enquêteprogramma exporteert; hoogstens { $size } MB. Het wordt gelezen met de instellingen van deze site. U ziet wat erin staat voordat er iets wordt opgenomen.
import-file = Bestand
import-look = Bekijk het bestand
import-no-file = Kies een bestand dat niet leeg is.
import-no-parquet = Parquet wordt alleen met de opdracht verbond store import opgenomen.
import-too-many = Er staan meer dan { $most } afnames in het bestand. Verdeel het, of neem het op met de opdracht verbond store import.
import-found = In het bestand staan afnames: { $administrations }, van dossiers: { $cases }.
import-not-yet = Er is nog niets opgenomen.
import-take = Opnemen
import-nothing = Er is niets opgenomen. Verbeter het bestand, en stuur het opnieuw.
import-another = Een ander bestand
import-empty = Lege rijen, overgeslagen: { $rows }
import-filtered = Rijen zonder antwoorden op deze vragenlijst, weggelaten: { $rows }
import-unsent = Rijen die zijn begonnen en nooit verstuurd, overgeslagen: { $rows }
import-left-out = Rijen die niet kunnen kloppen, weggelaten: { $rows }
import-more = Hier niet getoond: { $count }
import-at-cell = Rij { $row }, kolom { $column }
import-at-row = Rij { $row }
import-at-column = Kolom { $column }
import-at-file = Het hele bestand
import-details = Bijzonderheden (in het Engels)
import-held = Hiervan zijn er al: { $count }. Wat nu?
import-held-more = Hier niet getoond: { $count }. Daarmee gebeurt wat hierboven is gekozen.
import-held-open = { $who } van { $case } is al bezig met meting { $occasion }.
import-held-finished = { $who } van { $case } heeft meting { $occasion } al ingevuld.
import-held-hidden = { $who } van { $case } is meting { $occasion } vertrouwelijk gevraagd. Een bestand gaat daar niet mee verder en komt er niet voor in de plaats.
import-decide = Er is nog niets opgenomen. Kies wat er gebeurt met wat er al is.
import-skip = Weglaten
import-skip-more = Wat er al is, blijft zoals het is.
import-replace = Het bestand ervoor in de plaats
import-new = Als nieuwe meting
import-new-more = Elk krijgt het volgende nummer dat vrij is.
import-as-above = Zoals hierboven gekozen
import-no-office = { $case } hoort bij geen kantoor, en in het bestand staat { $said }. Laat die kolom weg, of draag het dossier eerst over.
import-other-office = { $case } hoort bij { $office }, en in het bestand staat { $said }. Laat die kolom weg, of draag het dossier eerst over.
diagnostic-V0109 = Het bestand is langer dan er wordt gelezen. Verdeel het.
diagnostic-V0356 = Deze antwoorden kunnen niet samengaan. Verbeter ze.
diagnostic-V0701 = Dit is geen antwoord op deze vraag. Verbeter het, of laat de cel leeg.
diagnostic-V0702 = Hier hoort een getal. Verbeter het, of laat de cel leeg.
diagnostic-V0703 = Deze rij heeft meer of minder cellen dan de eerste rij. Vaak staat een tekst met een scheidingsteken niet tussen aanhalingstekens.
diagnostic-V0704 = Twee kolommen heten hetzelfde, of horen bij dezelfde vraag. Geef een ervan een andere naam.
diagnostic-V0705 = Een vraag heeft geen kolom. Voeg die toe, leeg als de vraag nooit gesteld is.
diagnostic-V0706 = Twee rijen zijn van hetzelfde dossier, dezelfde meting en dezelfde persoon. Haal er een weg, of zeg bij welke meting elk hoort.
diagnostic-V0707 = Deze kolom hoort bij geen vraag en wordt weggelaten.
diagnostic-V0708 = Deze kolom heet bijna als een vraag. Verbeter de naam.
diagnostic-V0709 = Er staat niet wie antwoordde. Een kolom informant zegt dat, met de namen uit de vragenlijst.
diagnostic-V0710 = Dit is geen datum. Schrijf hem als 2026-11-24.
diagnostic-V0711 = De letters in dit bestand zijn niet te lezen. Bewaar het als UTF-8.
diagnostic-V0712 = Het bestand is leeg, of in de eerste rij staat geen enkele vraag. Zet de namen van de kolommen in de eerste rij.
diagnostic-V0713 = Een rij houdt niet op. Meestal is een aanhalingsteken geopend en niet gesloten.
diagnostic-V0714 = Deze JSON is niet te lezen. Haal het bestand opnieuw op.
diagnostic-V0715 = Dit kan van een dossier niet bekend zijn. Verbeter het, of laat de cel leeg.
diagnostic-V0717 = De rij heeft geen dossier. Vul de code van het dossier in.
diagnostic-V0718 = Een instelling van deze site noemt een vraag of een kolom die er niet is. Wie de site beheert, kan dat verbeteren.
diagnostic-V0719 = Er is geen kolom case, dus de rijen zijn genummerd.
diagnostic-V0720 = Dit kan geen code van een dossier zijn, of het lijkt op een persoon. Neem een code, en bewaar de namen ergens anders.
diagnostic-V0721 = In een kolom staat meer tekst dan er wordt gelezen. Verdeel het bestand.
diagnostic-V0722 = In een record staan twee waarden onder één naam. Houd er een.
diagnostic-V0723 = Het bestand wordt uitgepakt groter dan er wordt gelezen. Bewaar het als CSV.
diagnostic-V0724 = Deze code is te lang. Kijk of de kolommen op hun plaats staan.
diagnostic-V0725 = Deze kolommen zijn aan hun teksten herkend. Kijk of dat klopt.
diagnostic-V0726 = Het bestand wordt gelezen zoals het programma het schrijft waar het uit komt.
diagnostic-V0727 = De site zegt dat dit geen antwoord betekent, en hier is het wel een antwoord. Wie de site beheert, kan dat verbeteren.
diagnostic-V0728 = Dit is geen code van een taal. Schrijf nl of ar, of laat de cel leeg.
diagnostic-V0729 = Geen enkel antwoord is 0, terwijl de antwoorden bij 0 beginnen. Misschien telt het andere programma vanaf 1: kijk dat eerst na.
diagnostic-V0730 = Dit is geen moment dat is geweest. Schrijf het als 2026-11-24T09:30:00Z, of laat de cel leeg.
diagnostic-V0731 = Hier staat geen ja en geen nee. Schrijf yes (ja) of no (nee).
diagnostic-V0732 = Dit bestand is niet te lezen: het is beschadigd, heeft een wachtwoord, of is iets anders. Bewaar het opnieuw, of als CSV.
diagnostic-V0733 = Deze antwoorden komen niet bij elkaar: er ontbreekt een kolom, geen rij noemt een vraag, of een vraag is twee keer beantwoord.
diagnostic-V0734 = De letters zijn gelezen als Windows-1252.
diagnostic-V0737 = In het bestand staan antwoorden op meer vragenlijsten. Zeg welke telt.
diagnostic-V0738 = De site zegt wat geen antwoord betekent, en dat staat nergens in het bestand.
diagnostic-V0830 = Op deze dag kan niets beantwoord zijn. Verbeter hem, of laat de cel leeg.
diagnostic-V0831 = De meting is geen getal. Nummer de metingen van elk dossier: 1, 2, 3.
diagnostic-V0905 = In het bestand staat meer dan er wordt gelezen. Verdeel het.
diagnostic-other = Hier klopt iets niet.
import-gone = Het bestand is hier niet meer, of wordt nu anders gelezen. Stuur het opnieuw.
import-taken = Opgenomen: afnames { $administrations }, van dossiers { $cases }.
import-early = Van dagen voordat het dossier werd geopend, die het schema niet meetelt: { $count }
import-unseen = Nieuwe dossiers zonder kantoor, die alleen beheerders zien tot ze zijn overgedragen: { $count }
import-unseen-of = Nieuwe dossiers van { $office }, een kantoor waar niemand bij hoort, zodat alleen beheerders ze zien: { $count }
answers-of = Antwoorden van { $case }
read-answers = Lees de antwoorden
held-on-case = Alles wat over dit dossier bewaard wordt, als bestand (JSON)
not-answered = Niets geantwoord.
new-case = Nieuw dossier
open-case = Open het dossier
whose-case = Van wie het dossier is
case-owner = Werkt eraan: { $owner }.
case-office = Kantoor: { $office }.
case-opened = Open sinds { $day }.
case-closed = Gesloten sinds { $day }.
case-follows = Het volgt: { $schedule }.
nobody-yet = nog niemand
no-schedule = geen schema
schedule = Schema
opened-on = Open sinds
closed-on = Gesloten sinds
change-opening = Verander de opening of het schema
open-again = Open het opnieuw
close-case = Sluit het dossier
hand-over = Draag het over
hand-over-to = Aan wie
hand-over-explained = Wie bij het andere kantoor hoort, ziet het dossier vanaf dan; wie er niet bij hoort, ziet het niet meer.
hand-over-whom = Zeg aan wie.
office-nobody = { $office }, niemand persoonlijk
office = Kantoor
schedule-unknown = Er is geen schema met die naam.
closed-before-opened = Het dossier is later geopend dan dat.
case-is-closed = Dit dossier is gesloten. Open het eerst opnieuw.
signals-unseen = Signalen die nog niemand heeft gezien
signals-elsewhere = Nog meer dossiers met iets om te bekijken: { $cases }
signals-seen = Signalen die gezien zijn
seen-by = gezien door { $who } op { $day }
seen-with-note = Gezien, met een notitie
seen-note = Wat hebt u ermee gedaan? (mag leeg)
mark-seen = Gezien
to-answer = Naar het antwoord
to-answers = Naar de antwoorden
status-experimental = experimenteel
status-piloted = uitgeprobeerd
status-validated = gevalideerd
status-retired = niet meer in gebruik
due-list = Te doen
due-measure = Vragenlijst
due-by = Uiterlijk
due-late = te laat
due-open = nu gevraagd
due-coming = nog niet gevraagd
due-reminded = vandaag herinnerd
due-nothing = Er hoeft nu niemand iets gevraagd te worden.
due-undecided = { $case }: niemand wordt { $measure } gevraagd, want { $facts } van de zaak is niet bekend.
due-no-schedule = { $case } volgt { $schedule }, en dat schema is er niet.
due-none-on = op { $day } hoeft niemand iets gevraagd te worden
due-unseen = Dit heeft nog niemand gezien (`verbond store seen DOSSIER` zegt dat u het zag):
due-late-by =
  te laat, { $days ->
    [one] 1 dag
   *[other] { $days } dagen
  } voorbij
due-past =
  aan de beurt, sinds { $days ->
    [one] 1 dag
   *[other] { $days } dagen
  }
due-on-day = vandaag
due-in =
  over { $days ->
    [one] 1 dag
   *[other] { $days } dagen
  }
due-remind = herinneren
due-remind-today = vandaag
due-missed = gemist

cases-over-time = { $title }: dossiers in de tijd
cases-attention =
  { $cases ->
    [one] 1 dossier
   *[other] { $cases } dossiers
  }, { $attention } met nu een signaal of een teken van een breuk
not-validated = Deze vragenlijst is { $status }: niets hier is een oordeel over een mens.
norms = Normen
norms-simulated = gesimuleerd
without-norms = Zonder normen wordt niet gezegd of een verandering betrouwbaar is.
version-change = vanaf meting { $occasion } wordt versie { $to } ingevuld, daarvoor was het { $from }
words-of-then = In de woorden waarin het is gevraagd; de woorden van deze vragenlijst zijn sindsdien veranderd.
words-changed = De woorden of de plaatjes van deze vragenlijst zijn veranderd nadat een deel hiervan is beantwoord: wat hier staat, is misschien niet wat toen is gelezen en gezien.
version-line = Bij de lijn in de grafieken verandert de vragenlijst: { $change }. Scores die daar niet over te vergelijken zijn, staan er niet in.
left-out = scores die niet te vergelijken zijn, staan er niet in
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
fell-by = daalde { $fall } sinds { $since } (van { $from } naar { $to }), meer dan { $points }
fell-in-a-row =
  daalde { $times ->
    [one] één keer
   *[other] { $times } keer achter elkaar
  } sinds { $since }
below-best = ligt betrouwbaar onder de beste tot nu toe, { $best } ({ $when })
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

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  }
month-short =
  { $month ->
    [1] jan
    [2] feb
    [3] mrt
    [4] apr
    [5] mei
    [6] jun
    [7] jul
    [8] aug
    [9] sep
    [10] okt
    [11] nov
   *[12] dec
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = meting { $occasion }
none-of-these = geen van deze
where-are-we = Waar staan we?
what-changed = Wat is er veranderd?
where-apart = Waar zien we het anders?
score-now = { $who }: { $score } { $value } op een schaal van { $min } tot { $max }.
score-in-band = { $who }: { $score } { $value } op een schaal van { $min } tot { $max } – { $band }.
score-not-known = { $who }: { $score } is niet te zeggen, er is te weinig ingevuld.
nothing-before = { $who }: dit is de eerste waarde.
fell-since = { $who }: gedaald met { $by } sinds { $since }
rose-since = { $who }: gestegen met { $by } sinds { $since }
same-since = { $who }: gelijk gebleven sinds { $since }
beyond-chance = meer dan toeval
within-chance = niet meer dan toeval
chance-unknown = of dat meer dan toeval is, is niet bekend
both-alike = Beiden zien het gelijk.
who-is-higher = { $who } zit { $by } hoger.
furthest-apart = Het verst uiteen: ‘{ $question }’ ({ $answers }).
told-of-occasion = Meting { $occasion }, { $when }: { $told }
told-of-undated = Meting { $occasion }: { $told }
measured-since = { $title } · { measurements-since }
measurements-since =
  { $count ->
    [one] 1 meting
   *[other] { $count } metingen
  } sinds { $since }
attention-first = Praat hier eerst over
moved-since = { $by } sinds { $since }:
cut-off = grens { $at }
version-named = versie { $version }
band-from-to = { $band } van { $from } tot { $to }
not-filled-in = niet ingevuld
question-skipped = niet beantwoord
value-confidential = vertrouwelijk
value-unfinished = niet afgemaakt
chance-by-norms = ‘Meer dan toeval’ is volgens de normen { $id } { $version } ({ $status }): { $population }.
chance-by-trial-norms = De normen { $id } { $version } zijn alleen een proef ({ $status }): { $population }. Neem er geen besluit op.
answers-of-day = De antwoorden van { $when }
answers-order = De grootste verandering of het grootste verschil staat bovenaan.
answers-heading = De antwoorden
now-short = nu
before-short = was
last-time = vorige keer, en waarheen
was = was { $answer }
difference-of = verschil { $by }
no-difference = geen verschil
same-as-before = gelijk gebleven
turned-around = Omgekeerd: een hoog antwoord verlaagt de score.
other-answers = { $count ->
    [one] Het andere antwoord
   *[other] De andere { $count } antwoorden
  }
more-answers = Nog { $count ->
    [one] 1 antwoord
   *[other] { $count } antwoorden
  } op het volgende blad.
said-to-question = op de vraag: { $question }
parts = Onderdelen
from-to = { $who } van { $from } naar { $to }
all-scores = Alle scores in een tabel
print-report = Afdrukken
report-about = Ingevuld door: { $who }. Een gespreksverslag, geen oordeel over een mens.
agreed = Wat wij afspreken
report-made = Gemaakt op { $day }.
report-made-by = Gemaakt op { $day } door { $who }.
report-keep = Bevat persoonsgegevens: bewaar het in het dossier.
more-on-page = Nog { $count ->
    [one] 1 antwoord
   *[other] { $count } antwoorden
  }: --output maakt een pagina met alle.
question-head = Vraag
team-signals = Signalen
team-signals-of = van { $cases } dossiers vragen nu aandacht
team-signals-beside = Een signaal of een teken van een breuk bij de laatste meting.
team-hidden = Te weinig om te tonen.
team-mean = gemiddelde van { $who }
team-mean-of = { $who }: { $mean }.
team-scale = Op een schaal van { $min } tot { $max }, bij de laatste meting.
team-change = Verandering
team-changed = veranderden meer dan toeval ({ $who })
team-change-not-judged = Wie er veranderde, wordt niet gezegd: zie de redenen hieronder.
team-months = Hoeveel vragenlijsten werden ingevuld, per maand? ({ $who })
team-means = { $score } per maand: waar ligt het gemiddelde?
team-bands = { $score }: ziet iedereen hetzelfde?
team-changes = Wat veranderde er sinds de eerste meting? ({ $who })
team-not-shown = niet getoond
team-spread = { $score }: hoe liggen de dossiers verspreid? ({ $who })
spread-from-to = { $from } tot { $to }
team-period = Periode
period-half-year = Laatste zes maanden
period-year = Laatste twaalf maanden
compare-by = Vergelijk naar
compare-nothing = Niets
team-dashed = Een gestreept leeg stuk wordt niet getoond. Er kan weinig, veel of niets in zitten.
about-count = ongeveer { $count }
count-rounded = ≈ zegt dat een aantal is afgerond.
team-tables = Alle cijfers in tabellen
paper-how = Zo vult u in
paper-cross = Zet een kruis in één rondje bij elke vraag.
paper-wrong = Fout? Maak het rondje helemaal zwart en kies een ander.
paper-skip = U mag een vraag overslaan.
paper-example = Voorbeeld
paper-example-of = Voorbeeld: u kiest ‘{ $answer }’
paper-line = Zet een streep op de lijn.
paper-day = dag, maand, jaar
paper-may-be-open = Dit mag u open laten.
paper-sound = Hier hoort geluid bij ({ $sounds }). Vraag of iemand het afspeelt.
paper-overleaf = Ga verder op de achterkant
paper-next-sheet = Ga verder op het volgende blad
paper-sheet = Bladzijde { $sheet } van { $sheets }
paper-thanks = Dit was het. Dank u wel. Geef dit papier terug aan wie het u gaf.
paper-only-if = Alleen als { $when }.
paper-only-if-told = Alleen als wie u dit papier gaf daarom vraagt.
paper-chose = u bij vraag { $questions } { $answers } hebt gekozen
paper-not-chose = u bij vraag { $question } niet { $answer } hebt gekozen
paper-left-open = u vraag { $question } open hebt gelaten
paper-answered = u vraag { $question } hebt ingevuld
paper-number-below = uw antwoord bij vraag { $question } lager is dan { $number }
paper-number-at-most = uw antwoord bij vraag { $question } { $number } of lager is
paper-number-equal = uw antwoord bij vraag { $question } { $number } is
paper-number-unequal = uw antwoord bij vraag { $question } niet { $number } is
paper-number-at-least = uw antwoord bij vraag { $question } { $number } of hoger is
paper-number-above = uw antwoord bij vraag { $question } hoger is dan { $number }
paper-question-of = { $question } ({ $member })
paper-quoted = ‘{ $words }’
paper-or = { $first } of { $last }
paper-and = { $first } en { $last }
