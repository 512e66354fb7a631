# Pierwsze tłumaczenie, jeszcze niesprawdzone.

language-name = Polski
easy-words = łatwy
decimal-sign = ,
read-aloud = Czytaj na głos
larger-letters = Większe litery
question-of = Pytanie { $question } z { $questions }
case-code = Kod sprawy (bez nazwiska)
occasion = Pomiar
date = Data
choose-any = Wybierz wszystkie pasujące
shares-add-up = Liczby dają razem { $whole }.
ranks-once = Użyj każdej liczby od 1 do { $most } jeden raz.
next = Dalej
back = Wstecz
skip = Pomiń
stop = Przerwij
go-on = Kontynuuj
begin-anew = Zacznij od nowa
word-ask = Na część pytań już tu odpowiedziano. Aby kontynuować, proszę wpisać swoje słowo.
word-yours = Twoje słowo
word-wrong = To nie jest to słowo.
word-gone = Za dużo razy wpisano złe słowo. Słowo już nie działa i nikt nie może kontynuować tych odpowiedzi. Można zacząć od nowa.
word-begun-anew = Ktoś zaczął to od nowa od ostatnich odpowiedzi. Wcześniejsze odpowiedzi są zamknięte, nikt ich nie widzi, a wybrane do nich słowo już nie działa.
word-choose = Proszę wybrać słowo. Z nim można później kontynuować od tego miejsca. Proszę nikomu go nie mówić.
word-new = Twoje słowo, co najmniej { $least } litery
word-too-short = Słowo musi mieć co najmniej { $least } litery.
word-without = Bez słowa następnym razem zaczyna się od nowa. Nikt nie widzi dotychczasowych odpowiedzi.
word-stays = Bez nowego słowa nadal działa słowo wybrane wcześniej.
stop-with-word = Przerwij z tym słowem
stop-without-word = Przerwij bez słowa
anew-explained = Albo zacznij od nowa. Nikt nie widzi wcześniejszych odpowiedzi.
next-person = Następna osoba
asked-by = Te pytania zadaje { $site }.
takes-minutes =
  To potrwa około { $minutes ->
    [one] jednej minuty
   *[other] { $minutes } minut
  }
so-many-questions =
  Otrzymasz { $questions ->
    [one] jedno krótkie pytanie
    [few] { $questions } krótkie pytania
   *[other] { $questions } krótkich pytań
  }.
seen-by-staff = Osoby, które z Tobą pracują, widzą odpowiedzi
talk-after = Potem możecie o nich razem porozmawiać.
seen-beside = Osoby, które pracują z tą sprawą, widzą odpowiedzi
seen-beside-more = Stoją obok odpowiedzi: { $others }. Ta osoba też może je przeczytać, gdy o nich razem rozmawiacie.
seen-by-nobody = Tylko Ty widzisz swoje odpowiedzi
need-not-say = Nie trzeba mówić wszystkiego
may-skip-and-stop = Można pominąć pytanie. Można przerwać i dokończyć później.
text-read = Proszę nie pisać nazwisk ani adresów. Osoby, które z Tobą pracują, to przeczytają.
text-read-beside = Proszę nie pisać nazwisk ani adresów. Osoby, które pracują z tą sprawą, to przeczytają.
text-unread = Proszę nie pisać nazwisk ani adresów. Nikt, kto z Tobą pracuje, tego nie przeczyta.
letters-most = Najwyżej { $most } znaków
letters-left = Zostało { $left } z { $most } znaków
number-between = Liczba od { $low } do { $high }
line-touch = Dotknij linii. Można też przesuwać.
line-less = Trochę mniej
line-more = Trochę więcej
almost-done = Prawie gotowe
answered-of = Odpowiedzi: { $answered } z { $questions }.
still-open = Te są jeszcze bez odpowiedzi. Można je tak zostawić.
shown-once-sent = Osoby, które z Tobą pracują, zobaczą odpowiedzi po wysłaniu.
shown-once-sent-beside = Osoby, które pracują z tą sprawą, zobaczą odpowiedzi po wysłaniu.
answers-sent = Odpowiedzi zostały wysłane.
you-said = To Twoje odpowiedzi
step-of = { $step } z { $steps }
between-two = między „{ $low }” a „{ $high }”
talk-about = Porozmawiajcie o tym razem. Od czego chcesz zacząć?
closes-itself = Ta strona sama się zamknie za dwie minuty.
stay-open = Zostaw otwartą
hide = Ukryj
stopped = Przerwano
thanks = To wszystko. Dziękujemy.
answers-kept = Odpowiedzi są zapisane. Można dokończyć później.
answers-hidden = Odpowiedzi są poufne: osoby, które pracują z tą sprawą, widzą, że udzielono odpowiedzi, ale nie widzą jakich.
answer-needed = Podaj odpowiedź albo pomiń to pytanie.
finish = Wyślij
not-an-answer = To nie jest żadna z odpowiedzi.
number-needed = Wpisz liczbę od { $low } do { $high } albo pomiń to pytanie.
whole-needed = Wpisz liczbę całkowitą od { $low } do { $high } albo pomiń to pytanie.
step-needed = Wpisz liczbę od { $low } do { $high } co { $step } albo pomiń to pytanie.
text-too-long = To zbyt długie. Proszę użyć najwyżej { $most } znaków.
date-needed = To nie jest data. Podaj dzień jak 2026-11-24 albo pomiń to pytanie.
time-needed = To nie jest godzina. Podaj godzinę i minuty jak 23:30 albo pomiń to pytanie.
number-from = Liczba od
own-words = Własnymi słowami
sound-named = dźwięk: { $sound }
as-date = Rok-miesiąc-dzień, jak 2026-11-24
as-time = Godziny i minuty, jak 23:30

