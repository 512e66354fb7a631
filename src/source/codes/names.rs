//! `V02xx`: names, and the things they stand for.

codes! {
    /// no such name
    ///
    /// The name is not defined in this file, or not where it is looked for.
    ///
    /// ```fragment fails V0201
    /// score second "Second" = mean of a, bb needs all
    /// ```
    ///
    /// Correct the name; the nearest one is suggested.
    V0201 UNKNOWN_NAME Error;

    /// defined twice
    ///
    /// Items, scores, bands, alerts and known facts become columns of results or answers, so their names differ from
    /// one another, also when read without regard to capitals. Informants, scales and tables each have names of their
    /// own. A member stands in a set once, also where it stands in a run (`q1 to q3, q3`): it would count twice.
    ///
    /// ```fragment fails V0202
    /// score A "Capital" = 1 * b
    /// ```
    ///
    /// Give one of the two another name.
    V0202 DEFINED_TWICE Error;

    /// a name that results need
    ///
    /// `case`, `occasion`, `informant`, `date`, `language`, `answered`, `asked`, `instrument`, `version` and `sha256`
    /// are columns of every result. An item, score, bands, alert or known fact cannot be called so.
    ///
    /// ```fragment fails V0203
    /// score version "Version" = 1 * a
    /// ```
    ///
    /// Choose another name.
    V0203 NAME_OF_A_RESULT Error;

    /// not a run
    ///
    /// `q1 to q12` names items with the same letters and rising numbers. The first number may not be above the second.
    ///
    /// ```fragment fails V0204
    /// item q9 to q3 on agree unscored "Q"
    /// ```
    ///
    /// Write the run as first to last.
    V0204 NOT_A_RUN Error;

    /// too many
    ///
    /// A measure may have 10,000 items; a scale 1,000 points; an item 50 choices; a run 10,000 items.
    ///
    /// ```fragment fails V0205
    /// item q1 to q999999999 on agree unscored "Q"
    /// ```
    ///
    /// Check the number; it is probably a slip.
    V0205 TOO_MANY Error;

    /// a statement is missing
    ///
    /// An instrument needs `title`, `licence`, `status`, `informants`, at least one item and at least one score.
    /// Without an informant nobody could answer; without a licence nobody may use it.
    ///
    /// ```instrument fails V0206
    /// verbond 1
    ///
    /// instrument example 1.0.0 {
    ///   title   "Example"
    ///   status  experimental
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "A" }
    ///   score main "Main" = 1 * a
    /// }
    /// ```
    ///
    /// Add the statement.
    V0206 MISSING_STATEMENT Error;

    /// said twice
    ///
    /// This can only be said once.
    ///
    /// ```fragment fails V0207
    /// title "Another title"
    /// ```
    ///
    /// Keep one of the two.
    V0207 SAID_TWICE Error;

    /// not a scale
    ///
    /// A scale has at least two points in rising order, or a range from a lower to a higher number with a step that
    /// divides it.
    ///
    /// ```fragment fails V0208
    /// scale odd {
    ///   2 "Two"
    ///   1 "One"
    /// }
    /// item e on odd unscored "E"
    /// ```
    ///
    /// Put the points in rising order.
    V0208 NOT_A_SCALE Error;

    /// limits that hold nothing
    ///
    /// The lower limit must be below the upper one; `as whole` takes whole limits; a text may be up to 100,000
    /// characters.
    ///
    /// ```fragment fails V0209
    /// item e as whole 9 to 3 unscored "E"
    /// ```
    ///
    /// Swap or correct the limits.
    V0209 EMPTY_LIMITS Error;

    /// another kind of thing
    ///
    /// The name exists, but stands for something that cannot be used here: a score where an item is needed, or the
    /// other way round.
    ///
    /// ```fragment fails V0210
    /// bands level of a {
    ///   weak   "Weak"   from 1
    ///   strong "Strong" from 4
    /// }
    /// ```
    ///
    /// Use a name of the kind that is asked for.
    V0210 WRONG_KIND_OF_NAME Error;

    /// a condition looks ahead
    ///
    /// `asked when` can look at items that were asked before, and at what is known of the case. Here it looks at an
    /// item that comes later, or at the item itself, or at a score.
    ///
    /// ```fragment fails V0211
    /// item e on agree unscored asked when f = 1 "E"
    /// item f on agree unscored "F"
    /// ```
    ///
    /// Move the item that the condition looks at to the front.
    V0211 CONDITION_LOOKS_AHEAD Error;

    /// never used
    ///
    /// A scale or a table that nothing uses is a leftover, or something else names the wrong one.
    ///
    /// ```fragment fails V0212
    /// scale spare {
    ///   0 "No"
    ///   1 "Yes"
    /// }
    /// ```
    ///
    /// Use it or delete it.
    V0212 NEVER_USED Warning;

    /// an item named like a flag
    ///
    /// An item has a name that marks a reversal elsewhere (`R`, `rev`, `inv`, `recoded` …), or that is nearly
    /// `reversed`, `optional` or `unscored`. It is that word with a slip of the pen, read as the name of another item;
    /// scores would count the item before it the wrong way round. A word with two slips, as `reserved`, is warned of
    /// where it stands on a line of its own.
    ///
    /// ```fragment fails V0213
    /// items on agree {
    ///   e unscored "E"
    ///   revresed unscored "R"
    /// }
    /// ```
    ///
    /// Write the flag; if it is meant as a name, choose one that cannot be mistaken.
    V0213 ALMOST_A_FLAG Error;

    /// a status that is not known
    ///
    /// An instrument is `experimental`, `piloted`, `validated` or `retired`. A translation is at `forward`,
    /// `reconciled`, `back`, `reviewed`, `debriefed`, `piloted` or `released`. Norms are `simulated`, `provisional` or
    /// `published`.
    ///
    /// ```instrument fails V0214
    /// verbond 1
    ///
    /// instrument example 1.0.0 {
    ///   title   "Example"
    ///   licence "CC0-1.0"
    ///   status  validatd
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "A" }
    ///   score main "Main" = 1 * a
    /// }
    /// ```
    ///
    /// Choose one of them.
    V0214 UNKNOWN_STATUS Error;

    /// a run written as a difference
    ///
    /// A function over a set is followed by a dash and a name with the same letters and a higher number. It is read as
    /// a difference: the last item is taken from what the function gives. A run was meant.
    ///
    /// ```fragment fails V0215
    /// item q1 to q3 on agree unscored "Q"
    /// score second "Second" = count of q1-q3
    /// ```
    ///
    /// Write the run as first `to` last; a difference of that kind is written in brackets.
    V0215 RUN_AS_DIFFERENCE Error;
}
