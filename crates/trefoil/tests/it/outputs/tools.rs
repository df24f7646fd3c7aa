//! Tools of others that take documents apart: what they read is what anybody reads who gets one.

use std::path::{Path, PathBuf};
use std::process::Command;

fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let done = Command::new(program).args(arguments).arg(file).output();
    let done = done.unwrap_or_else(|why| {
        panic!("{program} is not here ({why}): cargo xtask test installs it")
    });
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The words of a file, as others' tools read them.
pub(crate) fn words(bytes: &[u8], format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    words_in(folder.path(), bytes, format).0
}

fn words_in(folder: &Path, bytes: &[u8], format: &str) -> (String, PathBuf) {
    let file = folder.join(format!("file.{format}"));
    std::fs::write(&file, bytes).unwrap();
    let words = match format {
        "pdf" => {
            let out = folder.join("out.txt");
            let done = Command::new("pdftotext").arg(&file).arg(&out).status();
            assert!(
                done.is_ok_and(|done| done.success()),
                "pdftotext: cargo xtask test installs it"
            );
            std::fs::read_to_string(out).unwrap()
        }
        "docx" | "xlsx" => run("unzip", &["-p"], &file),
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    };
    (words, file)
}

/// Everything that others' tools find in a file: its words, its properties, each part of its package; and by itself what the
/// properties say of who made it, when and where.
pub(crate) fn read(bytes: &[u8], format: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let (mut all, file) = words_in(folder.path(), bytes, format);
    // What stands of the file's own times and folder is the tool's, not the document's.
    let keys = [
        "-a",
        "-u",
        "-G1",
        "-x",
        "System:all",
        "-x",
        "File:all",
        "-x",
        "ExifToolVersion",
    ];
    let properties = run("exiftool", &keys, &file);
    let told = [
        "author",
        "creator",
        "last modified by",
        "date",
        "gps",
        "company",
    ];
    let told = properties.lines().filter(|line| {
        let line = line.to_lowercase();
        told.iter().any(|word| line.contains(word))
    });
    let told: Vec<&str> = told.collect();
    let told = told.join("\n");
    all.push_str(&properties);
    (all, told)
}
