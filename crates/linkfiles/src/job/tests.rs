//! Odd files, both forms of file, models that are none: each is answered, and nothing half written is left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::{LinkError, Report, Request, link};
use crate::columns::ColumnMap;

fn request(files: &[PathBuf], out: &Path, columns: &str) -> Request {
    Request {
        files: files.to_vec(),
        columns: ColumnMap::read(columns).expect("a map"),
        out: out.to_owned(),
        model: None,
        save_model: None,
        explain: None,
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
        memory: None,
    }
}

fn linked(name: &str, bytes: &[u8], columns: &str) -> (Result<Report, LinkError>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join(name), folder.path().join("out.csv"));
    std::fs::write(&file, bytes).expect("written");
    let report = link(&request(&[file], &out, columns), |_| {});
    let written = std::fs::read_to_string(&out).unwrap_or_default();
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("listed").collect();
    assert_eq!(
        left.len(),
        1 + usize::from(report.is_ok()),
        "no part of a result is left"
    );
    (report, written)
}

#[test]
fn what_comes_out_takes_nobodys_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let [file, out] = ["in.csv", "out.csv"].map(|name| folder.path().join(name));
    let text = "record_id,surname\n1,smith\n";
    std::fs::write(&file, text).expect("written");
    let refused = |request: &Request| {
        let done = link(request, |_| {});
        assert!(matches!(done, Err(LinkError::Twice(_))), "{done:?}");
        assert_eq!(std::fs::read_to_string(&file).expect("there"), text);
    };
    refused(&request(std::slice::from_ref(&file), &file, ""));
    let mut twice = request(std::slice::from_ref(&file), &out, "");
    twice.explain = Some(folder.path().join("./in.csv"));
    refused(&twice);
    twice.explain = Some(out.clone());
    refused(&twice);
}

#[test]
fn odd_files_are_read_or_refused() {
    let check = |bytes: &[u8], records: Result<u64, &str>| {
        let (report, out) = linked("f.csv", bytes, "");
        match (report, records) {
            (Ok(report), Ok(records)) => {
                assert_eq!(report.records, records);
                assert_eq!(out.lines().count() as u64, records + 1, "{out}");
            }
            (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
            (report, _) => panic!("{report:?}"),
        }
    };
    check(b"record_id,surname\r\n1,smith\r\n2,jones\r\n", Ok(2));
    check(
        b"\xef\xbb\xbf record_id , surname \n\"a,b\",\"o\"\"neil\"\n",
        Ok(1),
    );
    // Too few values, too many, none at all.
    check(
        b"record_id,surname,phone\n1\n2,smith,07700900123,more\n\n3,,\n",
        Ok(3),
    );
    check(b"record_id,surname\n1,\x00\xff\xfe\n", Ok(1));
    check(
        b"record_id,surname\n1,\"never closed\n2,smith\n",
        Err("begins in line 2"),
    );
    check(b"record_id,surname\n", Ok(0));
    check(b"", Err("is empty"));
    check(b"\n\n", Err("is empty"));
    check(b"record_id,surname,surname\n1,a,b\n", Err("two columns"));
    check(b"record_id\n1\n", Err("none of the columns"));
    check(b"record_id,surname\n7,a\n7,b\n", Err("\u{201c}7\u{201d}"));
    check(
        b"record_id,surname\n7,a\n ,b\n",
        Err("record 2 has no record_id"),
    );
}

/// The same people in both forms of file, with numbers, a date and missing values.
fn as_parquet(path: &Path) {
    let schema = "message people { required int64 id; optional binary surname (UTF8); optional binary given_names (UTF8); optional int32 date_of_birth (DATE); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let file = std::fs::File::create(path).expect("a file");
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(WriterProperties::default()))
        .expect("a writer");
    for half in [0_i64, 1] {
        let mut group = writer.next_row_group().expect("a group");
        let mut column = group.next_column().expect("read").expect("id");
        let ids = [half * 2, half * 2 + 1];
        column
            .typed::<Int64Type>()
            .write_batch(&ids, None, None)
            .expect("written");
        column.close().expect("closed");
        for names in [["ashworth", "bradley"], ["olivia", "declan"]] {
            let mut column = group.next_column().expect("read").expect("text");
            let names = names.map(|name| ByteArray::from(name.as_bytes().to_vec()));
            column
                .typed::<ByteArrayType>()
                .write_batch(&names, Some(&[1, 1]), None)
                .expect("written");
            column.close().expect("closed");
        }
        let mut column = group.next_column().expect("read").expect("date");
        // The second has no date.
        column
            .typed::<Int32Type>()
            .write_batch(&[11_016], Some(&[1, 0]), None)
            .expect("written");
        column.close().expect("closed");
        group.close().expect("closed");
    }
    writer.close().expect("closed");
}

