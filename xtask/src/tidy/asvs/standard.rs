//! The requirements of OWASP ASVS 5.0.0 by number and level, taken from the standard's own CSV file of 2025. No words of it.

/// A line is a chapter, a word a section, a digit the level of a requirement: `V1 22` is V1.1.1 and V1.1.2, both of level 2.
const LEVELS: &str = "
V1 22 1111122223 112222222223 222 123
V2 122 112 12223 23
V3 3 113 12223 11222233 11122333 3 22333
V4 12233 23333 22 1222
V5 2 112333 113 222
V6 122 111111112222 11223333 112233 22222333 2223 33 2222
V7 222 1111 22 11222 223 22
V8 1233 1123 133 23
V9 111 1222
V10 22 223 22223 1111122222233333 22222 22 222
V11 2233 22233 11233 1222 23 23 33
V12 12233 11 22223
V13 2333 222223 2233 1222233
V14 22 12223333 122
V15 12233 12233 1222222 3333
V16 2 22222 2222 222 2223
V17 23 22223333 22
";

/// Every id with its level, in order.
pub(super) fn requirements() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for line in LEVELS.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let chapter = words.next().unwrap_or_default();
        for (levels, section) in words.zip(1..) {
            for (level, number) in levels.chars().zip(1..) {
                all.push((format!("{chapter}.{section}.{number}"), level.to_string()));
            }
        }
    }
    all
}

/// Where the lines of a map, each an id and a level, are not the standard's; in its order.
pub(super) fn differences(lines: &[(&str, &str)]) -> Vec<String> {
    let known = requirements();
    let mut found = Vec::new();
    for (id, level) in &known {
        let levels: Vec<&str> = lines
            .iter()
            .filter(|(own, _)| own == id)
            .map(|(_, level)| *level)
            .collect();
        match levels.as_slice() {
            [] => found.push(format!("{id}: is missing")),
            [own] if own == level => {}
            [own] => found.push(format!("{id}: is of level {level}, not {own}")),
            _ => found.push(format!("{id}: stands {} times", levels.len())),
        }
    }
    let strange = lines
        .iter()
        .filter(|(id, _)| !known.iter().any(|(own, _)| own == id));
    found.extend(strange.map(|(id, _)| format!("{id}: the standard has no such requirement")));
    found
}
