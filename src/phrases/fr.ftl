# Première traduction, pas encore relue.

language-name = Français
easy-words = facile
decimal-sign = ,
read-aloud = Lire à voix haute
larger-letters = Lettres plus grandes
question-of = Question { $question } sur { $questions }
case-code = Code du dossier (pas de nom)
occasion = Mesure
date = Date
choose-any = Choisissez tout ce qui convient
shares-add-up = La somme des nombres est { $whole }.
ranks-once = Donnez chaque nombre de 1 à { $most } une seule fois.
next = Suivant
back = Retour
skip = Passer
stop = Arrêter pour l'instant
go-on = Continuer
begin-anew = Recommencer
word-ask = Vous avez déjà répondu à une partie. Tapez votre mot pour continuer.
word-yours = Votre mot
word-wrong = Ce n’est pas le mot.
word-gone = Trop de mots faux ont été tapés. Le mot ne vaut plus, et personne ne peut continuer ce qui a été répondu. Vous pouvez recommencer.
word-begun-anew = Quelqu’un a recommencé ceci depuis les dernières réponses. Ce qui a été répondu avant est fermé, personne ne le voit, et un mot choisi pour cela ne fonctionne plus.
word-choose = Choisissez un mot. Avec lui vous continuerez plus tard là où vous êtes. Ne le dites à personne.
word-new = Votre mot, { $least } lettres ou plus
word-too-short = Il faut un mot de { $least } lettres ou plus.
word-without = Sans mot vous recommencerez la prochaine fois. Personne ne voit ce que vous avez répondu jusqu’ici.
word-stays = Sans nouveau mot, celui que vous avez choisi avant reste valable.
stop-with-word = Arrêter avec ce mot
stop-without-word = Arrêter sans mot
anew-explained = Ou recommencez. Personne ne voit ce que vous avez répondu avant.
next-person = Personne suivante
asked-by = { $site } vous pose ces questions.
takes-minutes =
  Cela prend environ { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  }
so-many-questions =
  Vous aurez { $questions ->
    [one] une question courte
   *[other] { $questions } questions courtes
  }.
seen-by-staff = Les personnes qui travaillent avec vous voient vos réponses
talk-after = Vous pourrez en parler ensemble après.
seen-beside = Les personnes qui travaillent avec ce dossier voient vos réponses
seen-beside-more = Elles sont à côté des réponses de : { $others }. Cette personne peut lire les vôtres aussi, quand vous en parlez ensemble.
seen-by-nobody = Vous seul voyez vos réponses
need-not-say = Vous n’êtes pas obligé de tout dire
may-skip-and-stop = Vous pouvez passer une question. Vous pouvez arrêter et continuer plus tard.
text-read = N’écrivez ni noms ni adresses. Les personnes qui travaillent avec vous lisent ceci.
text-read-beside = N’écrivez ni noms ni adresses. Les personnes qui travaillent avec ce dossier lisent ceci.
text-unread = N’écrivez ni noms ni adresses. Personne parmi ceux qui travaillent avec vous ne lit ceci.
letters-most = { $most } lettres au plus
letters-left = Encore { $left } lettres sur { $most }
number-between = Un nombre de { $low } à { $high }
line-touch = Touchez la ligne. Vous pouvez aussi glisser.
line-less = Un peu moins
line-more = Un peu plus
almost-done = C’est presque fini
answered-of = Vous avez répondu à { $answered } questions sur { $questions }.
still-open = Celles-ci sont sans réponse. Vous pouvez les laisser ainsi.
shown-once-sent = Les personnes qui travaillent avec vous verront vos réponses une fois envoyées.
shown-once-sent-beside = Les personnes qui travaillent avec ce dossier verront vos réponses une fois envoyées.
answers-sent = Vos réponses ont été envoyées.
you-said = Voici ce que vous avez dit
step-of = { $step } sur { $steps }
between-two = entre « { $low } » et « { $high } »
talk-about = Parlez-en ensemble. De quoi voulez-vous parler en premier ?
closes-itself = Cette page se ferme toute seule dans deux minutes.
stay-open = La laisser ouverte
hide = Masquer
stopped = Arrêté
thanks = C'est terminé. Merci.
answers-kept = Vos réponses sont conservées. Vous pourrez continuer plus tard.
answers-hidden = Confidentiel : les personnes qui travaillent sur ce dossier voient que vous avez répondu, mais pas quoi.
answer-needed = Donnez une réponse, ou passez cette question.
finish = Envoyer
not-an-answer = Ce n'est pas une des réponses.
number-needed = Tapez un nombre de { $low } à { $high }, ou passez cette question.
whole-needed = Tapez un nombre entier de { $low } à { $high }, ou passez cette question.
step-needed = Tapez un nombre de { $low } à { $high }, par pas de { $step }, ou passez cette question.
text-too-long = C’est trop long. Écrivez { $most } lettres au plus.
date-needed = Ce n’est pas une date. Donnez un jour comme 2026-11-24, ou passez cette question.
time-needed = Ce n’est pas une heure. Donnez l’heure et les minutes comme 23:30, ou passez cette question.
number-from = Un nombre de
own-words = Avec vos propres mots
sound-named = son : { $sound }
as-date = Année-mois-jour, comme 2026-11-24
as-time = Heures et minutes, comme 23:30

