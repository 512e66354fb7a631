//! Browsers that speak with a server of a test, each with its own cookies.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use crate::program::run_with_input;
use crate::serving::{Answer, Server};

pub const PASSWORD: &str = "correct horse battery";

/// A browser: what it was given comes back, as far as a browser would take it.
pub struct Browser<'s> {
    pub server: &'s Server,
    /// Where it is, as what speaks TLS before the server says it.
    pub forwarded: Option<String>,
    pub cookies: Vec<(String, String)>,
}

impl<'s> Browser<'s> {
    pub fn new(server: &'s Server) -> Self {
        Self { server, forwarded: None, cookies: vec![] }
    }

    pub fn at(server: &'s Server, address: &str) -> Self {
        Self { forwarded: Some(address.to_owned()), ..Self::new(server) }
    }

    pub fn ask(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = format!("Cookie: {}\r\n", cookies.join("; "));
        if let Some(address) = &self.forwarded {
            headers = format!("{headers}X-Forwarded-For: {address}\r\n");
        }
        let answer = self.server.send_form(method, path, &headers, fields);
        for line in answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            self.cookies.retain(|(there, _)| there != name);
            if !line.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        // A code stands on a page of its own, to which the form leads.
        let is_given = method == "POST" && answer.to.starts_with("/office/code/");
        if is_given { self.ask("GET", &answer.to, &[]) } else { answer }
    }

    /// Opens the page of a form, and sends the form.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.ask("GET", path, &[]).field("form");
        self.ask("POST", path, &[&[("form", token.as_str())], fields].concat())
    }

    pub fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.send("/office/login", &[("name", name), ("password", password)])
    }

    pub fn names(&self) -> Vec<&str> {
        self.cookies.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// Does things at the same time.
pub fn at_once<T: Send>(works: Vec<impl FnOnce() -> T + Send>) -> Vec<T> {
    let barrier = Barrier::new(works.len());
    thread::scope(|scope| {
        let threads: Vec<_> = works
            .into_iter()
            .map(|work| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    work()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Gives somebody access on the command line.
pub fn staff(store: &Path, name: &str, more: &[&str]) {
    let store = store.display().to_string();
    let ran = run_with_input(&[&["store", "--store", &store, "staff", name], more].concat(), &format!("{PASSWORD}\n"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}
