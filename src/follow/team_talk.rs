use super::rounded_count::count_in_words;
use super::team::{TableOf, TeamReport, TeamTable};
use crate::instrument::{Instrument, ScoreIx};
use crate::phrases::Phrases;

/// What a team comes to in a sentence with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamFact {
    /// What it is about, in a word.
    pub about: String,
    /// The number; a dash where it is hidden.
    pub number: String,
    /// What the number counts.
    pub counted: String,
    /// What there is to say beside it.
    pub beside: String,
}

/// A table, the counts of all groups in it, and their sum; nothing where hidden.
pub type CountsOfAll<'a> = (&'a TeamTable, &'a [Option<u64>], Option<u64>);

impl TeamReport {
    /// The three sentences of a team: who needs attention, how the main score stands, and what changed.
    pub fn facts(&self, instrument: &Instrument, phrases: &Phrases) -> Vec<TeamFact> {
        let main = instrument.main_score();
        let attention = self.attention(phrases);
        attention
            .into_iter()
            .chain(main.and_then(|main| self.standing(instrument, main, phrases)))
            .chain(main.map(|main| self.change(instrument, main, phrases)))
            .collect()
    }

    /// The counts of all groups in a table.
    pub fn all_of(&self, of: TableOf, informant: &str) -> Option<CountsOfAll<'_>> {
        let table = self.tables.iter().find(|table| table.of == of && table.informant == informant)?;
        let (_, counts, total) = table.rows.last()?;
        Some((table, counts.as_slice(), *total))
    }

    fn attention(&self, phrases: &Phrases) -> Option<TeamFact> {
        let (_, counts, total) = self.all_of(TableOf::Attention, "")?;
        let count = |count: Option<u64>| count_in_words(count, phrases);
        let now = counts.first().copied().flatten();
        Some(TeamFact {
            about: phrases.say("team-signals"),
            number: count(now),
            counted: phrases.with("team-signals-of", [("cases", count(total).into())]),
            beside: phrases.say(if now.is_some() { "team-signals-beside" } else { "team-hidden" }),
        })
    }

    fn standing(&self, instrument: &Instrument, main: ScoreIx, phrases: &Phrases) -> Option<TeamFact> {
        let label = &instrument.scores[main].label;
        let of_all = |score: &&super::team::TeamScore| score.label == *label && score.group == self.all;
        let mut scores = self.scores.iter().filter(of_all);
        let first = scores.next()?;
        let mean = |mean: Option<f64>| mean.map_or_else(|| "–".to_owned(), |mean| phrases.short_number(mean));
        let others = scores.map(|score| {
            phrases.with("team-mean-of", [("who", instrument.called(&score.informant).into()), ("mean", mean(score.mean).into())])
        });
        let range = instrument.scores[main].range;
        let [min, max] = [range.min, range.max].map(|end| phrases.short_number(end).into());
        let scale = phrases.with("team-scale", [("min", min), ("max", max)]);
        Some(TeamFact {
            about: label.clone(),
            number: mean(first.mean),
            counted: phrases.with("team-mean", [("who", instrument.called(&first.informant).into())]),
            beside: others.chain([scale]).collect::<Vec<_>>().join(" "),
        })
    }

    /// How many rose and fell more than chance; of outcomes, how many are better and worse.
    fn change(&self, instrument: &Instrument, main: ScoreIx, phrases: &Phrases) -> TeamFact {
        let informant =
            instrument.informants.iter().find(|informant| self.all_of(TableOf::Changes(main), &informant.name).is_some());
        let found = informant.and_then(|informant| Some((informant, self.all_of(TableOf::Changes(main), &informant.name)?)));
        let about = phrases.say("team-change");
        let Some((informant, (table, counts, _))) = found else {
            return TeamFact {
                about,
                number: "–".to_owned(),
                counted: String::new(),
                beside: phrases.say("team-change-not-judged"),
            };
        };
        // The first is the best outcome, or the fall; both are told in the words of the table.
        let told = table
            .categories
            .iter()
            .zip(counts)
            .map(|(category, count)| format!("{}: {}", category, count_in_words(*count, phrases)));
        let moved: Option<u64> = table.moved.iter().map(|at| counts.get(*at).copied().flatten()).sum();
        TeamFact {
            about,
            number: count_in_words(moved, phrases),
            counted: phrases.with("team-changed", [("who", informant.label.as_str().into())]),
            beside: format!("{}.", told.collect::<Vec<_>>().join("; ")),
        }
    }
}
