# What Verbond's pages and terminal say of their own, beside the words of a measure.
# A file as this one, named by its language (nl.ftl, so.ftl), in a folder that `verbond.toml` names is taken in without a new program.
# What a file lacks is said in English. The words between { } are put in by the program.

### Asking

# The language, by its own name.
language-name = English
# What a version in easy words is called.
easy-words = easy words
# What stands before decimals.
decimal-sign = .
read-aloud = Read aloud
larger-letters = Larger letters
# How far somebody is.
question-of = Question { $question } of { $questions }
case-code = Case code (no name)
occasion = Occasion
date = Date
choose-any = Choose all that fit
shares-add-up = The numbers must add up to { $whole }.
ranks-once = Give each number from 1 to { $most } once.
next = Next
back = Back
skip = Skip
stop = Stop for now
go-on = Go on
begin-anew = Begin anew
# Confidential answers are gone on with by a word that only the client knows.
word-ask = You answered some of this before. Type your word to go on with it.
word-yours = Your word
word-wrong = That is not the word.
word-gone = Too many wrong words were typed. The word is gone, and nobody can go on with what was answered. You can begin anew.
word-begun-anew = Somebody began this anew since it was last answered. What was answered before is closed, nobody sees it, and a word that was chosen for it no longer works.
word-choose = Choose a word. With it you go on later where you are now. Tell it to nobody.
word-new = Your word, { $least } letters or more
word-too-short = The word needs { $least } letters or more.
word-without = Without a word you begin anew next time. Nobody sees what you answered until now.
word-stays = Without a new word, the one that you chose before stays good.
stop-with-word = Stop with this word
stop-without-word = Stop without a word
anew-explained = Or begin anew. Nobody sees what you answered before.
next-person = Next person
# Before the first question: who asks, how long it takes, who sees it, what may be left out.
asked-by = { $site } asks you these questions.
takes-minutes =
  It takes about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }
so-many-questions =
  You get { $questions ->
    [one] one short question
   *[other] { $questions } short questions
  }.
seen-by-staff = Whoever works with you sees your answers
talk-after = You can talk about them together afterwards.
# The same for whoever is asked about somebody else, as an officer is; who that is, as the measure calls them.
seen-beside = Whoever works with this case sees your answers
seen-beside-more = They stand beside the answers of: { $others }. Whoever that is may read yours, too, when you talk about them together.
seen-by-nobody = Only you see your answers
need-not-say = You need not say everything
may-skip-and-stop = You may skip a question. You may stop, and go on later.
# At a question for one's own words.
text-read = Write no names or addresses. Whoever works with you reads this.
text-read-beside = Write no names or addresses. Whoever works with this case reads this.
text-unread = Write no names or addresses. Nobody who works with you reads this.
letters-most = Up to { $most } letters
letters-left = { $left } of { $most } letters left
number-between = A number from { $low } to { $high }
# A line that is touched anywhere between its ends.
line-touch = Touch the line. You may slide, too.
line-less = A little less
line-more = A little more
# On the last page, before the answers are sent.
almost-done = Almost done
answered-of = You answered { $answered } of { $questions } questions.
still-open = These are still open. You may leave them so.
shown-once-sent = Whoever works with you sees your answers once you send them.
shown-once-sent-beside = Whoever works with this case sees your answers once you send them.
# On the page that thanks.
answers-sent = Your answers were sent.
you-said = This is what you said
# A place on a scale, for whoever cannot see it.
step-of = { $step } of { $steps }
between-two = between ‘{ $low }’ and ‘{ $high }’
talk-about = Talk about it together. What do you want to talk about first?
closes-itself = This page closes by itself in two minutes.
stay-open = Leave it open
hide = Hide
# After stopping for now.
stopped = Stopped
thanks = That was all. Thank you.
answers-kept = Your answers are kept. You can go on later.
# On the first page and the last: who will see the answers.
answers-hidden = Confidential: whoever works with this case sees that you answered, and not what.
answer-needed = Give an answer, or skip this question.
finish = Send
not-an-answer = That is not one of the answers.
# What somebody does whose answer was not taken.
number-needed = Type a number from { $low } to { $high }, or skip this question.
whole-needed = Type a whole number from { $low } to { $high }, or skip this question.
step-needed = Type a number from { $low } to { $high } in steps of { $step }, or skip this question.
text-too-long = This is too long. Use { $most } letters or fewer.
date-needed = This is not a date. Give a day as 2026-11-24, or skip this question.
time-needed = This is not a time. Give hours and minutes as 23:30, or skip this question.
# The lowest and the highest follow.
number-from = A number from
own-words = In your own words
# A sound that belongs to a question or an answer, by the name of its file, on a terminal.
sound-named = sound: { $sound }
as-date = Year-month-day, as 2026-11-24
as-time = Hours and minutes, as 23:30

