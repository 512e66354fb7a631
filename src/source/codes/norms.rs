//! `V05xx`: norms.

codes! {
    /// the measure of the norms is not there
    ///
    /// The file holds norms for a measure or a version that was not found among the files checked.
    ///
    /// ```instrument fails V0501
    /// verbond 1
    ///
    /// norms demo 1 of no-such-measure 1.0 {
    ///   population "Nobody"
    ///   status     simulated
    /// }
    /// ```
    ///
    /// Check the id and version in the first line, or check the folder that holds the measure.
    V0501 INSTRUMENT_OF_NORMS_MISSING Error;

    /// norms for something that is not there
    ///
    /// The measure has no such score, informant or known fact, or no case has this of it; or bands are made of a number
    /// that the norms do not give.
    ///
    /// ```norms fails V0502
    /// for client {
    ///   mian mean 3 sd 1 reliability 0.8 n 100
    /// }
    /// ```
    ///
    /// Correct the name.
    V0502 NORMS_OF_NOTHING Error;

    /// a figure outside the range of the score
    ///
    /// By its key the score cannot have this value.
    ///
    /// ```norms fails V0503
    /// for client {
    ///   main mean 7 sd 1 reliability 0.8 n 100
    /// }
    /// ```
    ///
    /// Check the figure against its source; it may belong to a sum where this score is a mean.
    V0503 FIGURE_OUT_OF_RANGE Error;

    /// a figure that cannot be
    ///
    /// A standard deviation is above zero and at most half the range of the score, slightly more in small samples; a
    /// reliability is from 0 to 1; a sample has at least two people; the least change that is reliable is above zero
    /// and at most the width of the score. A reliability of exactly 1 is warned of: no measure is without error. On the
    /// functional side of a cut-off are some values of the score and not all,
    /// and it is the same side for every group.
    ///
    /// ```norms fails V0504
    /// for client {
    ///   main mean 3 sd 1 reliability 1.8 n 100
    /// }
    /// ```
    ///
    /// Check the figure against its source.
    V0504 IMPOSSIBLE_FIGURE Error;

    /// percentiles out of order
    ///
    /// Values and percentiles rise together; percentiles lie between 0 and 100.
    ///
    /// ```norms fails V0505
    /// for client {
    ///   percentiles of main {
    ///     2 at 50
    ///     3 at 25
    ///   }
    /// }
    /// ```
    ///
    /// Put them in order.
    V0505 PERCENTILES_OUT_OF_ORDER Error;

    /// a reliability that carries no verdict on one person
    ///
    /// Below .70 a score is too uncertain to judge one person, or one change, by. So `follow`, `team` and the web call
    /// no change reliable by it, and say why. A site that has decided otherwise says so in `verbond.toml`:
    /// `least-reliability` under `[norms]`.
    ///
    /// ```norms fails V0506
    /// for client {
    ///   main mean 3 sd 1 reliability 0.61 n 100
    /// }
    /// ```
    ///
    /// Nothing, if the figure is right.
    V0506 RELIABILITY_TOO_LOW Warning;

    /// the same norms twice
    ///
    /// Two entries of one kind for the same informant, group and score. Only cut-offs may be several, of which one says
    /// which side is functional. Tables and bands of a score have names of their own, whatever their capitals: each is a
    /// column beside those that norms have anyway.
    ///
    /// ```norms fails V0507
    /// for client {
    ///   main mean 3 sd 1 n 100
    ///   main mean 4 sd 1 n 100
    /// }
    /// ```
    ///
    /// Keep one.
    V0507 NORMS_TWICE Error;

    /// norms of nobody
    ///
    /// Norms say whom they were taken from (`population`) and how far they can be trusted (`status`).
    ///
    /// ```instrument fails V0508
    /// verbond 1
    ///
    /// norms demo 1 of example 1.0 {
    ///   status simulated
    /// }
    /// ```
    ///
    /// Add the statement.
    V0508 NORMS_OF_NOBODY Error;

    /// groups that overlap
    ///
    /// A case can belong to two groups of the same informant, and neither is narrower than the other: both have as many
    /// tests. The first in the file is then used.
    ///
    /// ```norms fails V0509
    /// for client where age 18 to 30 {
    ///   main mean 3.5 sd 0.7 n 140
    /// }
    /// for client where age 30 to 50 {
    ///   main mean 3.6 sd 0.7 n 120
    /// }
    /// ```
    ///
    /// Limits are included: write `31 to 50`. Or name both facts in one of the groups.
    V0509 GROUPS_OVERLAP Warning;

    /// a group that nobody belongs to
    ///
    /// Two tests on the same known fact exclude each other; or a group of a table has nobody of the group that the table
    /// stands in.
    ///
    /// ```norms fails V0510
    /// for client where age 18 to 30, age 40 to 50 {
    ///   main mean 3.5 sd 0.7 n 140
    /// }
    /// ```
    ///
    /// Correct one of the two, or make two groups of them.
    V0510 EMPTY_GROUP Error;

    /// a hole between groups
    ///
    /// Groups are told apart by ranges of a known fact, and between two of them lie values that no group of that
    /// informant holds. A case with such a value gets no norms.
    ///
    /// ```norms fails V0511
    /// for client where age 18 to 30 {
    ///   main mean 3.5 sd 0.7 n 140
    /// }
    /// for client where age 41 to 50 {
    ///   main mean 3.6 sd 0.7 n 120
    /// }
    /// ```
    ///
    /// Let one group begin where the other ends, add one for those between, or one for everybody else.
    V0511 HOLE_BETWEEN_GROUPS Warning;

    /// a narrower group that lacks norms
    ///
    /// Of the groups that a case fits the narrowest counts, and it alone. Where it says nothing of a score that a wider
    /// group has norms of, a case of it has none.
    ///
    /// ```norms fails V0512
    /// for client {
    ///   main mean 3.5 sd 0.7 n 400
    /// }
    /// for client where age 12 to 17 {
    ///   note "Of the young there is only this remark."
    /// }
    /// ```
    ///
    /// Repeat in the narrower group what is to hold of it too; or leave it, where nothing is known of it.
    V0512 NARROWER_GROUP_LACKS Warning;
}
