use super::draft::Draft;
use super::expressions::Reading;
use super::groups::Group;
use crate::instrument::{Band, BandGroup, BandGroups, Bands, BandsRule, Case, Comparator, Condition, NumericExpr, Stretches};
use crate::source::codes;
use crate::syntax::tree;

impl Draft<'_> {
    /// Bands whose bounds differ between groups of cases. They come to the same as a category: a word where a case is in
    /// a group and its score does not reach the next bound there, or in another, and so on.
    pub(super) fn grouped_bands(&mut self, bands: &tree::Bands) -> Option<Bands> {
        let by: Vec<String> = bands.by.iter().map(|word| word.text.clone()).collect();
        if let Some(band) = bands.bands.first() {
            let help = "put it into a group".to_owned();
            self.report(&codes::BANDS_OF_GROUPS, band.name.span, "a band stands outside of the groups", help);
            return None;
        }
        for group in bands.groups.iter().filter(|group| group.keys.len() != by.len()) {
            let message = format!("this group has {} keys, and `by` names {}", group.keys.len(), by.len());
            let help = "give a word, a number or a range for each, with commas between them".to_owned();
            self.report(&codes::BANDS_OF_GROUPS, group.span, message, help);
        }
        let score = self.score_named(&bands.of);
        let stretches: Vec<Option<Stretches>> =
            bands.groups.iter().map(|group| self.stretches(score, bands, &group.bands, group.span)).collect();
        let words = self.words_of_groups(bands)?;
        let groups: Vec<Group> = bands.groups.iter().map(Group::of_bands).collect();
        let lost = "of these bands, and get none";
        let conditions = self.group_conditions(&by, &groups, lost, Reading::Scoring { guarded: true })?;
        let stretches: Vec<Stretches> = stretches.into_iter().collect::<Option<_>>()?;
        let cases = (0..words.len()).map(|at| self.case_of_groups(at, &by, &groups, &conditions, &stretches)).collect();
        let keys = groups.iter().map(|group| self.as_written(group.span));
        let groups = keys.zip(stretches).map(|(keys, stretches)| BandGroup { keys, stretches }).collect();
        let rule = BandsRule::Groups(BandGroups { of: score?, by, groups }, cases);
        Some(Bands { name: bands.name.text.clone(), rule, bands: words })
    }

    /// The words of the first group, which every other group has in the same order; each has one label.
    fn words_of_groups(&mut self, bands: &tree::Bands) -> Option<Vec<Band>> {
        let Some((first, others)) = bands.groups.split_first() else {
            if self.unreadable.is_empty() {
                let help = "write a group, as `female { low \"Low\" from 0  high \"High\" from 3 }`".to_owned();
                self.report(&codes::BANDS_OF_GROUPS, bands.name.span, "these bands have no groups", help);
            }
            return None;
        };
        let words: Vec<Option<Band>> = first.bands.iter().map(|band| self.labelled_band(band)).collect();
        let words: Vec<Band> = words.into_iter().collect::<Option<_>>()?;
        let mut is_sound = true;
        for group in others {
            if !group.bands.iter().map(|band| &band.name.text).eq(words.iter().map(|word| &word.name)) {
                let names: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
                let message = format!("every group has the same bands in the same order: {}", names.join(", "));
                self.report(&codes::BANDS_OF_GROUPS, group.span, message, "correct this group, or the first".to_owned());
                is_sound = false;
                continue;
            }
            for (band, word) in group.bands.iter().zip(&words) {
                if let Some(label) = band.label.as_ref().filter(|label| label.value != word.label) {
                    let message = format!("`{}` is called \"{}\" in the first group", word.name, word.label);
                    self.report(&codes::BANDS_OF_GROUPS, label.span, message, "say each label once".to_owned());
                    is_sound = false;
                }
            }
        }
        Some(words).filter(|_| is_sound)
    }

    /// When it is a word, if it is none of those before it.
    fn case_of_groups(
        &self,
        at: usize,
        by: &[String],
        groups: &[Group],
        conditions: &[Condition],
        stretches: &[Stretches],
    ) -> Case {
        let mut when: Option<Condition> = None;
        let mut keys = Vec::with_capacity(groups.len());
        for ((group, condition), stretches) in groups.iter().zip(conditions).zip(stretches) {
            let (comparator, bound) = limit(stretches, at);
            let score = self.checked_scores.get(stretches.of).and_then(Option::as_ref).map_or("", |score| &score.name);
            keys.push(format!("{} and {score} {} {bound}", group.in_words(by), comparator.sign()));
            let reached = Condition::Compare(comparator, NumericExpr::Score(stretches.of), NumericExpr::Constant(bound));
            let both = Condition::And(Box::new(condition.clone()), Box::new(reached));
            when = Some(match when {
                None => both,
                Some(before) => Condition::Or(Box::new(before), Box::new(both)),
            });
        }
        Case { word: Some(at), when, key: keys.join(" or ") }
    }
}

/// Up to where a word goes, or from where on the last one does.
fn limit(stretches: &Stretches, at: usize) -> (Comparator, f64) {
    match stretches.from.get(at + 1) {
        Some(next) if stretches.is_above(at + 1) => (Comparator::AtMost, *next),
        Some(next) => (Comparator::Below, *next),
        None => {
            let comparator = if stretches.is_above(at) { Comparator::Above } else { Comparator::AtLeast };
            (comparator, stretches.from.get(at).copied().unwrap_or(f64::NEG_INFINITY))
        }
    }
}
