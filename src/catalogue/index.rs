use std::collections::{BTreeSet, HashMap};

use super::error::CatalogueError;
use super::head::Head;
use super::library::Layer;
use super::location::Location;
use crate::instrument::Version;

/// A file of which only the head was read.
#[derive(Debug)]
pub(super) struct Indexed {
    pub location: Location,
    pub layer: Layer,
    /// Nothing where only a parse can tell what the file is.
    pub head: Option<Head>,
}

/// What there is, by the heads of files.
#[derive(Debug)]
pub struct Index {
    files: Vec<Indexed>,
}

impl Index {
    /// Leaves out what other files take the place of. A file takes the place of one that says the same of itself and
    /// comes later. A version of an instrument that somebody keeps takes the place of one that came with a program, and
    /// of all that belongs to that.
    pub(super) fn of_visible(mut files: Vec<Indexed>) -> Self {
        let mut first: HashMap<Head, Layer> = HashMap::new();
        for file in &files {
            if let Some(head) = &file.head {
                first.entry(head.clone()).and_modify(|layer| *layer = file.layer.min(*layer)).or_insert(file.layer);
            }
        }
        files.retain(|file| file.head.as_ref().is_none_or(|head| first.get(head) == Some(&file.layer)));
        let mut versions: HashMap<String, Vec<(Version, Layer)>> = HashMap::new();
        for file in &files {
            if let Some(head @ Head::Instrument { id, .. }) = &file.head
                && let Some(version) = head.instrument_version()
            {
                versions.entry(id.clone()).or_default().push((version, file.layer));
            }
        }
        files.retain(|file| {
            let belongs = file.head.as_ref().filter(|head| file.layer.is_shipped() && !head.is_whole());
            let Some((head, version)) = belongs.and_then(|head| Some((head, head.instrument_version()?))) else { return true };
            let of_id = versions.get(head.instrument()).into_iter().flatten();
            let layers: Vec<Layer> = of_id.filter(|(full, _)| version.holds(full)).map(|(_, layer)| *layer).collect();
            layers.is_empty() || layers.iter().any(|layer| *layer >= file.layer)
        });
        Self { files }
    }

    /// The files of an instrument: it in its versions, and what belongs to it. A file without a head that can be read
    /// counts where it names the id.
    ///
    /// # Errors
    /// Where such a file cannot be read.
    pub fn of(&self, id: &str) -> Result<Vec<Location>, CatalogueError> {
        let mut found = Vec::new();
        for file in &self.files {
            let is_of = match &file.head {
                Some(head) => head.instrument() == id,
                None => file.location.mentions(id).map_err(|error| CatalogueError::unreadable(&file.location, error))?,
            };
            if is_of {
                found.push(file.location.clone());
            }
        }
        Ok(found)
    }

    /// The instruments and schedules of some ids, in all versions, and what is no more than perhaps one of them.
    ///
    /// # Errors
    /// As of [`Index::of`].
    pub(super) fn instruments_of(&self, ids: &BTreeSet<String>) -> Result<Vec<Location>, CatalogueError> {
        let mut found = Vec::new();
        for file in &self.files {
            let is_one = match &file.head {
                Some(head) => head.is_whole() && ids.contains(head.instrument()),
                None => {
                    let is_instrument =
                        file.location.path().is_none_or(|path| path.extension().is_some_and(|ending| ending == "instrument"));
                    let mentions = |id: &String| file.location.mentions(id);
                    let named = ids.iter().map(mentions).collect::<Result<Vec<bool>, _>>();
                    let named = named.map_err(|error| CatalogueError::unreadable(&file.location, error))?;
                    is_instrument && named.contains(&true)
                }
            };
            if is_one {
                found.push(file.location.clone());
            }
        }
        Ok(found)
    }

    /// The file of a version of an instrument or a schedule, and those of what belongs to it.
    pub fn with_all_that_belongs(&self, id: &str, version: &Version) -> Vec<Location> {
        let is_of = |head: &Head| {
            let is_of_version = head.instrument_version().is_some_and(|of| of.holds(version));
            head.instrument() == id && is_of_version
        };
        let of = self.files.iter().filter(|file| file.head.as_ref().is_some_and(is_of));
        of.map(|file| file.location.clone()).collect()
    }