### The first page, and what can go wrong

welcome = Welcome
your-code = Type the digits of your code
code-help = You get the code from whoever works with you. It works once, and for a limited time.
begin = Begin
for-staff = For staff
# Where another language is chosen.
language = Language
wrong-code = This code is not right, or it is too old. Ask for a new one.
store-failed = Something is wrong here. What you answered is kept. Please try again in a moment.
failed = Something is wrong here. Please try again.
page-too-old = This page is too old. Please go back, and try again.
took-too-long = This took too long. Please go back, and try again.
form-too-long = What was sent is too long.
nothing-here = There is nothing here.
too-many-tries = Too many wrong tries. Please wait a few minutes.
server-busy = Too many people want something at once. Please try again in a moment.
not-for-you = This is not for you to see.
to-first-page = To the first page

### Staff

staff = Staff
# For keyboards: past what every page begins with.
to-content = To the content
main-menu = Main menu
user-name = Name
password = Password
log-in = Log in
log-out = Log out
wrong-password = The name or the password is not right.
change-password = Change password
old-password = Password until now
new-password = New password
new-password-again = The new password again
password-rule = { $letters } letters at the least. A few words that do not belong together are enough.
passwords-differ = The new password was typed in two ways. Nothing was changed.
wrong-old-password = The password until now is not right. Nothing was changed.
password-weak = The new password has fewer than { $letters } letters, or is easy to guess. Nothing was changed.
password-changed = The password was changed. You are logged out everywhere else.
# What the log of access says.
access-log = Who did what
access-when = When (UTC)
access-what = What
access-show = Show
access-none = Nothing was found.
access-older = Older
access-nobody = a name that nobody has
# Who did something that is no member of staff: at the machine of the store, and the program itself.
on-command-line = { $who } on the command line
somebody-on-command-line = somebody on the command line
by-the-program = the program, at a new version
# After the name of whoever did it.
access-logged-in = logged in
access-failed-to-log-in = gave a wrong password
access-looked = looked at the case
access-refused-case = was refused the case: it is with another office
access-gave-code = gave a code for administration { $administration }
access-entered = typed administration { $administration } over from paper
access-took-in = took answers to { $measure } in from a file; administrations: { $administrations }, cases: { $cases }
access-handed-over = handed the case over to { $owner }, { $office }
access-exported = exported answers to { $measure }; administrations: { $administrations }, confidential: { $confidential }
access-exported-cases = exported whose cases are and which signals were seen; cases: { $cases }
access-copied-store = copied the whole store
access-gave-access = gave access to { $name }: { $role }, { $office }
access-took-access = took the access of { $name } away
access-changed-password = changed their own password
access-failed-to-change-password = gave a wrong password to change it
access-looked-at-log = looked at this log
access-purged-log = erased old rows of this log
access-erased = erased a case; administrations: { $administrations }
access-purged = erased what was kept long enough; administrations: { $administrations }
locked = Somebody answered questions in this browser. Give your password to go back to the cases.
role-officer = officer
role-coordinator = coordinator
role-methodologist = methodologist
role-administrator = administrator
cases = Cases
# The four parts of the list of cases, and what each holds.
look-today = Look today
look-today-more = a signal that nobody has seen yet
due-today = Due
due-today-more = the time that was agreed on has come
waits = Waiting
waits-more = asked, and not answered yet
is-fine = Fine
is-fine-more = nothing to do until the next occasion
is-closed = Closed
is-closed-more = nobody is asked any more
parts-of-list = To a part of the list
# Under a part of the list in which there is no case.
nothing-to-do = No case here now.
all-of-part = All { $cases }
whole-list = The whole list
# A day, and how many cases are not closed.
running-cases = { $day } · { $cases } running
whose = Whose
of-all = All
of-me = My cases
of-nobody = Nobody’s
all-measures = All
# Who answered, and when.
signal-of = { $who }, occasion { $occasion }
signal-of-day = { $who }, occasion { $occasion }, { $day }
more-signals =
  and { $signals ->
    [one] one more signal
   *[other] { $signals } more signals
  }
