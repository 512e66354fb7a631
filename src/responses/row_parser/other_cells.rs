use super::super::cell::{CellContent, CellFault, UNCOMPUTED};
use super::super::columns::Role;
use super::super::row_reader::{RowReader, SHOWN};
use super::super::table::DECLARED;
use super::{CODE_BYTES, RowParser, how_written, item_fault};
use crate::instrument::{Day, Domain, ItemIx, Language, NONE, OccasionName, Unfit};
use crate::source::{codes, did_you_mean};

impl RowParser {
    pub(super) fn other_cell(&mut self, reader: &RowReader<'_>, row: u64, role: Role, cell: &str) {
        let text = cell.trim();
        if text.starts_with(UNCOMPUTED) && !matches!(role, Role::Part | Role::Ignored | Role::Kept(_)) {
            self.row_faults += 1;
            let (_, message) =
                item_fault(CellFault::Uncomputed, text.trim_start_matches(UNCOMPUTED), reader.column_of(role).unwrap_or(""));
            let fault = reader.error(&codes::NOT_AN_ANSWER, row, role, "", message);
            self.faults.add(fault.help("open the workbook in Excel or LibreOffice, and save it: that computes it"));
            // That a row has no case would be said once more.
            if role == Role::Case {
                return self.table.identity.case.push("");
            }
            return self.other_cell(reader, row, role, "");
        }
        match role {
            Role::Case => self.case(reader, row, text),
            Role::Occasion => {
                let said = if self.is_missing(reader, text) { "" } else { text };
                let text = self.as_code(reader, row, role, said);
                self.table.identity.occasion.push(OccasionName::read(text).as_str());
            }
            Role::Language => {
                let said = if self.is_missing(reader, text) { "" } else { text };
                let text = self.as_code(reader, row, role, said);
                if !text.is_empty() && Language::parse(text).is_none() {
                    self.bad_cell(reader, row, role, cell, |shown| {
                        let message = format!("`{shown}` is not the tag of a language");
                        (&codes::UNKNOWN_ANSWER_LANGUAGE, message, "a tag such as `nl` or `ar`, or nothing".to_owned())
                    });
                }
                self.table.identity.language.push(text);
            }
            Role::Choice(item, choice) => self.choice_cell(reader, row, role, (item, Some(choice)), cell),
            Role::NoneOf(item) => self.choice_cell(reader, row, role, (item, None), cell),
            // A code for what is missing is carried along as nothing.
            Role::Kept(position) => {
                self.table.kept[position].push(if cell == DECLARED || cell.starts_with(UNCOMPUTED) { "" } else { cell })
            }
            Role::Informant => {
                // Of one informant nobody needs to say who it is.
                if self.is_missing(reader, text) && reader.instrument.informants.len() == 1 {
                    return;
                }
                let found = reader.informants.find(text);
                if let (Some(informant), Some(last)) = (found, self.table.informants.last_mut()) {
                    *last = informant;
                    return;
                }
                let names: Vec<&str> = reader.instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
                let shown: String = text.chars().take(SHOWN).collect();
                let diagnostic =
                    reader.error(&codes::UNKNOWN_INFORMANT, row, role, cell, format!("there is no informant `{shown}`"));
                self.row_faults += 1;
                self.faults.add(diagnostic.maybe_help(did_you_mean(&shown, &names)));
            }
            Role::Date => {
                let is_missing = self.is_missing(reader, text);
                let date = if is_missing { None } else { reader.notation.day(text).map(Day::count) };
                if date.is_some() {
                    self.seen_date(reader, row, role, text);
                }
                if date.is_none() && !is_missing {
                    self.bad_cell(reader, row, role, cell, |shown| {
                        let is_either = reader.notation.is_either(text);
                        let fault = if is_either { CellFault::EitherDay } else { CellFault::Unfit(Unfit::NotADate) };
                        let (code, message) = item_fault(fault, shown, "date");
                        (code, message, how_written(reader, fault, cell, "a date such as 2026-11-24".to_owned()))
                    });
                }
                self.table.identity.date.push(date);
            }
            Role::Known(known) => {
                let value = match reader.known[known].read(cell, &reader.notation, &self.language) {
                    Ok(CellContent::Given(given)) => {
                        if matches!(reader.known[known].domain(), Domain::Date) {
                            self.seen_date(reader, row, role, text);
                        }
                        if !reader.knows_decimals {
                            self.seen_number(reader, row, role, text);
                        }
                        given.value().unwrap_or(f64::NAN)
                    }
                    Ok(CellContent::DeclaredMissing(at)) => {
                        self.evidence.declared(at);
                        f64::NAN
                    }
                    Err(fault) => {
                        self.bad_cell(reader, row, role, cell, |shown| {
                            let name = &reader.instrument.known[known].name;
                            let possible = reader.known[known].possible();
                            if fault == CellFault::Alike {
                                let message =
                                    format!("`{shown}` is what several words of `{name}` are called, in one language or another");
                                let way = "or say in a column `language` in which of them";
                                return (&codes::IMPOSSIBLE_FACT, message, format!("{possible}; write the name, {way}"));
                            }
                            let possible = how_written(reader, fault, cell, possible);
                            (&codes::IMPOSSIBLE_FACT, format!("`{shown}` is not a possible `{name}`"), possible)
                        });
                        f64::NAN
                    }
                };
                self.table.known[known].push(value);
            }
            Role::Together(allotment) => self.dealt_cell(reader, row, allotment, cell),
            Role::Item(_) | Role::Part | Role::Ignored => {}
        }
    }

