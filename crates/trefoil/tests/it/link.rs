//! `trefoil link`: what the contract says of its arguments, its files and its exit codes. How well it links is asked where the
//! engine lives.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop and say why"
)]

use std::path::Path;
use std::process::Output;

use crate::hub::binary::run;

/// Sixty people, each told of twice, the second time with a slip in every third name; ids, names and dates of other columns.
fn people(second: bool) -> String {
    const GIVEN: [&str; 6] = ["olivia", "declan", "aisha", "piotr", "grace", "yusuf"];
    const FAMILY: [&str; 10] = [
        "ashworth",
        "bradley",
        "carltonby",
        "dunfield",
        "eastcombe",
        "farnley",
        "goldshaw",
        "hartwood",
        "kingsham",
        "langton",
    ];
    let mut text = String::from(" id ,first_name,surname,dob,postcode,colour\n");
    let everybody = FAMILY
        .iter()
        .flat_map(|family| GIVEN.map(|given| (given, family)));
    for (person, (given, family)) in everybody.enumerate() {
        let mut given = given.to_owned();
        if second && person % 3 == 0 {
            given.remove(2);
        }
        let file = if second { "b" } else { "a" };
        let (year, month, day) = (1950 + person, person % 12 + 1, person % 28 + 1);
        let (district, street) = (person % 9 + 1, person % 7);
        let row = format!(
            "{file}{person}, {given} ,{family},{year}-{month:02}-{day:02},FY{district} {street}AB,red\n"
        );
        text.push_str(&row);
    }
    text
}

const MAP: &str = "record_id=id,given_names=first_name,date_of_birth=dob";

fn said(output: &Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

fn write(folder: &Path, name: &str, text: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn two_files_are_linked_and_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (a, b) = (
        write(folder.path(), "a.csv", people(false).as_bytes()),
        write(folder.path(), "b.csv", people(true).as_bytes()),
    );
    let output = run(
        folder.path(),
        &[
            "link",
            "pair",
            &a,
            &b,
            "--out",
            &at("pairs.csv"),
            "--columns",
            MAP,
            "--explain",
            &at("why.csv"),
            "--save-model",
            &at("model.json"),
            "--threads",
            "2",
            "--format",
            "json",
        ],
    );
    let (code, errors) = said(&output);
    assert_eq!(code, Some(0), "{errors}");
    assert!(
        errors.contains("120 records") && errors.contains("Peak memory"),
        "{errors}"
    );
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["records"], 120);
    let pairs = std::fs::read_to_string(at("pairs.csv")).unwrap();
    let mut lines = pairs.lines();
    assert_eq!(
        lines.next(),
        Some("record_id_a,record_id_b,probability,weight")
    );
    let right = lines.filter(|line| {
        let mut parts = line
            .split(',')
            .map(|part| part.trim_start_matches(['a', 'b']));
        parts.next() == parts.next()
    });
    assert!(right.count() >= 57, "{pairs}");
    let why = std::fs::read_to_string(at("why.csv")).unwrap();
    assert!(
        why.starts_with("record_id_a,record_id_b,probability,weight,weight_given_names,"),
        "{why}"
    );
    // The model that was kept links as it did.
    let again = [
        "link",
        "pair",
        &a,
        &b,
        "--out",
        &at("again.csv"),
        "--columns",
        MAP,
        "--model",
        &at("model.json"),
    ];
    assert_eq!(said(&run(folder.path(), &again)).0, Some(0));
    assert_eq!(std::fs::read_to_string(at("again.csv")).unwrap(), pairs);
    // No database was made for it, and no key.
    let names = std::fs::read_dir(folder.path()).unwrap();
    let ours = [
        "a.csv",
        "b.csv",
        "pairs.csv",
        "why.csv",
        "model.json",
        "again.csv",
    ];
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    assert!(
        names
            .map(name)
            .all(|name| ours.iter().any(|ours| name == *ours))
    );
}

#[test]
fn one_file_becomes_clusters_that_can_be_evaluated() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let second = people(true);
    let both = people(false) + second.split_once('\n').unwrap().1;
    let file = write(folder.path(), "all.csv", both.as_bytes());
    let mut truth = String::from(
        "record_id,person_id
",
    );
    for line in both.lines().skip(1) {
        let id = line.split(',').next().unwrap_or_default();
        truth.push_str(
            &[
                id,
                ",",
                id.trim_start_matches(['a', 'b']),
                "
",
            ]
            .concat(),
        );
    }
    let truth = write(folder.path(), "truth.csv", truth.as_bytes());
    let output = run(
        folder.path(),
        &[
            "link",
            "dedupe",
            &file,
            "--out",
            &at("clusters.csv"),
            "--columns",
            MAP,
        ],
    );
    assert_eq!(said(&output).0, Some(0), "{}", said(&output).1);
    assert!(
        output.stdout.is_empty(),
        "results of a file leave as a file"
    );
    let clusters = std::fs::read_to_string(at("clusters.csv")).unwrap();
    assert!(clusters.starts_with("record_id,cluster_id\n"));
    assert_eq!(clusters.lines().count(), 121);
    let output = run(
        folder.path(),
        &[
            "link",
            "evaluate",
            &at("clusters.csv"),
            &truth,
            "--format",
            "json",
        ],
    );
    let scores: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(scores["true_pairs"], 60);
    assert!(scores["f1"].as_f64() > Some(0.95), "{scores}");
}