occasion-of-whom = Occasion { $occasion }: { $who }
next-occasion = Next: occasion { $occasion }, by { $day }
due-since = by { $day }
answered-last = answered on { $day }
never-answered = not answered yet
# How something stands that was asked.
awaits-code = The code was not used yet.
awaits-answering = Somebody is answering now.
awaits-stopped = Stopped after { $answered } answers; a new code goes on.
awaits-expired = The time of the code is over.
look-at = View
let-answer = Ask now
new-code = New code
# A small picture: case, and values of each who answered.
course-of = { $case }: { $values }
# Under the list: the lowest band of the score, whose ground is coloured.
course-ground = Coloured ground: { $band }
team = Team
ask-somebody = Ask somebody
measure-choice = Questionnaire, and who answers
known-facts = What is known of the case (may be left open; what was told before is kept)
occasion-or-next = Occasion (left empty: the next one)
occasion-number = next: occasion { $occasion }
# The next occasion of each questionnaire that the case was asked.
next-of-each = Next: { $all }.
date-is-day = The date is a day that has been, from { $year } on, written as 2026-11-24.
date-before-opening = The case is open since { $day }, and follows a schedule, for which an earlier day would count for nothing. Change that day first, if it was open before.
measure-without-words = { $measure } cannot be asked: its questions are not distributed with it. Whoever looks after the measures can put them in.
case-facts = Known: { $facts }.
change-facts = Tell what is known, or correct it
facts-were-wrong = It was never otherwise
facts-were-wrong-more = What was told before was wrong, and is corrected everywhere. Otherwise it holds from now on.
fact-number = { $fact } is a number from { $low } to { $high }.
fact-date = { $fact } is a date, as 2026-11-24.
fact-word = { $fact } is one of: { $words }.
same-open = { $who } of { $case } is answering occasion { $occasion } already. What now?
same-finished = { $who } of { $case } answered occasion { $occasion } already. What now?
same-continue = Go on with it
same-continue-more = What was answered so far stays.
same-replace = Answer it again
same-replace-more = The earlier answers are kept, and no longer count.
same-new-more = The usual choice for a new meeting.
same-new = A new occasion: { $occasion }
find-case = Find a case
find = Find
page-of = Page { $page } of { $pages }, { $cases } cases
page-of-due = Page { $page } of { $pages }
page-before = Previous
page-after = Following
pages-of-part = Pages of this part of the list
administrations = Questionnaires of this case
administration-line = { $title }, { $who }, occasion { $occasion }, { $date }: { $state }
state-open = being answered
state-code = code not used yet
state-stopped = stopped before the end
state-expired = time of the code over
state-answered = answered
closed-begun-anew = closed, begun anew
closed-replaced = replaced, no longer counts
closed-mistaken = taken out, does not count
closed-cancelled = the code was cancelled, nobody was asked
closed-held-twice = does not count: this occasion was held twice. Whoever looks after the store decides (verbond store duplicates)
correct = Correct
reason = Reason
reason-needed = Say why.
take-out = Take it out of the figures
count-again = Let it count again
take-out-of-replaced = Another one was answered here before. It does not count again by itself: once this one is taken out, it can be made to, below.
cancel-code = Cancel the code
no-code = There is no code that could be cancelled.
occasion-taken = There is a questionnaire of occasion { $occasion } already.
invite-answered = { $measure }: occasion { $occasion } is answered already. Choose another one, or leave it empty for the next one.
only-answerer = Only the one who answers may see the answers
only-answerer-more = You see that they answered, and not what.
what-asked = What do you ask?
code-explained = They scan the picture with their own phone, or type the { $digits } digits on it. Or they answer on this device.
code-once = good for 30 minutes, once
ticket-shown = You see the answers.
ticket-hidden = Confidential: you do not see the answers.
print-page = Print
# The measure, and the languages in which it can be asked.
not-in-language = { $measure } cannot be asked in that language. Choose one of: { $languages }.
give-code = Give a code
answer-here = Answer on this device
# Whoever answers, on a button that begins it on this device.
answers-here = { $who } answers here
code-picture = The code as a picture for a telephone
code-given = Code for { $who } of { $case }, occasion { $occasion }, { $date }
only-own-answers = Something was answered confidentially already. Only whoever answered it goes on with it; anybody else begins anew.
still-looking = The cases are being looked at. What needs attention, and figures, are here in a moment.
case = Case
asked = Asked
answered = Answered
now = Now
case-not-here = This code cannot be used here. Take another one.
case-twin = There is a case { $case } already. Capitals alone do not make another one: use that code, or choose a different one.
occasion-is-number = The occasion is a number, 1 or more.
try-again = Please try again.
code-empty = there is no code of the case
code-letters = a code has letters, digits, `-`, `_` and `.`, { $most } of them at the most
code-like-name = this could be a name: a code has a digit in it, as `c-017`
code-like-citizen = this could be the number of a citizen: a code has a letter in it, or is shorter
case-named = Case { $case }
nothing-answered = Nothing was answered yet.
confidential = Confidential
confidential-answered = { $who }, occasion { $occasion }: answered
confidential-open = { $who }, occasion { $occasion }: not answered yet
measure-refused = { $measure }: its file was changed so that it scores otherwise than when this version was answered. It is not used. Give the changed file a new version.
some-unfinished = Some questionnaires are not finished yet; they are not shown.
invite = Ask several questionnaires at once, or by a link
invite-to = Ask { $case }
invite-measures = Questionnaires, one after the other
invite-none = Choose one at the least.
invite-other-informant = One of these is not for whoever was chosen.
make-link = Make a link
sitting-code = The code, good for 30 minutes, once; all that was chosen follows by itself:
sitting-link = The link, good until all is answered, and no longer than before { $day }. Whoever has it can answer: give it to nobody else.
link-picture = The link as a picture for a telephone
shown-once = This is shown for ten minutes, and then nowhere any more.
link-begins = Somebody who works with you asks you some questions.
link-over = This link is no longer good. Ask for a new one.
code-list = A list of codes to print
code-list-explained = Each of these cases is asked once. The codes have twelve digits, since they are good for days. A new case is opened by it.
code-list-cases = Codes of the cases, one on a line
code-list-until = Good until and with
make-codes = Make the codes
code-list-empty = Write one case at the least.
code-list-long = There are more than { $most } cases.
code-list-days = The last day is today or one of the next { $days } days.
code-list-good = Good until and with { $day }, each once. Cut them apart: whoever has a code can answer for its case.
code-list-code = Code
code-list-answered = { $measure }: occasion { $occasion } is answered already.
# On a button where no script runs: the facts that the chosen questionnaire knows.
facts-of-measure = Show the fields of this questionnaire
# Paper that staff type over.
enter-paper = Enter from paper
enter-paper-of = From paper: { $case }
enter-language = Language of the paper
enter-date = Date on the paper
enter-explained = Type the codes that stand in the margin of the paper: a dot (.) for what was left open there, a dash (-) for the answer without a number, a blank between several choices. Tab goes to the next field, and so does Enter.
enter-once-more = All of it can be taken. Now type the same paper once more.
enter-differ = The two times differ. Look at the paper, and leave what stands on it.
enter-first-was = The first time: { $answer }
enter-first-nothing = nothing
enter-not-kept =
  Nothing was kept yet: { $count ->
    [one] one field is
   *[other] { $count } fields are
  } marked.
