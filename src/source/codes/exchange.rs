//! `V09xx`: measures to and from other programs.

codes! {
    /// the other program cannot say this
    ///
    /// A measure was exported, and something that it says has no counterpart in the other program: it is left out
    /// there, or done in another way. The message names it and says what was done. Nothing is left out in silence. It
    /// takes an export, so there is no sample here.
    ///
    /// Read what was done. If it matters to you, score the answers with Verbond: every form writes them under the names
    /// that `verbond score` knows.
    V0901 CANNOT_BE_SAID Warning;

    /// this could not be carried over
    ///
    /// A measure was imported, and something in the form of the other program has no counterpart in a measure, or was
    /// not understood. The message names the place in the form. It takes a form, so there is no sample here.
    ///
    /// Write it into the `.instrument` file by hand, where the measure needs it.
    V0902 NOT_CARRIED_OVER Warning;

    /// a form that cannot be read
    ///
    /// The file to import is not what its ending says, is damaged, or lacks what every form of its kind has, such as
    /// the sheet `survey` of an XLSForm. It takes a form, so there is no sample here.
    ///
    /// Check that it is the right file; open it in the program it comes from and save it again.
    V0903 UNREADABLE_FORM Error;

    /// the wording is not distributed
    ///
    /// The wording of this measure belongs to the holder of a licence, and comes with neither the measure nor a
    /// translation. Answers can be scored; people cannot be asked. It takes asking or an export, so there is no sample
    /// here.
    ///
    /// Obtain the wording from the holder of the licence that the measure names, and write it into a translation file
    /// in the language of the measure: `verbond translate new ID LANGUAGE` begins one. A file that is under copyright
    /// stays with you.
    V0904 WORDING_LEFT_OUT Warning;

    /// more than is read of a file
    ///
    /// A file of another program is larger, or unpacks to more, than is read of one. A workbook of a few kilobytes can
    /// say that it has a cell in the last row and column, or hold gigabytes of blanks: so there are bounds, and each is
    /// met before memory is taken. The message names the bound. Forms and translations of the largest measure stay far
    /// below all of them. There is no sample of that size here.
    ///
    /// Delete empty rows, columns and sheets and save the file again; else hand it over in parts.
    V0905 TOO_LARGE_TO_READ Error;

    /// twice in a file
    ///
    /// An object of a FHIR file has two values under one name, or a file of a translator gives one text twice. Which of
    /// the two is meant cannot be told. It takes such a file, so there is no sample here.
    ///
    /// Keep the one that is meant.
    V0906 TWICE_IN_FORM Error;

    /// no question that a measure can have
    ///
    /// The form was read, and none of its questions is of a kind that a measure has: they ask for pictures or files, say,
    /// or are filled in by the program. The message says what they ask for. It takes such a form, so there is no sample
    /// here.
    ///
    /// Begin the measure by hand: `verbond new`.
    V0907 NO_QUESTIONS Error;

    /// a file that is no form that is read
    ///
    /// The file to import is one of a program whose forms are read, but another file of it, or its form in a shape that is
    /// not read: the XML of LimeSurvey (`.lss`), answers, an archive. The message says what it is. It takes such a file, so
    /// there is no sample here.
    ///
    /// Do what the help says: mostly, export the form in another shape from the program it comes from.
    V0908 OTHER_FILE Error;
}
