//! Bars, drawn here and not in the browser. The colour is the text's; the same numbers stand in words beside the drawing.

use askama::Template;

/// Width of the drawing and of its longest bar, in its own units. Narrow, so that its words stay readable on a telephone.
const WIDTH: u64 = 340;
/// Height of one bar with its words.
const STEP: usize = 44;

/// A drawing of bars.
#[derive(Template)]
#[template(path = "pages/report/chart.html")]
pub(super) struct Chart {
    title: &'static str,
    description: String,
    height: usize,
    bars: Vec<Bar>,
}

struct Bar {
    words: String,
    /// Where its words stand, and where it begins under them.
    baseline: usize,
    top: usize,
    width: u64,
}

/// A drawing of these numbers; none where there is nothing to draw.
pub(super) fn chart(title: &'static str, numbers: &[(&'static str, u64, String)]) -> Option<Chart> {
    let most = numbers
        .iter()
        .map(|(_, count, _)| *count)
        .max()
        .filter(|most| *most > 0)?;
    let bars = numbers
        .iter()
        .enumerate()
        .map(|(place, (words, count, said))| Bar {
            words: format!("{words}: {said}"),
            baseline: place * STEP + 16,
            top: place * STEP + 22,
            width: (count * WIDTH / most).max(u64::from(*count > 0)),
        });
    let bars: Vec<Bar> = bars.collect();
    let said: Vec<&str> = bars.iter().map(|bar| bar.words.as_str()).collect();
    Some(Chart {
        title,
        description: format!("{}.", said.join("; ")),
        height: numbers.len() * STEP,
        bars,
    })
}