enter-nothing = Type the code. If it was left open on the paper, type a dot (.).
enter-no-code = ‘{ $typed }’ is no code here. It can be: { $codes }
enter-not-asked = By the other answers this question is not asked, and does not count. Correct them, or empty this field.
enter-was-not-asked = not asked
enter-refused = { $sentence } Correct it. If it stands so on the paper, leave it open: type a dot (.).
enter-blank-is-open = What is empty here was left open on the paper
enter-twice = Type it twice
enter-twice-more = The second time the fields are empty. Where the two differ you are asked to look at the paper.
enter-keep = Keep these answers
enter-continue-more = What was answered so far stays where a field is left empty.
enter-replace = Put this paper in its place
enter-hidden = { $who } of { $case } was asked occasion { $occasion } confidentially. Paper neither goes on with that nor takes its place.
# Files of answers.
import-answers = Take answers in
import-explained = A file of answers: CSV, JSON, Excel, OpenDocument, SPSS, Stata, or what a survey program exports; { $size } MB at the most. It is read with the settings of this site. You see what is in it before anything is taken in.
import-file = File
import-look = Look at the file
import-no-file = Choose a file that is not empty.
import-no-parquet = Parquet is taken in on the command line only: verbond store import.
import-too-many = There are more than { $most } administrations in the file. Divide it, or take it in on the command line: verbond store import.
import-found = In the file are administrations: { $administrations }, of cases: { $cases }.
import-not-yet = Nothing was taken in yet.
import-take = Take them in
import-nothing = Nothing was taken in. Correct the file, and send it once more.
import-another = Another file
import-empty = Empty rows, passed over: { $rows }
import-filtered = Rows that hold no answers to this questionnaire, left out: { $rows }
import-unsent = Rows that were begun and never sent, passed over: { $rows }
import-left-out = Rows that cannot be right, left out: { $rows }
import-more = Not shown here: { $count }
import-at-cell = Row { $row }, column { $column }
import-at-row = Row { $row }
import-at-column = Column { $column }
import-at-file = The file as a whole
import-details = Details
import-held = Of these, { $count } are held already. What now?
import-held-more = Not shown here: { $count }. They go as chosen above.
import-held-open = { $who } of { $case } is answering occasion { $occasion } already.
import-held-finished = { $who } of { $case } answered occasion { $occasion } already.
import-held-hidden = { $who } of { $case } was asked occasion { $occasion } confidentially. No file goes on with that or takes its place.
import-decide = Nothing was taken in yet. Choose what is done with what is held already.
import-skip = Leave it out
import-skip-more = What is held stays as it is.
import-replace = Put the file in its place
import-new = As a new occasion
import-new-more = Each gets the next number that is free.
import-as-above = As chosen above
import-no-office = { $case } is with no office, and the file says { $said }. Leave that column out, or hand the case over first.
import-other-office = { $case } is with { $office }, and the file says { $said }. Leave that column out, or hand the case over first.
# What can be wrong with a file of answers, by the code of the program: what it is, and what to do.
diagnostic-V0109 = The file is longer than is read. Divide it.
diagnostic-V0356 = These answers cannot go together. Correct them.
diagnostic-V0701 = This is not one of the answers. Correct it, or leave the cell empty.
diagnostic-V0702 = A number belongs here. Correct it, or leave the cell empty.
diagnostic-V0703 = This row has more or fewer cells than the first row. Often a text with a separator is not quoted.
diagnostic-V0704 = Two columns have one name, or stand for one question. Rename one.
diagnostic-V0705 = A question has no column. Add it, empty if it was never asked.
diagnostic-V0706 = Two rows are of one case, occasion and informant. Delete one, or tell them apart by the occasion.
diagnostic-V0707 = This column belongs to no question and is left out.
diagnostic-V0708 = This column is almost named like a question. Correct its name.
diagnostic-V0709 = It does not say who answered. A column informant says it, with the names that the questionnaire has.
diagnostic-V0710 = This is not a date. Write it as 2026-11-24.
diagnostic-V0711 = The letters of this file cannot be read. Save it as UTF-8.
diagnostic-V0712 = The file is empty, or its first row names no question. Put the names of the columns into the first row.
diagnostic-V0713 = A row does not end. Mostly a quotation mark is opened and not closed.
diagnostic-V0714 = This JSON cannot be read. Get the file once more.
diagnostic-V0715 = This is not known to be possible of a case. Correct it, or leave the cell empty.
diagnostic-V0717 = The row has no case. Fill in the code of the case.
diagnostic-V0718 = A setting of this site names a question or a column that is not there. Whoever looks after the site can correct it.
diagnostic-V0719 = There is no column case, so the rows are numbered.
diagnostic-V0720 = This cannot be a code of a case, or it looks like a person. Use a code, and keep the names elsewhere.
diagnostic-V0721 = A column holds more text than is read. Divide the file.
diagnostic-V0722 = One record gives two values under one name. Keep one.
diagnostic-V0723 = The file unpacks to more than is read. Save it as CSV.
diagnostic-V0724 = This code is too long. Look whether the columns are in their places.
diagnostic-V0725 = These columns were found by their texts. Look whether that is right.
diagnostic-V0726 = The file is read as the program writes it from which it comes.
diagnostic-V0727 = The site says that this means no answer, and here it is an answer. Whoever looks after the site can correct it.
diagnostic-V0728 = This is not the tag of a language. Write it as nl or ar, or leave the cell empty.
diagnostic-V0729 = No answer is 0, though the answers count from 0. Perhaps the other program counts from 1: look at that first.
diagnostic-V0730 = This is not a moment that has been. Write it as 2026-11-24T09:30:00Z, or leave the cell empty.
diagnostic-V0731 = This says neither yes nor no. Write yes or no.
diagnostic-V0732 = This file cannot be read: it is damaged, has a password, or is something else. Save it once more, or as CSV.
diagnostic-V0733 = These answers do not come together: a column is lacking, no row names a question, or one is answered twice.
diagnostic-V0734 = The letters are read as Windows-1252.
diagnostic-V0737 = The file holds answers to several questionnaires. It must be said which one counts.
diagnostic-V0738 = The site says what means no answer, and that stands nowhere in the file.
diagnostic-V0830 = On this day nothing can have been answered. Correct it, or leave the cell empty.
diagnostic-V0831 = The occasion is no number. Number the occasions of each case: 1, 2, 3.
diagnostic-V0905 = The file holds more than is read. Divide it.
diagnostic-other = Something is not right here.
import-gone = The file is no longer here, or is read otherwise now. Send it once more.
import-taken = Taken in: administrations { $administrations }, of cases { $cases }.
import-early = Of days before their case was opened, which its schedule does not count: { $count }
import-unseen = New cases without an office, which administrators alone see until they are handed over: { $count }
import-unseen-of = New cases of { $office }, an office of which nobody is, so that administrators alone see them: { $count }
answers-of = Answers of { $case }
read-answers = Read the answers
held-on-case = All that is held on this case, as a file (JSON)
not-answered = Nothing was answered.
new-case = New case
open-case = Open the case
whose-case = Whose case it is
case-owner = Works with it: { $owner }.
case-office = Office: { $office }.
case-opened = Open since { $day }.
case-closed = Closed since { $day }.
case-follows = It follows: { $schedule }.
nobody-yet = nobody yet
no-schedule = no schedule
schedule = Schedule
opened-on = Open since
closed-on = Closed since
change-opening = Change the opening or the schedule
open-again = Open it again
close-case = Close the case
hand-over = Hand it over
hand-over-to = To whom
hand-over-explained = Whoever is of the other office sees the case from then on; whoever is not sees it no more.
hand-over-whom = Say to whom.
office-nobody = { $office }, nobody in person
office = Office
schedule-unknown = There is no such schedule.
closed-before-opened = The case was opened later than that.
case-is-closed = This case is closed. Open it again first.
signals-unseen = Signals that nobody has seen yet
signals-elsewhere = Further cases with something to look at: { $cases }
signals-seen = Signals that were seen
seen-by = seen by { $who } on { $day }
seen-with-note = Seen, with a note
seen-note = What did you do about it? (may be left empty)
mark-seen = Seen
# From a signal to the answer that raised it, or to the answers of its occasion.
to-answer = To the answer
to-answers = To the answers
status-experimental = experimental
status-piloted = piloted
status-validated = validated
status-retired = retired