welcome = Witamy
your-code = Wpisz cyfry swojego kodu
code-help = Kod podaje osoba, która z Tobą pracuje. Działa jeden raz i przez ograniczony czas.
begin = Rozpocznij
for-staff = Dla pracowników
language = Język
wrong-code = Ten kod jest błędny albo zbyt stary. Poproś o nowy.
store-failed = Coś poszło nie tak. Odpowiedzi są zapisane. Spróbuj ponownie za chwilę.
failed = Coś poszło nie tak. Spróbuj ponownie.
page-too-old = Ta strona jest zbyt stara. Wróć i spróbuj ponownie.
took-too-long = To trwało zbyt długo. Wróć i spróbuj ponownie.
form-too-long = To, co wysłano, jest zbyt długie.
nothing-here = Tu nic nie ma.
too-many-tries = Zbyt wiele błędnych prób. Poczekaj kilka minut.
server-busy = Zbyt wiele osób chce czegoś naraz. Spróbuj ponownie za chwilę.
not-for-you = Nie masz dostępu do tej strony.
to-first-page = Do pierwszej strony

staff = Pracownicy
to-content = Do treści
main-menu = Menu główne
user-name = Nazwa
password = Hasło
log-in = Zaloguj
log-out = Wyloguj
wrong-password = Nazwa lub hasło jest błędne.
change-password = Zmień hasło
old-password = Dotychczasowe hasło
new-password = Nowe hasło
new-password-again = Nowe hasło jeszcze raz
password-rule = Co najmniej { $letters } znaków. Wystarczy kilka słów, które do siebie nie pasują.
passwords-differ = Nowe hasło wpisano na dwa sposoby. Nic nie zmieniono.
wrong-old-password = Dotychczasowe hasło jest błędne. Nic nie zmieniono.
password-weak = Nowe hasło ma mniej niż { $letters } znaków albo łatwo je odgadnąć. Nic nie zmieniono.
password-changed = Hasło zostało zmienione. Wszędzie indziej nastąpiło wylogowanie.
access-log = Kto co zrobił
access-when = Kiedy (UTC)
access-what = Co
access-show = Pokaż
access-none = Nic nie znaleziono.
access-older = Starsze
access-nobody = nazwa, której nikt nie ma
access-logged-in = zalogowanie
access-failed-to-log-in = błędne hasło
access-looked = obejrzenie sprawy
access-refused-case = odmowa dostępu do sprawy: należy do innego biura
access-gave-code = wydanie kodu do badania { $administration }
access-entered = przepisuje z papieru badanie { $administration }
access-took-in = wczytuje z pliku odpowiedzi na { $measure }; badania: { $administrations }, sprawy: { $cases }
access-handed-over = przekazał(a) sprawę: { $owner }, { $office }
access-exported = eksport odpowiedzi na { $measure }; badania: { $administrations }, poufne: { $confidential }
access-exported-cases = wyeksportował(a), czyje są sprawy i które sygnały zobaczono; sprawy: { $cases }
access-copied-store = skopiowanie wszystkich danych
access-gave-access = nadanie dostępu: { $name }, { $role }, { $office }
access-took-access = odebranie dostępu: { $name }
access-changed-password = zmiana własnego hasła
access-failed-to-change-password = błędne hasło przy jego zmianie
access-looked-at-log = obejrzenie tego dziennika
access-purged-log = usunięcie starych wierszy tego dziennika
access-erased = usunięcie sprawy; badania: { $administrations }
access-purged = usunięcie tego, co przechowywano wystarczająco długo; badania: { $administrations }
locked = Ktoś odpowiadał na pytania w tej przeglądarce. Proszę podać hasło, aby wrócić do spraw.
role-officer = kurator
role-coordinator = koordynator
role-methodologist = metodolog
role-administrator = administrator
cases = Sprawy
look-today = Do obejrzenia dziś
look-today-more = sygnał, którego nikt jeszcze nie widział
due-today = Na kolei
due-today-more = nadszedł umówiony czas
waits = Czeka
waits-more = zapytano, jeszcze bez odpowiedzi
is-fine = W porządku
is-fine-more = nic do zrobienia do następnego pomiaru
is-closed = Zamknięte
is-closed-more = o nic się już nie pyta
parts-of-list = Do części listy
nothing-to-do = Teraz nie ma tu spraw.
all-of-part = Wszystkie ({ $cases })
whole-list = Cała lista
running-cases = { $day } · w toku: { $cases }
whose = Czyje
of-all = Wszystkich
of-me = Moje sprawy
of-nobody = Niczyje
all-measures = Wszystkie
signal-of = { $who }, pomiar { $occasion }
signal-of-day = { $who }, pomiar { $occasion }, { $day }
more-signals =
  i jeszcze { $signals ->
    [one] jeden sygnał
    [few] { $signals } sygnały
   *[other] { $signals } sygnałów
  }
