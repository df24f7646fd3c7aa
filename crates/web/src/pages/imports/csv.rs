//! Cells of a CSV file that somebody opens in a spreadsheet: quoted (RFC 4180), and never read as a formula.

/// One record, with its line end.
pub(super) fn record<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// What a spreadsheet would run gets a quote mark before it, which it shows as text (OWASP, CSV injection).
fn cell(text: &str) -> String {
    let runs = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]);
    let safe = if runs {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains([',', '"', '\r', '\n', '\'']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}