### What is due, as schedules say it

due-list = Due
due-measure = Measure
due-by = Due by
due-late = late
due-open = asked now
due-coming = not asked yet
due-reminded = reminded today
due-nothing = Nobody is to be asked now.
due-undecided = { $case }: nobody is asked { $measure }, since { $facts } of the case is not known.
due-no-schedule = { $case } follows { $schedule }, which is not among the schedules.
# What is due, on a terminal.
due-none-on = nothing is due on { $day }
due-unseen = Nobody has seen this yet (`verbond store seen CASE` says that you did):
due-late-by =
  late, { $days ->
    [one] 1 day
   *[other] { $days } days
  } past
due-past =
  due, { $days ->
    [one] 1 day
   *[other] { $days } days
  } past
due-on-day = due today
due-in =
  in { $days ->
    [one] 1 day
   *[other] { $days } days
  }
due-remind = remind
due-remind-today = today
due-missed = missed

### A case over time

cases-over-time = { $title }: cases over time
cases-attention =
  { $cases ->
    [one] 1 case
   *[other] { $cases } cases
  }, { $attention } with an alert or a sign of a rupture now
not-validated = This measure is { $status }: nothing here is a verdict on a person.
norms = Norms
norms-simulated = simulated
without-norms = Without norms it is not said whether a change is reliable.
version-change = from occasion { $occasion } on version { $to } is answered, before it was { $from }
words-of-then = Told in the words in which it was asked; the words of this questionnaire were changed since.
words-changed = The words or the pictures of this questionnaire were changed since some of this was answered: what stands here may not be what was read and seen then.
version-line = At the line in the charts the measure changes: { $change }. Scores that do not compare across it are left out.
left-out = scores that do not compare are left out
case-values = Case { $case }: values
score = Score
who = Who
band = Band
since-first = Since the first
since-before = Since the one before
gaps = Where the two part, at occasion { $occasion }
difference = difference
missing = missing
by-occasion = { $who }, by occasion: { $values }
lower-reliably = reliably lower (by more than measurement error)
higher-reliably = reliably higher (by more than measurement error)
lower-not-reliably = lower, but within measurement error
higher-not-reliably = higher, but within measurement error
unchanged = the same
no-norms = no norms were given, so it is not known whether a change is reliable
no-group = no group of the norms fits this case, so it is not known whether a change is reliable
no-spread = the norms give no standard deviation of this score, so it is not known whether a change is reliable
no-reliability = the reliability of this score is not known, and so not whether a change is reliable
low-reliability = the reliability of this score is { $reliability }, below { $least }: too low to judge the change of one person
simulated-norms = the norms are simulated, and nobody is judged by those
# Whoever answered: reliably better and across the cut-off; reliably better; neither; reliably worse.
outcome-recovered = recovered
outcome-improved = improved
outcome-unchanged = unchanged
outcome-deteriorated = deteriorated
fell-by = fell by { $fall } since { $since } (from { $from } to { $to }), more than { $points }
fell-in-a-row =
  fell { $times ->
    [one] once
   *[other] { $times } times in a row
  } since { $since }
