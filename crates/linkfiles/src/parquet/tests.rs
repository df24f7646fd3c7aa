//! However a file is written, it says what the same records say in commas.

use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::pages::{runs, texts};
use crate::columns::ColumnMap;
use crate::job::{Request, link};

const COLUMNS: [&str; 5] = [
    "record_id",
    "given_names",
    "surname",
    "date_of_birth",
    "phone",
];

/// Made-up records, one in seven values missing.
pub(crate) fn records(count: usize) -> Vec<[String; 5]> {
    let given = [
        "Olivia",
        "declan",
        "aisha",
        "Zofia",
        "O\u{2019}Neil",
        "kwame",
    ];
    let of = |record: usize| {
        let person = record / 2;
        let mut values = [
            format!("r{record}"),
            given[person % given.len()].to_owned(),
            format!(
                "{}ton",
                ["ash", "brad", "carl", "dun", "east"][person / 7 % 5]
            ),
            format!(
                "{}-{:02}-{:02}",
                1950 + person % 50,
                1 + person % 12,
                1 + person % 28
            ),
            format!("077009{:05}", person * 37 % 100_000),
        ];
        for (place, value) in values.iter_mut().enumerate().skip(1) {
            if (record * 5 + place * 3).is_multiple_of(7) {
                value.clear();
            }
        }
        values
    };
    (0..count).map(of).collect()
}

pub(crate) fn write(path: &Path, records: &[[String; 5]], properties: WriterProperties) {
    let columns = COLUMNS.map(|column| match column {
        "record_id" => "required binary record_id (UTF8);".to_owned(),
        // One that is always said, in its own way.
        column => format!("optional binary {column} (UTF8);"),
    });
    let schema = format!("message people {{ {} }}", columns.join(" "));
    let schema = Arc::new(parse_message_type(&schema).expect("a schema"));
    let file = std::fs::File::create(path).expect("a file");
    let mut writer =
        SerializedFileWriter::new(file, schema, Arc::new(properties)).expect("a writer");
    for group in records.chunks(700) {
        let mut next = writer.next_row_group().expect("a group");
        for place in 0..COLUMNS.len() {
            let said = group.iter().map(|values| values[place].as_bytes());
            let there = said.clone().filter(|value| !value.is_empty());
            let values: Vec<ByteArray> =
                there.map(|value| ByteArray::from(value.to_vec())).collect();
            let levels: Vec<i16> = said.map(|value| i16::from(!value.is_empty())).collect();
            let levels = (place > 0).then_some(levels.as_slice());
            let mut column = next.next_column().expect("read").expect("a column");
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, levels, None)
                .expect("written");
            column.close().expect("closed");
        }
        next.close().expect("closed");
    }
    writer.close().expect("closed");
}

/// What comes of a file, clusters and why.
fn said(folder: &Path, name: &str) -> [String; 2] {
    let (out, why) = (folder.join("out.csv"), folder.join("why.csv"));
    let request = Request {
        files: vec![folder.join(name)],
        columns: ColumnMap::default(),
        out: out.clone(),
        model: None,
        save_model: None,
        explain: Some(why.clone()),
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
        memory: None,
    };
    link(&request, |_| {}).expect("linked");
    [out, why].map(|path| std::fs::read_to_string(path).expect("written"))
}

#[test]
fn however_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = records(1500);
    let lines: Vec<String> = records.iter().map(|values| values.join(",")).collect();
    let text = format!("{}\n{}\n", COLUMNS.join(","), lines.join("\n"));
    std::fs::write(folder.path().join("p.csv"), text).expect("written");
    let expected = said(folder.path(), "p.csv");
    assert!(expected[1].lines().count() > 500);
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for (dictionary, page) in [(true, 1 << 20), (true, 64), (false, 1 << 20), (false, 200)] {
            let properties = WriterProperties::builder()
                .set_writer_version(version)
                .set_dictionary_enabled(dictionary)
                // A small limit makes the writer give up its dictionary half-way.
                .set_dictionary_page_size_limit(page)
                .set_data_page_row_count_limit(100)
                .set_write_batch_size(50)
                .set_compression(Compression::SNAPPY)
                .build();
            write(&folder.path().join("p.parquet"), &records, properties);
            let found = said(folder.path(), "p.parquet");
            assert!(
                found == expected,
                "{version:?}, dictionary {dictionary}, {page}"
            );
        }
    }
}

#[test]
fn runs_and_packed_numbers() {
    let check = |bytes: &[u8], width: u32, count: usize, said: &[u32]| {
        assert_eq!(runs(bytes, width, count).expect("read"), said);
    };
    check(&[], 0, 0, &[]);
    check(&[6, 5], 3, 3, &[5, 5, 5]);
    check(&[2], 0, 1, &[0]);
    check(
        &[3, 0b1000_1000, 0b1100_0110, 0b1111_1010],
        3,
        8,
        &[0, 1, 2, 3, 4, 5, 6, 7],
    );
    check(&[4, 1, 2, 0], 1, 3, &[1, 1, 0]);
    check(&[2, 0xff, 0xff, 0xff, 0xff], 32, 1, &[u32::MAX]);
    for (bytes, width, count) in [
        (&[][..], 1, 1),
        (&[0, 1], 1, 1),
        (&[1, 1], 1, 1),
        (&[3], 1, 8),
        (&[2], 33, 1),
        (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 1, 1),
    ] {
        assert!(runs(bytes, width, count).is_err(), "{bytes:?}");
    }
    assert!(texts(&mut &[5, 0, 0, 0, b'a'][..], 1).is_err());
    let two = &mut &[1, 0, 0, 0, 0xff, 1, 0, 0, 0, b'a'][..];
    assert_eq!(texts(two, 1).expect("read"), ["\u{fffd}"]);
    assert_eq!(texts(two, 1).expect("read"), ["a"]);
}
