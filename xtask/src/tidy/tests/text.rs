//! Controls of the rules that look at every text file.

use super::super::{architecture, asvs, evidence, places, whitespace};
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
    Control::of(&asvs::RULE).finds(&["docs/security/asvs-5.0.csv: is missing"]),
    Control::of(&asvs::RULE)
        .files(&[("docs/security/asvs-5.0.csv", "id,level\nV1.1.1,2\n")])
        .finds(&["docs/security/asvs-5.0.csv: is not a map"]),
    Control::of(&evidence::RULE)
        .files(&[
            ("docs/security/threat-model.md", PROOFS),
            ("docs/notes.md", "no page of proofs: `crates/gone.rs`\n"),
            (
                "crates/a/tests/it.rs",
                "//! x\nasync fn it_holds(on: Engine) {}\n// fn it_is_said() {}\n",
            ),
            ("crates/a/a.cedar", "@id(\"forbid.it\")\n"),
            ("docs/a.md", "# All\n\n## Signing in\nsigning-out\n"),
        ])
        .finds(&[
            "docs/security/threat-model.md:2: `crates/a/gone.rs` is not in the tree",
            "docs/security/threat-model.md:3: `crates/a/tests/it.rs` has no `it_is_said`",
            "docs/security/threat-model.md:4: `crates/a/tests/it.rs` has no `it_hold`",
            "docs/security/threat-model.md:4: `crates/a/a.cedar` has no `forbid.them`",
            "docs/security/threat-model.md:5: `docs/a.md` has no `signing-out`",
        ]),
];

/// What a page of proofs points at: a folder, a test, a rule, a section and a command; and five that are not there.
const PROOFS: &str =
    "see `crates/a`, `crates/a/tests/it.rs#it_holds`, `crates/a/a.cedar#forbid.it`, `docs/a.md#signing-in`, `cargo test`
`crates/a/gone.rs`
`crates/a/tests/it.rs#it_is_said`
`crates/a/tests/it.rs#it_hold` and `crates/a/a.cedar#forbid.them`
`docs/a.md#signing-out`
";