below-best = is reliably lower than the best so far, { $best } ({ $when })
change-since-first = { $score } ({ $who }) since the first: { $change }
change-since-before = { $score } ({ $who }) since the one before: { $change }
gap-line = { $first } less { $second } at occasion { $occasion }: { $gaps }
alert-line = alert ({ $who }): { $sentence }
# An alert that is mild or severe; the word follows.
graded-alert-line = alert, { $severity } ({ $who }): { $sentence }
alert-mild = mild
alert-severe = severe
sign-line = sign of a rupture ({ $who }): { $score } { $sign } [{ $source }]

### Figures of a team

team-title = { $title }: figures of the team
small-hidden = Figures of fewer than { $least } cases are not shown, nor those from which they could be told. Counts are rounded to multiples of { $least }; means and standard deviations so that one case is not seen in them.
scores-at-last = Scores at the last occasion
group = Group
mean = Mean
sd = SD
all = all
# A case that nobody said the group of.
not-said = not said
followed-cases = Cases that are followed
attention-now = an alert or a sign of a rupture now
no-attention = neither
bands-at-last = { $score } ({ $bands }) at the last occasion
score-change = { $score }: change since the first occasion
reliably-lower = reliably lower
no-reliable-change = no reliable change
reliably-higher = reliably higher
cannot-be-told = cannot be told

