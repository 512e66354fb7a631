//! `V0336` and on: moments, categories, and what decides whether an item is asked.

codes! {
    /// moments that do not fit together
    ///
    /// `years`, `months` and `days` are counted between dates, `hours` and `minutes` between times of day, and a date is
    /// compared with a date. Here one of the two is something else, or no clock shows it.
    ///
    /// ```fragment fails V0336
    /// item bed  as time "When to bed?"
    /// item rise as time "When up?"
    /// score sleep "Sleep" = days from bed to rise
    /// ```
    ///
    /// Count in another unit, or name an item `as date` or `as time`, a known `date`, or `date`, which is the day of
    /// answering.
    V0336 MOMENTS_DO_NOT_FIT Error;

    /// a date or a time where a number is needed
    ///
    /// Dates and times are not added, subtracted or ordered: which of two times is later depends on where the night
    /// begins. They are compared with `=` or `!=`, and what lies between two of them is a number.
    ///
    /// ```fragment fails V0337
    /// item bed as time "When to bed?"
    /// score late "Late" = if bed > 23:00 then 1 else 0
    /// ```
    ///
    /// Count what lies between: `if hours from 18:00 to bed > 5 then 1 else 0`. `1000-10-10` is a date; a difference is
    /// written with blanks, `1000 - 10 - 10`.
    V0337 MOMENT_AS_A_NUMBER Error;

    /// an entry that is never reached
    ///
    /// A category is the first of its entries that holds. Where this one would hold, one before it does, so that nobody
    /// ever gets it.
    ///
    /// ```fragment fails V0338
    /// category level {
    ///   fair   "Fair"   when main >= 2
    ///   strong "Strong" when main >= 4
    ///   weak   "Weak"   otherwise
    /// }
    /// ```
    ///
    /// Put the narrower condition first: `strong` before `fair`.
    V0338 CATEGORY_NEVER_REACHED Error;

    /// a category that leaves something open
    ///
    /// Nothing says what the category is where none of its entries holds.
    ///
    /// ```fragment fails V0339
    /// category level {
    ///   strong "Strong" when main >= 4
    ///   weak   "Weak"   when main < 3
    /// }
    /// ```
    ///
    /// End it with `NAME "label" otherwise`. Where nothing is to be said of these cases, write `missing otherwise`.
    V0339 CATEGORY_LEAVES_OPEN Error;

    /// `otherwise` of an item that is always asked
    ///
    /// `otherwise` says what an item counts as where it is not asked, because a condition of its own or of a block
    /// around it does not hold. This one is always asked.
    ///
    /// ```fragment fails V0340
    /// item visits as whole 0 to 60 unscored otherwise 0 "How many visits?"
    /// ```
    ///
    /// Say when it is asked, or delete `otherwise`.
    V0340 OTHERWISE_OF_ALWAYS_ASKED Error;

    /// runs that do not pair
    ///
    /// `respective f1 to f3` stands for one item of that run beside each item of a run that is asked: the first beside
    /// the first, and so on. The runs have one length, and nothing else takes it.
    ///
    /// ```fragment fails V0341
    /// item f1 to f2 on agree "How often?"
    /// item d1 to d3 as whole 0 to 28 unscored asked when respective f1 to f2 >= 2 "On how many days?"
    /// ```
    ///
    /// Let both runs be of one length.
    V0341 RUNS_DO_NOT_PAIR Error;

    /// what points count does not fit
    ///
    /// `counts` says what a point counts where that is not its number: another number, or `missing`. A range counts what
    /// is answered on it. At least one point counts a number. An item can be `reversed` only where what the points count
    /// is a mirror of itself: 0, 1, 2 is, and 0, 0, 1, 3 is not, nor are the plain points 1, 2, 3, 4 and 9.
    ///
    /// ```fragment fails V0342
    /// scale often { 1 "Never" counts 0  2 "Rarely" counts 0  3 "Often" counts 1  4 "Always" counts 3 }
    /// item e on often reversed "E"
    /// score second "Second" = 1 * e
    /// ```
    ///
    /// Give the reversed item a scale of its own, whose points say what they count.
    V0342 COUNTS_DO_NOT_FIT Error;

    /// what was given, or what it counts
    ///
    /// Whether an item is asked is decided by what was given to those before it. The points of this item count otherwise
    /// than their numbers, so that the condition could be read both ways.
    ///
    /// ```fragment fails V0343
    /// scale often { 1 "Never" counts 0  2 "Rarely" counts 0  3 "Often" counts 1 }
    /// item e on often "E"
    /// item f on agree unscored asked when e >= 2 "F"
    /// score second "Second" = 1 * e
    /// ```
    ///
    /// Write `answer to e >= 2`; or, where what it counts is meant, `let counted = 1 * e` and a condition on that.
    V0343 ANSWER_OR_COUNT Error;

    /// ties
    ///
    /// Several values of a set can occur most often, and a `mode` must say which it is then: `ties lowest`, `ties
    /// highest` or `ties missing`. No other function over a set has ties. The highest of scores, which a category can be,
    /// is taken of two or more.
    ///
    /// ```fragment fails V0344
    /// score second "Second" = mode of a, b, c needs all
    /// ```
    ///
    /// Write `mode of a, b, c needs all, ties lowest`.
    V0344 TIES_NOT_SAID Error;

    /// bands of groups that do not fit
    ///
    /// Bands are either for all, or differ between groups, which are told apart after `by`. Every group has the same
    /// bands in the same order, each with its own bounds; the labels are said in the first group.
    ///
    /// ```fragment fails V0345
    /// bands level of main by mandate {
    ///   probation { low "Low" from 1  high "High" from 3 }
    ///   parole    { high from 1  low from 4 }
    /// }
    /// ```
    ///
    /// Give each group the same bands.
    V0345 BANDS_OF_GROUPS Error;

    /// a number that cannot name a choice
    ///
    /// Choices are named by words or by whole numbers from 0 to 9999: other programs make names of columns of them.
    ///
    /// ```fragment fails V0346
    /// item pain as choices -1, 0, 1 unscored "How bad was it?"
    /// ```
    ///
    /// Number the choices in another way, or name them.
    V0346 CHOICE_NUMBER Error;

    /// a word among the points counts nothing
    ///
    /// The code of a point can be a word. A number counts itself, and a word counts what is said behind it. So among
    /// numbers every word says what it counts, which may be `missing`; where all codes are words, either all of them say
    /// it, or none does: then they are compared, and not computed with.
    ///
    /// ```fragment fails V0347
    /// scale often { 1 "Never"  2 "Sometimes"  3 "Often"  unsure "I do not know" }
    /// item e on often "E"
    /// score second "Second" = 1 * e
    /// ```
    ///
    /// Write `unsure "I do not know" counts missing`.
    V0347 WORD_COUNTS_NOTHING Error;

    /// words are compared, not computed with
    ///
    /// The codes of this item's scale are words. `answer to` is the code, and a word is no number; and words of which
    /// nothing says what they count are there to be compared.
    ///
    /// ```fragment fails V0348
    /// scale place { town "In a town"  country "In the country" }
    /// item home on place "Where is home?"
    /// score second "Second" = a + home
    /// ```
    ///
    /// Compare it with a word, as `home = town`; or say what each word counts: `town "In a town" counts 1`.
    V0348 WORDS_NOT_COMPUTED Error;

    /// nothing is `none` of this
    ///
    /// `is none` asks whether somebody said that none of the choices of an item is theirs, or gave the visible non-answer
    /// of a scale. That can be said where `or none` stands behind the choices, or the scale has a point `none "…"`.
    ///
    /// ```fragment fails V0349
    /// item who as choices mother, father "Who?"
    /// score second "Second" = if who is none then 1 else 0
    /// ```
    ///
    /// Write `as choices mother, father, or none`. Whether there is an answer at all asks `is missing`.
    V0349 NEVER_NONE Error;
}
