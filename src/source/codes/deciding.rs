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
}
