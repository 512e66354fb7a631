# Pierwsze tłumaczenie, jeszcze niesprawdzone.

language-name = Polski
easy-words = łatwy
decimal-sign = ,
read-aloud = Czytaj na głos
case-code = Kod sprawy (bez nazwiska)
occasion = Pomiar
date = Data
may-be-left-open = można pominąć
only-if = Tylko jeśli
choose-any = Wybierz wszystkie pasujące
next = Dalej
back = Wstecz
skip = Pomiń
stop = Przerwij
thanks = To wszystko. Dziękujemy.
answers-kept = Odpowiedzi są zapisane. Można dokończyć później.
answer-needed = Podaj odpowiedź albo pomiń to pytanie.
finish = Zakończ
not-an-answer = To nie jest żadna z odpowiedzi.
number-from = Liczba od
own-words = Własnymi słowami
as-date = Rok-miesiąc-dzień, jak 2026-11-24

welcome = Witamy
your-code = Twój kod: sześć cyfr
begin = Rozpocznij
for-staff = Dla pracowników
language = Język
wrong-code = Ten kod jest błędny albo zbyt stary. Poproś o nowy.
store-failed = Coś poszło nie tak. Odpowiedzi są zapisane. Spróbuj ponownie za chwilę.
failed = Coś poszło nie tak. Spróbuj ponownie.
page-too-old = Ta strona jest zbyt stara. Wróć i spróbuj ponownie.
nothing-here = Tu nic nie ma.
too-many-tries = Zbyt wiele błędnych prób. Poczekaj pięć minut.
not-for-you = Nie masz dostępu do tej strony.
to-first-page = Do pierwszej strony

staff = Pracownicy
user-name = Nazwa
password = Hasło
log-in = Zaloguj
log-out = Wyloguj
wrong-password = Nazwa lub hasło jest błędne.
role-officer = kurator
role-coordinator = koordynator
role-methodologist = metodolog
role-administrator = administrator
cases = Sprawy
team = Zespół
ask-somebody = Zapytaj kogoś
measure-choice = Kwestionariusz, kto odpowiada, w jakim języku
known-facts = Co wiadomo o sprawie, jak age=34 mandate=parole (można zostawić puste; to, co podano wcześniej, zostaje)
only-answerer = Odpowiedzi może widzieć tylko osoba, która odpowiada
give-code = Wydaj kod
code-given = Kod dla { $who } w sprawie { $case }, ważny 30 minut, jednorazowy:
cases-followed = Śledzone sprawy
none-yet = Jeszcze żadnych.
case = Sprawa
asked = Zapytano
answered = Odpowiedziano
now = Teraz
other-office = Ta sprawa należy do innego biura.
occasion-is-number = Pomiar jest liczbą.
try-again = Spróbuj ponownie.
code-empty = nie ma kodu sprawy
code-letters = kod składa się z liter, cyfr, `-`, `_` i `.`, najwyżej { $most }
code-like-name = to może być nazwisko: w kodzie jest cyfra, jak `c-017`
code-like-citizen = to może być numer obywatela: w kodzie jest litera albo kod jest krótszy
no-such-fact = `{ $fact }` nie jest informacją, którą zna ten kwestionariusz
case-named = Sprawa { $case }
nothing-answered = Jeszcze nic nie odpowiedziano.
confidential = Poufne
confidential-answered = { $who }, pomiar { $occasion }: odpowiedziano
confidential-open = { $who }, pomiar { $occasion }: jeszcze bez odpowiedzi
measure-refused = { $measure }: plik zmieniono tak, że liczy wyniki inaczej niż wtedy, gdy wypełniano tę wersję. Nie jest używany. Nadaj zmienionemu plikowi nową wersję.
some-unfinished = Niektóre kwestionariusze nie są jeszcze skończone; nie są pokazane.
status-experimental = eksperymentalny
status-piloted = wypróbowany
status-validated = zwalidowany
status-retired = wycofany

cases-over-time = { $title }: sprawy w czasie
cases-attention =
  { $cases ->
    [one] 1 sprawa
    [few] { $cases } sprawy
   *[many] { $cases } spraw
  }, z ostrzeżeniem lub oznaką zerwania teraz: { $attention }
not-validated = Ten kwestionariusz jest { $status }: nic tutaj nie jest osądem człowieka.
norms = Normy
without-norms = Bez norm nie mówi się, czy zmiana jest rzetelna.
version-change = od pomiaru { $occasion } wypełniana jest wersja { $to }, wcześniej była { $from }
version-line = Przy linii na wykresach zmienia się kwestionariusz: { $change }. Wyniki, których nie można przez nią porównać, pominięto.
left-out = wyniki, których nie można porównać, pominięto
solid = ciągła
dashed = przerywana
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
fell-by = spadek o { $fall } od poprzedniego pomiaru, więcej niż { $points }
fell-in-a-row =
  { $times ->
    [one] spadek
   *[other] spadki kolejno: { $times }
  }
below-best = jest rzetelnie poniżej najlepszego dotąd, { $best }
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
