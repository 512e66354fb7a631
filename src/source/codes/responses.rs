//! `V07xx`: answers.

codes! {
    /// an answer off the scale
    ///
    /// The answer is a number, but not one that the item allows.
    ///
    /// ```answers fails V0701
    /// case,informant,a,b,c,d
    /// c1,client,1,2,3,9
    /// ```
    ///
    /// Correct it, name it as a code for missing (`--missing 9`), or let it count as missing (`--on-bad missing`). Of a code
    /// such as `A1`, whose list may begin with `A0`, say where it begins: `--count-from 1`.
    V0701 NOT_AN_ANSWER Error;

    /// text in a number
    ///
    /// The item takes a number, and the cell holds something else.
    ///
    /// ```answers fails V0702
    /// case,informant,a,b,c,d
    /// c1,client,1,2,three,4
    /// ```
    ///
    /// Correct it, or name it as a code for missing (`--missing NA,unknown`).
    V0702 NOT_A_NUMBER Error;

    /// a ragged row
    ///
    /// The row has more or fewer cells than the header.
    ///
    /// ```answers fails V0703
    /// case,informant,a,b,c,d
    /// c1,client,1,2,3
    /// ```
    ///
    /// Mend the row; often a delimiter inside a text is not quoted. Where each row has one cell more, the header has no name
    /// for the first column.
    V0703 RAGGED_ROW Error;

    /// a column twice
    ///
    /// Two columns have the same name, or are mapped to the same item.
    ///
    /// ```answers fails V0704
    /// case,informant,a,b,c,d,d
    /// c1,client,1,2,3,4,4
    /// ```
    ///
    /// Rename one of them.
    V0704 COLUMN_TWICE Error;

    /// an item has no column
    ///
    /// The answers have no column for an item that is asked. One that only some informants are asked needs a column
    /// where one of them answered.
    ///
    /// ```answers fails V0705
    /// case,informant,a,b,c
    /// c1,client,1,2,3
    /// ```
    ///
    /// Add the column, empty if it was never asked, or map another one to it: `--map d=Q4`.
    V0705 ITEM_WITHOUT_COLUMN Error;

    /// the same administration twice
    ///
    /// Two rows have the same case, occasion and informant. Which of them counts cannot be told.
    ///
    /// ```answers fails V0706
    /// case,informant,a,b,c,d
    /// c1,client,1,2,3,4
    /// c1,client,1,2,3,5
    /// ```
    ///
    /// Delete one, or tell them apart with an `occasion` column.
    V0706 SAME_ADMINISTRATION_TWICE Error;

    /// a column that the instrument does not know
    ///
    /// The column is left out of the results. This is a note, not a fault.
    ///
    /// ```answers fails V0707
    /// case,informant,a,b,c,d,colour
    /// c1,client,1,2,3,4,blue
    /// ```
    ///
    /// Nothing; `--keep` carries such columns into the results.
    V0707 UNKNOWN_COLUMN Note;

    /// a column almost named like an item
    ///
    /// An item has no column, and a column has almost its name. Or columns begin as a set of choices is called, and
    /// nothing says of each choice which of them it is: a number is lacking, or is none of the measure, or the name of a
    /// column is that of one choice, and its text that of another.
    ///
    /// ```answers fails V0708
    /// case,informant,a,b,c,D_
    /// c1,client,1,2,3,4
    /// ```
    ///
    /// Rename the column or map it: `--map d=D_`; of a choice `--map sym_head=Q2_1`.
    V0708 ALMOST_AN_ITEM Error;

    /// who answered?
    ///
    /// The measure has several informants, and the answers do not say which of them answered, or name one that the
    /// measure does not have.
    ///
    /// ```answers fails V0709
    /// case,a,b,c,d
    /// c1,1,2,3,4
    /// ```
    ///
    /// Add a column `informant` with the names or the labels that `verbond show` prints.
    V0709 UNKNOWN_INFORMANT Error;

    /// not a date
    ///
    /// Dates are written `2026-11-24`, optionally with a time, or as Dutch Excel does: `24-11-2026`. The year has four
    /// digits: of `15-09-26` nobody can tell the century.
    ///
    /// ```answers fails V0710
    /// case,informant,date,a,b,c,d
    /// c1,client,2026-31-11,1,2,3,4
    /// ```
    ///
    /// Correct the date, or say how dates are written: `--date-format dmy`, `mdy`, or `serial` for the days of spreadsheets.
    V0710 NOT_A_DATE Error;

    /// an encoding that cannot be read
    ///
    /// The text is not UTF-8. Old exports are often Windows-1252. A page cannot show such bytes, so there is no sample
    /// here.
    ///
    /// Save the file as UTF-8, or say `--encoding NAME`: `windows-1252` is of western Europe, `windows-1250` of central
    /// Europe, `windows-1254` Turkish, `windows-1256` Arabic.
    V0711 UNREADABLE_ENCODING Error;

    /// no header
    ///
    /// The file is empty, or its first row names none of the items.
    ///
    /// ```answers fails V0712
    /// 1,2,3,4
    /// 2,3,4,5
    /// ```
    ///
    /// Put the names of the columns into the first row, and no title above it. Where blanks separate the cells, say
    /// `--delimiter ' '`.
    V0712 NO_HEADER Error;

    /// a record that does not end
    ///
    /// One record is longer than 16 MiB. Usually a quotation mark is opened and never closed. There is no sample of
    /// that size here.
    ///
    /// Look at the row named; close the quotation mark.
    V0713 UNENDED_RECORD Error;

    /// JSON that cannot be read
    ///
    /// Answers in JSON are an array of objects, or one object a line, with a value for each name. CSV cannot show that,
    /// so there is no sample here.
    ///
    /// The message names the record.
    V0714 UNREADABLE_JSON Error;

    /// something known that cannot be
    ///
    /// The value of a `known` column lies outside what the instrument says of it. Where a fact is looked up in other rows of
    /// a record (REDCap), and they contradict each other, this is a warning, and it is unknown.
    ///
    /// ```answers fails V0715
    /// case,informant,age,a,b,c,d
    /// c1,client,7,1,2,3,4
    /// ```
    ///
    /// Correct it or leave it empty.
    V0715 IMPOSSIBLE_FACT Error;

    /// answered, but not asked
    ///
    /// The answers hold an answer to an item that, by its condition or its informant, was not asked. It is left out: no
    /// score counts it, and `--answers` writes nothing in its place. It takes an instrument with conditions, so there is no
    /// sample here.
    ///
    /// Nothing, if the answers were entered after a change of mind; else check the condition.
    V0716 ANSWERED_NOT_ASKED Error;

    /// a row without a case
    ///
    /// Each row belongs to a case, under a code.
    ///
    /// ```answers fails V0717
    /// case,informant,a,b,c,d
    /// ,client,1,2,3,4
    /// ```
    ///
    /// Fill in the code of the case.
    V0717 NO_CASE Error;

    /// a column mapping that fits nothing
    ///
    /// A `--map` names an item that the instrument does not have or a column that the answers do not have; or a code for
    /// "no answer" is said of a name that is neither an item nor a fact (`--missing 'foo=99'`). It takes an option, so
    /// there is no sample here.
    ///
    /// Correct the name; `verbond show` prints the items.
    V0718 MAPPING_FITS_NOTHING Error;

    /// rows were numbered
    ///
    /// The answers have no column `case`, so the rows are numbered. This is a note.
    ///
    /// ```answers fails V0719
    /// informant,a,b,c,d
    /// client,1,2,3,4
    /// ```
    ///
    /// Nothing; add a column `case` to follow people over time.
    V0719 ROWS_NUMBERED Note;

    /// a case code that looks personal
    ///
    /// Cases stand under a code. This one looks like an e-mail address. Of a response of FHIR whose subject has words alone
    /// (`display`), this is a note: the response stands for the case.
    ///
    /// ```answers fails V0720
    /// case,informant,a,b,c,d
    /// jan@example.org,client,1,2,3,4
    /// ```
    ///
    /// Use a code, and keep the list of codes and people elsewhere.
    V0720 PERSONAL_CASE_CODE Error;

    /// more text than a column can hold
    ///
    /// The texts of one column are more than 2 GiB in a batch of answers, or in a stretch of a Parquet file. Nothing of
    /// that stretch is scored. There is no sample of that size here.
    ///
    /// Hand over fewer rows at a time; leave out a column of long texts that no item asks for.
    V0721 COLUMN_FULL Error;

    /// a name twice in a record
    ///
    /// A record in JSON gives two values under one name. Which of them is meant cannot be told, so the row is not read.
    /// CSV cannot show that, so there is no sample here.
    ///
    /// Keep one of the two.
    V0722 NAME_TWICE_IN_RECORD Error;

    /// Parquet that unpacks to too much
    ///
    /// A Parquet file of a few kilobytes can unpack to gigabytes. A page of it may unpack to 64 MiB, the pages that are
    /// open at once to 512 MiB together; what it says of its columns may be 16 MiB long, and its columns may be nested
    /// 32 deep. Files of answers stay far below. It takes a Parquet file, so there is no sample here.
    ///
    /// Write the file again with smaller pages or groups of rows, leave out columns that no item asks for, or write
    /// CSV.
    V0723 UNPACKS_TOO_FAR Error;

    /// a code that is too long
    ///
    /// The code of a case, an occasion or a language is longer than 1,000 bytes, so the cell holds something else.
    /// There is no sample of that length here.
    ///
    /// Look at which column holds the code; `--map case=COLUMN` says that.
    V0724 CODE_TOO_LONG Error;

    /// columns that were found by their texts
    ///
    /// Columns without the name of an item have its wording as their heading, or stand for one choice of a set each.
    /// They are taken for it, and this note says which. Where a column has the name of one item and the wording of
    /// another one beside it, the name counts, and this is a warning. So it is where headings are the wording for one
    /// informant, and the rows are answers of others. It takes an instrument with wordings, so there is no sample here.
    ///
    /// Look whether it is right; `--map` says it otherwise.
    V0725 COLUMN_BY_TEXT Note;

    /// answers of a program that is known
    ///
    /// By its marks the file is known to come from a program, and is read as that writes it: rows of a second header,
    /// codes for what was seen and not answered, repeated rows. This is a note. Where the program writes rows that are
    /// no whole answers, or responses in progress, a second one says how to leave them out. It takes a file of such a program, so there is no
    /// sample here.
    ///
    /// Nothing; `--from NAME` says another program, `--from plain` that it is a table as it stands.
    V0726 FOUND_SHAPE Note;

    /// a code for "no answer" that is an answer
    ///
    /// A code was declared to mean that there is no answer, and some item has it as an answer, or a fact as a value; or
    /// choices stand in columns in which it says yes or no. Of a cell with it nobody can tell which is meant. It takes an option, so there is no sample here.
    ///
    /// Say of which items it means that there is no answer: `--missing 'weeks=99'`, or `--missing '*=99'` of all.
    V0727 MISSING_IS_AN_ANSWER Error;

    /// no tag of a language
    ///
    /// The column `language` says in which language was answered, by the tag of BCP 47.
    ///
    /// ```answers fails V0728
    /// case,informant,language,a,b,c,d
    /// c1,client,Dutch!,1,2,3,4
    /// ```
    ///
    /// Write the tag, as `nl` or `ar`, or leave the cell empty.
    V0728 UNKNOWN_ANSWER_LANGUAGE Error;

    /// points that may be counted from 1
    ///
    /// The points of a scale are 0, 1, 2 and so on, and of all answers on it none is 0. Where another program counted
    /// the points from 1, each answer is one too high, and so is every score. This is a note. It takes many answers, so
    /// there is no sample here.
    ///
    /// Look at how the program that asked codes the answers; say `--count-from 1`, if it counts from 1.
    V0729 COUNTED_FROM_ONE Note;

    /// no moment at which something began
    ///
    /// A file that a store takes in may say in the column `begun` when an administration began: the days that it is
    /// kept are counted from there. It is a moment with its offset, and has come already. It takes a store, so there is
    /// no sample here.
    ///
    /// Write it as `2026-11-24T09:30:00Z`, or leave it empty: then it begins now.
    V0730 NOT_A_MOMENT Error;

    /// neither confidential nor open
    ///
    /// A file that a store takes in may say in the column `confidential` whether only the one who answered may see an
    /// administration. What is neither yes nor no, or is empty, is not guessed at. It takes a store, so there is no
    /// sample here.
    ///
    /// Write `yes` or `no` in each row, or leave the column out: then nothing is confidential.
    V0731 NOT_YES_OR_NO Error;

    /// a workbook or statistics file that cannot be read
    ///
    /// The file is no workbook of Excel or LibreOffice, or no file of SPSS or Stata, takes a password, holds more than
    /// is read of one, or has lost its end: a file of SPSS or Stata says how many cases it has, and other numbers of
    /// them are there. CSV cannot show that, so there is no sample here.
    ///
    /// Get it whole, save it again, or save it as CSV.
    V0732 UNREADABLE_WORKBOOK Error;

    /// answers that do not come together
    ///
    /// The answers have a row each, and a column that names the item, or holds the answer, is lacking; or no row names
    /// an item, by its name or its wording; or an item is answered twice in one administration.
    ///
    /// ```answers fails V0733
    /// case,informant,item,value
    /// c1,client,a,1
    /// c1,client,a,2
    /// ```
    ///
    /// Name the columns (`--long item=COLUMN,value=COLUMN`); tell administrations apart by `occasion`.
    V0733 LONG_FORM Error;

    /// an encoding that was found
    ///
    /// The text is no UTF-8, and every byte of its beginning stands for a sign of Windows-1252, as Excel in western
    /// Europe saves it, without words of other letters alone, as Arabic or Greek would have. It is read so. This is a note. A page cannot show such bytes, so there is no sample here.
    ///
    /// Nothing; where letters are wrong, `--encoding` says another one.
    V0734 FOUND_ENCODING Note;

    /// a condition that nobody can decide
    ///
    /// Whether this item is asked depends on another one, and there are answers for which that one is not asked and
    /// counts as nothing. Then nobody can tell whether the condition holds: this item is missing, and so is what needs
    /// it. The message names the other item.
    ///
    /// ```fragment fails V0735
    /// item moved as whole 0 to 9 "How often did you move?"
    /// item abroad as whole 0 to 9 asked when moved > 0 "How often abroad?"
    /// item visas as whole 0 to 9 asked when abroad > 0, otherwise 0 "How many visas?"
    /// score moves "Moves" = moved + visas
    /// ```
    ///
    /// Say what the other item counts as where it is not asked: `asked when moved > 0, otherwise 0`. Or let the
    /// condition be decided without it.
    V0735 UNDECIDED_CONDITION Warning;

    /// carried along under another name
    ///
    /// `--keep` carries columns along that the measure does not know. One of them has the name of a column that results
    /// have anyway, such as `total` or `version`, or of another one but for its capitals: then it stands in the results
    /// with `answers:` before its name, so that it is never taken for what was computed. This is a note. It takes
    /// `--keep`, so there is no sample here.
    ///
    /// Nothing; rename the column, where another name is wanted.
    V0736 CARRIED_UNDER_ANOTHER_NAME Note;

    /// answers to other questionnaires
    ///
    /// The QuestionnaireResponses of one file answer several Questionnaires, whose items may have the same names. Those
    /// whose address ends with the id of the measure are its answers, and the others are left out; here none of the
    /// addresses does. Where all answer one that is called otherwise, they are read, and this is a note. It takes a
    /// file in JSON, so there is no sample here.
    ///
    /// Say which of them is the measure: `--where 'questionnaire = "ADDRESS"'`.
    V0737 OTHER_QUESTIONNAIRES Error;

    /// a code for "no answer" that stands nowhere
    ///
    /// A code was declared to mean that there is no answer, and no cell that is read has it: it may be written otherwise
    /// in the file (`-99`, `NA`), or stand in no file of this kind. This is a note. Nothing is said of codes in settings,
    /// which hold for many files. It takes an option, so there is no sample here.
    ///
    /// Look how the file writes what was not answered.
    V0738 MISSING_NEVER_STANDS Note;
}
