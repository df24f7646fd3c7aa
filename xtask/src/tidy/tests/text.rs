//! Controls of the rules that look at every text file.

use super::super::{architecture, places, whitespace};
use super::Control;

const MAP: &str = "`core`, `web`\n**1.** a\n2. b\n| 3. | c\n4. d\n5. e\n6. f\n7. g\n8. h\n9. i\n10. j\n11. k\n12. l\n- 13. m\n";
const POOR_MAP: &str =
    "`core`, webs\n1. a\n2. b\n3. c\n5. e\n6. f\n7. g\n8. h\n9. i\n10. j\n11. k\n12. l\n13. m\n";

pub(super) const CONTROLS: &[Control] = &[
    Control::of(&whitespace::RULE)
        .files(&[
            ("a.md", "fine\nnot fine \n"),
            ("b.rs", "//! x\r\n"),
            ("crates/interop/corpus/c.csv", "a \r\n"),
            ("crates/web/vendor/d.css", "a \n"),
            ("crates/web/assets/e.css", "a \n"),
            ("corpus.md", "\ta\t\n"),
        ])
        .finds(&[
            "a.md:2: trailing",
            "b.rs:1: ends in CRLF",
            "corpus.md:1: trailing",
        ]),
    Control::of(&places::RULE)
        .files(&[
            (
                "a.md",
                concat!("see /wo", "rk/main\nand https://example.org/wo", "rk/a\n"),
            ),
            ("b.toml", concat!("registry = \"https://crates", ".io\"\n")),
            (
                "Cargo.lock",
                concat!("source = \"https://crates", ".io\"\n"),
            ),
            (
                "x/package-lock.json",
                concat!("https://registry.npmjs", ".org/a\n"),
            ),
        ])
        .finds(&[
            concat!("a.md:1: `/wo", "rk/`"),
            concat!("b.toml:1: `crates", ".io`"),
        ]),
    Control::of(&architecture::RULE).finds(&["ARCHITECTURE.md: is missing"]),
    Control::of(&architecture::RULE).files(&[
        ("ARCHITECTURE.md", MAP),
        ("crates/core/Cargo.toml", ""),
        ("crates/web/Cargo.toml", ""),
    ]),
    Control::of(&architecture::RULE)
        .files(&[
            ("ARCHITECTURE.md", POOR_MAP),
            ("crates/core/Cargo.toml", ""),
            ("crates/web/Cargo.toml", ""),
        ])
        .finds(&[
            "ARCHITECTURE.md: does not name the crate `web`",
            "ARCHITECTURE.md: does not state invariant 4",
        ]),
    Control::of(&architecture::RULE)
        .files(&[("ARCHITECTURE.md", include_str!("long_map.txt"))])
        .finds(&["ARCHITECTURE.md: has 250 lines"]),
];