occasion-of-whom = Pomiar { $occasion }: { $who }
next-occasion = Następny: pomiar { $occasion }, do { $day }
due-since = do { $day }
answered-last = odpowiedź: { $day }
never-answered = jeszcze bez odpowiedzi
awaits-code = Kod nie został jeszcze użyty.
awaits-answering = Ktoś właśnie odpowiada.
awaits-stopped = Przerwano po { $answered } odpowiedziach; nowy kod pozwala dokończyć.
awaits-expired = Czas kodu minął.
look-at = Zobacz
let-answer = Daj do wypełnienia
new-code = Nowy kod
course-of = { $case }: { $values }
course-ground = Kolorowe tło: { $band }
team = Zespół
ask-somebody = Zapytaj kogoś
measure-choice = Kwestionariusz i kto odpowiada
known-facts = Co wiadomo o sprawie (można pozostawić puste; to, co podano wcześniej, pozostaje)
occasion-or-next = Pomiar (puste: następny)
occasion-number = następny: pomiar { $occasion }
next-of-each = Następne: { $all }.
date-is-day = Data to dzień, który już był, od roku { $year }, zapisany jak 2026-11-24.
date-before-opening = Sprawa jest otwarta od: { $day } i ma harmonogram, dla którego wcześniejszy dzień się nie liczy. Jeśli była otwarta wcześniej, proszę najpierw zmienić ten dzień.
measure-without-words = Nie można zapytać o { $measure }: pytania nie są do niego dołączone. Może je dodać osoba, która zarządza kwestionariuszami.
case-facts = Wiadomo: { $facts }.
change-facts = Podać lub poprawić to, co wiadomo
facts-were-wrong = Nigdy nie było inaczej
facts-were-wrong-more = To, co podano wcześniej, było błędne i zostanie wszędzie poprawione. W przeciwnym razie obowiązuje od teraz.
fact-number = { $fact } to liczba od { $low } do { $high }.
fact-date = { $fact } to data, jak 2026-11-24.
fact-word = { $fact } to jedno z: { $words }.
same-open = { $who } ({ $case }) odpowiada już na pomiar { $occasion }. Co teraz?
same-finished = { $who } ({ $case }) już odpowiedział(a) na pomiar { $occasion }. Co teraz?
same-continue = Kontynuować
same-continue-more = Dotychczasowe odpowiedzi zostają.
same-replace = Odpowiedzieć ponownie
same-replace-more = Wcześniejsze odpowiedzi są zachowane i już się nie liczą.
same-new-more = Zwykły wybór przy nowej rozmowie.
same-new = Nowy pomiar: { $occasion }
find-case = Szukaj sprawy
find = Szukaj
page-of = Strona { $page } z { $pages }, spraw: { $cases }
page-of-due = Strona { $page } z { $pages }
page-before = Poprzednia
page-after = Następna
pages-of-part = Strony tej części listy
administrations = Kwestionariusze tej sprawy
administration-line = { $title }, { $who }, pomiar { $occasion }, { $date }: { $state }
state-open = w trakcie
state-code = kod jeszcze nieużyty
state-stopped = przerwano przed końcem
state-expired = czas kodu minął
state-answered = wypełniony
closed-begun-anew = zamknięty, zaczęto od nowa
closed-replaced = zastąpiony, już się nie liczy
closed-mistaken = wyłączony, nie liczy się
closed-cancelled = kod anulowano, nikogo nie zapytano
closed-held-twice = nie liczy się: ten pomiar był dwa razy. Decyduje osoba, która zarządza magazynem (verbond store duplicates)
correct = Popraw
reason = Powód
reason-needed = Proszę podać powód.
take-out = Nie liczyć
count-again = Liczyć ponownie
take-out-of-replaced = Wcześniej wypełniono tu inny kwestionariusz. Sam nie zacznie się znowu liczyć: gdy ten przestanie się liczyć, można to zrobić poniżej.
cancel-code = Anuluj kod
no-code = Nie ma kodu, który można anulować.
occasion-taken = Jest już kwestionariusz pomiaru { $occasion }.
invite-answered = { $measure }: pomiar { $occasion } jest już wypełniony. Proszę wybrać inny albo zostawić puste dla następnego.
only-answerer = Odpowiedzi może widzieć tylko osoba, która odpowiada
only-answerer-more = Widać, że udzielono odpowiedzi, ale nie widać jakich.
what-asked = O co pytasz?
code-explained = Osoba skanuje obraz swoim telefonem albo wpisuje tam { $digits } cyfr. Może też odpowiedzieć na tym urządzeniu.
code-once = ważny 30 minut, jeden raz
ticket-shown = Zobaczysz odpowiedzi.
ticket-hidden = Poufne: nie zobaczysz odpowiedzi.
print-page = Drukuj
not-in-language = { $measure } nie jest dostępne w tym języku. Wybierz spośród: { $languages }.
give-code = Wydaj kod
answer-here = Odpowiedz na tym urządzeniu
answers-here = { $who } odpowiada tutaj
code-picture = Kod jako obraz dla telefonu
code-given = Kod dla: { $who }, sprawa { $case }, pomiar { $occasion }, { $date }
only-own-answers = Na część pytań już odpowiedziano poufnie. Kontynuuje tylko ta osoba; każda inna zaczyna od nowa.
still-looking = Sprawy są właśnie przeglądane. To, co wymaga uwagi, i liczby będą tu za chwilę.
case = Sprawa
asked = Zapytano
answered = Odpowiedziano
now = Teraz
case-not-here = Tego kodu nie można tu użyć. Wybierz inny.
case-twin = Istnieje już przypadek { $case }. Same wielkie litery nie tworzą innego: użyj tego kodu albo wybierz inny.
occasion-is-number = Pomiar jest liczbą, co najmniej 1.
try-again = Spróbuj ponownie.
code-empty = nie ma kodu sprawy
code-letters = kod składa się z liter, cyfr, `-`, `_` i `.`, najwyżej { $most }
code-like-name = to może być nazwisko: w kodzie jest cyfra, jak `c-017`
code-like-citizen = to może być numer obywatela: w kodzie jest litera albo kod jest krótszy
case-named = Sprawa { $case }
nothing-answered = Jeszcze nic nie odpowiedziano.
confidential = Poufne
confidential-answered = { $who }, pomiar { $occasion }: odpowiedziano
confidential-open = { $who }, pomiar { $occasion }: jeszcze bez odpowiedzi
measure-refused = { $measure }: plik zmieniono tak, że liczy wyniki inaczej niż wtedy, gdy wypełniano tę wersję. Nie jest używany. Nadaj zmienionemu plikowi nową wersję.
some-unfinished = Niektóre kwestionariusze nie są jeszcze skończone; nie są pokazane.
invite = Zadaj kilka kwestionariuszy naraz albo przez link
invite-to = Zapytaj: { $case }
invite-measures = Kwestionariusze, jeden po drugim
invite-none = Proszę wybrać co najmniej jeden.
invite-other-informant = Jeden z nich nie jest dla wybranej osoby.
make-link = Utwórz link
sitting-code = Kod, ważny 30 minut, jeden raz; wszystko, co wybrano, następuje samo:
sitting-link = Link, ważny do udzielenia wszystkich odpowiedzi, najdłużej do dnia przed { $day }. Kto go ma, może odpowiadać: proszę nie dawać go nikomu innemu.
link-picture = Link jako obraz dla telefonu
shown-once = Jest to pokazywane przez dziesięć minut, potem już nigdzie.
link-begins = Osoba, która z Panem/Panią pracuje, zadaje kilka pytań.
link-over = Ten link nie jest już ważny. Proszę poprosić o nowy.
code-list = Lista kodów do druku
code-list-explained = Każda z tych spraw jest pytana raz. Kody mają dwanaście cyfr, bo są ważne przez kilka dni. Nowa sprawa zostaje przez to otwarta.
code-list-cases = Kody spraw, po jednym w wierszu
code-list-until = Ważne do (włącznie)
make-codes = Utwórz kody
code-list-empty = Proszę wpisać co najmniej jedną sprawę.
code-list-long = Spraw jest więcej niż { $most }.
code-list-days = Ostatni dzień to dziś lub jeden z następnych { $days } dni.
code-list-good = Ważne do { $day } włącznie, każdy raz. Proszę je rozciąć: kto ma kod, może odpowiadać w tej sprawie.
code-list-code = Kod
code-list-answered = { $measure }: pomiar { $occasion } jest już wypełniony.
facts-of-measure = Pokaż pola tego kwestionariusza
enter-paper = Wpisz z papieru
enter-paper-of = Z papieru: { $case }
enter-language = Język papieru
enter-date = Data na papierze
enter-explained = Proszę wpisywać kody z marginesu papieru: kropkę (.) za to, co pozostało puste, kreskę (-) za odpowiedź bez liczby, spację między kilkoma wyborami. Tab prowadzi do następnego pola, Enter też.
enter-once-more = Wszystko się zgadza. Proszę teraz wpisać ten sam papier jeszcze raz.
enter-differ = Oba razy się różnią. Proszę spojrzeć na papier i zostawić to, co na nim jest.
enter-first-was = Za pierwszym razem: { $answer }
enter-first-nothing = nic
enter-not-kept =
  Nic jeszcze nie zapisano: { $count ->
    [one] zaznaczono jedno pole
    [few] zaznaczono { $count } pola
   *[many] zaznaczono { $count } pól
  }.