welcome = Bienvenue
your-code = Tapez les chiffres de votre code
code-help = La personne qui travaille avec vous vous donne le code. Il est valable une fois, pour un temps limité.
begin = Commencer
for-staff = Pour le personnel
language = Langue
wrong-code = Ce code n'est pas bon, ou il est trop ancien. Demandez-en un nouveau.
store-failed = Quelque chose ne va pas. Vos réponses sont conservées. Réessayez dans un instant.
failed = Quelque chose ne va pas. Réessayez.
page-too-old = Cette page est trop ancienne. Revenez en arrière et réessayez.
took-too-long = Cela a pris trop de temps. Revenez en arrière et réessayez.
form-too-long = Ce qui a été envoyé est trop long.
nothing-here = Il n'y a rien ici.
too-many-tries = Trop d'essais erronés. Attendez quelques minutes.
server-busy = Trop de personnes demandent quelque chose à la fois. Réessayez dans un instant.
not-for-you = Vous ne pouvez pas voir ceci.
to-first-page = À la première page

staff = Personnel
to-content = Au contenu
main-menu = Menu principal
user-name = Nom
password = Mot de passe
log-in = Se connecter
log-out = Se déconnecter
wrong-password = Le nom ou le mot de passe n'est pas bon.
change-password = Changer le mot de passe
old-password = Mot de passe actuel
new-password = Nouveau mot de passe
new-password-again = Le nouveau mot de passe encore une fois
password-rule = Au moins { $letters } caractères. Quelques mots sans rapport entre eux suffisent.
passwords-differ = Le nouveau mot de passe a été saisi de deux façons. Rien n'a été changé.
wrong-old-password = Le mot de passe actuel n'est pas bon. Rien n'a été changé.
password-weak = Le nouveau mot de passe a moins de { $letters } caractères ou est facile à deviner. Rien n'a été changé.
password-changed = Le mot de passe a été changé. Partout ailleurs, vous êtes déconnecté.
access-log = Qui a fait quoi
access-when = Quand (UTC)
access-what = Quoi
access-show = Afficher
access-none = Rien n'a été trouvé.
access-older = Plus ancien
access-nobody = un nom que personne n'a
on-command-line = { $who } (en ligne de commande)
somebody-on-command-line = quelqu’un en ligne de commande
by-the-program = le programme, à une nouvelle version
access-logged-in = s'est connecté
access-failed-to-log-in = a donné un mot de passe erroné
access-looked = a regardé le dossier
access-refused-case = s'est vu refuser le dossier : il appartient à un autre bureau
access-gave-code = a donné un code pour la passation { $administration }
access-entered = a saisi la passation { $administration } depuis le papier
access-took-in = a repris d’un fichier des réponses à { $measure } ; passations : { $administrations }, dossiers : { $cases }
access-handed-over = a transmis le dossier à { $owner }, { $office }
access-exported = a exporté des réponses à { $measure } ; passations : { $administrations }, confidentielles : { $confidential }
access-exported-cases = a exporté à qui sont les dossiers et quels signaux ont été vus ; dossiers : { $cases }
access-copied-store = a copié toutes les données
access-gave-access = a donné accès à { $name } : { $role }, { $office }
access-took-access = a retiré l'accès de { $name }
access-changed-password = a changé son propre mot de passe
access-failed-to-change-password = a donné un mot de passe erroné en le changeant
access-looked-at-log = a regardé ce journal
access-purged-log = a effacé d'anciennes lignes de ce journal
access-erased = a effacé un dossier ; passations : { $administrations }
access-purged = a effacé ce qui avait été conservé assez longtemps ; passations : { $administrations }
locked = Quelqu’un a répondu à des questions dans ce navigateur. Donnez votre mot de passe pour revenir aux dossiers.
role-officer = agent de probation
role-coordinator = coordination
role-methodologist = méthodologie
role-administrator = administration
cases = Dossiers
look-today = À voir aujourd’hui
look-today-more = un signal que personne n’a encore vu
due-today = À faire
due-today-more = le moment convenu est venu
waits = En attente
waits-more = demandé, pas encore répondu
is-fine = Rien à faire
is-fine-more = rien à faire avant la prochaine mesure
is-closed = Clos
is-closed-more = plus rien n’est demandé
parts-of-list = Vers une partie de la liste
nothing-to-do = Aucun dossier ici maintenant.
all-of-part = Tous ({ $cases })
whole-list = Toute la liste
running-cases = { $day } · { $cases } en cours
whose = De qui
of-all = De tous
of-me = Mes dossiers
of-nobody = De personne
all-measures = Tous
signal-of = { $who }, mesure { $occasion }
signal-of-day = { $who }, mesure { $occasion }, { $day }
more-signals =
  et { $signals ->
    [one] un autre signal
   *[other] { $signals } autres signaux
  }
