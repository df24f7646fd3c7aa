//! How many slips of the finger lie between two codes. Nothing here knows what a code is of.

/// How many slips of the finger lie between two codes: 0, 1, 2, or 3 for more. A slip is a letter too many, one too few,
/// another one, or two that changed places.
pub(super) fn slips(a: &[u8], b: &[u8]) -> u8 {
    if a.len().abs_diff(b.len()) > 2 || a.len() > 24 || b.len() > 24 {
        return 3;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    match (a, b) {
        ([], rest) | (rest, []) => rest.len().min(3) as u8,
        ([_], [_]) => 1,
        ([first, second], [third, fourth]) if first == fourth && second == third => 1,
        _ if a.len().max(b.len()) > 6 => 3,
        _ => distance(a, b),
    }
}

/// Restricted Damerau-Levenshtein distance of two short rests.
fn distance(a: &[u8], b: &[u8]) -> u8 {
    let mut rows = [[0_u8; 8]; 8];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i as u8;
    }
    rows[0] = std::array::from_fn(|j| j as u8);
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + u8::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()].min(3)
}
