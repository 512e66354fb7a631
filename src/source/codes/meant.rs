//! `V0370` and on: keys that can be computed, and hardly are what was meant.

codes! {
    /// rescaled from more than there is
    ///
    /// Something is rescaled from a range that is wider than what it can be, so that the lowest or the highest of the
    /// new numbers never comes out.
    ///
    /// ```fragment fails V0370
    /// score half "Half" = rescale main from 0..5 to 0..100
    /// ```
    ///
    /// Write the range that it can have (`verbond show` prints it), unless the source of the key says otherwise.
    V0370 RESCALED_FROM_MORE Warning;

    /// a flag first on its line
    ///
    /// Flags stand behind the name of their item, on its line. One that begins a line would be read as a flag of the
    /// item before it, where mostly the one behind it is meant; scores would count the wrong item the other way round.
    ///
    /// ```fragment fails V0371
    /// items on agree {
    ///   e
    ///   reversed "E"
    /// }
    /// score second "Second" = a + e
    /// ```
    ///
    /// Write it behind the name, as `e reversed`.
    V0371 FLAG_FIRST Error;

    /// an item marked as unscored, and scored
    ///
    /// `unscored` says that no score uses an item, and that this is meant. One of the two is a slip: the flag, or the
    /// score.
    ///
    /// ```fragment fails V0372
    /// item e on agree unscored "E"
    /// score second "Second" = a + e
    /// ```
    ///
    /// Delete the flag, or take the item out of the score.
    V0372 UNSCORED_YET_SCORED Warning;
}
