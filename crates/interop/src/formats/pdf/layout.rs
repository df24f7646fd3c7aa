//! Lines of a paragraph, broken at spaces to a width. Nothing else is set: a letter needs no more.

use ttf_parser::Face as Read;

/// One line.
pub(super) struct Line(pub(super) String);

/// A typeface, as far as its widths go.
pub(super) struct Face<'a>(Read<'a>);

impl<'a> Face<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        Read::parse(bytes, 0).ok().map(Self)
    }

    /// The first character that the typeface has no shape for.
    pub(super) fn lacks(&self, text: &str) -> Option<char> {
        let shown = |c: &char| !c.is_control();
        text.chars()
            .filter(shown)
            .find(|c| self.0.glyph_index(*c).is_none())
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |c| {
            self.0
                .glyph_index(c)
                .and_then(|glyph| self.0.glyph_hor_advance(glyph))
        };
        let units: u32 = text
            .chars()
            .map(|c| u32::from(advance(c).unwrap_or(0)))
            .sum();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a line is shorter than the 16 million units at which this would matter"
        )]
        let units = units as f32;
        units * size / f32::from(self.0.units_per_em())
    }

    /// The lines of a text. A word longer than a line is broken where the line ends.
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in text.replace('\r', "").replace('\t', " ").split('\n') {
            let mut line = String::new();
            for word in paragraph.split(' ') {
                let joint = if line.is_empty() { "" } else { " " };
                let longer = format!("{line}{joint}{word}");
                if self.width(&longer, size) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for c in word.chars() {
                    line.push(c);
                    if self.width(&line, size) > width {
                        let last = line.pop();
                        lines.push(std::mem::take(&mut line));
                        line.extend(last);
                    }
                }
            }
            lines.push(line);
        }
        let visible = |line: String| line.chars().filter(|c| !c.is_control()).collect::<String>();
        lines
            .into_iter()
            .map(visible)
            .filter(|line| !line.is_empty())
            .map(Line)
            .collect()
    }
}
