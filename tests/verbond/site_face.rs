//! A site shows whose it is: its name, its logo and its colours, on every page.

use crate::program::{put, run};
use crate::serving::{Server, site};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><circle r=\"1\"/></svg>";

#[test]
fn every_page_shows_whose_it_is() {
    let (folder, store, measures) = site();
    put(&folder, "logo.svg", LOGO);
    let face = "[site]\nname = \"Reclassering & Co\"\nlogo = \"logo.svg\"\nbrand = \"#602060\"\n";
    let config = put(&folder, "verbond.toml", face);
    let server = Server::start_with(&store, &measures, &["--config", &config]);
    let officer = server.log_in();
    let code = server.open(&officer, "c-1", &[]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    let pages =
        [("/", ""), ("/office/login", ""), ("/nowhere", ""), ("/thanks", ""), ("/ask", &client), ("/office/cases", &officer)];
    for (path, cookie) in pages {
        let page = server.ask("GET", path, cookie, &[]).body;
        assert!(page.contains("<span>Reclassering &amp; Co</span>") && page.contains("src=\"/assets/logo?"), "{path}: {page}");
    }
    assert!(server.ask("GET", "/ask", &client, &[]).body.contains("Reclassering &amp; Co stelt u deze vragen."));
    let logo = server.ask("GET", "/assets/logo", "", &[]);
    assert!(logo.head.contains("content-type: image/svg+xml") && logo.body == LOGO, "{}{}", logo.head, logo.body);
    // Words on the colour are white, since nobody said otherwise and they can be read.
    let style = server.ask("GET", "/assets/style.css", "", &[]).body;
    assert!(style.contains("--brand: #602060; --on-brand: #ffffff;"), "{}", &style[..9000]);
    drop(server);
    // Without any of it the program stands for itself.
    let server = Server::start(&store, &measures);
    let page = server.ask("GET", "/", "", &[]);
    assert!(page.body.contains("<span>Verbond</span>") && !page.body.contains("/assets/logo"), "{}", page.body);
    assert_eq!(server.ask("GET", "/assets/logo", "", &[]).code, 404);
    // What is kept by browsers for long is another one once it changes.
    let (before, now) = (style.len(), server.ask("GET", "/assets/style.css", "", &[]).body.len());
    assert!(now < before, "the colours of the site are no longer in it");
}

#[test]
fn colours_that_cannot_be_read_are_refused() {
    let (folder, store, measures) = site();
    let serve = |face: &str| {
        let config = put(&folder, "verbond.toml", &format!("[site]\n{face}"));
        let (store, measures) = (store.display().to_string(), measures.display().to_string());
        run(&["serve", "--listen", "127.0.0.1:0", "--store", &store, "--instruments", &measures, "--config", &config])
    };
    for (face, why) in [
        ("brand = \"#808080\"\non-brand = \"#ffffff\"\n", "words in `#ffffff` on `#808080` have a contrast of 3.94 to 1"),
        ("brand = \"#777\"\non-brand = \"#fff\"\n", "a contrast of 4.47 to 1"),
        ("brand = \"navy\"\n", "`brand = \"navy\"` under `[site]` is no colour"),
        ("on-brand = \"#ffffff\"\n", "stands alone"),
    ] {
        let ran = serve(face);
        assert!(ran.code == 2 && ran.stderr.contains("V0821") && ran.stderr.contains(why), "{face}: {}", ran.stderr);
    }
    let ran = serve("logo = \"missing.png\"\n");
    assert!(ran.code == 2 && ran.stderr.contains("missing.png"), "{}", ran.stderr);
    put(&folder, "logo.txt", "words");
    let ran = serve("logo = \"logo.txt\"\n");
    assert!(ran.code == 2 && ran.stderr.contains("no picture that browsers show"), "{}", ran.stderr);
    put(&folder, "large.png", &"x".repeat(600 << 10));
    let ran = serve("logo = \"large.png\"\n");
    assert!(ran.code == 2 && ran.stderr.contains("too large for a logo: 600 KB"), "{}", ran.stderr);
}

/// Of pages for clients nothing comes from elsewhere, and no word is in a colour of its own.
#[test]
fn colours_stand_in_one_file() {
    let of_server =
        ["src/serve/style/ground.css", "src/serve/style/client.css", "src/serve/style/staff.css", "src/serve/style/given.css"];
    for path in of_server.into_iter().chain(["src/output/html/figures.css"]) {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let own = text.lines().filter(|line| !line.contains("box-shadow: 0 .5rem"));
        let hexadecimal = |line: &&str| {
            line.match_indices('#')
                .any(|(at, _)| line[at + 1..].starts_with(|c: char| c.is_ascii_hexdigit()) && line.contains(": #"))
        };
        let wrong: Vec<&str> = own.filter(hexadecimal).collect();
        assert!(wrong.is_empty(), "{path} has colours of its own: {wrong:?}");
        assert!(!text.contains("url("), "{path} fetches something");
    }
}
