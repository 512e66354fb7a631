codes! {
    /// a day on which nothing can have been answered
    ///
    /// A store takes in what was answered, so its day has been, by the clock of the site, and is no earlier than 1950:
    /// a spreadsheet makes 1900-01-01 of an empty cell. It takes a store, so there is no sample here.
    ///
    /// Mend the date, or leave it empty.
    V0830 NOT_A_PAST_DAY Error;

    /// an occasion that is no number
    ///
    /// In a store an occasion is a number, 1 or more: by it the next one is found, and what is due. It takes a store,
    /// so there is no sample here.
    ///
    /// Number the occasions of each case in their order, or leave the column out: then the days on which a case answered
    /// number them.
    V0831 NOT_AN_OCCASION Error;
}