    /// The files of an instrument: of all versions, or of those that a version holds and what belongs to one of them.
    ///
    /// # Errors
    /// As of [`Index::of`].
    pub(super) fn of_version(&self, id: &str, wanted: Option<&Version>) -> Result<Vec<Location>, CatalogueError> {
        let Some(wanted) = wanted else { return self.of(id) };
        let of_id = || self.files.iter().filter(|file| file.head.as_ref().is_some_and(|head| head.instrument() == id));
        let version_of = |file: &Indexed| file.head.as_ref().and_then(Head::instrument_version);
        let is_whole = |file: &&Indexed| file.head.as_ref().is_some_and(Head::is_whole);
        let full: Vec<Version> = of_id().filter(is_whole).filter_map(version_of).filter(|full| wanted.holds(full)).collect();
        let is_of = |file: &&Indexed| version_of(file).is_some_and(|version| full.iter().any(|full| version.holds(full)));
        Ok(of_id().filter(is_of).map(|file| file.location.clone()).collect())
    }

    /// The versions of an instrument or a schedule, as `wai-sr@1.0.0`, in order.
    pub fn versions(&self, id: &str) -> Vec<String> {
        let heads =
            self.files.iter().filter_map(|file| file.head.as_ref()).filter(|head| head.is_whole() && head.instrument() == id);
        let versions: BTreeSet<Version> = heads.filter_map(Head::instrument_version).collect();
        versions.into_iter().map(|version| format!("{id}@{version}")).collect()
    }

    /// All files.
    pub(super) fn all(&self) -> Vec<Location> {
        self.files.iter().map(|file| file.location.clone()).collect()
    }

    /// The ids of schedules, in order.
    pub fn schedule_ids(&self) -> BTreeSet<&str> {
        self.files.iter().filter_map(|file| file.head.as_ref()).filter(|head| head.is_schedule()).map(Head::instrument).collect()
    }

    /// The ids of instruments, in order.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.files
            .iter()
            .filter_map(|file| file.head.as_ref())
            .filter(|head| head.is_instrument())
            .map(Head::instrument)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn file(layer: Layer, name: &str, head: &str) -> Indexed {
        let super::super::head::Beginning::Head(head) = Head::find(format!("{head} {{").as_bytes()) else { panic!("{head}") };
        Indexed { location: Location::File(PathBuf::from(name)), layer, head: Some(head) }
    }

    fn visible(files: Vec<Indexed>) -> Vec<String> {
        Index::of_visible(files).all().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_own_version_takes_the_place_of_the_shipped_one_and_of_all_that_belongs_to_it() {
        let shipped = || {
            vec![
                file(Layer::BuiltIn, "1.0", "instrument a 1.0.0"),
                file(Layer::BuiltIn, "2.0", "instrument a 2.0.0"),
                file(Layer::BuiltIn, "1.nl", "translation nl of a 1.0"),
                file(Layer::BuiltIn, "2.nl", "translation nl of a 2.0"),
                file(Layer::BuiltIn, "2.norms", "norms n 1.0 of a 2.0"),
                file(Layer::BuiltIn, "any.nl", "translation de of a 2"),
            ]
        };
        let with = |own: Vec<Indexed>| visible(own.into_iter().chain(shipped()).collect());
        assert_eq!(with(vec![]).len(), 6);
        let own = with(vec![file(Layer::Site, "own", "instrument a 2.0.0")]);
        assert_eq!(own, ["own", "1.0", "1.nl"], "what belongs to both stays");
        let later = with(vec![file(Layer::User, "own", "instrument a 2.1.0")]);
        assert_eq!(later, ["own", "1.0", "2.0", "1.nl", "2.nl", "2.norms", "any.nl"], "a later version hides nothing");
        let words = with(vec![file(Layer::User, "own.nl", "translation nl of a 2.0")]);
        assert_eq!(words, ["own.nl", "1.0", "2.0", "1.nl", "2.norms", "any.nl"], "words of one's own for a shipped instrument");
    }

    #[test]
    fn what_the_user_keeps_stays_beside_what_the_site_keeps() {
        let files = vec![
            file(Layer::Site, "site", "instrument a 1.0.0"),
            file(Layer::Site, "site again", "instrument a 1.0.0"),
            file(Layer::User, "user", "instrument a 1.0.0"),
            file(Layer::User, "user.nl", "translation nl of a 1.0"),
        ];
        assert_eq!(visible(files), ["site", "site again", "user.nl"], "two of one layer are judged, not chosen from");
    }
}
