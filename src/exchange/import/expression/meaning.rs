/// What a program makes of answers that are not there, and how it rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange::import) struct Meaning {
    /// In comparisons.
    pub(super) compared: Blanks,
    /// In sums and products.
    pub(super) computed: Lacking,
    /// Whether halves below zero are rounded up, and not away from it.
    pub(super) rounds_halves_up: bool,
}

/// What a program makes of a comparison with an answer that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blanks {
    /// It compares with them: a blank equals another, nothing else equals it, is less than it or more, and everything
    /// else differs from it.
    Compared,
    /// They stay missing, as in a measure.
    Missing,
}

/// What a program computes with an answer that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    /// Nothing comes of it, as in a measure.
    Missing,
    /// It is 0.
    Zero,
    /// A plus joins what is there; a sum of nothing is 0.
    Joined,
}

impl Meaning {
    /// ODK (JavaRosa, `XPathFuncExpr` and `XPathEqExpr`).
    pub(in crate::exchange::import) const XPATH: Self =
        Self { compared: Blanks::Compared, computed: Lacking::Missing, rounds_halves_up: true };
    /// REDCap.
    pub(in crate::exchange::import) const REDCAP: Self =
        Self { compared: Blanks::Compared, computed: Lacking::Missing, rounds_halves_up: false };
    /// SurveyJS (survey-core, `OperandMaker`).
    pub(in crate::exchange::import) const SURVEYJS: Self =
        Self { compared: Blanks::Compared, computed: Lacking::Zero, rounds_halves_up: false };
    /// LimeSurvey (ExpressionScript).
    pub(in crate::exchange::import) const LIMESURVEY: Self =
        Self { compared: Blanks::Compared, computed: Lacking::Joined, rounds_halves_up: false };
    /// FHIRPath.
    pub(in crate::exchange::import) const FHIRPATH: Self =
        Self { compared: Blanks::Missing, computed: Lacking::Missing, rounds_halves_up: false };
}