    /// Whether a cell means that nothing is said; a code that does is taken note of.
    pub(super) fn is_missing(&mut self, reader: &RowReader<'_>, cell: &str) -> bool {
        let declared = reader.declared_at(cell);
        declared.iter().for_each(|at| self.evidence.declared(*at));
        cell.is_empty() || declared.is_some()
    }

    /// Takes which way round a date is written.
    pub(super) fn seen_date(&mut self, reader: &RowReader<'_>, row: u64, role: Role, text: &str) {
        if let Some(is_day_first) = reader.notation.is_day_first(text) {
            self.evidence.date(row, reader.column_of(role), text, is_day_first);
        }
    }

    /// Takes which sign separates decimals in a number, and whether it could separate thousands too.
    #[cold]
    pub(super) fn seen_number(&mut self, reader: &RowReader<'_>, row: u64, role: Role, text: &str) {
        if text.contains(['.', ',']) && reader.holds_decimals(role) {
            let is_either = thousands(text).is_some_and(|number| reader.is_answer(role, number));
            self.evidence.decimal(row, reader.column_of(role), text, is_either);
        }
    }

    /// A code, of which there is none where it is longer than one may be: each row of a file of a few kilobytes can
    /// hold the same megabyte.
    fn as_code<'t>(&mut self, reader: &RowReader<'_>, row: u64, role: Role, text: &'t str) -> &'t str {
        if text.len() <= CODE_BYTES {
            return text;
        }
        self.row_faults += 1;
        let message = format!("this has {} bytes, and a code has {CODE_BYTES} at the most", text.len());
        let diagnostic = reader.error(&codes::CODE_TOO_LONG, row, role, text, message);
        self.faults
            .add(diagnostic.help(format!("check that this column holds codes; {} says which one does", reader.caller.mapping())));
        ""
    }

    fn case(&mut self, reader: &RowReader<'_>, row: u64, text: &str) {
        if text.len() > CODE_BYTES {
            let text = self.as_code(reader, row, Role::Case, text);
            self.table.identity.case.push(text);
            return;
        }
        if text.is_empty() {
            self.row_faults += 1;
            let diagnostic = reader.error(&codes::NO_CASE, row, Role::Case, text, "the row has no case".to_owned());
            self.faults.add(diagnostic.help("fill in the code of the case"));
        } else if text.contains('@') {
            self.row_faults += 1;
            let message = "this case code looks like an e-mail address".to_owned();
            let diagnostic = reader.error(&codes::PERSONAL_CASE_CODE, row, Role::Case, text, message);
            self.faults.add(diagnostic.help("use a code, and keep the list of people elsewhere"));
        }
        self.table.identity.case.push(text);
    }

