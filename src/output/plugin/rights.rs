/// What a plugin asks for beyond writing a file of its own. Each has to be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// To open connections.
    pub network: bool,
    /// To change something that is there already, as a database.
    pub place: bool,
    /// To see these variables of the user's environment.
    pub environment: Vec<String>,
}

impl Rights {
    /// What is asked for here and was not trusted, in words; nothing where all of it was.
    pub fn beyond(&self, trusted: &Self) -> Option<String> {
        let mut words = Vec::new();
        if self.network && !trusted.network {
            words.push("the network".to_owned());
        }
        if self.place && !trusted.place {
            words.push("changing what is there already".to_owned());
        }
        let variables = self.environment.iter().filter(|name| !trusted.environment.contains(name));
        words.extend(variables.map(|name| format!("the variable `{name}`")));
        (!words.is_empty()).then(|| words.join(" and "))
    }
}

/// Whether this can be the name of a variable.
pub fn is_variable_name(name: &str) -> bool {
    name.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_')
        && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
}
