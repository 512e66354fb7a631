use axum::http::{HeaderMap, header};

/// Letters of a secret in hexadecimal.
const SECRET: usize = 64;

/// A cookie of this server: it goes to this server only, and no script reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Cookie {
    /// The secret of a session.
    Session,
    /// The secret of the session of whoever answers. It stands beside that of staff, so that somebody who answers a
    /// questionnaire of their own stays logged in.
    Answering,
    /// The secret that ties forms which need no session to the browser that they were made for.
    Visitor,
    /// The language that was chosen.
    Language,
    /// That the device stands somewhere for whoever has a code.
    Kiosk,
    /// That letters are larger, where somebody chose that.
    Letters,
}

impl Cookie {
    /// Browsers take a name that begins with `__Host-` over TLS only, and from this very host: no other page can plant
    /// such a cookie.
    fn name(self, is_behind_tls: bool) -> &'static str {
        match (self, is_behind_tls) {
            (Self::Session, true) => "__Host-verbond",
            (Self::Session, false) => "verbond",
            (Self::Answering, true) => "__Host-verbond-answering",
            (Self::Answering, false) => "verbond-answering",
            (Self::Visitor, true) => "__Host-verbond-visitor",
            (Self::Visitor, false) => "verbond-visitor",
            (Self::Language, true) => "__Host-verbond-language",
            (Self::Language, false) => "verbond-language",
            (Self::Kiosk, true) => "__Host-verbond-kiosk",
            (Self::Kiosk, false) => "verbond-kiosk",
            (Self::Letters, true) => "__Host-verbond-letters",
            (Self::Letters, false) => "verbond-letters",
        }
    }

    /// Its value in a request.
    pub(in crate::serve) fn of(self, headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
        let name = self.name(is_behind_tls);
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(there, _)| *there == name).map(|(_, value)| value.to_owned())
    }

    /// The secret that it holds in a request.
    pub(in crate::serve) fn secret(self, headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
        self.of(headers, is_behind_tls)
            .filter(|value| value.len() == SECRET && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// What gives it to a browser for so many seconds, or takes it away (0).
    pub(in crate::serve) fn set(self, value: &str, seconds: u32, is_behind_tls: bool) -> String {
        let secure = if is_behind_tls { "; Secure" } else { "" };
        format!("{}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={seconds}{secure}", self.name(is_behind_tls))
    }
}
