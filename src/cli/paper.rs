use super::arguments::{Common, PrintCommand};
use super::config::Config;
use super::sheet_format::SheetFormat;
use super::{CliError, ExitStatus, ask, report, writing};
use crate::administer::Texts;
use crate::catalogue::{self, Catalogue};
use crate::instrument::{InformantIx, Instrument, Translation};
#[cfg(feature = "pdf")]
use crate::output::paper_pdf;
use crate::output::{PaperForm, Readers, paper_page};
use crate::source::printable;

/// Prints a questionnaire on paper.
pub fn run(command: &PrintCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let written = SheetFormat::of(command.output.as_deref())?;
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was printed");
        return Ok(ExitStatus::Findings);
    };
    let translations: Vec<&Translation> = found.translations().collect();
    let informant = ask::informant(instrument, command.informant.as_deref())?;
    let texts = ask::texts(instrument, &translations, command.language.as_deref())?;
    if let Err(lacking) = texts.suffice(instrument, informant) {
        return ask::refuse(&lacking);
    }
    if let Some((entry, diagnostic)) = found.undecided(&texts.from) {
        report::print(&entry.file, std::slice::from_ref(diagnostic), report::Channel::Stderr)?;
        anstream::eprintln!("nothing was printed: which of these translations counts is not said");
        return Ok(ExitStatus::Findings);
    }
    say_whose(&found, &texts);
    say_what_lacks(instrument, informant, &texts);
    let phrases = config.phrase_book()?.in_language(&texts.language);
    let letterhead = config.site.letterhead()?;
    // Whoever reads easy words reads one question at a time.
    let is_large = command.large || texts.language.is_easy();
    let shown: Vec<&Translation> =
        translations.iter().copied().filter(|translation| texts.from.contains(&translation.language)).collect();
    let (media, faults) = found.media_of(instrument, &shown);
    faults.iter().for_each(|fault| anstream::eprintln!("not printed: {}", printable(&fault.to_string())));
    let paper = command.paper.into();
    let form = PaperForm {
        instrument,
        informant,
        texts: &texts,
        media: &media,
        phrases: &phrases,
        is_large,
        letterhead: &letterhead,
        paper,
    };
    match (&command.output, written) {
        (Some(output), SheetFormat::Html) => {
            writing::write(output, paper_page(&form.sheets()), common.replace(), Readers::Usual)?;
            let size = command.paper;
            anstream::eprintln!(
                "wrote {}; print it from a browser ({size}, background graphics are not needed)",
                output.display()
            );
        }
        #[cfg(feature = "pdf")]
        (Some(output), SheetFormat::Pdf) => {
            writing::write(output, paper_pdf(&form)?, common.replace(), Readers::Usual)?;
            anstream::eprintln!("wrote {}; print it on {} at its own size", output.display(), command.paper);
        }
        (None, _) => report::put(paper_page(&form.sheets()).as_bytes())?,
    }
    Ok(ExitStatus::Fine)
}

/// Says which file the words come from, where there are several of a language.
fn say_whose(found: &Catalogue, texts: &Texts) {
    for language in &texts.from {
        if let Some((chosen, others)) = found.chosen(language).filter(|(_, others)| !others.is_empty()) {
            let others: Vec<String> = others.iter().map(|entry| entry.location.file_name()).collect();
            let status = chosen.translation().map_or("", |translation| translation.status.as_str());
            anstream::eprintln!(
                "the words in {language} are those of {} ({status}), which is further than {}",
                printable(&chosen.location.file_name()),
                printable(&others.join(", "))
            );
        }
    }
}

/// Texts that are listed by name.
const LISTED: usize = 5;

/// Says which texts the language lacks, and in which they stand there instead.
fn say_what_lacks(instrument: &Instrument, informant: InformantIx, texts: &Texts) {
    let lacking = texts.lacking(instrument, informant);
    if lacking.is_empty() {
        return;
    }
    let more = lacking.len().saturating_sub(LISTED);
    let listed = lacking[..lacking.len() - more].join(", ");
    let listed = if more == 0 { listed } else { format!("{listed} and {more} more") };
    let instead: Vec<String> = texts.from.iter().skip(1).map(ToString::to_string).collect();
    let count = report::plural(lacking.len() as u64, "text");
    let [has, is] = if lacking.len() == 1 { ["has", "is"] } else { ["have", "are"] };
    let instead = instead.join(" or ");
    anstream::eprintln!("{count} {has} no words in {} and {is} printed in {instead}: {}", texts.language, printable(&listed));
}
