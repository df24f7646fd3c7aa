//! Controls of the rules that look at packages, and the reading of licence expressions.

use super::super::licences::permits;
use super::super::{arrows, ciphers, licences};
use super::Control;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        members: &[
            ("trefoil-app", &[("argon2", ""), ("serde", "")]),
            ("trefoil-web", &[("argon2", ""), ("sha2", "")]),
            ("trefoil", &[("totp-rs", "dev"), ("string-ring", "")]),
            ("trefoil-town", &[("stringring", ""), ("openssl", "dev")]),
        ],
        finds: &[
            "trefoil-web: may not use `argon2`",
            "trefoil: `string-ring` is cryptography",
            "trefoil-town: `openssl` is cryptography",
        ],
        ..Control::of(&ciphers::RULE)
    },
    Control {
        members: &[
            ("trefoil-core", &[("serde", ""), ("trefoil-testkit", "dev")]),
            ("trefoil-linkage", &[("trefoil-core", "")]),
            (
                "trefoil-store",
                &[("trefoil-core", ""), ("trefoil-policy", "")],
            ),
            (
                "trefoil-returns",
                &[("trefoil-policy", ""), ("trefoil-testkit", "")],
            ),
            (
                "trefoil-web",
                &[("trefoil-app", ""), ("trefoil-store", "dev")],
            ),
            ("trefoil-policy", &[("trefoil-core", "")]),
            ("trefoil-testkit", &[("trefoil-app", "")]),
            ("trefoil-app", &[("trefoil-policy", "")]),
            ("trefoil-gossip", &[]),
            (
                "trefoil",
                &[("trefoil-store", "dev"), ("trefoil-policy", "dev")],
            ),
        ],
        ..Control::of(&arrows::RULE).finds(&[
            "trefoil-linkage: must not know `core`",
            "trefoil-returns: must not know `policy`",
            "trefoil-returns: must not know `testkit`",
            "trefoil-web: must not know `store`",
            "trefoil-gossip: is not in the table",
            "trefoil: must not know `policy`",
        ])
    },
    Control {
        graph: &[
            ("good", "MIT OR Apache-2.0"),
            ("closed", "LicenseRef-Commercial"),
            ("strong", "AGPL-3.0"),
            ("silent", ""),
        ],
        ..Control::of(&licences::RULE).finds(&[
            "closed 1.0.0: `LicenseRef-Commercial`",
            "strong 1.0.0: `AGPL-3.0`",
            "silent 1.0.0: names no licence",
        ])
    },
];

#[test]
fn licence_expressions() {
    let check = |expression: &str, expect: bool| {
        assert_eq!(permits(expression), expect, "{expression}");
    };
    check("MIT", true);
    check("MIT/Apache-2.0", true);
    check("Apache-2.0 / MIT", true);
    check("GPL-3.0 OR MIT", true);
    check("GPL-3.0 AND MIT", false);
    check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
    check("(MIT OR Apache-2.0) AND OpenSSL", false);
    check("MIT OR GPL-3.0 AND OpenSSL", true);
    check("Apache-2.0 WITH LLVM-exception OR MIT", true);
    check("GPL-2.0 WITH Classpath-exception-2.0", false);
    check("", false);
    check("MIT OR", false);
    check("(MIT", false);
    check("MIT MIT", false);
}
