# Première traduction, pas encore relue.

language-name = Français
easy-words = facile
decimal-sign = ,
read-aloud = Lire à voix haute
case-code = Code du dossier (pas de nom)
occasion = Mesure
date = Date
may-be-left-open = peut rester sans réponse
only-if = Seulement si
choose-any = Choisissez tout ce qui convient
next = Suivant
back = Retour
skip = Passer
stop = Arrêter pour l'instant
thanks = C'est terminé. Merci.
answers-kept = Vos réponses sont conservées. Vous pourrez continuer plus tard.
answer-needed = Donnez une réponse, ou passez cette question.
finish = Terminer
not-an-answer = Ce n'est pas une des réponses.
number-from = Un nombre de
own-words = Avec vos propres mots
as-date = Année-mois-jour, comme 2026-11-24

welcome = Bienvenue
your-code = Votre code : six chiffres
begin = Commencer
for-staff = Pour le personnel
language = Langue
wrong-code = Ce code n'est pas bon, ou il est trop ancien. Demandez-en un nouveau.
store-failed = Quelque chose ne va pas. Vos réponses sont conservées. Réessayez dans un instant.
failed = Quelque chose ne va pas. Réessayez.
page-too-old = Cette page est trop ancienne. Revenez en arrière et réessayez.
nothing-here = Il n'y a rien ici.
too-many-tries = Trop d'essais erronés. Attendez cinq minutes.
not-for-you = Vous ne pouvez pas voir ceci.
to-first-page = À la première page

staff = Personnel
user-name = Nom
password = Mot de passe
log-in = Se connecter
log-out = Se déconnecter
wrong-password = Le nom ou le mot de passe n'est pas bon.
role-officer = agent de probation
role-coordinator = coordination
role-methodologist = méthodologie
role-administrator = administration
cases = Dossiers
team = Équipe
ask-somebody = Interroger quelqu'un
measure-choice = Questionnaire, qui répond, dans quelle langue
known-facts = Ce qu'on sait du dossier, comme age=34 mandate=parole (peut rester vide ; ce qui a été dit avant est gardé)
only-answerer = Seule la personne qui répond peut voir les réponses
give-code = Donner un code
code-given = Le code pour { $who } de { $case }, valable 30 minutes, une seule fois :
cases-followed = Dossiers suivis
none-yet = Encore aucun.
case = Dossier
asked = Demandés
answered = Répondus
now = Maintenant
other-office = Ce dossier appartient à un autre bureau.
occasion-is-number = La mesure est un nombre.
try-again = Réessayez.
code-empty = il n'y a pas de code du dossier
code-letters = un code a des lettres, des chiffres, `-`, `_` et `.`, { $most } au plus
code-like-name = cela pourrait être un nom : un code contient un chiffre, comme `c-017`
code-like-citizen = cela pourrait être le numéro d'un citoyen : un code contient une lettre, ou est plus court
no-such-fact = `{ $fact }` n'est pas une donnée que ce questionnaire connaît
case-named = Dossier { $case }
nothing-answered = Rien n'a encore été répondu.
confidential = Confidentiel
confidential-answered = { $who }, mesure { $occasion } : répondu
confidential-open = { $who }, mesure { $occasion } : pas encore répondu
measure-refused = { $measure } : le fichier a été modifié et ne cote plus comme lorsque cette version a été remplie. Il n’est pas utilisé. Donnez une nouvelle version au fichier modifié.
some-unfinished = Certains questionnaires ne sont pas finis ; ils ne sont pas montrés.
status-experimental = expérimental
status-piloted = testé
status-validated = validé
status-retired = retiré

cases-over-time = { $title } : dossiers au fil du temps
cases-attention =
  { $cases ->
    [one] { $cases } dossier
   *[other] { $cases } dossiers
  }, { $attention } avec maintenant une alerte ou un signe de rupture
not-validated = Ce questionnaire est { $status } : rien ici n'est un jugement sur une personne.
norms = Normes
without-norms = Sans normes, on ne dit pas si un changement est fiable.
version-change = à partir de la mesure { $occasion }, c'est la version { $to } qui est remplie, avant c'était { $from }
version-line = À la ligne dans les graphiques, le questionnaire change : { $change }. Les scores qui ne se comparent pas au-delà sont omis.
left-out = les scores qui ne se comparent pas sont omis
solid = trait plein
dashed = tirets
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
fell-by = a baissé de { $fall } depuis la mesure précédente, plus que { $points }
fell-in-a-row =
  a baissé { $times ->
    [one] { $times } fois
   *[other] { $times } fois de suite
  }
below-best = est sous le meilleur jusqu'ici, { $best }, de façon fiable
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
