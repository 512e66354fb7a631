//! `V01xx`: what stands on the page cannot be read.

codes! {
    /// a statement cannot be read
    ///
    /// The statement does not have the form that the language gives it. The message shows that form. The statement is
    /// skipped, and the rest of the file is still checked.
    ///
    /// ```fragment fails V0101
    /// score second "Second" mean of a, b needs all
    /// ```
    ///
    /// Write the statement in the form shown; here an `=` is lacking before `mean`.
    V0101 UNREADABLE_STATEMENT Error;

    /// a brace has no partner
    ///
    /// A `{` is never closed, or a `}` closes nothing. What follows is read as far as it can be.
    ///
    /// ```instrument fails V0102
    /// verbond 1
    ///
    /// instrument example 1.0.0 {
    ///   title   "Example"
    ///   licence "CC0-1.0"
    ///   status  experimental
    ///   informants { client "Client" }
    ///   scale agree { 1 "No"  2 "Yes" }
    ///   items on agree { a "A" }
    ///   score main "Main" = 1 * a
    /// ```
    ///
    /// Close the block where it ends; `verbond fmt` shows by its indentation what belongs to what.
    V0102 UNMATCHED_BRACE Error;

    /// a text is not closed
    ///
    /// A text in quotation marks ends on the line on which it begins. Inside a text `\"` is a quotation mark, `\n` a
    /// new line and `\\` a backslash.
    ///
    /// ```fragment fails V0103
    /// note "It begins here
    /// ```
    ///
    /// Put a quotation mark at the end of the text.
    V0103 UNCLOSED_TEXT Error;

    /// a character that cannot be seen
    ///
    /// Control characters, and characters that turn the direction of reading around, can make a file look different
    /// from what it says. They are not allowed, not even in comments. Right-to-left scripts need no such characters.
    ///
    /// A page cannot show such a character, so there is no sample here.
    ///
    /// Delete the character; the message shows its number.
    V0104 INVISIBLE_CHARACTER Error;

    /// a letter that looks like another
    ///
    /// Names are made of the letters a to z, digits and `_`, so that two names that look the same are the same. A
    /// letter of another script was found where a name or a word of the language stands.
    ///
    /// ```fragment fails V0105
    /// score sеcond "Second" = 1 * a
    /// ```
    ///
    /// Type the name again with plain letters.
    V0105 LOOKALIKE_LETTER Error;

    /// the edition is missing or not known
    ///
    /// The first line of every file says in which edition of the language it is written: `verbond 1`. A file is read by
    /// that edition for ever. This program knows edition 1.
    ///
    /// ```instrument fails V0106
    /// instrument example 1.0.0 {
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
    /// Put `verbond 1` on the first line.
    V0106 UNKNOWN_EDITION Error;

    /// a word of the language used as a name
    ///
    /// Words such as `score`, `mean` or `page` are reserved, which leaves the layout of a file free. They cannot be
    /// names.
    ///
    /// ```fragment fails V0107
    /// score mean "Mean" = 1 * a
    /// ```
    ///
    /// Choose another name; `mean_score` is fine.
    V0107 RESERVED_WORD Error;

    /// nested too deeply
    ///
    /// Braces may be nested 16 deep; brackets, `not`, `if` and minus signs together 32 deep within one statement.
    ///
    /// ```fragment fails V0108
    /// score deep "Deep" = (((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))
    /// ```
    ///
    /// Split the expression into several scores.
    V0108 NESTED_TOO_DEEPLY Error;

    /// the file is too large
    ///
    /// An instrument, a translation, norms or a schedule may be 2 MiB long; the largest measures in use need a fiftieth of
    /// that. Settings may have 1 MiB, a file with a key 64 KiB, what is kept of one administration 16 MiB, and a file of
    /// answers that is typed, compared or taken into a store 256 MiB. A device that has no end is too large for all of
    /// these. There is no sample of two million letters on this page.
    ///
    /// Check that the file is what you think it is.
    V0109 FILE_TOO_LARGE Error;

    /// a name is too long
    ///
    /// A name may have 64 characters.
    ///
    /// ```fragment fails V0110
    /// score sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss "Long" = 1 * a
    /// ```
    ///
    /// Shorten it; the label may be as long as you like.
    V0110 NAME_TOO_LONG Error;

    /// an escape that is not known
    ///
    /// Inside a text the backslash introduces `\"`, `\n` and `\\`. Nothing else may follow it.
    ///
    /// ```fragment fails V0111
    /// note "C:\temp"
    /// ```
    ///
    /// Write `\\` for a backslash.
    V0111 UNKNOWN_ESCAPE Error;

    /// not one instrument, translation or norms
    ///
    /// A file holds exactly one of `instrument … { … }`, `translation … { … }` or `norms … { … }`.
    ///
    /// ```instrument fails V0112
    /// verbond 1
    /// ```
    ///
    /// Write the block, or move the second one to a file of its own.
    V0112 NOT_ONE_BLOCK Error;

    /// the file is not UTF-8
    ///
    /// Files of Verbond are text in UTF-8. This one holds bytes that are not. A page cannot show them, so there is no
    /// sample here.
    ///
    /// Save the file as UTF-8 in your editor.
    V0113 NOT_UTF8 Error;
}
