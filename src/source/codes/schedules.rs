//! `V10xx`: schedules.

codes! {
    /// the measure of a schedule is not there
    ///
    /// A schedule asks for a measure, or for a version of one, that was not found among the files.
    ///
    /// ```schedule fails V1001
    /// ask no-such-measure of client {
    ///   first within 14 days
    /// }
    /// ```
    ///
    /// Correct the id or the version, or check the folder that holds the measure as well.
    V1001 INSTRUMENT_OF_SCHEDULE_MISSING Error;

    /// a schedule names somebody or something that its measures do not know
    ///
    /// Who is asked are informants of the measure. Conditions look at facts that one of the measures of the schedule
    /// knows of a case (`known`).
    ///
    /// ```schedule fails V1002
    /// ask example of cleint {
    ///   first within 14 days
    /// }
    /// ```
    ///
    /// Correct the name; `verbond show` lists the informants of a measure, and what it knows of a case.
    V1002 SCHEDULE_OF_NOBODY Error;

    /// a rhythm that cannot be
    ///
    /// Days are counted from 0, the day on which the case was opened, and up to 36,500. From one occasion to the next
    /// there is at least one day, and the last day on which anybody is asked is not before the first occasion is due. It
    /// is a warning where the last day comes before a second occasion could be due, and, of what several informants are
    /// asked, where whoever alone has not finished is never late, since the next occasion is due first; what nobody
    /// finished can be late all the same.
    ///
    /// ```schedule fails V1003
    /// ask example of client {
    ///   first within 14 days
    ///   until day 7
    /// }
    /// ```
    ///
    /// Correct the number.
    V1003 IMPOSSIBLE_RHYTHM Error;

    /// the same is asked twice
    ///
    /// Two entries of a schedule ask one informant for the same measure, and one case can fall under both. What was
    /// answered would count for both, and each would have a due day of its own.
    ///
    /// ```schedule fails V1004
    /// ask example of client {
    ///   first within 14 days
    /// }
    ///
    /// ask example of client when mandate = parole {
    ///   first within 7 days
    /// }
    /// ```
    ///
    /// Give the entries conditions of which only one can hold, as `when mandate = parole` and `when mandate != parole`,
    /// or delete one.
    V1004 ASKED_TWICE Error;

    /// a reminder of nothing
    ///
    /// The schedule asks nothing of this informant, or the reminder would come before an occasion can be asked for: on
    /// the day of the occasion before it or earlier, or before the case was opened. It is a warning where it would come
    /// when the next occasion is due already.
    ///
    /// ```schedule fails V1005
    /// ask example of client {
    ///   first within 14 days
    /// }
    ///
    /// remind worker 1 day before
    /// ```
    ///
    /// Name an informant who is asked, or fewer days.
    V1005 REMINDER_OF_NOTHING Error;

    /// measures of a schedule do not agree on a fact
    ///
    /// A condition looks at a fact that two measures of the schedule know by one name and with different values, so
    /// what it means is not certain. It takes two measures, so there is no sample here.
    ///
    /// Let the measures know the fact with the same values, or write the condition on another.
    V1006 FACT_MEANS_TWO_THINGS Error;

    /// a schedule has the name of a measure
    ///
    /// Measures and schedules are named by their ids, so that one id stands for one of them.
    ///
    /// ```instrument fails V1007
    /// verbond 1
    ///
    /// schedule example 1.0.0 {
    ///   title "Example"
    ///
    ///   ask example of client {
    ///     first within 14 days
    ///   }
    /// }
    /// ```
    ///
    /// Give the schedule another id.
    V1007 SCHEDULE_NAMED_AS_INSTRUMENT Error;

    /// a condition of a schedule on something else than a fact
    ///
    /// Whether somebody is asked is decided before they answer, by what is known of the case: a fact with words is
    /// compared with one of them, a fact with numbers with a number, and `is missing` asks whether it is known at all.
    ///
    /// ```schedule fails V1008
    /// ask example of client when age + 1 > 18 {
    ///   first within 14 days
    /// }
    /// ```
    ///
    /// Write it as `mandate = parole`, `age >= 18` or `mandate is missing`, joined by `and`, `or` and `not`.
    V1008 NOT_A_CONDITION_ON_FACTS Error;

    /// one version of a schedule, two contents
    ///
    /// Two files say that they are the same version of a schedule and differ in more than layout and comments. It takes
    /// two files, so there is no sample here.
    ///
    /// Give the one that was changed a version of its own, or delete one.
    V1009 ONE_SCHEDULE_TWO_CONTENTS Error;
}
