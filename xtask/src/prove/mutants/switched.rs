//! A source file with all its changes in it, each behind a switch: at the head of a function stands its body once more for each change
//! of it, returned from where the change is the one that is asked for. Nothing of the file is taken out or moved.

use super::{Change, Place, Span};
use std::ops::RangeInclusive;

/// What a crate's root is given: whether the change of that number is asked for.
pub(super) const SWITCH: &str = "
/// Whether this change is asked for.
pub(crate) fn small_change(number: u32) -> bool {
    static ASKED: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let read = || std::env::var(\"TREFOIL_CHANGE\").ok().and_then(|told| told.parse().ok());
    *ASKED.get_or_init(|| read().unwrap_or(0)) == number
}
";

/// A file's new text, and the lines on which each change stands in it.
pub(super) struct Switched {
    pub(super) text: String,
    pub(super) lines: Vec<(u32, RangeInclusive<usize>)>,
}

/// Puts numbered changes into the text of their file. One that stands in no function that can be switched is left out.
pub(super) fn switched(text: &str, changes: &[(u32, &Change)]) -> Switched {
    let source = Source::new(text);
    let mut copies: Vec<(usize, u32, String)> = changes
        .iter()
        .filter_map(|(number, change)| {
            let (at, copy) = copy(&source, change)?;
            Some((
                at,
                *number,
                format!(" if crate::small_change({number}) {{ return {{{copy}}}; }}"),
            ))
        })
        .collect();
    copies.sort_by_key(|(at, number, _)| (*at, *number));
    let mut all = Switched {
        text: String::new(),
        lines: Vec::new(),
    };
    let mut kept = 0;
    for (at, number, copy) in copies {
        all.text.push_str(text.get(kept..at).unwrap_or_default());
        kept = at;
        let first = all.text.matches('\n').count() + 1;
        all.text.push_str(&copy);
        all.lines
            .push((number, first..=first + copy.matches('\n').count()));
    }
    all.text.push_str(text.get(kept..).unwrap_or_default());
    all
}

/// Where in the file a function's body begins, and the body with the change.
fn copy(source: &Source<'_>, change: &Change) -> Option<(usize, String)> {
    let whole = source.range(change.function.as_ref()?.span)?;
    let body = source.body(whole)?;
    let mut range = source.range(change.span)?;
    if range.start < body.start || range.end > body.end {
        return None;
    }
    // A field or an arm goes with the comma after it.
    if change.replacement.is_empty() && change.genre != "UnaryOperator" {
        let after = source.text.get(range.end..body.end)?;
        let space = after.len() - after.trim_start().len();
        if after.trim_start().starts_with(',') {
            range.end += space + 1;
        }
    }
    let before = source.text.get(body.start..range.start)?;
    let after = source.text.get(range.end..body.end)?;
    Some((body.start, format!("{before}{}{after}", change.replacement)))
}

/// A text in which places are found.
struct Source<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            lines: std::iter::once(0).chain(ends).collect(),
        }
    }

    fn at(&self, place: Place) -> Option<usize> {
        let line = *self.lines.get(place.line.checked_sub(1)?)?;
        let rest = self.text.get(line..)?;
        let column = place.column.checked_sub(1)?;
        let within = rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at);
        Some(line + within)
    }

    fn range(&self, span: Span) -> Option<std::ops::Range<usize>> {
        Some(self.at(span.start)?..self.at(span.end)?)
    }

    /// The inside of the braces of a function, whose documentation and attributes may come first. None where it has none, or must be
    /// known when it is built.
    fn body(&self, function: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let mut at = function.start;
        for line in self.text.get(function.clone())?.split_inclusive('\n') {
            let words = line.trim_start();
            if !words.starts_with("//") && !words.starts_with("#[") {
                break;
            }
            at += line.len();
        }
        let signature = self.text.get(at..function.end)?;
        let mut depth = 0_usize;
        for (offset, letter) in signature.char_indices() {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '{' if depth == 0 => {
                    let head = signature.get(..offset)?;
                    // What returns a type without a name returns one and no other.
                    let switchable = !head.contains("-> impl ")
                        && !head.split_whitespace().any(|word| word == "const");
                    return switchable.then_some(at + offset + 1..function.end - 1);
                }
                ';' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::Function;
    use super::*;

    const FILE: &str = "\
/// Says {so}.
#[must_use]
pub fn both(a: bool, b: [u8; 2]) -> bool {
    a && b == [1, 2]
}

const fn one() -> u8 { 1 }
";

    fn span(first: (usize, usize), last: (usize, usize)) -> Span {
        let place = |(line, column)| Place { line, column };
        Span {
            start: place(first),
            end: place(last),
        }
    }

    fn change(function: Span, span: Span, replacement: &str) -> Change {
        Change {
            name: String::new(),
            package: String::new(),
            file: "lib.rs".into(),
            function: Some(Function { span: function }),
            span,
            replacement: replacement.to_owned(),
            genre: "BinaryOperator".to_owned(),
        }
    }

    #[test]
    fn a_body_stands_once_more_with_each_change() {
        let both = span((1, 1), (5, 2));
        let or = change(both, span((4, 7), (4, 9)), "||");
        let yes = change(both, span((4, 5), (4, 21)), "true");
        let told = switched(FILE, &[(1, &or), (2, &yes)]);
        assert_eq!(
            told.text,
            FILE.replace(
                "bool {\n",
                "bool { if crate::small_change(1) { return {\n    a || b == [1, 2]\n}; } if crate::small_change(2) { return {\n    true\n}; }\n"
            )
        );
        assert_eq!(told.lines, [(1, 3..=5), (2, 5..=7)]);
    }

    #[test]
    fn what_is_known_when_it_is_built_is_left_alone() {
        let one = change(span((7, 1), (7, 27)), span((7, 24), (7, 25)), "0");
        let told = switched(FILE, &[(1, &one)]);
        assert_eq!(told.text, FILE);
        assert!(told.lines.is_empty());
    }

    #[test]
    fn an_arm_goes_with_its_comma() {
        let file =
            "fn f(a: u8) -> u8 {\n    match a {\n        1 => 2,\n        _ => 3,\n    }\n}\n";
        let mut arm = change(span((1, 1), (6, 2)), span((3, 9), (3, 15)), "");
        "MatchArm".clone_into(&mut arm.genre);
        let told = switched(file, &[(1, &arm)]);
        assert!(
            told.text
                .contains("match a {\n        \n        _ => 3,\n    }\n}; }"),
            "{}",
            told.text
        );
    }
}