occasion-of-whom = Mesure { $occasion } : { $who }
next-occasion = Prochaine : mesure { $occasion }, avant le { $day }
due-since = avant le { $day }
answered-last = répondu le { $day }
never-answered = jamais répondu
awaits-code = Le code n’a pas encore servi.
awaits-answering = Quelqu’un répond en ce moment.
awaits-stopped = Arrêté après { $answered } réponses ; un nouveau code permet de continuer.
awaits-expired = Le code n’est plus valable.
look-at = Voir
let-answer = Faire remplir
new-code = Nouveau code
course-of = { $case } : { $values }
course-ground = Fond coloré : { $band }
team = Équipe
ask-somebody = Interroger quelqu'un
measure-choice = Questionnaire, et qui répond
known-facts = Ce que l’on sait du dossier (peut rester vide ; ce qui a été dit avant est gardé)
occasion-or-next = Passation (vide : la suivante)
occasion-number = suivante : passation { $occasion }
next-of-each = Prochaines : { $all }.
date-is-day = La date est un jour passé, à partir de { $year }, écrit comme 2026-11-24.
date-before-opening = Le dossier est ouvert depuis le { $day } et suit un calendrier, pour lequel un jour antérieur ne compte pas. Changez d’abord ce jour, s’il était ouvert avant.
measure-without-words = { $measure } ne peut pas être posé : ses questions ne sont pas livrées avec lui. La personne qui gère les questionnaires peut les ajouter.
case-facts = Connu : { $facts }.
change-facts = Dire ou corriger ce que l’on sait
facts-were-wrong = Il n’en a jamais été autrement
facts-were-wrong-more = Ce qui a été dit avant était faux et est corrigé partout. Sinon, cela vaut à partir de maintenant.
fact-number = { $fact } est un nombre de { $low } à { $high }.
fact-date = { $fact } est une date, comme 2026-11-24.
fact-word = { $fact } est l’un de : { $words }.
same-open = { $who } de { $case } répond déjà à la passation { $occasion }. Que faire ?
same-finished = { $who } de { $case } a déjà répondu à la passation { $occasion }. Que faire ?
same-continue = La continuer
same-continue-more = Ce qui a été répondu reste.
same-replace = Répondre à nouveau
same-replace-more = Les réponses précédentes sont conservées et ne comptent plus.
same-new-more = Le choix habituel pour un nouvel entretien.
same-new = Une nouvelle passation : { $occasion }
find-case = Chercher un dossier
find = Chercher
page-of = Page { $page } sur { $pages }, { $cases } dossiers
page-of-due = Page { $page } sur { $pages }
page-before = Précédente
page-after = Suivante
pages-of-part = Pages de cette partie de la liste
administrations = Questionnaires de ce dossier
administration-line = { $title }, { $who }, passation { $occasion }, { $date } : { $state }
state-open = en cours
state-code = code pas encore utilisé
state-stopped = arrêté avant la fin
state-expired = code expiré
state-answered = répondu
closed-begun-anew = fermé, recommencé
closed-replaced = remplacé, ne compte plus
closed-mistaken = retiré, ne compte pas
closed-cancelled = le code a été annulé, personne n’a été interrogé
closed-held-twice = ne compte pas : cette passation existait deux fois. La personne qui gère le stockage décide (verbond store duplicates)
correct = Corriger
reason = Raison
reason-needed = Dites pourquoi.
take-out = Ne pas le compter
count-again = Le compter de nouveau
take-out-of-replaced = Un autre a été rempli ici avant. Il ne compte pas de nouveau de lui-même : une fois celui-ci retiré, c’est possible ci-dessous.
cancel-code = Annuler le code
no-code = Il n’y a pas de code à annuler.
occasion-taken = Il y a déjà un questionnaire de la passation { $occasion }.
invite-answered = { $measure } : la passation { $occasion } a déjà été remplie. Choisissez-en une autre, ou laissez vide pour la suivante.
only-answerer = Seule la personne qui répond peut voir les réponses
only-answerer-more = Vous voyez que la personne a répondu, mais pas quoi.
what-asked = Que demandez-vous ?
code-explained = La personne scanne l'image avec son téléphone, ou y tape les { $digits } chiffres. Ou elle répond sur cet appareil.
code-once = valable 30 minutes, une seule fois
ticket-shown = Vous voyez les réponses.
ticket-hidden = Confidentiel : vous ne voyez pas les réponses.
print-page = Imprimer
not-in-language = { $measure } n’existe pas dans cette langue. Choisissez parmi : { $languages }.
give-code = Donner un code
answer-here = Répondre sur cet appareil
answers-here = { $who } répond ici
code-picture = Le code en image pour un téléphone
code-given = Code pour { $who } de { $case }, mesure { $occasion }, { $date }
only-own-answers = Une partie a déjà été répondue en confidence. Seule la personne qui a répondu la continue ; toute autre recommence.
still-looking = Les dossiers sont en train d’être examinés. Ce qui demande attention, et les chiffres, seront ici dans un instant.
case = Dossier
asked = Demandés
answered = Répondus
now = Maintenant
case-not-here = Ce code ne peut pas être utilisé ici. Prenez-en un autre.
case-twin = Il y a déjà un dossier { $case }. Les majuscules seules n'en font pas un autre : utilisez ce code ou choisissez-en un autre.
occasion-is-number = La mesure est un nombre à partir de 1.
try-again = Réessayez.
code-empty = il n'y a pas de code du dossier
code-letters = un code a des lettres, des chiffres, `-`, `_` et `.`, { $most } au plus
code-like-name = cela pourrait être un nom : un code contient un chiffre, comme `c-017`
code-like-citizen = cela pourrait être le numéro d'un citoyen : un code contient une lettre, ou est plus court
case-named = Dossier { $case }
nothing-answered = Rien n'a encore été répondu.
confidential = Confidentiel
confidential-answered = { $who }, mesure { $occasion } : répondu
confidential-open = { $who }, mesure { $occasion } : pas encore répondu
measure-refused = { $measure } : le fichier a été modifié et ne cote plus comme lorsque cette version a été remplie. Il n’est pas utilisé. Donnez une nouvelle version au fichier modifié.
some-unfinished = Certains questionnaires ne sont pas finis ; ils ne sont pas montrés.
invite = Poser plusieurs questionnaires à la fois, ou par un lien
invite-to = Interroger { $case }
invite-measures = Questionnaires, l’un après l’autre
invite-none = Choisissez-en au moins un.
invite-other-informant = L’un d’eux n’est pas pour la personne choisie.
make-link = Créer un lien
sitting-code = Le code, valable 30 minutes, une fois ; tout ce qui a été choisi suit de soi-même :
sitting-link = Le lien, valable jusqu’à ce que tout soit répondu, et au plus jusqu’avant le { $day }. Qui l’a peut répondre : ne le donnez à personne d’autre.
link-picture = Le lien en image pour un téléphone
shown-once = Ceci est montré dix minutes, puis nulle part.
link-begins = Une personne qui travaille avec vous vous pose quelques questions.
link-over = Ce lien n’est plus valable. Demandez-en un autre.
code-list = Une liste de codes à imprimer
code-list-explained = Chacun de ces dossiers est interrogé une fois. Les codes ont douze chiffres, car ils valent plusieurs jours. Un nouveau dossier est ouvert ainsi.
code-list-cases = Codes des dossiers, un par ligne
code-list-until = Valables jusqu’au (inclus)
make-codes = Créer les codes
code-list-empty = Écrivez au moins un dossier.
code-list-long = Il y a plus de { $most } dossiers.
code-list-days = Le dernier jour est aujourd’hui ou l’un des { $days } jours suivants.
code-list-good = Valables jusqu’au { $day } inclus, chacun une fois. Découpez-les : qui a un code peut répondre pour ce dossier.
code-list-code = Code
code-list-answered = { $measure } : la mesure { $occasion } est déjà remplie.
facts-of-measure = Afficher les champs de ce questionnaire
enter-paper = Saisir depuis le papier
enter-paper-of = Depuis le papier : { $case }
enter-language = Langue du papier
enter-date = Date sur le papier
enter-explained = Tapez les codes qui figurent dans la marge du papier : un point (.) pour ce qui y est resté vide, un tiret (-) pour la réponse sans chiffre, une espace entre plusieurs choix. Tab mène au champ suivant, Entrée aussi.
enter-once-more = Tout convient. Saisissez maintenant le même papier une seconde fois.
enter-differ = Les deux saisies diffèrent. Regardez le papier, et laissez ce qui y figure.
enter-first-was = La première fois : { $answer }
enter-first-nothing = rien
enter-not-kept =
  Rien n’est encore enregistré : { $count ->
    [one] un champ est marqué
   *[other] { $count } champs sont marqués
  }.
