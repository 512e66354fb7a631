//! `V08xx`: outputs, backends and plugins. They concern files outside the language, so their pages have no samples.

codes! {
    /// no such backend
    ///
    /// No built-in backend and no plugin in the plugin folders has this name.
    ///
    /// `verbond list --backends` shows what there is; `--plugin-dir` adds a folder.
    V0801 NO_SUCH_BACKEND Error;

    /// a plugin description that cannot be used
    ///
    /// The `plugin.toml` of a plugin cannot be read, lacks something, or names a library outside its folder.
    ///
    /// The message says what is wrong with it.
    V0802 UNUSABLE_PLUGIN_DESCRIPTION Error;

    /// a library that cannot be loaded
    ///
    /// The library of a plugin is missing, is not a regular file or not a library, is made for another machine, or does
    /// not export `verbond_backend_v1`.
    ///
    /// Build the plugin for this machine, or ask its author.
    V0803 UNLOADABLE_LIBRARY Error;

    /// a plugin of another ABI
    ///
    /// The plugin was built for another version of the plugin boundary, or its table of functions is incomplete.
    ///
    /// Install a version of the plugin that fits this program.
    V0804 OTHER_ABI Error;

    /// a backend failed
    ///
    /// The backend reported an error. Nothing of its output was kept; the other outputs of the run are whole.
    ///
    /// The message gives the step and the words of the backend.
    V0805 BACKEND_FAILED Error;

    /// an option that the backend does not take
    ///
    /// Options are declared by the backend, each with a type.
    ///
    /// The message names the options there are.
    V0806 UNKNOWN_BACKEND_OPTION Error;

    /// a plugin that is not trusted
    ///
    /// Loading a plugin is running its code, so it is loaded only after `verbond plugin trust NAME` has pinned its
    /// library.
    ///
    /// If you know where it comes from, run the command that the message names.
    V0807 UNTRUSTED_PLUGIN Error;

    /// a plugin that has changed
    ///
    /// The library of the plugin is not the one that was trusted: it was updated, or tampered with. Both fingerprints
    /// are shown. Or its `plugin.toml` asks for more than it was trusted with: the network, changing what is there
    /// already, or a variable of the environment.
    ///
    /// If you updated it yourself, trust it again; else ask where the change comes from.
    V0808 PLUGIN_CHANGED Error;

    /// a place that others can change
    ///
    /// The library of a plugin, its description, or the file that pins trusted plugins can be written by its group or
    /// by everybody, or belongs to somebody else than you and the administrator; or so does a folder above it, or a
    /// link on the way. Trust in it would mean nothing.
    ///
    /// Take the right to write away from others, as the message says, or copy the plugin to a folder of your own.
    V0809 UNSAFE_PLACE Error;

    /// a backend that crashed
    ///
    /// The process of a plugin ended in the middle of its work. The other outputs of the run are whole; its own file
    /// was removed. Where it ran out of memory, `--plugin-memory` gives it more.
    ///
    /// Tell the author of the plugin, with the words of the message.
    V0810 BACKEND_CRASHED Error;

    /// a backend that does not come back
    ///
    /// A call to a plugin gave no sign of life for longer than it may (`--plugin-timeout`), and its process was ended.
    /// The other outputs of the run are whole.
    ///
    /// If it is slow but honest, give it more time: `--plugin-timeout 600`.
    V0811 BACKEND_HUNG Error;

    /// a signature that cannot be used
    ///
    /// A plugin was to be trusted by a minisign key, but the key is none, or the signature beside its library
    /// (`LIBRARY.minisig`) is missing or is not one of this key on this library.
    ///
    /// Ask the author for the key and the signature, or trust the library as it is: `verbond plugin trust NAME`.
    V0812 UNUSABLE_SIGNATURE Error;

    /// a column that the output cannot hold
    ///
    /// The results have a column whose values have a type, or are dates, that this form has no way to write. Nothing of
    /// the output was kept: blanks in their place would look like missing values.
    ///
    /// Leave the column out with `--columns`, or write a form that holds it, such as Parquet.
    V0813 COLUMN_THAT_CANNOT_BE_HELD Error;

    /// a text that a spreadsheet would calculate
    ///
    /// A cell of the CSV begins with `=`, `@`, a tab or a carriage return, or with `+` or `-` where no number follows.
    /// Excel and LibreOffice take such a text for a formula when they open the file, and a formula can read other files
    /// or call other programs. The message names the column, the first row and how many there are; what was written is
    /// what was given.
    ///
    /// Where the file is for a spreadsheet, `--to csv=FILE,guard` writes an apostrophe before such texts, or
    /// `--to xlsx=FILE` writes texts as texts.
    V0814 FORMULA_FOR_SPREADSHEETS Warning;

    /// a file that exists
    ///
    /// A command was to write a file, and there is one of that name already. It was not touched.
    ///
    /// Give another path; or say `--force`, and it is replaced. Runs that are repeated say it once, with
    /// `replace = true` under their `[[output]]` in `verbond.toml`.
    V0815 FILE_EXISTS Error;

    /// a file that is never written over
    ///
    /// A command was to write over a file that it reads, or has just written, or over a store or a journal of one:
    /// through whatever links, and also with `--force`. Nothing was written there.
    ///
    /// Give each output a path of its own.
    V0816 NEVER_WRITTEN_OVER Error;

    /// a plugin that writes to a place without saying so
    ///
    /// The library changes what is there already, as a database, and not only a file of its own. That is a right of its
    /// own, which the `plugin.toml` has to ask for and which is trusted with it.
    ///
    /// The author of the plugin adds `place = true` to its `plugin.toml`.
    V0817 PLACE_NOT_DECLARED Error;

    /// a place that cannot be lent
    ///
    /// A file that a plugin changes is moved into a folder of its own while it works, `.NAME.verbond-lent` beside it,
    /// and back at the end. What was given is not a file, something else stands where that folder would be, or a file
    /// that an interrupted run left there cannot go back, since there is another in its place now.
    ///
    /// Give a file, or the name of one to be made; move away what the message says is in the way.
    V0818 PLACE_CANNOT_BE_LENT Error;

    /// a place that another run has
    ///
    /// Another run of Verbond writes to the same file, and did not end within half a minute.
    ///
    /// Wait until it has ended.
    V0819 PLACE_IN_USE Error;

    /// colours of a site that cannot be read
    ///
    /// `brand` and `on-brand` under `[site]` in `verbond.toml` colour the top of each page and the words on it. One of
    /// them is no colour, `on-brand` stands alone, or the contrast of the two is less than 4.5 to 1, which WCAG 2.2 asks
    /// for so that people with weak eyes can read the words.
    ///
    /// ```toml
    /// [site]
    /// brand    = "#12385c"
    /// on-brand = "#ffffff"
    /// ```
    ///
    /// Choose two colours that are further apart, or leave `on-brand` out: then it is white or black, whichever can be
    /// read.
    V0821 UNREADABLE_COLOURS Error;
}
