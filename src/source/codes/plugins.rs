//! `V08xx`: backends and plugins. They concern files outside the language, so their pages have no samples.

codes! {
    /// no such backend
    ///
    /// No built-in backend and no plugin in the plugin folders has this name.
    ///
    /// `verbond list --backends` shows what there is; `--plugin-dir` adds a folder.
    V0801;

    /// a plugin description that cannot be used
    ///
    /// The `plugin.toml` of a plugin cannot be read, lacks something, or names a library outside its folder.
    ///
    /// The complaint says what is wrong with it.
    V0802;

    /// a library that cannot be loaded
    ///
    /// The library of a plugin is missing, is not a library, is made for another machine, or does not export `verbond_backend_v1`.
    ///
    /// Build the plugin for this machine, or ask its author.
    V0803;

    /// a plugin of another ABI
    ///
    /// The plugin was built for another version of the plugin boundary, or its table of functions is incomplete.
    ///
    /// Install a version of the plugin that fits this program.
    V0804;

    /// a backend failed
    ///
    /// The backend reported an error. Nothing of this run was written.
    ///
    /// The complaint gives the step and the words of the backend.
    V0805;

    /// an option that the backend does not take
    ///
    /// Options are declared by the backend, each with a type.
    ///
    /// The complaint names the options there are.
    V0806;
}
