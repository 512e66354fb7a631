use std::sync::OnceLock;

use verbond::Instrument;
use verbond::responses::is_guarded;
use verbond::source::SourceFile;

/// The measure that answers are read for. The fuzzer ends at each panic, also at one that is caught; of libraries whose
/// panics Verbond catches it does so no more.
pub fn measure(name: &str, text: &str) -> &'static Instrument {
    static INSTRUMENT: OnceLock<Instrument> = OnceLock::new();
    INSTRUMENT.get_or_init(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !is_guarded() {
                before(panic);
            }
        }));
        verbond::check_text(&SourceFile::new(name, text)).found.expect("it is sound")
    })
}
