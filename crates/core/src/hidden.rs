//! Characters that nobody can see, or that turn the direction of what stands beside them: kept as they are written, and said.

/// What stands for a NUL in a value of a feed: PostgreSQL's text refuses NUL, and nobody can see it. The raw record keeps it.
pub const SHOWN_NUL: char = '\u{2400}';

/// Whether a character cannot be seen, or turns the direction of what stands beside it: controls but tab and line ends,
/// zero-width characters, directional marks (UAX 9), tags. Letters of right-to-left scripts are letters.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        SHOWN_NUL | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether a text holds a hidden character.
pub fn hides_something(text: &str) -> bool {
    // Most values are plain ASCII, and asking a byte is quicker than asking a character.
    if text.is_ascii() {
        return text.bytes().any(|byte| is_hidden(char::from(byte)));
    }
    text.chars().any(is_hidden)
}
