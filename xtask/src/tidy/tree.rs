//! What the rules look at: the text files that git tracks (or would, once added), and the packages that cargo knows.
//! A rule never touches the disk itself, so that its test can hand it a tree of three lines.

use super::source::Source;
use crate::shell;
use anyhow::Context as _;
use serde::Deserialize;
use std::path::Path;

/// One text file.
pub(crate) struct File {
    /// From the root of the repository, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The same without comments and literals, when it is Rust.
    pub(crate) rust: Option<Source>,
    /// Whether it holds tests only: by its place, or because its parent declares it under `#[cfg(test)]`.
    pub(crate) is_test: bool,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut file = Self {
            path: path.to_string(),
            text: text.to_string(),
            rust: None,
            is_test: path.contains("/tests/") || path.ends_with("/tests.rs"),
        };
        file.rust = file.has_extension("rs").then(|| Source::read(text));
        file
    }

    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|own| own == extension)
    }

    /// The modules that this file declares under `#[cfg(test)]`, as paths without an ending.
    fn test_modules(&self) -> Vec<String> {
        let Some(source) = &self.rust else {
            return Vec::new();
        };
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let children = match name {
            "mod.rs" | "lib.rs" | "main.rs" => folder,
            _ => self.path.trim_end_matches(".rs"),
        };
        let parts = source.code.split("#[cfg(test)]").skip(1);
        parts
            .filter_map(|part| part.split_once(';')?.0.trim().rsplit_once("mod "))
            .map(|(_, module)| format!("{children}/{}", module.trim()))
            .collect()
    }

    /// Whether a folder of this name lies on its path.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path
            .rsplit_once('/')
            .is_some_and(|(folders, _)| folders.split('/').any(|name| name == folder))
    }
}

/// One package of `cargo metadata`.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev`, `build`, or nothing for an ordinary one.
    pub(crate) kind: Option<String>,
}

/// Everything that the rules may look at.
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
    /// The packages of this workspace.
    pub(crate) members: Vec<Package>,
    /// All that this machine's build is made of, members included.
    pub(crate) graph: Vec<Package>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

impl Tree {
    pub(crate) fn load() -> anyhow::Result<Self> {
        Ok(Self::of(
            files()?,
            metadata(&["--no-deps"])?,
            metadata(&["--locked", "--filter-platform", &host()?])?,
        ))
    }

    pub(crate) fn of(mut files: Vec<File>, members: Vec<Package>, graph: Vec<Package>) -> Self {
        let modules: Vec<String> = files.iter().flat_map(File::test_modules).collect();
        for file in &mut files {
            file.is_test |= modules.iter().any(|module| {
                let below = file.path.strip_prefix(module.as_str());
                below.is_some_and(|below| below == ".rs" || below.starts_with('/'))
            });
        }
        Self {
            files,
            members,
            graph,
        }
    }

    /// The Rust files, each with its source.
    pub(crate) fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn files() -> anyhow::Result<Vec<File>> {
    let mut git = shell::program("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let list = shell::read(&mut git).context("tidy looks at what git tracks")?;
    let mut paths: Vec<&str> = list.split_terminator('\0').collect();
    paths.sort_unstable();
    paths.dedup();
    Ok(paths.into_iter().filter_map(read).collect())
}

/// Nothing for a file that is gone, or is not text.
fn read(path: &str) -> Option<File> {
    let bytes = std::fs::read(shell::root().join(path)).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| File::new(path, &text))
}

fn metadata(arguments: &[&str]) -> anyhow::Result<Vec<Package>> {
    let mut cargo = shell::cargo();
    cargo
        .args(["metadata", "--format-version", "1"])
        .args(arguments);
    let text = shell::read(&mut cargo)?;
    let metadata: Metadata =
        serde_json::from_str(&text).context("cargo metadata is not understood")?;
    Ok(metadata.packages)
}

fn host() -> anyhow::Result<String> {
    let text = shell::read(shell::program("rustc").arg("-vV"))?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("rustc does not say what machine this is")?
        .to_string())
}