    /// Takes what the column of a choice says, or that of none of them.
    fn choice_cell(&mut self, reader: &RowReader<'_>, row: u64, role: Role, (item, choice): (ItemIx, Option<usize>), cell: &str) {
        let text = cell.trim();
        let of_set = reader.items[item].declared_at(text, &reader.notation);
        of_set.iter().for_each(|at| self.evidence.declared(*at));
        let said = if self.is_missing(reader, text) || of_set.is_some() {
            None
        } else {
            Some(is_chosen(reader, role, (item, choice), text))
        };
        let Some(of_set) = reader.sets.iter().position(|set| *set == item).and_then(|at| self.chosen.get_mut(at)) else { return };
        match said {
            None => {}
            Some(Some(is_chosen)) => of_set.take(is_chosen, choice),
            Some(None) => {
                of_set.is_wrong = true;
                self.bad_cell(reader, row, role, cell, |shown| {
                    let message = format!("`{shown}` does not say whether this was chosen");
                    (&codes::NOT_AN_ANSWER, message, "1 or 0, yes or no, the name of the choice, or nothing".to_owned())
                });
            }
        }
    }

    /// Takes what the columns of each set say together.
    pub(super) fn end_sets(&mut self, reader: &RowReader<'_>, row: u64) {
        for (at, item) in reader.sets.iter().enumerate() {
            if self.chosen[at].contradicts() {
                self.chosen[at].is_wrong = true;
                let name = &reader.instrument.items[*item].name;
                self.bad_cell(reader, row, Role::NoneOf(*item), NONE, |shown| {
                    let message = format!("`{shown}` is chosen of `{name}`, and choices of it as well");
                    (&codes::NOT_AN_ANSWER, message, "chosen alone".to_owned())
                });
            }
            self.chosen[at].put_in(&mut self.table.items[*item]);
        }
    }
}

/// Whether a cell says that a choice of a set was made, or none of them; nothing where it says neither.
pub(super) fn is_chosen(reader: &RowReader<'_>, role: Role, (item, choice): (ItemIx, Option<usize>), text: &str) -> Option<bool> {
    let is_number = || reader.marks_are_numbers && text.parse::<u32>().is_ok_and(|number| number > 0);
    let is_text = || reader.other_is_text && reader.column_of(role).is_some_and(is_of_other);
    let said = match choice {
        Some(choice) => reader.items[item].is_chosen(text, choice),
        None => reader.items[item].is_none_chosen(text),
    };
    said.or_else(|| (is_number() || is_text()).then_some(true))
}

/// Whether a column is that of what somebody may write in place of a choice: `sym[other]`.
fn is_of_other(column: &str) -> bool {
    column.trim_end_matches(']').to_ascii_lowercase().ends_with("other")
}

/// The number that a text is where its sign separates thousands: `1.250` is 1250.
fn thousands(text: &str) -> Option<f64> {
    let (whole, rest) = text.split_once(['.', ','])?;
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_group = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let can_be = (1..=3).contains(&digits.len()) && !digits.starts_with('0') && rest.len() == 3;
    (can_be && is_group(digits) && is_group(rest)).then(|| format!("{whole}{rest}").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn three_digits_after_a_sign_can_be_thousands() {
        let found = ["1.250", "-12,000", "999.999"].map(thousands);
        assert_eq!(found, [Some(1250.0), Some(-12000.0), Some(999_999.0)]);
        assert_eq!(["0.250", "1.25", "1.2500", "1250", "1234.567", ".250", "1.2e3"].map(thousands), [None; 7]);
    }
}
