//! Where lines stand on their pages, and what a reader who cannot see them is told.

use lopdf::{Document as Read, Object};
use trefoil_core::output::document::{Block, Document};

use super::layout::Face;
use super::{FONT, FORMAT, Kind, MARGIN, PAGE, set};

fn face() -> Face<'static> {
    Face::read(FONT).expect("our own typeface reads")
}

/// A letter of some pages.
fn long() -> Document {
    let words = (0..150).map(|nth| format!("Sentence {nth} of a long letter goes on and on."));
    Document {
        title: "Your appointment".to_owned(),
        from: "Harbour Council".to_owned(),
        delivery: vec!["Łucja Ashdown".to_owned()],
        made_for: "Made for Łucja Ashdown.".to_owned(),
        blocks: vec![
            Block::heading("When we meet"),
            Block::words(words.collect::<Vec<String>>().join("\n")),
            Block::heading("Where to ring"),
        ],
        event: None,
    }
}

fn broken(text: &str, width: f32) -> Vec<String> {
    let lines = face().lines(text, 10.0, width);
    lines.into_iter().map(|line| line.0).collect()
}

/// A digit of this typeface is 1,303 parts of 2,048 wide, a space 651: ten digits of ten points are 63.623 points.
#[test]
fn a_line_is_broken_at_a_space_where_the_next_word_does_not_fit() {
    let (ten, two) = ("0123456789", "0123456789 0123456789");
    let wide = 13_030.0 * 10.0 / 2048.0;
    assert_eq!(broken(ten, wide), [ten], "as wide as the line is no wider");
    assert_eq!(broken(two, wide), [ten, ten]);
    assert_eq!(broken(two, 130.0), [ten, ten]);
    assert_eq!(broken(two, 131.0), [two]);
    assert_eq!(broken("a b\nc\td\r\n\ne", 200.0), ["a b", "c d", "e"]);
    assert_eq!(broken("", 200.0), Vec::<String>::new());
    assert_eq!(
        broken("a\u{1}b", 200.0),
        ["ab"],
        "what cannot be seen is not set"
    );
}

#[test]
fn a_word_longer_than_a_line_is_broken_where_the_line_ends_and_loses_nothing() {
    let wide = 13_030.0 * 10.0 / 2048.0;
    let word = "0123456789".repeat(2) + "01234";
    assert_eq!(broken(&word, wide), ["0123456789", "0123456789", "01234"]);
    assert_eq!(
        broken(&format!("x {word} y"), wide),
        ["x", "0123456789", "0123456789", "01234 y"]
    );
}

#[test]
fn a_letter_without_a_shape_is_named_and_a_line_end_needs_none() {
    assert_eq!(face().lacks("Dear Łucja,\nwe\tmeet"), None);
    assert_eq!(face().lacks("Dear 見"), Some('見'));
}

#[test]
fn lines_stand_below_each_other_between_the_margins() {
    let (sets, pages) = set(&long(), &face()).unwrap();
    let lines = sets.iter().flat_map(|set| {
        let size = set.kind.size();
        let first = |nth| if nth == 0 { set.lines.len() } else { 0 };
        let lines = set.lines.iter().enumerate();
        lines.map(move |(nth, (page, top, _))| (*page, *top, size, first(nth) > 0))
    });
    let lines: Vec<(usize, f32, f32, bool)> = lines.collect();
    assert_eq!(lines.first().map(|line| line.0), Some(0));
    assert!(pages >= 3, "{pages}");
    assert_eq!(lines.last().map(|line| line.0 + 1), Some(pages));
    let (mut page, mut under, mut before) = (0, MARGIN, 0.0);
    for (nth, (on, top, size, begins)) in lines.into_iter().enumerate() {
        let gap = if begins && nth > 0 { before * 0.6 } else { 0.0 };
        let expect = under + gap + size * 1.4;
        let expect = if expect > PAGE.1 - MARGIN {
            page += 1;
            MARGIN + size * 1.4
        } else {
            expect
        };
        assert_eq!(on, page, "line {nth}");
        assert!(
            (top - expect).abs() < 0.01,
            "line {nth}: {top}, not {expect}"
        );
        (under, before) = (top, size);
    }
}

#[test]
fn a_line_is_no_wider_than_the_page_between_its_margins_and_nearly_so_wide() {
    let one = Document {
        blocks: vec![Block::words("i ".repeat(2_000))],
        ..Document::default()
    };
    let (sets, _) = set(&one, &face()).unwrap();
    let lines = &sets.iter().find(|set| set.lines.len() > 3).unwrap().lines;
    let line = &lines.first().unwrap().2.0;
    // An `i` is 569 parts of 2,048 wide, a space 651, at eleven points.
    let letters = f32::from(u16::try_from(line.matches('i').count()).unwrap());
    let wide = (letters * 1_220.0 - 651.0) * 11.0 / 2048.0;
    let room = 595.0 - 128.0;
    assert!(wide <= room && wide > room - 7.0, "{wide}");
}

#[test]
fn a_title_is_larger_than_a_heading_and_that_than_words() {
    let sizes = [Kind::Title, Kind::Heading, Kind::Words].map(Kind::size);
    assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
    assert!(sizes[2] >= 11.0, "nobody reads smaller letters with ease");
}

#[test]
fn each_page_shows_its_own_lines_once() {
    let bytes = (FORMAT.write)(&long()).unwrap();
    let read = Read::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    let texts: Vec<String> = pages
        .iter()
        .map(|page| read.extract_text(&[*page]).unwrap())
        .collect();
    for nth in 0..150 {
        let words = format!("Sentence {nth} of");
        let on = texts.iter().map(|text| text.matches(&words).count());
        assert_eq!(on.sum::<usize>(), 1, "{words}");
    }
    assert!(texts.first().unwrap().contains("Your appointment"));
    assert!(texts.iter().all(|text| text.contains("Sentence")));
}

fn names(read: &Read, key: &[u8]) -> Vec<String> {
    let found = read.objects.values().filter_map(|object| {
        let dictionary = object.as_dict().ok()?;
        match dictionary.get(key).ok()? {
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            other => lopdf::decode_text_string(other).ok(),
        }
    });
    let mut found: Vec<String> = found.collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn a_screen_reader_is_told_what_is_a_heading_and_can_go_from_one_to_the_next() {
    let bytes = (FORMAT.write)(&long()).unwrap();
    let read = Read::load_mem(&bytes).unwrap();
    let kinds = names(&read, b"S");
    for kind in ["Document", "H1", "H2", "P"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}: {kinds:?}");
    }
    let titles = names(&read, b"Title");
    for title in ["When we meet", "Where to ring", "Your appointment"] {
        assert!(titles.contains(&title.to_owned()), "{title}: {titles:?}");
    }
    assert!(!titles.iter().any(|title| title.contains("Sentence")));
    let told = bytes.windows(6).any(|window| window == b"pdfuai");
    assert!(told, "it says that it keeps to PDF/UA");
}
