//! Rust source without its words: comments and the insides of literals are blanked, line for line, so that a rule can
//! look for code and not be fooled by prose. String literals are kept beside it. It is no parser: braces and words.

/// One file, read.
pub(crate) struct Source {
    /// The text with comments and literals' insides as spaces; newlines stand where they stood.
    pub(crate) code: String,
    /// Every string literal: the line it begins on (from 1) and what stands between its quotes, escapes as written.
    pub(crate) strings: Vec<(usize, String)>,
}

/// One function: its name, its first line (from 1), and how many lines it takes, signature and braces included.
#[derive(Debug, PartialEq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

impl Source {
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader {
            rest: text,
            line: 1,
            source: Source {
                code: String::with_capacity(text.len()),
                strings: Vec::new(),
            },
        };
        while !reader.rest.is_empty() {
            reader.step();
        }
        reader.source
    }

    /// The lines (from 1) on which `word` stands as a whole word, or as a whole path such as `Instant::now`.
    pub(crate) fn lines_with(&self, word: &str) -> Vec<usize> {
        let lines = self.code.lines().zip(1..);
        lines
            .filter(|(line, _)| has_word(line, word))
            .map(|(_, number)| number)
            .collect()
    }

    /// Every function that has a body.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let starts = self.code.match_indices("fn ");
        starts
            .filter(|(at, _)| !ends_in_word(self.code.get(..*at).unwrap_or_default()))
            .filter_map(|(at, _)| self.function_at(at))
            .collect()
    }

    fn function_at(&self, at: usize) -> Option<Function> {
        let after = self.code.get(at + "fn ".len()..)?;
        let name: String = after.chars().take_while(|c| is_word(*c)).collect();
        let length = body_end(after)?;
        let line = lines_in(self.code.get(..at)?) + 1;
        let lines = lines_in(after.get(..length)?) + 1;
        (!name.is_empty()).then_some(Function { name, line, lines })
    }
}

/// Where the body that follows a signature closes; nothing when the signature ends in a semicolon.
fn body_end(after: &str) -> Option<usize> {
    let (mut round, mut curly) = (0_i32, 0_i32);
    for (at, character) in after.char_indices() {
        match character {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && curly == 0 => return None,
            '{' => curly += 1,
            '}' if curly == 1 => return Some(at),
            '}' => curly -= 1,
            _ => {}
        }
    }
    None
}

/// Whether `word` stands in `text` with no letter, digit or underscore on either side.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + found.len()..).unwrap_or_default();
        !ends_in_word(before) && !after.starts_with(is_word)
    })
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(is_word)
}

pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn lines_in(text: &str) -> usize {
    text.matches('\n').count()
}

/// Walks the text from token to token.
struct Reader<'a> {
    rest: &'a str,
    line: usize,
    source: Source,
}

impl Reader<'_> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            let length = self.rest.find('\n').unwrap_or(self.rest.len());
            self.blank(length);
        } else if self.rest.starts_with("/*") {
            self.blank(block_comment(self.rest));
        } else if let Some((prefix, hashes)) = raw_string(self.rest, &self.source.code) {
            let close = format!("\"{}", "#".repeat(hashes));
            self.literal(prefix, |inside| inside.find(&close), hashes + 1);
        } else if self.rest.starts_with('"') {
            self.literal(1, closing_quote, 1);
        } else if let Some(length) = character_literal(self.rest) {
            self.blank(length);
        } else {
            let length = self.rest.chars().next().map_or(1, char::len_utf8);
            self.copy(length);
        }
    }

    /// A string literal: `open` bytes of opening, the inside up to where `end` says, `close` bytes of closing.
    fn literal(&mut self, open: usize, end: impl Fn(&str) -> Option<usize>, close: usize) {
        let line = self.line;
        self.copy(open);
        let length = end(self.rest).unwrap_or(self.rest.len());
        let inside = self.rest.get(..length).unwrap_or_default().to_string();
        self.source.strings.push((line, inside));
        self.blank(length);
        self.copy(close.min(self.rest.len()));
    }

    fn copy(&mut self, length: usize) {
        let (now, rest) = self.rest.split_at(length);
        self.line += lines_in(now);
        self.source.code.push_str(now);
        self.rest = rest;
    }

    fn blank(&mut self, length: usize) {
        let (now, rest) = self.rest.split_at(length);
        self.line += lines_in(now);
        let blanks = now.chars().map(|c| if c == '\n' { '\n' } else { ' ' });
        self.source.code.extend(blanks);
        self.rest = rest;
    }
}

/// The length of the (nesting) comment that `text` opens with.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// For `r"`, `r#"`, `br##"` and their like: the length of the opening, and the number of hashes.
fn raw_string(text: &str, before: &str) -> Option<(usize, usize)> {
    if ends_in_word(before) {
        return None;
    }
    let start = ["r", "br", "cr"].iter().find(|p| {
        text.strip_prefix(**p)
            .is_some_and(|r| r.starts_with(['"', '#']))
    })?;
    let after = text.strip_prefix(*start)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after
        .get(hashes..)?
        .starts_with('"')
        .then_some((start.len() + hashes + 1, hashes))
}

/// Where the quote stands that closes an ordinary string.
fn closing_quote(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.char_indices().find_map(|(at, character)| {
        let closes = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        closes.then_some(at)
    })
}

/// The length of the character literal that `text` opens with; nothing for a lifetime.
fn character_literal(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let first = escape.chars().next()?.len_utf8();
        let close = escape.get(first..)?.find('\'')?;
        return Some(2 + first + close + 1);
    }
    let first = inside.chars().next()?.len_utf8();
    inside.get(first..)?.starts_with('\'').then_some(first + 2)
}
