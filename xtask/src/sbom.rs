//! `cargo xtask sbom`: the bill of materials of this build, as `CycloneDX` 1.6, on standard output: for whoever must hold a
//! published fault against what an authority runs. The same tree gives the same bytes: no time, no random number.

use crate::shell;
use crate::tidy::tree::{Package, Tree};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::process::ExitCode;

/// `Cargo.lock`, as far as it matters here.
#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    /// SHA-256 of what was fetched; our own crates have none.
    checksum: Option<String>,
}

pub(crate) fn run(_: &[String]) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(shell::root().join("Cargo.lock"))?;
    let bill = bill(&Tree::load()?.graph, &text)?;
    println!("{}", serde_json::to_string_pretty(&bill)?);
    Ok(ExitCode::SUCCESS)
}

/// The bill of the packages of a build, each with its sum where the lock has one.
fn bill(graph: &[Package], lock: &str) -> anyhow::Result<Value> {
    let lock: Lock = toml::from_str(lock).context("Cargo.lock is not understood")?;
    let mut components: Vec<Component> = graph.iter().map(|one| component(one, &lock)).collect();
    components.sort_by(|one, other| one.purl.cmp(&other.purl));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "trefoil" } },
        "components": components,
    }))
}

/// A crate, in the standard's words.
#[derive(Serialize)]
struct Component {
    r#type: &'static str,
    purl: String,
    name: String,
    version: String,
    licenses: Vec<Value>,
    hashes: Vec<Value>,
}

fn component(package: &Package, lock: &Lock) -> Component {
    let (name, version) = (package.name.clone(), package.version.clone());
    let locked = lock.package.iter();
    let mut own = locked.filter(|one| one.name == name && one.version == version);
    let sum = own.find_map(|one| one.checksum.as_ref());
    // The old slash is an OR, which the standard for licence expressions does not know.
    let licence = package.license.as_ref().map(|one| one.replace('/', " OR "));
    Component {
        r#type: "library",
        purl: format!("pkg:cargo/{name}@{version}"),
        licenses: licence
            .iter()
            .map(|one| json!({ "expression": one }))
            .collect(),
        hashes: sum
            .iter()
            .map(|sum| json!({ "alg": "SHA-256", "content": sum }))
            .collect(),
        name,
        version,
    }
}

#[cfg(test)]
mod tests;
