//! `V04xx`: wording and translations.

codes! {
    /// an informant without a text
    ///
    /// The text is given by informant, and one who is asked has none. It is a note where an intro has a text for one
    /// informant and none for another.
    ///
    /// ```fragment fails V0401
    /// item e on agree unscored {
    ///   client "I am asked this."
    /// }
    /// ```
    ///
    /// Add the text, or say `only for client`.
    V0401 INFORMANT_WITHOUT_TEXT Error;

    /// an item without a text
    ///
    /// Nobody can answer an item that says nothing. Measures whose wording is not distributed say `wording by licence`.
    ///
    /// ```fragment fails V0402
    /// item e on agree unscored
    /// ```
    ///
    /// Add the text after the item.
    V0402 ITEM_WITHOUT_TEXT Error;

    /// an empty text
    ///
    /// A text that holds nothing but blanks. It is a note where scores have no label, so that people read their names.
    ///
    /// ```fragment fails V0403
    /// note " "
    /// ```
    ///
    /// Fill it in or leave the statement out. An empty translation (`to ""`), or one that is `TODO`, `FIXME` or `???`,
    /// waits for its text and counts as lacking; in a `released` translation it is an error.
    V0403 EMPTY_TEXT Error;

    /// a translation that lags behind
    ///
    /// The source text has changed since it was translated: the `from` in the translation is not what the instrument
    /// says now. In a `released` translation this is an error.
    ///
    /// ```translation fails V0404
    /// scale agree { 1 from "Never" to "Nee" }
    /// ```
    ///
    /// Translate the new text, and copy it into `from`.
    V0404 SOURCE_CHANGED Warning;

    /// texts that are not translated
    ///
    /// Some texts of the instrument have no translation yet. In a `released` translation this is an error, else a note
    /// with the number.
    ///
    /// ```translation fails V0405
    /// title from "Example" to "Voorbeeld"
    /// ```
    ///
    /// Translate them.
    V0405 NOT_TRANSLATED Note;

    /// a translation of nothing
    ///
    /// The translation names something that the instrument does not have.
    ///
    /// ```translation fails V0406
    /// item z from "Z" to "Zet"
    /// ```
    ///
    /// Correct the name, or delete the entry.
    V0406 TRANSLATION_OF_NOTHING Error;

    /// the measure of a translation is not there
    ///
    /// The file translates a measure or a version that was not found among the files checked.
    ///
    /// ```instrument fails V0407
    /// verbond 1
    ///
    /// translation nl of no-such-measure 1.0 {
    ///   status forward
    ///   title to "Niets"
    /// }
    /// ```
    ///
    /// Check the id and version in the first line, or check the folder that holds the measure.
    V0407 INSTRUMENT_OF_TRANSLATION_MISSING Error;

    /// not a language
    ///
    /// Languages are written as BCP 47 tags: `en`, `nl-NL`, `nl-NL-x-easy`.
    ///
    /// ```fragment fails V0408
    /// language netherlandish
    /// ```
    ///
    /// Use the tag of the language.
    V0408 NOT_A_LANGUAGE Error;

    /// wording in a measure that has none to give
    ///
    /// The file says `wording by licence`, and yet carries texts of items. They may be under copyright.
    ///
    /// ```instrument fails V0409
    /// verbond 1
    ///
    /// instrument example 1.0.0 {
    ///   title   "Example"
    ///   licence "Of its publisher"
    ///   wording by licence
    ///   status  experimental
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "The text of the publisher" }
    ///   score main "Main" = 1 * a
    /// }
    /// ```
    ///
    /// Take the texts out, or the statement, if you hold the rights.
    V0409 WORDING_NOT_DISTRIBUTED Warning;

    /// not a date
    ///
    /// Dates are written year, month, day: `2026-11-24`, and must exist in the calendar.
    ///
    /// ```translation fails V0410
    /// step forward 2026-02-30 "Done on a day that never was"
    /// ```
    ///
    /// Correct the date.
    V0410 NOT_A_CALENDAR_DATE Error;

    /// a translation without its source
    ///
    /// Each text carries the text that it translates (`from`), so that a change of the source is noticed.
    ///
    /// ```translation fails V0411
    /// title to "Voorbeeld"
    /// ```
    ///
    /// Add `from "…"` with the text of the instrument.
    V0411 TRANSLATION_WITHOUT_SOURCE Warning;

    /// a tag that nobody has
    ///
    /// The tag of a language is well-formed, but no language or country has it, or another one is written today.
    /// Browsers, readers aloud and other programs then do not know the language. It is looked up in the data of CLDR,
    /// the registry that programs use.
    ///
    /// ```fragment fails V0412
    /// language qq
    /// ```
    ///
    /// Use the tag that is written today. What follows `x-`, as in `nl-NL-x-easy`, is yours to choose.
    V0412 UNKNOWN_LANGUAGE_TAG Warning;

    /// a translation that is much longer
    ///
    /// A translation has more than twice as many characters as its source. It may be right, and it may break a page, a
    /// button or a sheet of paper that was made for the source.
    ///
    /// ```translation fails V0413
    /// scale agree {
    ///   none from "Does not apply" to "Dit is in onze situatie op geen enkele manier van toepassing"
    /// }
    /// ```
    ///
    /// Look at it on a phone and on paper, or make it shorter.
    V0413 TRANSLATION_TOO_LONG Note;

    /// released without a translation back
    ///
    /// A translation back into the language of the measure shows those who made it what the translation says (ISPOR
    /// 2005). What is released has one for each text, unless the file says why there is none: a committee that worked
    /// in both languages (TRAPD), for instance. It takes a whole released translation, so there is no sample here.
    ///
    /// Add `back "…"` to each text, or `no back "why"` to the file.
    V0414 RELEASED_WITHOUT_BACK_TRANSLATION Error;

    /// no interface text
    ///
    /// A file of interface texts, as `so.ftl`, holds one a line: its id, `=`, and the words. More lines of the same text
    /// are indented. The form is that of Fluent (projectfluent.org).
    ///
    /// ```phrases fails V0415
    /// next Xiga
    /// ```
    ///
    /// Write it as `next = Xiga`; `verbond phrases en` prints all interface texts.
    V0415 INTERFACE_TEXT_MISSING Error;

    /// an interface text that is never said
    ///
    /// The id of an interface text, or a word between `{ }` in it, is none that the program knows; it would never be shown.
    ///
    /// ```phrases fails V0416
    /// nextt = Volgende
    /// ```
    ///
    /// Correct it, or take it out; `verbond phrases en` prints all of them with what is put into them.
    V0416 UNKNOWN_INTERFACE_TEXT Error;

    /// several translations into one language
    ///
    /// Several files translate the same version of a measure into the same language, and none is further (by its
    /// `status`) than the others, so nobody can tell which of them counts. Questionnaires are not printed or asked in
    /// that language until one is. It takes several files, so there is no sample here.
    ///
    /// Make one of them with `verbond translate reconcile`, raise the `status` of the one that counts, or move the
    /// others to another folder.
    V0417 TRANSLATIONS_OF_ONE_LANGUAGE Warning;

    /// a picture without words for it
    ///
    /// Whoever cannot see a picture, or answers on a terminal or by telephone, is told what it shows. `alt ""` says that
    /// the picture adds nothing to the words beside it.
    ///
    /// ```fragment fails V0418
    /// item glass on agree unscored "Is the glass full?" picture "full.svg"
    /// ```
    ///
    /// Add `alt "what it shows"`, or `alt ""`.
    V0418 PICTURE_WITHOUT_ALT Error;

    /// a picture or a sound that lies elsewhere
    ///
    /// The files of pictures and sounds lie in the folder of the file that names them, or in a folder within it, so that
    /// a measure can be given to others as a whole, and no other file of a computer can be shown. Their names have `/`
    /// between folders and none of `\ : * ? " < > | % #`, and begin with no point. It is a warning where a link leads out
    /// of the folder.
    ///
    /// ```fragment fails V0419
    /// item glass on agree unscored "Is the glass full?" picture "../full.svg" alt "A full glass"
    /// ```
    ///
    /// Put the file beside the measure, and write its name alone.
    V0419 MEDIA_OUTSIDE Error;

    /// no picture or sound that browsers know
    ///
    /// Pictures are `.svg`, `.png`, `.jpg`, `.webp` or `.gif`, sounds `.mp3`, `.ogg`, `.m4a` or `.wav`. It is a warning
    /// where the name ends so and the file holds something else; such a file is neither shown nor played.
    ///
    /// ```fragment fails V0420
    /// item glass on agree unscored "Is the glass full?" picture "full.bmp" alt "A full glass"
    /// ```
    ///
    /// Save it as one of these, and write its new name.
    V0420 MEDIA_KIND Error;

    /// a picture or a sound that is not there
    ///
    /// No file of this name lies beside the file that names it, or it cannot be read; nor is it one that the program
    /// draws, as `glass-2-of-4.svg`. Capitals count, though some systems do not tell them apart: a measure goes on other
    /// computers too. Answers are scored all the same; whoever is asked reads what the picture shows (`alt`), and hears
    /// nothing. It takes a folder, so there is no sample here.
    ///
    /// Put the file there, or correct its name.
    V0421 MEDIA_MISSING Warning;

    /// a picture or a sound that is too large
    ///
    /// A picture has 2 MiB at most and a sound 8 MiB, and all that a measure, or one translation, names 64 MiB: they are
    /// sent to telephones, and held in memory. One that is larger is neither shown nor played. It takes a large file, so
    /// there is no sample here.
    ///
    /// Save it with fewer dots, or as `.svg`; a sound shorter, or as `.mp3`.
    V0422 MEDIA_TOO_LARGE Warning;

    /// a picture or a sound that nobody would see or hear
    ///
    /// Introductions are read where a page with a title begins, so a picture of one that stands outside pages would be
    /// shown nowhere.
    ///
    /// ```fragment fails V0423
    /// intro "Look at the glass." picture "full.svg" alt "A full glass"
    /// ```
    ///
    /// Put the introduction into a `page "…" { … }`.
    V0423 MEDIA_UNSEEN Error;
}