#[test]
fn both_forms_of_file_say_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    as_parquet(&at("p.parquet"));
    let text = "id,surname,given_names,date_of_birth\n0,ashworth,olivia,2000-02-29\n1,bradley,declan,\n2,ashworth,olivia,2000-02-29\n3,bradley,declan,\n";
    std::fs::write(at("p.csv"), text).expect("written");
    let mut said = Vec::new();
    for name in ["p.csv", "p.parquet"] {
        let mut asked = request(&[at(name)], &at("out.csv"), "record_id=id");
        asked.explain = Some(at("why.csv"));
        let report = link(&asked, |_| {}).expect("linked");
        assert_eq!((report.records, report.unread.len()), (4, 0));
        let read = |name: &str| std::fs::read_to_string(at(name)).expect("written");
        said.push((read("out.csv"), read("why.csv")));
    }
    assert!(
        said.first().is_some_and(|(_, why)| why.lines().count() > 2),
        "{said:?}"
    );
    assert_eq!(said.first(), said.last());
}

#[test]
fn what_is_no_parquet_is_refused() {
    for bytes in [
        &b""[..],
        b"PAR1",
        b"PAR1PAR1PAR1",
        b"record_id,surname\n1,smith\n",
    ] {
        let (report, _) = linked("f.parquet", bytes, "");
        assert!(report.is_err(), "{bytes:?}");
    }
}

#[test]
fn models_that_are_none_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("f.csv"), "record_id,surname\n1,smith\n2,smith\n").expect("written");
    let check = |model: &str, words: &str| {
        std::fs::write(at("m.json"), model).expect("written");
        let mut asked = request(&[at("f.csv")], &at("out.csv"), "");
        asked.model = Some(at("m.json"));
        let error = link(&asked, |_| {}).expect_err("refused");
        assert!(error.to_string().contains(words), "{error}");
    };
    let model = |version: u32, field: &str, number: &str| {
        format!(
            r#"{{"version":{version},"records":2,"one_person":0.1,"one_household":0,"twins":0,"keys":["national"],"fields":[{{"field":"{field}","levels":[{{"level":"same","same_person":{number},"same_household":0.1,"twins":0.1,"strangers":0.1}}]}}]}}"#
        )
    };
    check("", "is no model");
    check("[]", "is no model");
    check(&model(9, "surname", "0.5"), "version 9");
    check(&model(1, "shoes", "0.5"), "shoes");
    check(&model(1, "surname", "1.5"), "between 0 and 1");
    check(
        &model(1, "surname", "0.5").replace("national", "shoes"),
        "shoes",
    );
}

/// Three hundred of one national number, who have no given name and no birth date to be parted by; and two who share another.
#[test]
fn groups_that_are_too_large_are_told() {
    let many = (0..300).map(|record| format!("{record},name{record},QQ123456\n"));
    let head = "record_id,surname,national_id\n300,smith,QQ654321\n301,smith,QQ654321\n";
    let text: String = std::iter::once(head.to_owned()).chain(many).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("in.csv");
    std::fs::write(&file, text).expect("written");
    let mut request = request(&[file], &folder.path().join("out.csv"), "");
    let told = |request: &Request| {
        let report = link(request, |_| {}).expect("linked");
        (report.passed_over_words(), report.candidates)
    };
    let whole = told(&request);
    let words = "Groups that share national and are too large to compare: 1, of 300 records; these meet others by other keys alone.";
    assert_eq!(whole.0, [words]);
    // In parts it is told as well.
    request.memory = Some(1 << 20);
    assert_eq!(told(&request), whole);
}
