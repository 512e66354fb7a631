//! `V0356` to `V0369`: what is asked, how, and which answers are taken.

codes! {
    /// answers that the measure refuses
    ///
    /// The measure says with `refuse` that these answers cannot go together, as somebody who gets up at the minute at
    /// which they go to bed. Where people answer on a page or a terminal they are told its sentence and asked again; a
    /// file holds what it holds, so each row is reported. There is no sample: the standard example refuses nothing.
    ///
    /// Correct the answers that are named, leave the row out (`--on-bad skip`), or let all answers that the refusal
    /// looks at count as missing (`--on-bad missing`).
    V0356 ANSWERS_REFUSED Error;

    /// a refusal that looks at no answer
    ///
    /// Whoever is refused is asked again, and nothing that they could answer would change this condition: it looks at
    /// facts alone.
    ///
    /// ```fragment fails V0357
    /// refuse young "This is for grown-ups." when age < 18
    /// ```
    ///
    /// Let it look at an item.
    V0357 REFUSES_NO_ANSWER Error;

    /// a brace that begins no placeholder
    ///
    /// In a question or an intro `{NAME|otherwise}` shows a fact or an answer that was given before, and what stands after
    /// `|` where there is none, and on paper. This one cannot be read.
    ///
    /// ```fragment fails V0358
    /// item e on agree unscored "I trust {mandate}."
    /// ```
    ///
    /// Say what is shown where nothing is known: `{mandate|my sentence}`. A brace that is to be read is written `{{`.
    V0358 NOT_A_PLACEHOLDER Error;

    /// an answer that is shown before it is asked
    ///
    /// A placeholder shows answers to items that were asked before. This item comes later.
    ///
    /// ```fragment fails V0359
    /// item e on agree unscored "Why {f|that}?"
    /// item f as text up to 40 "What is it?"
    /// ```
    ///
    /// Ask it before.
    V0359 SHOWN_BEFORE_ASKED Error;

    /// a placeholder that a translation makes up or leaves out
    ///
    /// A translation shows the facts and answers that its source shows: a name that the source does not have is
    /// misspelt, and one that is lacking is a warning. There is no sample: the standard example shows nothing.
    ///
    /// Write the same names as the source; what stands after `|` is translated.
    V0360 PLACEHOLDER_OF_NOTHING Error;

    /// a grid of items without points
    ///
    /// A grid is one table: a row for each item, and a column for each point of the scale that they share.
    ///
    /// ```fragment fails V0361
    /// items as whole 0 to 7 in a grid {
    ///   e1 to e2 unscored "On how many days?"
    /// }
    /// ```
    ///
    /// Delete `in a grid`, or answer the items on a scale with points.
    V0361 GRID_WITHOUT_POINTS Error;

    /// an item that looks at one beside it
    ///
    /// The rows of a grid are answered together, and items on a page in random order in any order. None of them can
    /// depend on the answer to another, or show it.
    ///
    /// ```fragment fails V0362
    /// items on agree in a grid {
    ///   e unscored "E"
    ///   f unscored asked when e >= 3 "F"
    /// }
    /// ```
    ///
    /// Ask what is looked at before.
    V0362 TOGETHER_AND_AFTER Error;

    /// what cannot be ranked or shared out
    ///
    /// Two to twenty are ranked, or share a whole number. As the question is answered with several numbers, nothing can be
    /// said of it that is said of one: it is not reversed, has no ends, and counts nothing where it is not asked.
    ///
    /// ```fragment fails V0363
    /// item e as shares of 0 among f, g unscored "Share it out."
    /// ```
    ///
    /// Name what there is to share, and among whom; delete the flag.
    V0363 CANNOT_BE_DEALT Error;
}
