//! Whatever bytes a file has: an answer or a refusal, never a panic, and as many records out as came in.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{Report, Request, link};
use crate::columns::ColumnMap;
use crate::parquet::tests::{records, write};

fn linked(name: &str, bytes: &[u8], columns: ColumnMap) -> Option<(Report, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| -> PathBuf { folder.path().join(name) };
    std::fs::write(at(name), bytes).expect("written");
    let request = Request {
        files: vec![at(name)],
        columns,
        out: at("out.csv"),
        model: None,
        save_model: None,
        explain: Some(at("why.csv")),
        threads: 1,
        threshold: None,
        dedupe_inputs: false,
        memory: None,
    };
    let report = link(&request, |_| {}).ok()?;
    let out = std::fs::read_to_string(at("out.csv")).expect("text");
    Some((report, out))
}

/// Bytes as they come in bad files: letters, quotes, commas, ends of lines, what is no UTF-8.
fn mess() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => prop::sample::select(&b"abc19 -/"[..]),
        2 => prop::sample::select(&b",\n\r\""[..]),
        1 => any::<u8>(),
    ];
    prop::collection::vec(byte, 0..400)
}

// As many cases as usual; of more, PROPTEST_CASES says how many.
proptest! {
    #[test]
    fn any_commas(head in prop_oneof![Just(true), Just(false)], rest in mess()) {
        let mut bytes = Vec::new();
        if head {
            bytes.extend(b"record_id,given_names,full_name,date_of_birth,sex,address,street_number,phone,national_id\n");
        }
        bytes.extend(rest);
        if let Some((report, out)) = linked("f.csv", &bytes, ColumnMap::default()) {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(out.as_bytes());
            prop_assert_eq!(reader.byte_records().count() as u64, report.records);
        }
    }

    #[test]
    fn any_map_of_columns(text in "[a-z_=, ]{0,40}|given_names=[a-z]{0,5},?record_id=.{0,5}") {
        if let Ok(map) = ColumnMap::read(&text) {
            let _ = linked("f.csv", b"record_id,surname\n1,smith\n", map);
        }
    }

    /// A whole file in which some bytes are others, or that ends too early.
    #[test]
    fn any_parquet(changed in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), kept in any::<prop::sample::Index>(), cut: bool, dictionary: bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("p.parquet");
        let properties = parquet::file::properties::WriterProperties::builder()
            .set_dictionary_enabled(dictionary)
            .set_data_page_row_count_limit(20)
            .set_write_batch_size(10)
            .build();
        write(&path, &records(60), properties);
        let mut bytes = std::fs::read(&path).expect("read");
        for (at, byte) in changed {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(kept.index(bytes.len()));
        }
        let _ = linked("f.parquet", &bytes, ColumnMap::default());
    }
}