enter-nothing = Proszę wpisać kod. Jeśli na papierze jest puste, proszę wpisać kropkę (.).
enter-no-code = „{ $typed }” nie jest tu kodem. Może być: { $codes }
enter-not-asked = Według innych odpowiedzi to pytanie nie jest zadawane i się nie liczy. Proszę je poprawić albo opróżnić to pole.
enter-was-not-asked = nie pytano
enter-refused = { $sentence } Proszę poprawić. Jeśli tak jest na papierze, proszę zostawić puste: wpisać kropkę (.).
enter-blank-is-open = Co jest tu puste, zostało puste na papierze
enter-twice = Wpisz dwa razy
enter-twice-more = Za drugim razem pola są puste. Gdzie oba się różnią, trzeba spojrzeć na papier.
enter-keep = Zapisz te odpowiedzi
enter-continue-more = Co już wypełniono, zostaje tam, gdzie pole jest puste.
enter-replace = Wstaw ten papier w jego miejsce
enter-hidden = { $who } w sprawie { $case }: pomiar { $occasion } był poufny. Papier go nie kontynuuje ani nie zastępuje.
import-answers = Wczytaj odpowiedzi
import-explained = Plik z odpowiedziami: CSV, JSON, Excel, OpenDocument, SPSS, Stata albo eksport programu do ankiet; najwyżej { $size } MB. Jest czytany według ustawień tej strony. Zanim cokolwiek zostanie wczytane, widać, co w nim jest.
import-file = Plik
import-look = Obejrzyj plik
import-no-file = Proszę wybrać plik, który nie jest pusty.
import-no-parquet = Parquet wczytuje się tylko poleceniem verbond store import.
import-too-many = W pliku jest więcej niż { $most } badań. Proszę go podzielić albo wczytać poleceniem verbond store import.
import-found = W pliku są badania: { $administrations }, spraw: { $cases }.
import-not-yet = Nic jeszcze nie wczytano.
import-take = Wczytaj
import-nothing = Nic nie wczytano. Proszę poprawić plik i wysłać go jeszcze raz.
import-another = Inny plik
import-empty = Puste wiersze, pominięte: { $rows }
import-filtered = Wiersze bez odpowiedzi na ten kwestionariusz, pominięte: { $rows }
import-unsent = Wiersze rozpoczęte i nigdy niewysłane, pominięte: { $rows }
import-left-out = Wiersze, które nie mogą być poprawne, pominięte: { $rows }
import-more = Niepokazane tutaj: { $count }
import-at-cell = Wiersz { $row }, kolumna { $column }
import-at-row = Wiersz { $row }
import-at-column = Kolumna { $column }
import-at-file = Cały plik
import-gone = Pliku już tu nie ma albo jest teraz czytany inaczej. Proszę wysłać go jeszcze raz.
import-taken = Wczytano: badania { $administrations }, spraw { $cases }.
import-early = Z dni przed otwarciem sprawy, których harmonogram nie liczy: { $count }
answers-of = Odpowiedzi: { $case }
read-answers = Przeczytaj odpowiedzi
held-on-case = Wszystko, co przechowano o tej sprawie, jako plik (JSON)
not-answered = Brak odpowiedzi.
new-case = Nowa sprawa
open-case = Otwórz sprawę
whose-case = Czyja jest sprawa
case-owner = Prowadzi: { $owner }.
case-office = Biuro: { $office }.
case-opened = Otwarta od { $day }.
case-closed = Zamknięta od { $day }.
case-follows = Harmonogram: { $schedule }.
nobody-yet = jeszcze nikt
no-schedule = bez harmonogramu
schedule = Harmonogram
opened-on = Otwarta od
closed-on = Zamknięta od
change-opening = Zmień otwarcie lub harmonogram
open-again = Otwórz ponownie
close-case = Zamknij sprawę
hand-over = Przekaż
hand-over-to = Komu
hand-over-explained = Kto jest z drugiego biura, widzi odtąd sprawę; kto nie jest, już jej nie widzi.
hand-over-whom = Proszę podać komu.
office-nobody = { $office }, nikt imiennie
office = Biuro
schedule-unknown = Nie ma takiego harmonogramu.
closed-before-opened = Sprawę otwarto później.
case-is-closed = Ta sprawa jest zamknięta. Najpierw proszę otworzyć ją ponownie.
signals-unseen = Sygnały, których nikt jeszcze nie widział
signals-elsewhere = Dalsze sprawy, w których jest coś do obejrzenia: { $cases }
signals-seen = Sygnały zobaczone
seen-by = zobaczone przez { $who }, { $day }
seen-with-note = Zobaczone, z notatką
seen-note = Co Pan/Pani z tym zrobił(a)? (może pozostać puste)
mark-seen = Zobaczone
to-answer = Do odpowiedzi
to-answers = Do odpowiedzi z tego pomiaru
status-experimental = eksperymentalny
status-piloted = wypróbowany
status-validated = zwalidowany
status-retired = wycofany
due-list = Do zrobienia
due-measure = Kwestionariusz
due-by = Termin
due-late = po terminie
due-open = teraz pytamy
due-coming = jeszcze nie pytamy
due-reminded = dziś przypomnienie
due-nothing = Teraz nikogo nie trzeba pytać.
due-undecided = { $case }: nikt nie jest pytany o { $measure }, bo { $facts } tej sprawy nie jest znane.
due-no-schedule = { $case } ma harmonogram { $schedule }, którego nie ma.
due-none-on = { $day }: nikogo nie trzeba pytać
due-unseen = Tego nikt jeszcze nie widział (`verbond store seen SPRAWA` mówi, że już):
due-late-by = po terminie, dni: { $days }
due-past = do zrobienia, dni po terminie: { $days }
due-on-day = dziś
due-in = za dni: { $days }
due-remind = przypomnieć
due-remind-today = dziś
due-missed = opuszczone

