//! The vendored files are what the manifest says, name nothing that is not here, and are served under their names.

use sha2::{Digest as _, Sha256};

use super::{ALL, Asset, File, asset, url};

const MANIFEST: &str = include_str!("../../assets/manifest.json");

fn text(asset: &Asset) -> &'static str {
    std::str::from_utf8(asset.bytes).unwrap()
}

fn sheets() -> impl Iterator<Item = &'static Asset> {
    ALL.iter()
        .filter(|asset| asset.content_type.starts_with("text/css"))
}

#[test]
fn each_file_is_found_under_its_address() {
    for (file, name) in [
        (File::GovukCss, "govuk-frontend.min.css"),
        (File::InitJs, "init.js"),
        (File::IconToggle, "icon-toggle-plus-minus.svg"),
    ] {
        let found = asset(url(file)).unwrap();
        assert_eq!(found.name, name);
        assert!(url(file).starts_with("/assets/") && url(file).ends_with(name));
    }
    for wrong in [
        "/assets/init.js",
        "/assets/0000000000000000/init.js",
        "",
        "/",
    ] {
        assert!(asset(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn vendored_files_are_what_the_manifest_says() {
    let manifest: serde_json::Value = serde_json::from_str(MANIFEST).unwrap();
    let packages = manifest["packages"].as_array().unwrap();
    let mut count = 0;
    for (name, file) in packages
        .iter()
        .flat_map(|p| p["files"].as_object().unwrap())
    {
        let held = ALL.iter().find(|asset| asset.name == name).unwrap();
        let said = file["sha256"].as_str().unwrap();
        let bytes = (0..64)
            .step_by(2)
            .map(|at| u8::from_str_radix(&said[at..at + 2], 16).unwrap());
        assert_eq!(
            Sha256::digest(held.bytes)[..],
            bytes.collect::<Vec<u8>>(),
            "{name}"
        );
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn style_sheets_name_only_what_lies_beside_them() {
    let mut named = Vec::new();
    for sheet in sheets() {
        for address in text(sheet).split("url(").skip(1) {
            let address = address.split(')').next().unwrap();
            assert!(
                ALL.iter().any(|a| a.name == address),
                "{}: {address}",
                sheet.name
            );
            named.push(address);
        }
    }
    let idle = ALL
        .iter()
        .filter(|a| a.name.starts_with("icon-") && !named.contains(&a.name));
    assert_eq!(idle.map(|a| a.name).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn neither_the_makers_font_nor_their_arms_are_here() {
    for asset in sheets() {
        for word in [
            "GDS Transport",
            "@font-face",
            "crest.svg",
            "@import",
            "sourceMappingURL",
        ] {
            assert!(!text(asset).contains(word), "{}: {word}", asset.name);
        }
    }
}
