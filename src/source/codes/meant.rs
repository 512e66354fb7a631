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
}
