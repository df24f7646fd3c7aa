//! Whether a spreadsheet would run a text instead of showing it (CSV injection, OWASP). Feeds flag such cells, formats
//! neutralise them; what either then does is not decided here.

/// Whether the text begins with `=`, `+`, `-` or `@` and is no plain number, telephone number or lone sign.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    let text = text.trim_start();
    match text.chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => !text.chars().skip(1).all(is_of_a_number),
        _ => false,
    }
}

fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '.' | ',')
}

#[cfg(test)]
mod tests;