### Words of a talk: days, cases, reports, teams, paper

# The months after a day, and as short as they are read beside a chart.
month-after-day =
  { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  }
month-short =
  { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = occasion { $occasion }
none-of-these = none of these
where-are-we = Where are we?
what-changed = What changed?
where-apart = Where do we differ?
score-now = { $who }: { $score } { $value } on a scale from { $min } to { $max }.
score-in-band = { $who }: { $score } { $value } on a scale from { $min } to { $max } – { $band }.
score-not-known = { $who }: { $score } cannot be told, too little was answered.
nothing-before = { $who }: this is the first value.
# Whether that is more than chance follows.
fell-since = { $who }: fell by { $by } since { $since }
rose-since = { $who }: rose by { $by } since { $since }
same-since = { $who }: the same as on { $since }
beyond-chance = more than chance
within-chance = no more than chance
chance-unknown = whether that is more than chance is not known
both-alike = Both see it alike.
who-is-higher = { $who } is { $by } higher.
furthest-apart = Furthest apart: “{ $question }” ({ $answers }).
told-of-occasion = Occasion { $occasion }, { $when }: { $told }
told-of-undated = Occasion { $occasion }: { $told }
measured-since = { $title } · { measurements-since }
measurements-since =
  { $count ->
    [one] 1 measurement
   *[other] { $count } measurements
  } since { $since }
attention-first = Talk about this first
# Beside a chart: how much, and since when.
moved-since = { $by } since { $since }:
cut-off = cut-off { $at }
version-named = version { $version }
band-from-to = { $band } from { $from } to { $to }
not-filled-in = not filled in
question-skipped = not answered
value-confidential = confidential
value-unfinished = not finished
chance-by-norms = “More than chance” is by the norms { $id } { $version } ({ $status }): { $population }.
chance-by-trial-norms = The norms { $id } { $version } are for trial only ({ $status }): { $population }. Decide nothing by them.
answers-of-day = The answers of { $when }
answers-order = The largest change or difference comes first.
answers-heading = The answers
now-short = now
before-short = was
# Beside a hollow circle and an arrow.
last-time = last time, and whereto
was = was { $answer }
difference-of = difference { $by }
no-difference = no difference
same-as-before = as before
turned-around = Turned around: a high answer lowers the score.
other-answers = The other { $count ->
    [one] answer
   *[other] { $count } answers
  }
more-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
  } more on the next sheet.
