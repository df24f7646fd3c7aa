//! What chance gave, by the order in which a reader meets it: ids and numbers of outputs. An id that says when it was made keeps
//! that, so that it is compared too.

use std::collections::BTreeMap;

/// Ids and numbers by the order in which they were met.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, usize>);

const ID: usize = 36;
const NUMBER: usize = 11;

impl Names {
    /// The text with each of them by its name.
    pub(crate) fn canonical(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('-') {
            let id = found(rest, at, 8, ID, is_id);
            let drawn = id.or_else(|| found(rest, at, 5, NUMBER, is_number));
            let Some((start, drawn)) = drawn else {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            };
            out.push_str(&rest[..start]);
            let name = self.name(drawn);
            out.push_str(&name);
            rest = &rest[start + drawn.len()..];
        }
        out.push_str(rest);
        out
    }

    fn name(&mut self, drawn: &str) -> String {
        let next = self.0.len();
        let name = *self.0.entry(drawn.to_owned()).or_insert(next);
        // The seventh version of ids begins with the time, in milliseconds.
        let made = drawn
            .get(..13)
            .filter(|_| drawn.as_bytes().get(14) == Some(&b'7'));
        format!("<{name} {}>", made.unwrap_or_default())
    }
}

/// What is drawn around a dash that stands so many signs after its start.
fn found(
    text: &str,
    dash: usize,
    before: usize,
    length: usize,
    is: fn(&str) -> bool,
) -> Option<(usize, &str)> {
    let start = dash.checked_sub(before)?;
    let drawn = text.get(start..start + length)?;
    is(drawn).then_some((start, drawn))
}

fn is_id(text: &str) -> bool {
    text.bytes().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

fn is_number(text: &str) -> bool {
    const SIGNS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    text.bytes().enumerate().all(|(place, byte)| match place {
        5 => byte == b'-',
        _ => SIGNS.contains(&byte),
    })
}

#[test]
fn what_chance_gave_is_named_and_nothing_else_is() {
    let one = "a 3f0c1a52-9d1e-4b7a-8a55-0123456789ab, 2XK7Q-ABCDE; well-known";
    let other = "a 00000000-9d1e-4b7a-8a55-0123456789ab, 9XK7Q-ABCDE; well-known";
    assert_eq!(
        Names::default().canonical(one),
        Names::default().canonical(other)
    );
    let later = "019cf9b0-7c80-7000-8000-0000deadbeef";
    let sooner = "019cf9b0-7c79-7000-8000-0000deadbeef";
    assert_ne!(
        Names::default().canonical(later),
        Names::default().canonical(sooner)
    );
    assert_ne!(
        Names::default().canonical("well-known"),
        Names::default().canonical("well-knowN")
    );
}
