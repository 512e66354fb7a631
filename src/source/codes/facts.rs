//! `V1030` to `V1039`: what is known of a case, as people read it.

codes! {
    /// two things that are called the same
    ///
    /// A fact has a field on the pages of staff, and the words that it can be are chosen from by what they are called.
    /// Two facts, or two words of one fact, that are called the same cannot be told apart there. Capitals and blanks
    /// make no difference, and a name without a label is what it is called. So it is in each translation, too: there a
    /// word may not be called as another one is named, either, since files of answers have both; it is a warning until the
    /// translation is `released`. Of two bands, or two entries of a category, that are called the same it is a
    /// warning too.
    ///
    /// ```fragment fails V1030
    /// known { court "Court" one of low "District court", high "District court" }
    /// ```
    ///
    /// Give one of the two another label.
    V1030 CALLED_ALIKE Error;

    /// a label without need
    ///
    /// A fact without a label is called by its name, with a blank for each `_`. A label that says the same can go, or
    /// should say what people call it.
    ///
    /// ```fragment fails V1031
    /// known { country "country" one of inland, abroad }
    /// ```
    ///
    /// Delete the label, or write what people should read.
    V1031 LABEL_WITHOUT_NEED Warning;
}
