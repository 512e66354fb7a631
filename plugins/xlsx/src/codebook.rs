use rust_xlsxwriter::{Format, RowNum, Workbook, Worksheet};
use verbond_backend::{Answers, Column, ColumnKind, Error, Measure, Role};

/// Adds the sheets that explain the first: what each column is, and where the measure comes from.
pub fn write(workbook: &mut Workbook, measure: &Measure, columns: &[Column]) -> Result<(), Error> {
    let wrapped = Format::new().set_text_wrap();
    let sheet = workbook.add_worksheet().set_name("Codebook")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, (head, width)) in (0..).zip([("column", 16), ("label", 40), ("what", 10), ("type", 10), ("values", 60), ("key", 60)])
    {
        sheet.set_column_width(at, width)?;
        sheet.write_with_format(0, at, head, &Format::new().set_bold())?;
    }
    for (row, column) in (1..).zip(columns) {
        let key = measure.score(&column.name).map_or("", |score| score.key.as_str());
        let cells = [&column.name, &label(measure, column), column.role.word(), kind(column), &values(measure, column), key];
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, at, shortened(cell), &wrapped)?;
        }
    }
    about(workbook.add_worksheet().set_name("About")?, measure)
}

fn about(sheet: &mut Worksheet, measure: &Measure) -> Result<(), Error> {
    let sources = measure.sources.iter().map(|source| ("source", source.citation.as_str()));
    let notes = measure.notes.iter().map(|note| ("note", note.as_str()));
    let head = [
        ("measure", measure.title.as_str()),
        ("id", &measure.id),
        ("version", &measure.version),
        ("status", &measure.status),
        ("licence", &measure.licence),
        ("language", &measure.language),
        ("sha256", &measure.sha256),
    ];
    sheet.set_column_width(0, 12)?;
    sheet.set_column_width(1, 100)?;
    for (row, (name, value)) in (0 as RowNum..).zip(head.into_iter().chain(sources).chain(notes)) {
        sheet.write_with_format(row, 0, name, &Format::new().set_bold())?;
        sheet.write_string(row, 1, shortened(value))?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    text.chars().take(32_000).collect()
}

/// What people call a column, in the language of the measure's texts.
fn label(measure: &Measure, column: &Column) -> String {
    let found = match column.role {
        Role::Score => measure.score(&column.name).map(|score| score.label.clone()),
        Role::Alert => measure.alerts.iter().find(|alert| alert.name == column.name).map(|alert| alert.label.clone()),
        Role::Item => measure.item(&column.name).map(|item| item.text().to_owned()),
        _ => None,
    };
    found.filter(|text| !text.is_empty()).unwrap_or_else(|| column.label.clone())
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Number => "number",
        ColumnKind::Count => "count",
        ColumnKind::Truth => "true or false",
        ColumnKind::Date => "date",
    }
}

/// What the values of a column can be, and mean.
fn values(measure: &Measure, column: &Column) -> String {
    match column.role {
        Role::Score => measure.score(&column.name).map_or(String::new(), |score| format!("{} to {}", score.min, score.max)),
        Role::Band if measure.categories.iter().any(|category| category.name == column.name) => {
            let words = measure.words_of(&column.name);
            words.iter().map(|(name, label)| format!("{name} = {label}")).collect::<Vec<_>>().join("; ")
        }
        Role::Band => measure.bands.iter().find(|bands| bands.name == column.name).map_or(String::new(), |bands| {
            let bound = |is_above: bool| if is_above { "above" } else { "from" };
            let parts = bands.bands.iter().map(|it| format!("{} = {}, {} {}", it.name, it.label, bound(it.above), it.from));
            parts.collect::<Vec<_>>().join("; ")
        }),
        Role::Item => measure.item(&column.name).map_or(String::new(), |item| match &item.answers {
            Answers::Points { points, .. } => {
                points.iter().map(|point| format!("{} = {}", point.value, point.label)).collect::<Vec<_>>().join("; ")
            }
            _ => item.range().map_or(String::new(), |(min, max)| format!("{min} to {max}")),
        }),
        Role::Case if column.name == "informant" => {
            let parts = measure.informants.iter().map(|informant| format!("{} = {}", informant.name, informant.label));
            parts.collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}
