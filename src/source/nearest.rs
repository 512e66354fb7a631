/// The candidate that a word was most likely meant to be: within a third of its letters, case aside.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 64 {
        return None;
    }
    let letters = word.chars().count();
    let allowed = (letters / 3).max(1);
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        // A word that is longer or shorter by more than is allowed is further away than that.
        .filter(|candidate| candidate.len() <= 64 && candidate.chars().count().abs_diff(letters) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *candidate != word)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many slips of the pen make one word of another: letters that are lacking, too many, wrong or swapped with their
/// neighbour, case aside.
pub fn slips_between(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase())
}

/// The help for a name that is not known: the nearest one, or the ones there are.
pub fn did_you_mean(word: &str, candidates: &[&str]) -> Option<String> {
    if let Some(near) = nearest(word, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    match candidates {
        [] => None,
        few if few.len() <= 8 => Some(format!("there is {}", quoted_list(few))),
        many => Some(format!("there is {} and {} more", quoted_list(&many[..6]), many.len() - 6)),
    }
}

fn quoted_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_within_a_third_of_the_letters() {
        let names = ["goal", "task", "bond", "Total"];
        for (word, expected) in [
            ("gaol", Some("goal")),
            ("taks", Some("task")),
            ("TOTAL", Some("Total")),
            ("goal", None),
            ("other", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), expected, "{word}");
        }
        assert_eq!(nearest(&"x".repeat(65), [&*"x".repeat(64)]), None, "what is very long is not searched for");
    }

    #[test]
    fn people_are_told_of_the_nearest_or_of_what_there_is() {
        assert_eq!(did_you_mean("gaol", &["goal", "task"]).as_deref(), Some("did you mean `goal`?"));
        assert_eq!(did_you_mean("other", &["goal", "task"]).as_deref(), Some("there is `goal`, `task`"));
        assert_eq!(did_you_mean("other", &[]), None);
        let many = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"];
        assert_eq!(did_you_mean("other", &many).as_deref(), Some("there is `a1`, `a2`, `a3`, `a4`, `a5`, `a6` and 3 more"));
    }
}
