/// A value that is put together of several columns: `{redcap_event_name}/{redcap_repeat_instance}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Column(String),
}

impl Template {
    /// Reads a template; nothing where no column in braces stands in it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (column, after) = after.split_once('}')?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Column(column.trim().to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        pieces.iter().any(|piece| matches!(piece, Piece::Column(_))).then_some(Self(pieces))
    }

    /// The same text in every row.
    pub(super) fn constant(text: &str) -> Self {
        Self(vec![Piece::Text(text.to_owned())])
    }

    /// The values of columns in their order, as the choices of a set stand in a cell.
    pub(super) fn listed(columns: Vec<String>) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for column in columns {
            if !pieces.is_empty() {
                pieces.push(Piece::Text(";".to_owned()));
            }
            pieces.push(Piece::Column(column));
        }
        Self(pieces)
    }

    /// The columns that it takes.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Column(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The value of a row; empty where it takes columns, and none of them holds anything.
    pub(super) fn filled<'c>(&self, cell: impl Fn(&str) -> &'c str) -> String {
        let mut columns = self.columns().peekable();
        if columns.peek().is_some() && columns.all(|name| cell(name).trim().is_empty()) {
            return String::new();
        }
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Column(name) => cell(name).trim().to_owned(),
        };
        self.0.iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn columns_are_put_together() {
        let cell = |name: &str| if name == "event" { "base" } else { "" };
        let filled = |text: &str| Template::parse(text).map(|template| template.filled(cell));
        assert_eq!(filled("{event}/{instance}").as_deref(), Some("base/"));
        assert_eq!(filled("week {instance}").as_deref(), Some(""), "of nothing nothing is made");
        assert_eq!(filled("{event"), None);
        assert_eq!(Template::constant("client").filled(cell), "client");
        assert_eq!(filled("event"), None);
    }
}