enter-nothing = Tapez le code. Si c’est resté vide sur le papier, tapez un point (.).
enter-no-code = « { $typed } » n’est pas un code ici. Possible : { $codes }
enter-not-asked = D’après les autres réponses, cette question n’est pas posée et ne compte pas. Corrigez-les, ou videz ce champ.
enter-was-not-asked = pas demandé
enter-refused = { $sentence } Corrigez. Si c’est ainsi sur le papier, laissez vide : tapez un point (.).
enter-blank-is-open = Ce qui est vide ici est resté vide sur le papier
enter-twice = Saisir deux fois
enter-twice-more = La seconde fois, les champs sont vides. Là où les deux diffèrent, vous regardez le papier.
enter-keep = Enregistrer ces réponses
enter-continue-more = Ce qui est déjà rempli reste là où un champ est laissé vide.
enter-replace = Mettre ce papier à sa place
enter-hidden = { $who } de { $case } a été interrogé à la mesure { $occasion } en confidence. Le papier ne la poursuit pas et ne la remplace pas.
import-answers = Reprendre des réponses
import-explained = Un fichier de réponses : CSV, JSON, Excel, OpenDocument, SPSS, Stata, ou ce qu’exporte un programme d’enquête ; { $size } Mo au plus. Il est lu avec les réglages de ce site. Vous voyez ce qu’il contient avant que quoi que ce soit soit repris.
import-file = Fichier
import-look = Regarder le fichier
import-no-file = Choisissez un fichier qui n’est pas vide.
import-no-parquet = Parquet n’est repris qu’avec la commande verbond store import.
import-too-many = Le fichier contient plus de { $most } passations. Divisez-le, ou reprenez-le avec la commande verbond store import.
import-found = Le fichier contient des passations : { $administrations }, de dossiers : { $cases }.
import-not-yet = Rien n’est encore repris.
import-take = Reprendre
import-nothing = Rien n’a été repris. Corrigez le fichier, et envoyez-le de nouveau.
import-another = Un autre fichier
import-empty = Lignes vides, passées : { $rows }
import-filtered = Lignes sans réponses à ce questionnaire, laissées de côté : { $rows }
import-unsent = Lignes commencées et jamais envoyées, passées : { $rows }
import-left-out = Lignes qui ne peuvent être justes, laissées de côté : { $rows }
import-more = Non montrés ici : { $count }
import-at-cell = Ligne { $row }, colonne { $column }
import-at-row = Ligne { $row }
import-at-column = Colonne { $column }
import-at-file = Le fichier entier
import-details = Détails (en anglais)
import-held = Parmi elles, sont déjà là : { $count }. Que faire ?
import-held-more = Non montrés ici : { $count }. Ils suivent le choix ci-dessus.
import-held-open = { $who } de { $case } répond déjà à la passation { $occasion }.
import-held-finished = { $who } de { $case } a déjà répondu à la passation { $occasion }.
import-held-hidden = { $who } de { $case } a été interrogé à la passation { $occasion } en confidence. Aucun fichier ne la poursuit ni ne la remplace.
import-decide = Rien n’est encore repris. Choisissez ce qui advient de ce qui est déjà là.
import-skip = Laisser de côté
import-skip-more = Ce qui est déjà là reste tel quel.
import-replace = Mettre le fichier à sa place
import-new = Comme nouvelle passation
import-new-more = Chacune reçoit le prochain numéro libre.
import-as-above = Comme choisi ci-dessus
import-no-office = { $case } n’est d’aucun bureau, et le fichier dit { $said }. Laissez cette colonne de côté, ou transmettez d’abord le dossier.
import-other-office = { $case } est de { $office }, et le fichier dit { $said }. Laissez cette colonne de côté, ou transmettez d’abord le dossier.
diagnostic-V0109 = Le fichier est plus long que ce qui est lu. Divisez-le.
diagnostic-V0356 = Ces réponses ne vont pas ensemble. Corrigez-les.
diagnostic-V0701 = Ce n’est pas une des réponses. Corrigez-la, ou laissez la cellule vide.
diagnostic-V0702 = Il faut un nombre ici. Corrigez-le, ou laissez la cellule vide.
diagnostic-V0703 = Cette ligne a plus ou moins de cellules que la première. Souvent un texte avec un séparateur n’est pas entre guillemets.
diagnostic-V0704 = Deux colonnes ont le même nom, ou sont d’une même question. Renommez-en une.
diagnostic-V0705 = Une question n’a pas de colonne. Ajoutez-la, vide si elle n’a jamais été posée.
diagnostic-V0706 = Deux lignes sont du même dossier, de la même passation et de la même personne. Supprimez-en une, ou distinguez-les par la passation.
diagnostic-V0707 = Cette colonne n’est d’aucune question et est laissée de côté.
diagnostic-V0708 = Cette colonne a presque le nom d’une question. Corrigez son nom.
diagnostic-V0709 = Il n’est pas dit qui a répondu. Une colonne informant le dit, avec les noms du questionnaire.
diagnostic-V0710 = Ce n’est pas une date. Écrivez-la ainsi : 2026-11-24.
diagnostic-V0711 = Les lettres de ce fichier ne se lisent pas. Enregistrez-le en UTF-8.
diagnostic-V0712 = Le fichier est vide, ou sa première ligne ne nomme aucune question. Mettez les noms des colonnes dans la première ligne.
diagnostic-V0713 = Une ligne ne finit pas. Le plus souvent un guillemet est ouvert et jamais fermé.
diagnostic-V0714 = Ce JSON ne se lit pas. Reprenez le fichier.
diagnostic-V0715 = Cela ne peut pas être connu d’un dossier. Corrigez-le, ou laissez la cellule vide.
diagnostic-V0717 = La ligne n’a pas de dossier. Remplissez le code du dossier.
diagnostic-V0718 = Un réglage de ce site nomme une question ou une colonne qui n’existe pas. Qui gère le site peut le corriger.
diagnostic-V0719 = Il n’y a pas de colonne case, donc les lignes sont numérotées.
diagnostic-V0720 = Ce ne peut pas être un code de dossier, ou cela ressemble à une personne. Prenez un code, et gardez les noms ailleurs.
diagnostic-V0721 = Une colonne contient plus de texte que ce qui est lu. Divisez le fichier.
diagnostic-V0722 = Un enregistrement donne deux valeurs sous un nom. Gardez-en une.
diagnostic-V0723 = Le fichier se décompresse en plus que ce qui est lu. Enregistrez-le en CSV.
diagnostic-V0724 = Ce code est trop long. Regardez si les colonnes sont à leur place.
diagnostic-V0725 = Ces colonnes ont été reconnues à leurs textes. Regardez si c’est juste.
diagnostic-V0726 = Le fichier est lu comme l’écrit le programme d’où il vient.
diagnostic-V0727 = Le site dit que cela veut dire sans réponse, et ici c’est une réponse. Qui gère le site peut le corriger.
diagnostic-V0728 = Ce n’est pas le code d’une langue. Écrivez nl ou ar, ou laissez la cellule vide.
diagnostic-V0729 = Aucune réponse n’est 0, alors que les réponses commencent à 0. L’autre programme compte peut-être à partir de 1 : regardez d’abord cela.
diagnostic-V0730 = Ce n’est pas un moment passé. Écrivez-le ainsi : 2026-11-24T09:30:00Z, ou laissez la cellule vide.
diagnostic-V0731 = Il n’y a ni oui ni non ici. Écrivez yes (oui) ou no (non).
diagnostic-V0732 = Ce fichier ne se lit pas : il est abîmé, a un mot de passe, ou est autre chose. Enregistrez-le de nouveau, ou en CSV.
diagnostic-V0733 = Ces réponses ne s’assemblent pas : une colonne manque, aucune ligne ne nomme une question, ou une question a deux réponses.
diagnostic-V0734 = Les lettres sont lues en Windows-1252.
diagnostic-V0737 = Le fichier contient des réponses à plusieurs questionnaires. Il faut dire lequel compte.
diagnostic-V0738 = Le site dit ce qui veut dire sans réponse, et cela n’est nulle part dans le fichier.
diagnostic-V0830 = Rien ne peut avoir été répondu ce jour-là. Corrigez-le, ou laissez la cellule vide.
diagnostic-V0831 = La passation n’est pas un nombre. Numérotez les passations de chaque dossier : 1, 2, 3.
diagnostic-V0905 = Le fichier contient plus que ce qui est lu. Divisez-le.
diagnostic-other = Quelque chose ne va pas ici.
import-gone = Le fichier n’est plus ici, ou se lit autrement à présent. Envoyez-le de nouveau.
import-taken = Repris : passations { $administrations }, de dossiers { $cases }.
import-early = De jours avant l’ouverture du dossier, que son calendrier ne compte pas : { $count }
import-unseen = Nouveaux dossiers sans bureau, que seuls les administrateurs voient jusqu’à leur transmission : { $count }
import-unseen-of = Nouveaux dossiers de { $office }, un bureau auquel personne n’appartient, que seuls les administrateurs voient : { $count }
answers-of = Réponses de { $case }
read-answers = Lire les réponses
held-on-case = Tout ce qui est conservé sur ce dossier, en fichier (JSON)
not-answered = Aucune réponse.
new-case = Nouveau dossier
open-case = Ouvrir le dossier
whose-case = À qui est le dossier
case-owner = Y travaille : { $owner }.
case-office = Bureau : { $office }.
case-opened = Ouvert depuis le { $day }.
case-closed = Fermé depuis le { $day }.
case-follows = Il suit : { $schedule }.
nobody-yet = personne encore
no-schedule = aucun calendrier
schedule = Calendrier
opened-on = Ouvert depuis le
closed-on = Fermé depuis le
change-opening = Changer l’ouverture ou le calendrier
open-again = Rouvrir
close-case = Fermer le dossier
hand-over = Transmettre
hand-over-to = À qui
hand-over-explained = Qui est de l’autre bureau voit le dossier dès lors ; qui n’en est pas ne le voit plus.
hand-over-whom = Dites à qui.
office-nobody = { $office }, personne en particulier
office = Bureau
schedule-unknown = Ce calendrier n’existe pas.
closed-before-opened = Le dossier a été ouvert plus tard.
case-is-closed = Ce dossier est fermé. Rouvrez-le d’abord.
signals-unseen = Signaux que personne n’a encore vus
signals-elsewhere = Autres dossiers avec quelque chose à regarder : { $cases }
signals-seen = Signaux vus
seen-by = vu par { $who } le { $day }
seen-with-note = Vu, avec une note
seen-note = Qu’en avez-vous fait ? (peut rester vide)
mark-seen = Vu
to-answer = Vers la réponse
to-answers = Vers les réponses
status-experimental = expérimental
status-piloted = testé
status-validated = validé
status-retired = retiré
due-list = À faire
due-measure = Questionnaire
due-by = À faire avant le
due-late = en retard
due-open = demandé maintenant
due-coming = pas encore demandé
due-reminded = rappelé aujourd’hui
due-nothing = Personne n’est à interroger maintenant.
due-undecided = { $case } : { $measure } n’est demandé à personne, car { $facts } n’est pas connu pour ce dossier.
due-no-schedule = { $case } suit { $schedule }, et ce calendrier n’existe pas.
due-none-on = le { $day }, personne n’est à interroger
due-unseen = Personne n’a encore vu ceci (`verbond store seen DOSSIER` dit que vous l’avez vu) :
due-late-by =
  en retard de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
  }