#[test]
fn what_is_wrong_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let check = |text: &[u8], more: &[&str], code: i32, words: &str| {
        let file = write(folder.path(), "file.csv", text);
        let out = folder.path().join("out.csv");
        let _ = std::fs::remove_file(&out);
        let out_name = out.display().to_string();
        let arguments: Vec<&str> = ["link", "dedupe", &file, "--out", &out_name]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let (ended, errors) = said(&run(folder.path(), &arguments));
        assert_eq!(ended, Some(code), "{errors}");
        assert!(errors.contains(words), "{errors}");
        assert_eq!(out.exists(), code == 0, "{errors}");
    };
    let good = b"record_id,surname,date_of_birth\n1,smith,1990-01-02\n2,smith,soon\n";
    check(good, &[], 0, "date_of_birth: 1 values cannot be read");
    check(
        b"record_id,surname\n1,M\xfcller\n",
        &[],
        0,
        "1 values are not in UTF-8",
    );
    check(b"\xef\xbb\xbfrecord_id,surname\n", &[], 0, "0 records");
    check(b"", &[], 1, "is empty");
    check(
        b"id,surname\n1,smith\n",
        &[],
        1,
        "there is no column \u{201c}record_id\u{201d}",
    );
    check(
        b"record_id,surname\n1,smith\n,jones\n",
        &[],
        1,
        "record 2 has no record_id",
    );
    check(
        b"record_id,surname\n1,smith\n1,jones\n",
        &[],
        1,
        "the record_id of record 1 and of record 2",
    );
    check(
        b"record_id,shoes\n1,black\n",
        &[],
        1,
        "none of the columns can be compared",
    );
    check(
        good,
        &["--columns", "surname=family"],
        1,
        "there is no column \u{201c}family\u{201d}",
    );
    check(
        good,
        &["--columns", "shoes=surname"],
        64,
        "there is no column \u{201c}shoes\u{201d}",
    );
    check(good, &["--threshold", "2"], 64, "no probability");
    check(good, &["--threads", "0"], 64, "--threads");
    check(good, &["--model", "nowhere.json"], 1, "nowhere.json");
}

#[test]
fn a_file_linked_in_parts_becomes_the_same_clusters() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let second = people(true);
    let both = people(false) + second.split_once('\n').unwrap().1;
    let file = write(folder.path(), "all.csv", both.as_bytes());
    let (plan, out) = (at("plan"), at("parts.csv"));
    let check = |arguments: &[&str], code: i32, words: &str| {
        let arguments: Vec<&str> = ["link"].iter().chain(arguments).copied().collect();
        let (ended, errors) = said(&run(folder.path(), &arguments));
        assert_eq!(ended, Some(code), "{errors}");
        assert!(errors.contains(words), "{errors}");
    };
    let whole = at("whole.csv");
    let dedupe = ["dedupe", &file, "--columns", MAP];
    check(
        &[&dedupe[..], &["--out", &whole]].concat(),
        0,
        "120 records",
    );
    let little = at("little.csv");
    let in_little = ["--out", &little, "--memory", "1M"];
    check(&[&dedupe[..], &in_little].concat(), 0, "120 records");
    let asked = [
        "plan",
        &file,
        "--dir",
        &plan,
        "--columns",
        MAP,
        "--parts",
        "3",
    ];
    check(&asked, 0, "120 records, 3 parts");
    check(&asked, 1, "is not empty");
    check(
        &["gather", &plan, "--out", &out],
        1,
        "not done yet: part 1, 2, 3",
    );
    for part in ["2", "1", "3"] {
        check(&["part", &plan, part], 0, &format!("Part {part}: "));
    }
    check(&["part", &plan, "4"], 1, "there is no part 4");
    check(&["gather", &plan, "--out", &out], 0, "Peak memory");
    let read = |name: &str| std::fs::read_to_string(at(name)).unwrap();
    assert_eq!(read("parts.csv"), read("whole.csv"));
    assert_eq!(read("little.csv"), read("whole.csv"));
    let explained = ["--out", &out, "--memory", "1G", "--explain", "why.csv"];
    check(&[&dedupe[..], &explained].concat(), 64, "--explain");
    let no_size = ["--out", &out, "--memory", "1GB"];
    check(&[&dedupe[..], &no_size].concat(), 64, "1GB is no size");
}

#[test]
fn what_counts_for_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let people =
        "record_id,given_names,surname,born\n1,Ann,Marsh,2014-03-14\n2,Anne,Marsh,2014-03-14\n";
    let file = write(folder, "a.csv", people.as_bytes());
    let out = folder.join("out.csv");
    let dedupe = |file: &str| {
        let out = out.to_str().unwrap();
        run(folder, &["link", "dedupe", file, "--out", out])
    };
    let (code, told) = said(&dedupe(&file));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("not used: born."), "{told}");
    // Everything after an open quote is one value: nothing comes out of such a file.
    let open = "record_id,given_names,surname\n1,Ann,Marsh\n2,\"Bo,Marsh\n3,Cy,Marsh\n4,Di,Marsh\n";
    let (code, told) = said(&dedupe(&write(folder, "b.csv", open.as_bytes())));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("line 3") && told.contains("quote"), "{told}");
    // A quote inside a name swallows nothing, and a value of two lines is a value.
    let fine = "record_id,given_names,surname\n1,An\"n,Marsh\n2,\"Bo\nB\",Marsh\n";
    let (code, told) = said(&dedupe(&write(folder, "c.csv", fine.as_bytes())));
    assert_eq!(code, Some(0), "{told}");
    let clusters = write(folder, "d.csv", b"record_id,cluster_id\n1,x\n2,x\n");
    let truth = write(folder, "e.csv", b"record_id,person_id\n01,p\n2,p\n");
    let (code, told) = said(&run(folder, &["link", "evaluate", &clusters, &truth]));
    assert_eq!(code, Some(0), "{told}");
    let line =
        "1 records of the truth are in no cluster, and 1 of the clusters are not in the truth";
    assert!(told.contains(line), "{told}");
}
