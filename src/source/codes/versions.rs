//! `V06xx`: versions.

codes! {
    /// not a version
    ///
    /// An instrument has a version of three numbers, as `1.0.0`: the first changes when scores no longer compare, the
    /// second when things are added, the third when a word is mended. Translations and norms may name the first two
    /// only.
    ///
    /// ```instrument fails V0601
    /// verbond 1
    ///
    /// instrument example 1 {
    ///   title   "Example"
    ///   licence "CC0-1.0"
    ///   status  experimental
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "A" }
    ///   score main "Main" = 1 * a
    /// }
    /// ```
    ///
    /// Write three numbers.
    V0601 NOT_A_VERSION Error;

    /// one version, two contents
    ///
    /// Two files carry the same id and version and differ in more than layout and comments. A result that names the
    /// version could not be traced to its key. It takes two files, so there is no sample here.
    ///
    /// Give the changed one a new version.
    V0602 ONE_VERSION_TWO_CONTENTS Error;

    /// `follows` names what is not there
    ///
    /// `renamed old to new`, `added`, `comparable` and `changed` name things of this version; `dropped` names something
    /// that is gone. If the version before is among the files checked, its names are checked as well.
    ///
    /// ```fragment fails V0603
    /// follows 0.9.0 {
    ///   added extra
    /// }
    /// ```
    ///
    /// Correct the name.
    V0603 FOLLOWS_UNKNOWN_NAME Error;

    /// a claim that the two files contradict
    ///
    /// `comparable` says that a score means the same in both versions, but the two files compute it differently, or on
    /// other items or scales, or shares out another whole or ranks among others. It takes two files, so there is no sample
    /// here.
    ///
    /// Say `changed` with a reason, or restore the key.
    V0604 CLAIM_CONTRADICTED Error;

    /// a version that does not come before
    ///
    /// `follows` names the version before this one, so it must be lower.
    ///
    /// ```fragment fails V0605
    /// follows 2.0.0 {
    ///   comparable main
    /// }
    /// ```
    ///
    /// Correct one of the two versions.
    V0605 VERSION_NOT_EARLIER Error;

    /// a step that is too small
    ///
    /// `follows` names the version before, and a score of that version is keyed otherwise here, on other answers, or
    /// gone, so scores of the two do not compare; but the first number of the version (below 1.0.0, the second) is the
    /// same, as if they did. It is a warning where scores compare and something else means other than it did, as bounds of
    /// bands, the severity of an alert, the limits of a known fact, or the order of items, and only the third number was
    /// raised. `verbond diff` shows all that changed. It takes two files, so there is no sample here.
    ///
    /// Raise the number, or restore what changed.
    V0606 VERSION_BUMP_TOO_SMALL Error;

    /// the past would be scored otherwise
    ///
    /// A store holds answers to a version of a measure, and the file of that version does not score as it did when they
    /// were given: a key, a bound or an item changed without a new version. Scored by it, finished administrations
    /// would get other scores than those that were read then. The store keeps the text of every measure that was
    /// answered. It takes a store, so there is no sample here.
    ///
    /// Give the changed file a new version with `follows`, and put the file of then back:
    /// `verbond store text ID@VERSION --output FILE`.
    V0607 SCORING_CHANGED_WITHIN_VERSION Error;

    /// the wording changed within a version
    ///
    /// A store holds answers to a version of a measure, and the file of that version has other words than when they
    /// were given. The scores are the same. This is a note. It takes a store, so there is no sample here.
    ///
    /// Nothing; or raise the third number of the version, so that it can be told which words were read.
    V0608 WORDING_CHANGED_WITHIN_VERSION Note;

    /// the text of then cannot be read
    ///
    /// A store holds answers to a version of a measure that were given under another text of it, and that text was not
    /// kept (by an earlier program) or cannot be read by this one. Whether it scored as the file of today does cannot
    /// be told. This is a warning. It takes a store, so there is no sample here.
    ///
    /// Compare the two files with `verbond diff`, if you have both.
    V0609 KEPT_TEXT_UNREADABLE Warning;

    /// a version that comes with the program, changed
    ///
    /// The file says that it is a version of an instrument which comes with the program, but its contents are other
    /// than those. Where both are found, this file is taken, and scores of it would be taken for scores of the
    /// instrument that others know under this version. It takes the other file, so there is no sample here.
    ///
    /// Give what you changed a version of its own, and say in `follows` what became of the other. Wording that you hold
    /// a licence for belongs into a translation file, which leaves the instrument as it is:
    /// `verbond translate new ID LANGUAGE` begins one.
    V0610 BUILT_IN_VERSION_CHANGED Warning;
}
