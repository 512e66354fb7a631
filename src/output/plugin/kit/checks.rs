use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use verbond_backend::sample::{Filling, Sample};
use verbond_backend::session::Opening;
use verbond_backend::{Alive, Error, LABEL, Measure, ROLE, Role, Takes, Writes};

use super::{Check, Outcome, Trial, Trouble, comparing, leaks};

macro_rules! checks {
    ($( $name:literal: $about:literal => $run:expr; )*) => {
        /// All checks, in order.
        pub const ALL: &[Check] = &[$( Check { name: $name, about: $about, run: $run }, )*];
    };
}

checks! {
    "describes-itself": "It says the same of itself each time it is asked." => describes_itself;
    "version-agrees": "Its version is the one in its `plugin.toml`." => version_agrees;
    "place-is-said": "Where it changes what is there already, its `plugin.toml` says so." => place_is_said;
    "names-itself-plainly": "Its name and the ending of its files are plain words." => names_itself_plainly;
    "options-are-described": "Each option has a name of its own, a sentence, and a default of its type." => options_are_described;
    "ordinary-rows": "It takes rows with columns of every type, and missing values." => |trial| trial.write(&trial.sample(10, Filling::Ordinary)?);
    "no-batch": "It finishes when there was nothing to write." => |trial| trial.write(&trial.seen(Sample::batched(&[], Filling::Ordinary))?);
    "empty-batch": "It takes a batch without rows." => |trial| trial.write(&trial.sample(0, Filling::Ordinary)?);
    "one-row": "It takes a single row." => |trial| trial.write(&trial.sample(1, Filling::Complete)?);
    "nothing-missing": "It takes columns without a missing value, which have no validity buffer." => |trial| trial.write(&trial.sample(10, Filling::Complete)?);
    "all-missing": "It takes columns in which all is missing that can be." => |trial| trial.write(&trial.sample(10, Filling::Missing)?);
    "awkward-texts": "It takes texts in many scripts and directions, with quotes, line ends and signs of formats." => |trial| trial.write(&trial.sample(24, Filling::AwkwardTexts)?);
    "long-texts": "It takes texts of a million characters, or says why not." => |trial| works_or_says_why(trial, &trial.sample(3, Filling::LongTexts)?);
    "extreme-numbers": "It takes the numbers at the edges of a double, and dates from the year 1 to 9999, or says why not." => |trial| works_or_says_why(trial, &trial.sample(16, Filling::ExtremeNumbers)?);
    "many-batches": "It takes two hundred small batches." => |trial| trial.write(&trial.seen(Sample::batched(&[7; 200], Filling::Ordinary))?);
    "uneven-batches": "It takes batches of very different sizes." => |trial| trial.write(&trial.seen(Sample::batched(&[1, 2000, 3, 0, 500], Filling::Ordinary))?);
    "offset-of-column": "Columns that begin inside their buffers come out as the same rows in buffers of their own." => comparing::offset_of_column;
    "offset-of-batch": "A batch that begins inside its columns comes out as the same rows in columns of their own." => comparing::offset_of_batch;
    "missing-is-missing": "What lies where a value is missing does not come out." => comparing::missing_is_missing;
    "releases-batches": "It takes each batch over and releases it, at the latest when the session ends." => leaks::releases_batches;
    "gives-memory-back": "A session that has ended keeps no memory, finished or abandoned." => leaks::gives_memory_back;
    "million-rows": "It takes a million rows." => |trial| trial.write(&trial.seen(Sample::batched(&[50_000; 20], Filling::Ordinary))?);
    "many-columns": "It takes three hundred more columns." => many_columns;
    "awkward-column-names": "It takes columns with names that are no words, or says why not." => awkward_column_names;
    "abandoned-at-once": "It bears being abandoned before the first batch." => |trial| abandoned_after(trial, 0);
    "abandoned-half-way": "It bears being abandoned after a batch." => |trial| abandoned_after(trial, 1);
    "session-after-session": "It can be opened again after it was finished, and after it was abandoned." => session_after_session;
    "sessions-side-by-side": "Two sessions can be open at the same time." => sessions_side_by_side;
    "threads": "A session can be used by one thread after another." => threads;
    "option-missing": "Without its options it works or says what it lacks." => |trial| bears_options(trial, "{}");
    "option-unknown": "An option that it does not know is ignored or refused, in words." => |trial| bears_options(trial, r#"{"no-such-option": "x"}"#);
    "option-of-wrong-type": "Options of another type than it declared are refused or ignored, in words." => option_of_wrong_type;
    "options-broken": "Options that are no JSON are refused or ignored, in words." => |trial| bears_options(trial, "{\"a\": ");
    "measure-of-later-day": "A measure with fields that it does not know is no matter." => |trial| bears_measure(trial, |json| format!("{{\"of_a_later_day\": [1, {{}}], {}", &json[1..]));
    "measure-bare": "A measure of which only id and version are known is no matter." => |trial| bears_measure(trial, |_| r#"{"id": "bare", "version": "1.0.0"}"#.to_owned());
    "nobody-listens": "It works for a program that does not listen to signs of life." => nobody_listens;
    "awkward-path": "It writes to a path with blanks and letters of many scripts." => awkward_path;
    "place-not-there": "Where it cannot write it says so, in words." => place_not_there;
    "writes-something": "What it writes is not empty." => writes_something;
    "writes-nothing-else": "It writes its file and nothing beside it." => writes_nothing_else;
    "prints-nothing": "It prints nothing to the standard output." => prints_nothing;
}

fn failed<T>(why: impl Into<String>) -> Result<T, Trouble> {
    Err(Trouble::Failed(why.into()))
}

/// An error is an answer too, if it has words.
fn in_words(outcome: Result<(), Error>) -> Outcome {
    match outcome {
        Err(error) if error.message.trim().is_empty() || error.message.contains("and no words") => {
            failed(format!("it refused with the number {} and no words", error.code))
        }
        Err(error) if error.message.contains('\u{FFFD}') => failed("the words of its error are not UTF-8"),
        _ => Ok(()),
    }
}

fn describes_itself(trial: &Trial) -> Outcome {
    match trial.functions.describe() {
        Ok(again) if again == trial.description => Ok(()),
        Ok(_) => failed("the second time it said something else"),
        Err(fault) => failed(fault.to_string()),
    }
}

fn version_agrees(trial: &Trial) -> Outcome {
    let Some(version) = &trial.manifest_version else {
        return Err(Trouble::Skipped("there is no plugin.toml beside the library".to_owned()));
    };
    if *version == trial.description.version {
        return Ok(());
    }
    failed(format!("it says {}, its plugin.toml {version}", trial.description.version))
}

fn place_is_said(trial: &Trial) -> Outcome {
    match (trial.description.writes, trial.says_place) {
        (Writes::File, _) => Ok(()),
        (Writes::Place, Some(true)) => Ok(()),
        (Writes::Place, Some(false)) => failed("it writes to a place, and its plugin.toml lacks `place = true`"),
        (Writes::Place, None) => Err(Trouble::Skipped("there is no plugin.toml beside the library".to_owned())),
    }
}

fn names_itself_plainly(trial: &Trial) -> Outcome {
    let is_plain =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_plain(&trial.description.name) {
        return failed(format!("its name `{}` has other signs than a-z, 0-9 and -", trial.description.name));
    }
    match &trial.description.extension {
        Some(ending) if !ending.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') || ending.starts_with('.') => {
            failed(format!("the ending `{ending}` is no plain word without a dot before it"))
        }
        _ => Ok(()),
    }
}

fn options_are_described(trial: &Trial) -> Outcome {
    let mut names = BTreeSet::new();
    for option in &trial.description.options {
        if option.name.is_empty() || !names.insert(&option.name) {
            return failed(format!("two options are called `{}`, or one has no name", option.name));
        }
        if option.about.trim().is_empty() {
            return failed(format!("nothing is said of the option `{}`", option.name));
        }
        if let Some(Err(fault)) = option.default.as_ref().map(|default| option.value(default)) {
            return failed(format!("its own default does not fit: {fault}"));
        }
    }
    if names.is_empty() { Err(Trouble::Skipped("it has no options".to_owned())) } else { Ok(()) }
}

fn works_or_says_why(trial: &Trial, sample: &Sample) -> Outcome {
    let write = || -> Result<(), Error> {
        let mut session = trial.open(sample, &trial.options, &trial.path("written"))?;
        sample.batches.iter().try_for_each(|batch| session.write(batch))?;
        session.finish()
    };
    in_words(write())
}

fn awkward_path(trial: &Trial) -> Outcome {
    trial.needs_file()?;
    trial.write_to(&trial.sample(3, Filling::Ordinary)?, &trial.path("über ölçüt ملف 測"))
}

/// The sample with more columns that were carried along.
fn with_columns(sample: Sample, names: &[String]) -> Result<Sample, Trouble> {
    let more = |name: &String| {
        let metadata = HashMap::from([(LABEL.to_owned(), name.clone()), (ROLE.to_owned(), Role::Kept.word().to_owned())]);
        Arc::new(Field::new(name, DataType::Utf8, true).with_metadata(metadata))
    };
    let fields: Vec<_> = sample.schema.fields().iter().cloned().chain(names.iter().map(more)).collect();
    let schema = Arc::new(Schema::new_with_metadata(fields, sample.schema.metadata().clone()));
    let widen = |batch: &RecordBatch| {
        let text = |at: usize| Arc::new(StringArray::from(vec![Some(at.to_string()); batch.num_rows()])) as ArrayRef;
        let columns = batch.columns().iter().cloned().chain((0..names.len()).map(text)).collect();
        RecordBatch::try_new(Arc::clone(&schema), columns)
    };
    let batches = sample.batches.iter().map(widen).collect::<Result<_, _>>().map_err(Error::from)?;
    Ok(Sample { measure: sample.measure, schema, batches })
}

fn many_columns(trial: &Trial) -> Outcome {
    let names: Vec<String> = (1..=300).map(|number| format!("more{number}")).collect();
    trial.write(&with_columns(trial.sample(5, Filling::Ordinary)?, &names)?)
}

fn awkward_column_names(trial: &Trial) -> Outcome {
    let names = ["a b", "ä,\"ö\"", "1st", "naam \u{200B}", "لغة", "select", &"long".repeat(100), "trust_2"].map(str::to_owned);
    works_or_says_why(trial, &with_columns(trial.sample(5, Filling::Ordinary)?, &names)?)
}

fn abandoned_after(trial: &Trial, batches: usize) -> Outcome {
    let sample = trial.sample(10, Filling::Ordinary)?;
    let mut session = trial.open(&sample, &trial.options, &trial.path("written"))?;
    sample.batches.iter().take(batches).try_for_each(|batch| session.write(batch))?;
    drop(session);
    Ok(())
}

fn session_after_session(trial: &Trial) -> Outcome {
    let sample = trial.sample(10, Filling::Ordinary)?;
    trial.write_to(&sample, &trial.path("first"))?;
    trial.write_to(&sample, &trial.path("second"))?;
    abandoned_after(trial, 1)?;
    trial.write_to(&sample, &trial.path("third"))
}

fn sessions_side_by_side(trial: &Trial) -> Outcome {
    // Two sessions at one address would wait for each other.
    trial.needs_file()?;
    let sample = trial.sample(10, Filling::Ordinary)?;
    let paths = [trial.path("first"), trial.path("second")];
    let mut first = trial.open(&sample, &trial.options, &paths[0])?;
    let mut second = trial.open(&sample, &trial.options, &paths[1])?;
    for batch in &sample.batches {
        first.write(batch)?;
        second.write(batch)?;
    }
    first.finish()?;
    second.finish()?;
    paths.iter().try_for_each(|path| trial.left_at(path))
}

fn threads(trial: &Trial) -> Outcome {
    let sample = trial.sample(10, Filling::Ordinary)?;
    let path = trial.path("written");
    let mut session = trial.open(&sample, &trial.options, &path)?;
    let batches = sample.batches.clone();
    let written = std::thread::spawn(move || batches.iter().try_for_each(|batch| session.write(batch)).map(|()| session)).join();
    let session = written.unwrap_or_else(|_| Err(Error::new("the thread failed")))?;
    std::thread::spawn(move || session.finish()).join().unwrap_or_else(|_| Err(Error::new("the thread failed")))?;
    trial.left_at(&path)
}

fn bears_options(trial: &Trial, options: &str) -> Outcome {
    let sample = trial.sample(3, Filling::Ordinary)?;
    let write = || -> Result<(), Error> {
        let mut session = trial.open(&sample, options, &trial.path("written"))?;
        sample.batches.iter().try_for_each(|batch| session.write(batch))?;
        session.finish()
    };
    in_words(write())
}

fn option_of_wrong_type(trial: &Trial) -> Outcome {
    if trial.description.options.is_empty() {
        return Err(Trouble::Skipped("it has no options".to_owned()));
    }
    for wrong in ["[1, 2]", "{}", "null", "-1e300", "\"\\u0000\\ud83d\\ude00\""] {
        let pairs: Vec<String> =
            trial.description.options.iter().map(|option| format!("{}: {wrong}", serde_json::json!(option.name))).collect();
        bears_options(trial, &format!("{{{}}}", pairs.join(", ")))?;
    }
    Ok(())
}

fn bears_measure(trial: &Trial, change: fn(&str) -> String) -> Outcome {
    let sample = trial.sample(3, Filling::Ordinary)?;
    let json = serde_json::to_string::<Measure>(&sample.measure).map_err(Error::from)?;
    let path = trial.path("written");
    let measure = change(&json);
    let place = path.display().to_string();
    let opening =
        Opening { measure: &measure, options: &trial.options, path: &place, schema: &sample.schema, alive: Alive::default() };
    let mut session = trial.functions.open(opening)?;
    sample.batches.iter().try_for_each(|batch| session.write(batch))?;
    session.finish()?;
    trial.left_at(&path)
}

fn nobody_listens(trial: &Trial) -> Outcome {
    bears_measure(trial, str::to_owned)
}

fn place_not_there(trial: &Trial) -> Outcome {
    trial.needs_file()?;
    let sample = trial.sample(3, Filling::Ordinary)?;
    let path = trial.folder.join("no such folder").join("written");
    let write = || -> Result<(), Error> {
        let mut session = trial.open(&sample, &trial.options, &path)?;
        sample.batches.iter().try_for_each(|batch| session.write(batch))?;
        session.finish()
    };
    match write() {
        Ok(()) if !path.exists() => failed("it found nothing wrong with a folder that is not there"),
        outcome => in_words(outcome),
    }
}

fn writes_something(trial: &Trial) -> Outcome {
    trial.write(&trial.sample(10, Filling::Ordinary)?)?;
    let length = std::fs::metadata(trial.path("written")).map_or(0, |found| found.len());
    if length > 0 || trial.description.writes == Writes::Place || trial.description.takes == Takes::Instrument {
        return Ok(());
    }
    failed("its file is empty")
}

fn writes_nothing_else(trial: &Trial) -> Outcome {
    trial.needs_file()?;
    let inner = trial.folder.join("inner");
    std::fs::create_dir(&inner)?;
    let path = inner.join(trial.path("written").file_name().unwrap_or_default());
    trial.write_to(&trial.sample(10, Filling::Ordinary)?, &path)?;
    let others: Vec<String> = std::fs::read_dir(&inner)?
        .flatten()
        .filter(|entry| entry.path() != path)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    if others.is_empty() { Ok(()) } else { failed(format!("beside its file there is {}", others.join(", "))) }
}

#[cfg(unix)]
fn prints_nothing(trial: &Trial) -> Outcome {
    let said = trial.folder.join("said");
    let file = std::fs::File::create(&said)?;
    rustix::stdio::dup2_stdout(&file).map_err(std::io::Error::from)?;
    trial.write(&trial.sample(10, Filling::Ordinary)?)?;
    // What the library holds back would come out when its process ends.
    let length = std::fs::metadata(&said)?.len();
    if length == 0 { Ok(()) } else { failed(format!("it printed {length} bytes")) }
}

#[cfg(not(unix))]
fn prints_nothing(_: &Trial) -> Outcome {
    Err(Trouble::Skipped("this system cannot tell".to_owned()))
}