cases-over-time = { $title }: sprawy w czasie
cases-attention =
  { $cases ->
    [one] 1 sprawa
    [few] { $cases } sprawy
   *[many] { $cases } spraw
  }, z ostrzeżeniem lub oznaką zerwania teraz: { $attention }
not-validated = Ten kwestionariusz jest { $status }: nic tutaj nie jest osądem człowieka.
norms = Normy
norms-simulated = symulowane
without-norms = Bez norm nie mówi się, czy zmiana jest rzetelna.
version-change = od pomiaru { $occasion } wypełniana jest wersja { $to }, wcześniej była { $from }
words-of-then = W słowach, w których pytano; słowa tego kwestionariusza zmieniono od tego czasu.
words-changed = Słowa tego kwestionariusza zmieniono po udzieleniu części odpowiedzi: to, co tu napisano, może nie być tym, co wtedy przeczytano.
version-line = Przy linii na wykresach zmienia się kwestionariusz: { $change }. Wyniki, których nie można przez nią porównać, pominięto.
left-out = wyniki, których nie można porównać, pominięto
case-values = Sprawa { $case }: wartości
score = Wynik
who = Kto
band = Poziom
since-first = Od pierwszego
since-before = Od poprzedniego
gaps = Gdzie się różnią, przy pomiarze { $occasion }
difference = różnica
missing = brak
by-occasion = { $who }, według pomiarów: { $values }
lower-reliably = rzetelnie niżej (bardziej niż błąd pomiaru)
higher-reliably = rzetelnie wyżej (bardziej niż błąd pomiaru)
lower-not-reliably = niżej, ale w granicach błędu pomiaru
higher-not-reliably = wyżej, ale w granicach błędu pomiaru
unchanged = bez zmian
no-norms = nie podano norm, więc nie wiadomo, czy zmiana jest rzetelna
no-group = żadna grupa norm nie pasuje do tej sprawy, więc nie wiadomo, czy zmiana jest rzetelna
no-spread = normy nie podają odchylenia standardowego tego wyniku, więc nie wiadomo, czy zmiana jest rzetelna
no-reliability = rzetelność tego wyniku nie jest znana, więc nie wiadomo, czy zmiana jest rzetelna
low-reliability = rzetelność tego wyniku wynosi { $reliability }, mniej niż { $least }: za mało, by oceniać zmianę jednej osoby
simulated-norms = normy są symulowane i nikogo się według nich nie ocenia
outcome-recovered = powrót do zdrowia
outcome-improved = poprawa
outcome-unchanged = bez zmian
outcome-deteriorated = pogorszenie
fell-by = spadek o { $fall } od { $since } (z { $from } do { $to }), więcej niż { $points }
fell-in-a-row =
  { $times ->
    [one] spadek
   *[other] spadki kolejno: { $times }
  }, od { $since }
