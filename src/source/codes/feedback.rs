//! `V0755` to `V0759`: what informants read once they have answered.

codes! {
    /// feedback lacks a sentence
    ///
    /// Whoever has answered reads the sentence of the band that their answers lie in. A band without one would leave
    /// them with nothing.
    ///
    /// ```fragment fails V0755
    /// bands level of main {
    ///   weak   "Needs attention" from 1
    ///   strong "Strong"          from 3
    /// }
    ///
    /// feedback for client of level {
    ///   weak "You do not find it easy to work together. Tell your officer."
    /// }
    /// ```
    ///
    /// Write a sentence for each band.
    V0755 FEEDBACK_INCOMPLETE Error;
}
