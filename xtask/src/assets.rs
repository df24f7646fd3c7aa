//! The vendored style sheets, scripts and images of GOV.UK Frontend and MoJ Frontend, and the fixtures our components
//! are checked against. Versions and hashes stand in `crates/web/assets/manifest.json`; how a file is changed stands
//! here, so that anybody can make the same bytes again. Nothing of this is needed to build Trefoil.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256, Sha512};

use crate::shell;

const ASSETS: &str = "crates/web/assets";
const FIXTURES: &str = "target/govuk-fixtures";

/// The package whose fixtures ours are checked against, and where in it they lie.
const GOVUK: &str = "govuk-frontend";
const COMPONENTS: &str = "package/dist/govuk/components";

/// The makers' own font may be used on gov.uk only, so every page is set in what the reader's machine has.
const THEIR_FONTS: &str = "font-family:GDS Transport,arial,sans-serif";
const OUR_FONTS: &str =
    "font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif";

/// What is vendored and where it came from.
#[derive(Serialize, Deserialize)]
struct Manifest {
    packages: Vec<Package>,
}

/// One npm package.
#[derive(Serialize, Deserialize)]
struct Package {
    name: String,
    version: String,
    /// As npm states it: `sha512-` and the hash of the archive in base 64.
    integrity: String,
    licence: String,
    /// Name among our assets, and what becomes it.
    files: BTreeMap<String, Vendored>,
}

/// One vendored file.
#[derive(Serialize, Deserialize)]
struct Vendored {
    /// Path in the package.
    from: String,
    /// Of our bytes, in hexadecimal.
    sha256: String,
}

/// `cargo xtask assets` makes the vendored files again; `--check` only compares; `--fixtures [DIR]` only unpacks
/// GOV.UK Frontend's fixtures.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => vendor(),
        ["--check"] => check(),
        ["--fixtures"] => fixtures(&shell::root().join(FIXTURES)),
        ["--fixtures", folder] => fixtures(Path::new(folder)),
        _ => bail!("usage: cargo xtask assets [--check | --fixtures [DIR]]"),
    }
}

fn vendor() -> anyhow::Result<()> {
    let mut manifest = manifest()?;
    for package in &mut manifest.packages {
        for (name, bytes) in made(package)? {
            fs::write(assets().join(&name), &bytes)?;
            if let Some(file) = package.files.get_mut(&name) {
                file.sha256 = sha256(&bytes);
            }
            println!("{name}: {} bytes", bytes.len());
        }
    }
    let text = serde_json::to_string_pretty(&manifest)?;
    fs::write(assets().join("manifest.json"), text + "\n")?;
    Ok(())
}

/// The offline half first: what lies here is what the manifest says. Then that it can be made again.
fn check() -> anyhow::Result<()> {
    for package in &manifest()?.packages {
        for (name, file) in &package.files {
            let held = fs::read(assets().join(name)).with_context(|| name.clone())?;
            ensure!(
                sha256(&held) == file.sha256,
                "{name} is not what the manifest says"
            );
        }
        for (name, bytes) in made(package)? {
            ensure!(
                fs::read(assets().join(&name))? == bytes,
                "{name} cannot be made again"
            );
        }
        let (name, count) = (&package.name, package.files.len());
        println!("{name} {}: {count} files as vendored", package.version);
    }
    Ok(())
}

fn fixtures(folder: &Path) -> anyhow::Result<()> {
    let manifest = manifest()?;
    let govuk = manifest
        .packages
        .iter()
        .find(|package| package.name == GOVUK);
    let root = fetched(govuk.context("the manifest names no GOV.UK Frontend")?)?;
    let mut count = 0;
    for component in fs::read_dir(root.join(COMPONENTS))? {
        let component = component?;
        let from = component.path().join("fixtures.json");
        if from.is_file() {
            let to = folder.join(component.file_name());
            fs::create_dir_all(&to)?;
            fs::copy(from, to.join("fixtures.json"))?;
            count += 1;
        }
    }
    println!("fixtures of {count} components in {}", folder.display());
    Ok(())
}