below-best = jest rzetelnie poniżej najlepszego dotąd, { $best } ({ $when })
change-since-first = { $score } ({ $who }) od pierwszego: { $change }
change-since-before = { $score } ({ $who }) od poprzedniego: { $change }
gap-line = { $first } minus { $second } przy pomiarze { $occasion }: { $gaps }
alert-line = ostrzeżenie ({ $who }): { $sentence }
graded-alert-line = ostrzeżenie, { $severity } ({ $who }): { $sentence }
alert-mild = łagodne
alert-severe = poważne
sign-line = oznaka zerwania ({ $who }): { $score } { $sign } [{ $source }]

team-title = { $title }: liczby zespołu
small-hidden = Liczby z mniej niż { $least } spraw nie są pokazane, ani te, z których można by je wyliczyć. Liczby są zaokrąglone do wielokrotności { $least }; średnie i odchylenia standardowe tak, by nie było w nich widać jednej sprawy.
scores-at-last = Wyniki przy ostatnim pomiarze
group = Grupa
mean = Średnia
sd = SD
all = wszystkie
not-said = nie podano
followed-cases = Śledzone sprawy
attention-now = teraz ostrzeżenie lub oznaka zerwania
no-attention = żadne z nich
bands-at-last = { $score } ({ $bands }) przy ostatnim pomiarze
score-change = { $score }: zmiana od pierwszego pomiaru
reliably-lower = rzetelnie niżej
no-reliable-change = bez rzetelnej zmiany
reliably-higher = rzetelnie wyżej
cannot-be-told = nie można powiedzieć

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
  }