# After who said it.
said-to-question = to the question: { $question }
parts = Parts
from-to = { $who } from { $from } to { $to }
all-scores = All scores in a table
print-report = Print
report-about = Filled in by: { $who }. A report to talk over, no verdict on a person.
agreed = What we agree
report-made = Made on { $day }.
report-made-by = Made on { $day } by { $who }.
report-keep = Holds personal data: keep it with the case.
# On a terminal, where five answers are shown.
more-on-page = { $count ->
    [one] 1 answer
   *[other] { $count } answers
  } more: --output makes a page with all of them.
question-head = Question
team-signals = Signals
team-signals-of = of { $cases } cases need attention now
team-signals-beside = An alert or a sign of a rupture at the last occasion.
team-hidden = Too few to be shown.
team-mean = mean of { $who }
team-mean-of = { $who }: { $mean }.
team-scale = On a scale from { $min } to { $max }, at the last occasion.
team-change = Change
team-changed = changed more than chance ({ $who })
team-change-not-judged = It is not told who changed: see the reasons below.
team-months = How many questionnaires were answered, month by month? ({ $who })
team-means = { $score }, month by month: where is the mean?
team-bands = { $score }: do all see the same?
team-changes = What changed since the first occasion? ({ $who })
team-not-shown = not shown
team-spread = { $score }: how are the cases spread? ({ $who })
spread-from-to = { $from } to { $to }
team-period = Period
period-half-year = Last six months
period-year = Last twelve months
compare-by = Compare by
compare-nothing = Nothing
team-dashed = A dashed piece is not shown. It can hold few, many or none.
# A count that is rounded, where it stands in words; elsewhere the sign ≈ says so.
about-count = about { $count }
count-rounded = ≈ says that a count is rounded.
team-tables = All figures in tables
paper-how = How to fill this in
paper-cross = Put a cross in one circle for each question.
paper-wrong = Wrong? Blacken the circle, and choose another.
paper-skip = You may leave a question out.
paper-example = Example
paper-example-of = Example: you choose ‘{ $answer }’
paper-line = Put a stroke on the line.
paper-day = day, month, year
paper-may-be-open = You may leave this open.
# Names of files of sounds are put in.
paper-sound = A sound belongs here ({ $sounds }). Ask for it to be played.
paper-overleaf = Go on overleaf
paper-next-sheet = Go on to the next sheet
paper-sheet = Page { $sheet } of { $sheets }
paper-thanks = That was all. Thank you. Give this paper back to whoever gave it to you.
# A question on paper that is asked only sometimes.
paper-only-if = Only if { $when }.
paper-only-if-told = Only if whoever gave you this paper asks for it.
paper-chose = you chose { $answers } at question { $questions }
paper-not-chose = you did not choose { $answer } at question { $question }
paper-left-open = you left question { $question } open
paper-answered = you answered question { $question }
paper-number-below = your answer to question { $question } is below { $number }
paper-number-at-most = your answer to question { $question } is { $number } or less
paper-number-equal = your answer to question { $question } is { $number }
paper-number-unequal = your answer to question { $question } is not { $number }
paper-number-at-least = your answer to question { $question } is { $number } or more
paper-number-above = your answer to question { $question } is above { $number }
# One line of a question that ranks, or shares out among several.
paper-question-of = { $question } ({ $member })
paper-quoted = ‘{ $words }’
paper-or = { $first } or { $last }
paper-and = { $first } and { $last }