due-past =
  à faire, depuis { $days ->
    [one] { $days } jour
   *[other] { $days } jours
  }
due-on-day = à faire aujourd’hui
due-in =
  dans { $days ->
    [one] { $days } jour
   *[other] { $days } jours
  }
due-remind = rappel
due-remind-today = aujourd’hui
due-missed = manquées

cases-over-time = { $title } : dossiers au fil du temps
cases-attention =
  { $cases ->
    [one] { $cases } dossier
   *[other] { $cases } dossiers
  }, { $attention } avec maintenant une alerte ou un signe de rupture
not-validated = Ce questionnaire est { $status } : rien ici n'est un jugement sur une personne.
norms = Normes
norms-simulated = simulées
without-norms = Sans normes, on ne dit pas si un changement est fiable.
version-change = à partir de la mesure { $occasion }, c'est la version { $to } qui est remplie, avant c'était { $from }
words-of-then = Dans les mots dans lesquels la question a été posée ; les mots de ce questionnaire ont été changés depuis.
words-changed = Les mots ou les images de ce questionnaire ont été changés depuis qu’une partie a été répondue : ce qui est écrit ici n’est peut-être pas ce qui a été lu et vu alors.
version-line = À la ligne dans les graphiques, le questionnaire change : { $change }. Les scores qui ne se comparent pas au-delà sont omis.
left-out = les scores qui ne se comparent pas sont omis
case-values = Dossier { $case } : valeurs
score = Score
who = Qui
band = Classe
since-first = Depuis la première
since-before = Depuis la précédente
gaps = Là où les deux divergent, à la mesure { $occasion }
difference = différence
missing = manquant
by-occasion = { $who }, par mesure : { $values }
lower-reliably = en baisse fiable (plus que l'erreur de mesure)
higher-reliably = en hausse fiable (plus que l'erreur de mesure)
lower-not-reliably = en baisse, mais dans les limites de l'erreur de mesure
higher-not-reliably = en hausse, mais dans les limites de l'erreur de mesure
unchanged = inchangé
no-norms = aucune norme n'a été donnée, on ne sait donc pas si un changement est fiable
no-group = aucun groupe des normes ne convient à ce dossier, on ne sait donc pas si un changement est fiable
no-spread = les normes ne donnent pas d'écart type de ce score, on ne sait donc pas si un changement est fiable
no-reliability = la fidélité de ce score n'est pas connue, on ne sait donc pas si un changement est fiable
low-reliability = la fidélité de ce score est { $reliability }, moins de { $least } : trop faible pour juger le changement d'une personne
simulated-norms = les normes sont simulées, et personne n'est jugé d'après elles
outcome-recovered = rétabli
outcome-improved = amélioré
outcome-unchanged = sans changement
outcome-deteriorated = détérioré
fell-by = a baissé de { $fall } depuis { $since } (de { $from } à { $to }), plus que { $points }
fell-in-a-row =
  a baissé { $times ->
    [one] { $times } fois
   *[other] { $times } fois de suite
  } depuis { $since }
below-best = est sous le meilleur jusqu'ici, { $best } ({ $when }), de façon fiable
change-since-first = { $score } ({ $who }) depuis la première : { $change }
change-since-before = { $score } ({ $who }) depuis la précédente : { $change }
gap-line = { $first } moins { $second } à la mesure { $occasion } : { $gaps }
alert-line = alerte ({ $who }) : { $sentence }
graded-alert-line = alerte, { $severity } ({ $who }) : { $sentence }
alert-mild = légère
alert-severe = grave
sign-line = signe de rupture ({ $who }) : { $score } { $sign } [{ $source }]

team-title = { $title } : chiffres de l'équipe
small-hidden = Les chiffres de moins de { $least } dossiers ne sont pas montrés, ni ceux dont on pourrait les déduire. Les nombres sont arrondis à des multiples de { $least } ; les moyennes et les écarts types de sorte qu'un seul dossier ne s'y voie pas.
scores-at-last = Scores à la dernière mesure
group = Groupe
mean = Moyenne
sd = Écart type
all = tous
not-said = pas dit
followed-cases = Dossiers suivis
attention-now = maintenant une alerte ou un signe de rupture
no-attention = aucun des deux
bands-at-last = { $score } ({ $bands }) à la dernière mesure
score-change = { $score } : changement depuis la première mesure
reliably-lower = en baisse fiable
no-reliable-change = pas de changement fiable
reliably-higher = en hausse fiable
cannot-be-told = ne peut être dit

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
  }
month-short =
  { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = mesure { $occasion }
none-of-these = rien de cela
where-are-we = Où en sommes-nous ?
what-changed = Qu’est-ce qui a changé ?
where-apart = Où voyons-nous les choses autrement ?
score-now = { $who } : { $score } { $value } sur une échelle de { $min } à { $max }.
score-in-band = { $who } : { $score } { $value } sur une échelle de { $min } à { $max } – { $band }.
score-not-known = { $who } : { $score } ne peut pas être dit, trop peu de réponses.
nothing-before = { $who } : c’est la première valeur.
fell-since = { $who } : baisse de { $by } depuis { $since }
rose-since = { $who } : hausse de { $by } depuis { $since }
same-since = { $who } : inchangé depuis { $since }
beyond-chance = plus que le hasard
within-chance = pas plus que le hasard
chance-unknown = on ne sait pas si c’est plus que le hasard
both-alike = Les deux voient la même chose.
who-is-higher = { $who } est plus haut de { $by }.
furthest-apart = Le plus grand écart : « { $question } » ({ $answers }).
told-of-occasion = Mesure { $occasion }, { $when } : { $told }
told-of-undated = Mesure { $occasion } : { $told }
measured-since = { $title } · { measurements-since }
measurements-since =
  { $count ->
    [one] 1 mesure
   *[other] { $count } mesures
  } depuis { $since }
attention-first = Parlez d’abord de ceci
moved-since = { $by } depuis { $since } :
cut-off = seuil { $at }
version-named = version { $version }
band-from-to = { $band } de { $from } à { $to }
not-filled-in = non rempli
question-skipped = sans réponse
value-confidential = confidentiel
value-unfinished = non terminé
chance-by-norms = « Plus que le hasard » selon les normes { $id } { $version } ({ $status }) : { $population }.
chance-by-trial-norms = Les normes { $id } { $version } ne sont qu’un essai ({ $status }) : { $population }. Ne décidez rien d’après elles.
answers-of-day = Les réponses du { $when }
answers-order = Le plus grand changement ou écart vient en premier.
answers-heading = Les réponses
now-short = maintenant
before-short = avant
last-time = la dernière fois, et vers où
was = avant { $answer }
difference-of = écart { $by }
no-difference = pas d’écart
same-as-before = comme avant
turned-around = Inversé : une réponse haute abaisse le score.
other-answers = { $count ->
    [one] L’autre réponse
   *[other] Les { $count } autres réponses
  }
more-answers = Encore { $count ->
    [one] 1 réponse
   *[other] { $count } réponses
  } sur la feuille suivante.
said-to-question = à la question : { $question }
parts = Parties
from-to = { $who } de { $from } à { $to }
all-scores = Tous les scores dans un tableau
print-report = Imprimer
report-about = Rempli par : { $who }. Un rapport pour en parler, pas un jugement sur une personne.
agreed = Ce que nous convenons
report-made = Fait le { $day }.
report-made-by = Fait le { $day } par { $who }.
report-keep = Contient des données personnelles : gardez-le avec le dossier.
more-on-page = Encore { $count ->
    [one] 1 réponse
   *[other] { $count } réponses
  } : --output fait une page avec toutes.
question-head = Question
team-signals = Signaux
team-signals-of = sur { $cases } dossiers demandent attention maintenant
team-signals-beside = Un signal ou un signe de rupture à la dernière mesure.
team-hidden = Trop peu pour être montré.
team-mean = moyenne de { $who }
team-mean-of = { $who } : { $mean }.
team-scale = Sur une échelle de { $min } à { $max }, à la dernière mesure.
team-change = Changement
team-changed = ont changé plus que le hasard ({ $who })
team-change-not-judged = On ne dit pas qui a changé : voir les raisons ci-dessous.
team-months = Combien de questionnaires ont été remplis, mois par mois ? ({ $who })
team-means = { $score } mois par mois : où est la moyenne ?
team-bands = { $score } : tous voient-ils la même chose ?
team-changes = Qu’est-ce qui a changé depuis la première mesure ? ({ $who })
team-not-shown = non montré
team-spread = { $score } : comment les dossiers se répartissent-ils ? ({ $who })
spread-from-to = { $from } à { $to }
team-period = Période
period-half-year = Six derniers mois
period-year = Douze derniers mois
compare-by = Comparer par
compare-nothing = Rien
team-dashed = Un morceau vide en tirets n’est pas montré. Il peut contenir peu, beaucoup ou rien.
about-count = environ { $count }
count-rounded = ≈ dit qu’un nombre est arrondi.
team-tables = Tous les chiffres dans des tableaux
paper-how = Comment remplir
paper-cross = Mettez une croix dans un rond pour chaque question.
paper-wrong = Une erreur ? Noircissez le rond et choisissez-en un autre.
paper-skip = Vous pouvez passer une question.
paper-example = Exemple
paper-example-of = Exemple : vous choisissez « { $answer } »
paper-line = Mettez un trait sur la ligne.
paper-day = jour, mois, année
paper-may-be-open = Vous pouvez laisser ceci vide.
paper-sound = Un son va avec ceci ({ $sounds }). Demandez qu’on le fasse écouter.
paper-overleaf = Continuez au verso
paper-next-sheet = Continuez à la feuille suivante
paper-sheet = Page { $sheet } sur { $sheets }
paper-thanks = C’est tout. Merci. Rendez ce papier à la personne qui vous l’a donné.
paper-only-if = Seulement si { $when }.
paper-only-if-told = Seulement si la personne qui vous a donné ce papier le demande.
paper-chose = vous avez choisi { $answers } à la question { $questions }
paper-not-chose = vous n’avez pas choisi { $answer } à la question { $question }
paper-left-open = vous avez laissé la question { $question } vide
paper-answered = vous avez répondu à la question { $question }
paper-number-below = votre réponse à la question { $question } est inférieure à { $number }
paper-number-at-most = votre réponse à la question { $question } est de { $number } ou moins
paper-number-equal = votre réponse à la question { $question } est { $number }
paper-number-unequal = votre réponse à la question { $question } n’est pas { $number }
paper-number-at-least = votre réponse à la question { $question } est de { $number } ou plus
paper-number-above = votre réponse à la question { $question } est supérieure à { $number }
paper-question-of = { $question } ({ $member })
paper-quoted = « { $words } »
paper-or = { $first } ou { $last }
paper-and = { $first } et { $last }
