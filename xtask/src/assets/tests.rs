//! What is changed in a vendored file, and the hashes, by example.

use super::{base64, changed, sha256, without};

#[test]
fn base64_is_that_of_rfc_4648() {
    for (bytes, expect) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(bytes.as_bytes()), expect);
    }
}

#[test]
fn sha256_is_in_hexadecimal() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(sha256(b""), empty);
}

#[test]
fn leaves_out_every_stretch() {
    for (text, expect) in [("a[x]b[y]c", "abc"), ("abc", "abc"), ("a[x", "a")] {
        assert_eq!(without(text, "[", "]"), expect);
    }
}

#[test]
fn strips_font_crest_and_maps_and_keeps_our_images() {
    let css = "@font-face{font-family:GDS Transport;src:url(/assets/fonts/x.woff2)}\
        p{font-family:GDS Transport,arial,sans-serif}\
        .a{background:url(/assets/images/govuk-crest.svg)}.b{background:url(/assets/images/kept.svg)}\
        /*# sourceMappingURL=x.css.map */";
    let ours = changed(css, |image| image == "kept.svg").unwrap();
    let (font, rest) = ours.split_once('}').unwrap();
    assert!(font.starts_with("p{font-family:system-ui,"));
    assert_eq!(rest, ".a{background:none}.b{background:url(kept.svg)}\n");
}

#[test]
fn refuses_what_leads_away() {
    for css in [
        "a{background:url(https://example.org/x.png)}",
        "a{background:url(/elsewhere/x.png)}",
        "a{font-family:\"GDS Transport\"}",
    ] {
        assert!(changed(css, |_| true).is_err(), "{css}");
    }
}
