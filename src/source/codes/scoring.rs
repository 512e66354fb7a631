//! `V03xx`: scores, bands, alerts, conditions and tests.

codes! {
    /// no score uses the item
    ///
    /// The item is asked, but nothing is done with the answer: no score, alert or condition looks at it. Items as text
    /// or date are exempt.
    ///
    /// ```fragment fails V0301
    /// item e on agree "E"
    /// ```
    ///
    /// Use it, or mark it `unscored` if that is meant.
    V0301 ITEM_NEVER_SCORED Warning;

    /// scores in a circle
    ///
    /// A score is computed from itself, through others.
    ///
    /// ```fragment fails V0302
    /// score first  "First"  = second + 1
    /// score second "Second" = first + 1
    /// ```
    ///
    /// Break the circle.
    V0302 SCORES_IN_A_CIRCLE Error;

    /// what if answers are missing?
    ///
    /// Something in the set can be missing, and the statement does not say what follows from that. Nothing about
    /// missing answers is implicit.
    ///
    /// ```fragment fails V0303
    /// score second "Second" = mean of a, b
    /// ```
    ///
    /// Add `needs all` (one missing makes the result missing), `needs 2 of 3`, `needs 80%` or `needs any`.
    V0303 MISSING_NOT_HANDLED Error;

    /// `needs` does not fit the set
    ///
    /// `needs 3 of 4` repeats the size of the set, so that a reader can check it and a later change of the set cannot
    /// go unnoticed.
    ///
    /// ```fragment fails V0304
    /// score second "Second" = mean of a, b, c needs 3 of 4
    /// ```
    ///
    /// Count the set, and correct the number or the set.
    V0304 NEEDS_DO_NOT_FIT Error;

    /// sums over different numbers of items do not compare
    ///
    /// A `sum` that allows missing answers must say `, prorated`: the mean of what was answered times the size of the
    /// set. In anything else, and with `needs all`, there is nothing to prorate.
    ///
    /// ```fragment fails V0305
    /// score second "Second" = sum of a, b, c needs 2 of 3
    /// ```
    ///
    /// Write `sum of … needs 2 of 3, prorated`, or use `mean`.
    V0305 SUMS_DO_NOT_COMPARE Error;

    /// a number where a condition is needed, or the other way round
    ///
    /// Conditions hold or do not hold: `a >= 4`, `a is missing`. Numbers are computed with.
    ///
    /// ```fragment fails V0306
    /// alert low "Low" when main + 1
    /// ```
    ///
    /// Compare the number with something: `main < 2`. To make a number of a condition write `if … then 1 else 0`.
    V0306 NUMBER_OR_CONDITION Error;

    /// an item that cannot be computed with
    ///
    /// Items as text, date or choices have no number. `number of` counts chosen choices, `includes` looks for one,
    /// `is missing` works on all of them. Only items on a scale or with limits can be reversed.
    ///
    /// ```fragment fails V0307
    /// item e as text up to 20 "E"
    /// score second "Second" = 1 * e
    /// ```
    ///
    /// Use an item with a number.
    V0307 NOT_COMPUTABLE Error;

    /// a condition that always or never holds
    ///
    /// By the ranges of what it compares, the condition comes out the same for every possible answer.
    ///
    /// ```fragment fails V0308
    /// alert low "Low" when main < 1
    /// ```
    ///
    /// Correct the number or the name in it.
    V0308 CONDITION_ALWAYS_THE_SAME Error;

    /// bands do not begin where the score does
    ///
    /// Bands are lower bounds. The first must begin at the lowest value that the score can have, or below, or the lowest
    /// scores would have no band.
    ///
    /// ```fragment fails V0309
    /// bands level of main {
    ///   weak   "Weak"   from 1.5
    ///   strong "Strong" from 4
    /// }
    /// ```
    ///
    /// Let the first band begin at the lowest value of the score (`verbond show` prints it), or below.
    V0309 BANDS_BEGIN_ELSEWHERE Error;

    /// bounds out of order or out of range
    ///
    /// The bounds of bands rise, and lie within what the score can be.
    ///
    /// ```fragment fails V0310
    /// bands level of main {
    ///   weak   "Weak"   from 1
    ///   strong "Strong" from 6
    /// }
    /// ```
    ///
    /// Correct the bound.
    V0310 BOUNDS_OUT_OF_ORDER Error;

    /// a rescaling that does not fit
    ///
    /// `rescale x from a..b to c..d` moves a range onto another. The range must hold everything that `x` can be, and
    /// may not be empty.
    ///
    /// ```fragment fails V0311
    /// score second "Second" = rescale main from 1..4 to 0..100
    /// ```
    ///
    /// Write the range of `x` after `from`; `verbond show` prints it.
    V0311 RESCALING_DOES_NOT_FIT Error;

    /// a table with gaps
    ///
    /// The table has no row for a value that can be looked up in it (the result would be missing), or two rows for the
    /// same value.
    ///
    /// ```fragment fails V0312
    /// table metric {
    ///   1 -> 0.0
    ///   2 -> 1.8
    /// }
    /// score second "Second" = look up (1 * a) in metric
    /// ```
    ///
    /// Add the rows that are lacking.
    V0312 TABLE_WITH_GAPS Warning;

    /// a division by what can be zero
    ///
    /// Dividing by zero makes the result missing. By its range the divisor can be zero.
    ///
    /// ```fragment fails V0313
    /// score second "Second" = a / (b - 1)
    /// ```
    ///
    /// Divide by something else, or say what it is then: `if b = 1 then missing else a / (b - 1)`.
    V0313 DIVISION_BY_ZERO Warning;

    /// asked only sometimes, scored always
    ///
    /// The item is only asked when a condition holds, and a score needs its answer. Where it is not asked the score
    /// would be missing.
    ///
    /// ```fragment fails V0314
    /// item e on agree asked when a >= 4 "E"
    /// score second "Second" = e + b
    /// ```
    ///
    /// Where the source gives no score without it, write `if e is asked then … else missing`. Where something is known without
    /// asking, say what it counts for: `asked when a >= 4, otherwise 1`; a number that is not known to be so falsifies the
    /// score. Or use it in a set that allows missing answers.
    V0314 SOMETIMES_ASKED_ALWAYS_SCORED Error;

    /// a weight that is not one
    ///
    /// Weights are above zero, and belong to `mean` and `sum`.
    ///
    /// ```fragment fails V0315
    /// score second "Second" = mean of a weighted 0, b weighted 1 needs all
    /// ```
    ///
    /// Correct the weight, or leave the item out.
    V0315 NOT_A_WEIGHT Error;

    /// `count` and `where` belong together
    ///
    /// `count of a, b where >= 4` counts answers that fit; `count of a, b` counts answers that were given. The other
    /// functions take no `where`.
    ///
    /// ```fragment fails V0316
    /// score second "Second" = sum of a, b where >= 4 needs all
    /// ```
    ///
    /// Use `count`, or leave `where` out.
    V0316 COUNT_WITHOUT_WHERE Error;

    /// a test with impossible answers
    ///
    /// The test gives an answer that no person could give, or expects something that the score cannot be.
    ///
    /// ```fragment fails V0317
    /// test "too much" {
    ///   a, b, c, d = 7
    ///   expect main = 5
    /// }
    /// ```
    ///
    /// Correct the answer; the message says what is possible.
    V0317 IMPOSSIBLE_TEST Error;

    /// a test fails
    ///
    /// The instrument does not compute what the test expects. One of the two is wrong.
    ///
    /// ```fragment fails V0318
    /// test "all high" {
    ///   a, b, c, d = 5
    ///   expect main = 4
    /// }
    /// ```
    ///
    /// Check both against the article that the key comes from.
    V0318 TEST_FAILED Error;

    /// a number beyond reason
    ///
    /// A score could reach values above 1e15 in size, where arithmetic is no longer exact.
    ///
    /// ```fragment fails V0319
    /// score second "Second" = a * 10000000000000000
    /// ```
    ///
    /// Correct the factor or the exponent, or bound what grows: `if x > 30 then 30 else x`. This holds of every figure that a
    /// score is computed from, too; only an exponent may be larger, as in `0.983 ^ exp(0.9 * points)`.
    ///
    /// Dividing by what can come as close to zero as one likes has no bound either. Let it begin above zero where it is asked
    /// (`as decimal 0.5 to 250`), or say how small is too small. Whole numbers, and means and standard deviations of them,
    /// are zero or at least so much, so that `if d = 0 then missing else a / d` does.
    V0319 BEYOND_REASON Error;

    /// a score that an informant never gets
    ///
    /// The items that the score needs are only for another informant, so for this one it is always missing.
    ///
    /// ```fragment fails V0320
    /// item e on agree only for worker "E"
    /// score second "Second" = 1 * e
    /// ```
    ///
    /// Nothing, if that is meant; else let both answer, or use the item in a set that allows missing answers.
    V0320 NEVER_SCORED_FOR_INFORMANT Warning;

    /// `otherwise` gives an impossible answer
    ///
    /// What an item counts for when it is not asked is an answer that could be given: the code of a point, or any number
    /// of an item `as whole` or `as decimal`, also one beyond its limits; of the first a whole one.
    ///
    /// ```fragment fails V0321
    /// item e on agree unscored asked when a >= 4, otherwise 9 "E"
    /// ```
    ///
    /// Choose an answer of the item.
    V0321 OTHERWISE_IMPOSSIBLE Error;

    /// comparing an informant with itself
    ///
    /// `compare` sets two different informants beside each other.
    ///
    /// ```fragment fails V0322
    /// compare client with client on main
    /// ```
    ///
    /// Name the other informant.
    V0322 COMPARED_WITH_ITSELF Error;

    /// no test
    ///
    /// A measure that is `validated` carries at least one test with an example worked out on paper, so that nobody has
    /// to take the key on trust.
    ///
    /// ```instrument fails V0323
    /// verbond 1
    ///
    /// instrument example 1.0.0 {
    ///   title   "Example"
    ///   licence "CC0-1.0"
    ///   status  validated
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "A" }
    ///   score main "Main" = 1 * a
    /// }
    /// ```
    ///
    /// Write a `test` with answers and the score that the manual gives for them.
    V0323 NO_TEST Warning;

    /// `missing` where nothing can be missing on purpose
    ///
    /// `missing` may stand after `then` and `else`, where it says that there is no number. It is equal to nothing, so
    /// that it is not compared with; `is missing` asks.
    ///
    /// ```fragment fails V0327
    /// alert odd "Odd" when a = missing
    /// ```
    ///
    /// Write `a is missing`.
    V0327 MISSING_MISPLACED Error;

    /// brackets are needed
    ///
    /// Something can be read in two ways, and programs and people read it differently: `-a ^ b`, `a ^ b ^ c`, and a set
    /// among the conditions of `count true of`, which would take all that follows.
    ///
    /// ```fragment fails V0328
    /// score second "Second" = -a ^ 2
    /// ```
    ///
    /// Put brackets around what belongs together.
    V0328 NEEDS_BRACKETS Error;

    /// outside the domain of a function
    ///
    /// `sqrt` takes no number below zero, `ln` and `log10` take numbers above zero, zero has no power below zero, and a
    /// number below zero has only whole powers. Outside its domain a function is missing. By its range the number can
    /// lie there.
    ///
    /// ```fragment fails V0329
    /// score second "Second" = sqrt(a - 3)
    /// ```
    ///
    /// Correct it; or, where missing is meant, say so: `if a >= 3 then sqrt(a - 3) else missing`.
    V0329 OUTSIDE_DOMAIN Warning;

    /// what is never reached
    ///
    /// Conditions are looked at one after another. After those that stand before it this one always or never holds, so
    /// that one of its branches is never reached.
    ///
    /// ```fragment fails V0330
    /// score second "Second" = if a >= 3 then 1 else if a >= 4 then 2 else 3
    /// ```
    ///
    /// Put the narrower condition first: `if a >= 4 then 2 else if a >= 3 then 1 else 3`.
    V0330 NEVER_REACHED Error;

    /// groups that overlap
    ///
    /// A table or bands `by` something have a group for each case. Two of the groups hold the same cases, so that what is
    /// found for them is not one number, or not one band.
    ///
    /// ```fragment fails V0331
    /// table norm by age {
    ///   12 to 30 { from 1 -> 40  from 4 -> 50 }
    ///   30 to 99 { from 1 -> 45  from 4 -> 55 }
    /// }
    /// score second "Second" = look up main in norm
    /// ```
    ///
    /// Let one group begin beyond the end of the other; limits are included.
    V0331 TABLE_GROUPS_OVERLAP Error;

    /// cases in no group
    ///
    /// What is looked up is missing for whoever is in no group of a table, and whoever is in no group of bands has none.
    ///
    /// ```fragment fails V0332
    /// table norm by age {
    ///   12 to 29 { from 1 -> 40  from 4 -> 50 }
    ///   40 to 99 { from 1 -> 45  from 4 -> 55 }
    /// }
    /// score second "Second" = look up main in norm
    /// ```
    ///
    /// Add a group for them; or, if that is meant, one with `otherwise -> missing` alone (in a table).
    V0332 CASES_IN_NO_GROUP Warning;
}