month-short =
  { $month ->
    [1] sty
    [2] lut
    [3] mar
    [4] kwi
    [5] maj
    [6] cze
    [7] lip
    [8] sie
    [9] wrz
    [10] paź
    [11] lis
   *[12] gru
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = pomiar { $occasion }
none-of-these = żadne z tych
where-are-we = Gdzie jesteśmy?
what-changed = Co się zmieniło?
where-apart = Co widzimy inaczej?
score-now = { $who }: { $score } { $value } w skali od { $min } do { $max }.
score-in-band = { $who }: { $score } { $value } w skali od { $min } do { $max } – { $band }.
score-not-known = { $who }: { $score } – nie da się powiedzieć, za mało odpowiedzi.
nothing-before = { $who }: to pierwsza wartość.
fell-since = { $who }: spadek o { $by } od { $since }
rose-since = { $who }: wzrost o { $by } od { $since }
same-since = { $who }: bez zmian od { $since }
beyond-chance = więcej niż przypadek
within-chance = nie więcej niż przypadek
chance-unknown = nie wiadomo, czy to więcej niż przypadek
both-alike = Oboje widzą to tak samo.
who-is-higher = { $who }: wyżej o { $by }.
furthest-apart = Największa różnica: „{ $question }” ({ $answers }).
told-of-occasion = Pomiar { $occasion }, { $when }: { $told }
told-of-undated = Pomiar { $occasion }: { $told }
measured-since = { $title } · pomiary: { $count }, od { $since }
attention-first = Najpierw porozmawiajcie o tym
moved-since = { $by } od { $since }:
cut-off = próg { $at }
version-named = wersja { $version }
band-from-to = { $band } od { $from } do { $to }
not-filled-in = nie wypełniono
question-skipped = bez odpowiedzi
value-confidential = poufne
value-unfinished = nieukończone
chance-by-norms = „Więcej niż przypadek” według norm { $id } { $version } ({ $status }): { $population }.
chance-by-trial-norms = Normy { $id } { $version } są tylko próbne ({ $status }): { $population }. Nie podejmujcie na ich podstawie decyzji.
answers-of-day = Odpowiedzi: { $when }
answers-order = Największa zmiana lub różnica jest na górze.
answers-heading = Odpowiedzi
now-short = teraz
before-short = było
last-time = ostatnio i dokąd
was = było { $answer }
difference-of = różnica { $by }
no-difference = bez różnicy
same-as-before = jak poprzednio
turned-around = Odwrócone: wysoka odpowiedź obniża wynik.
other-answers = Pozostałe odpowiedzi: { $count }
more-answers = Więcej odpowiedzi na stronie sprawy: { $count }.
said-to-question = na pytanie: { $question }
parts = Części
from-to = { $who } od { $from } do { $to }
all-scores = Wszystkie wyniki w tabeli
print-report = Drukuj
report-about = Wypełnili: { $who }. Raport do rozmowy, a nie ocena człowieka.
agreed = Co uzgadniamy
report-made = Sporządzono { $day }.
report-made-by = Sporządzono { $day }, { $who }.
report-keep = Zawiera dane osobowe: przechowuj przy sprawie.
more-on-page = Więcej odpowiedzi: { $count }; --output zapisze stronę ze wszystkimi.
question-head = Pytanie
team-signals = Sygnały
team-signals-of = z { $cases } spraw wymaga teraz uwagi
team-signals-beside = Sygnał albo oznaka zerwania przy ostatnim pomiarze.
team-hidden = Za mało, by pokazać.
team-mean = średnia: { $who }
team-mean-of = { $who }: { $mean }.
team-scale = W skali od { $min } do { $max }, przy ostatnim pomiarze.
team-change = Zmiana
team-changed = zmieniło się więcej niż przypadkiem ({ $who })
team-change-not-judged = Nie podaje się, kto się zmienił: zob. powody poniżej.
team-months = Ile kwestionariuszy wypełniono, miesiąc po miesiącu? ({ $who })
team-means = { $score } miesiąc po miesiącu: gdzie jest średnia?
team-bands = { $score }: czy wszyscy widzą to samo?
team-changes = Co zmieniło się od pierwszego pomiaru? ({ $who })
team-not-shown = nie pokazano
team-spread = { $score }: jak rozkładają się sprawy? ({ $who })
spread-from-to = { $from } do { $to }
team-period = Okres
period-half-year = Ostatnie sześć miesięcy
period-year = Ostatnie dwanaście miesięcy
compare-by = Porównaj według
compare-nothing = Niczego
team-dashed = Pusty przerywany kawałek nie jest pokazany. Może w nim być mało, dużo albo nic.
about-count = około { $count }
count-rounded = ≈ mówi, że liczba jest zaokrąglona.
team-tables = Wszystkie liczby w tabelach
paper-how = Jak wypełnić
paper-cross = Przy każdym pytaniu postaw krzyżyk w jednym kółku.
paper-wrong = Pomyłka? Zamaluj kółko i wybierz inne.
paper-skip = Możesz pominąć pytanie.
paper-example = Przykład
paper-example-of = Przykład: wybierasz „{ $answer }”
paper-line = Zaznacz kreską miejsce na linii.
paper-day = dzień, miesiąc, rok
paper-may-be-open = Możesz to zostawić puste.
paper-sound = Należy do tego dźwięk ({ $sounds }). Poproś o jego odtworzenie.
paper-overleaf = Dalej na odwrocie
paper-next-sheet = Dalej na następnej kartce
paper-sheet = Strona { $sheet } z { $sheets }
paper-thanks = To wszystko. Dziękujemy. Oddaj tę kartkę osobie, która ci ją dała.
paper-only-if = Tylko jeśli { $when }.
paper-only-if-told = Tylko jeśli prosi o to osoba, która dała ci tę kartkę.
paper-chose = przy pytaniu { $questions } wybrano { $answers }
paper-not-chose = przy pytaniu { $question } nie wybrano { $answer }
paper-left-open = pytanie { $question } zostało puste
paper-answered = odpowiedziano na pytanie { $question }
paper-number-below = odpowiedź na pytanie { $question } jest niższa niż { $number }
paper-number-at-most = odpowiedź na pytanie { $question } to { $number } lub mniej
paper-number-equal = odpowiedź na pytanie { $question } to { $number }
paper-number-unequal = odpowiedź na pytanie { $question } to nie { $number }
paper-number-at-least = odpowiedź na pytanie { $question } to { $number } lub więcej
paper-number-above = odpowiedź na pytanie { $question } jest wyższa niż { $number }
paper-question-of = { $question } ({ $member })
paper-quoted = „{ $words }”
paper-or = { $first } lub { $last }
paper-and = { $first } i { $last }