fn assets() -> PathBuf {
    shell::root().join(ASSETS)
}

fn manifest() -> anyhow::Result<Manifest> {
    let text = fs::read_to_string(assets().join("manifest.json"))?;
    serde_json::from_str(&text).context("crates/web/assets/manifest.json")
}

/// The package's files as we ship them.
fn made(package: &Package) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let root = fetched(package)?;
    let ship = |(name, file): (&String, &Vendored)| {
        let bytes = fs::read(root.join("package").join(&file.from))?;
        let is_text = Path::new(name)
            .extension()
            .is_some_and(|e| e == "css" || e == "js");
        if !is_text {
            return Ok((name.clone(), bytes));
        }
        let kept = |image: &str| package.files.contains_key(image);
        let text = changed(&String::from_utf8(bytes)?, kept).with_context(|| name.clone())?;
        Ok((name.clone(), text.into_bytes()))
    };
    package.files.iter().map(ship).collect()
}

/// A style sheet or script as we ship it: without their font, without source maps, without addresses of what we do
/// not ship (the royal arms, the images of an editor we do not use). Addresses are relative, to lie side by side.
fn changed(text: &str, kept: impl Fn(&str) -> bool) -> anyhow::Result<String> {
    let text = without(text, "/*! Copyright (c) 2011 by Margaret Calvert", "*/");
    let text = without(&text, "@font-face{", "}");
    let text = without(&text, "/*# sourceMappingURL=", "*/");
    let text = without(&text, "//# sourceMappingURL=", ".map");
    let text = text.replace(THEIR_FONTS, OUR_FONTS);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, address)) = rest.split_once("url(/assets/") {
        let (path, after) = address
            .split_once(')')
            .context("an address that does not end")?;
        let image = path.rsplit('/').next().unwrap_or(path);
        out.push_str(before);
        if kept(image) {
            write!(out, "url({image})")?;
        } else {
            out.push_str("none");
        }
        rest = after;
    }
    out.push_str(rest);
    ensure!(!out.contains("GDS Transport"), "the font is still named");
    ensure!(
        !out.contains("url(http") && !out.contains("url(/"),
        "an address leads away"
    );
    Ok(out.trim_end().to_owned() + "\n")
}

/// `text` without every stretch from `start` to the next `end`.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        out.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    out + rest
}

/// The package, fetched with npm, compared with its hash and unpacked under `target`. Kept for the next time.
fn fetched(package: &Package) -> anyhow::Result<PathBuf> {
    let (name, version) = (&package.name, &package.version);
    let folder = shell::root()
        .join("target/npm")
        .join(format!("{name}-{version}"));
    fs::create_dir_all(&folder)?;
    let archive = folder.join("package.tgz");
    if !archive.is_file() {
        let wanted = format!("{name}@{version}");
        let mut npm = Command::new("npm");
        npm.current_dir(&folder).args(["pack", "--silent", &wanted]);
        let printed = shell::read(&mut npm)?;
        let file = printed.lines().last().context("npm names no file")?;
        fs::rename(folder.join(file.trim()), &archive)?;
    }
    let bytes = fs::read(&archive)?;
    let found = format!("sha512-{}", base64(&Sha512::digest(&bytes)));
    if found != package.integrity {
        fs::remove_file(&archive)?;
        bail!("{name} {version} is not the package we vendored: {found}");
    }
    let mut tar = Command::new("tar");
    shell::read(tar.current_dir(&folder).args(["-xzf", "package.tgz"]))?;
    Ok(folder)
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..4 {
            let six = (bits >> (18 - 6 * letter)) as usize & 63;
            let known = letter <= three.len();
            let found = LETTERS.get(six).filter(|_| known);
            out.push(found.map_or('=', |letter| char::from(*letter)));
        }
    }
    out
}

#[cfg(test)]
mod tests;
