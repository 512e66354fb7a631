use super::arguments::{Common, PrintCommand};
use super::config::Config;
use super::{CliError, Ending, ask, catalogue, report, writing};
use crate::instrument::Translation;
use crate::output::{Readers, paper_page};

/// Prints a questionnaire on paper.
pub fn run(command: &PrintCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.instruments.folders)?;
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was printed");
        return Ok(Ending::Findings);
    };
    let translations: Vec<&Translation> = found.translations().collect();
    let informant = ask::informant(instrument, command.informant.as_deref())?;
    let texts = ask::texts(instrument, &translations, command.language.as_deref())?;
    if let Err(lacking) = texts.suffice(instrument, informant) {
        return ask::refuse(&lacking);
    }
    let page = paper_page(instrument, informant, &texts, &config.phrase_book()?.in_language(&texts.language));
    match &command.output {
        Some(output) => {
            writing::write(output, page, common.replace(), Readers::Usual)?;
            anstream::eprintln!("wrote {}; print it from a browser (A4, background graphics are not needed)", output.display());
        }
        None => report::put(page.as_bytes())?,
    }
    Ok(Ending::Fine)
}
