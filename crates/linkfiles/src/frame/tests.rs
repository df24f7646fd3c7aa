//! What is written is read again, and what was not written is refused.

use std::path::Path;

use trefoil_linkage::batch::wide::Words;

use super::{Form, Frame, FrameWriter, Kind, Values};

fn form() -> Form {
    let column = |name: &str, kind| (name.to_owned(), kind);
    Form(vec![
        column("row", Kind::Number),
        column("name", Kind::Text),
        column("weight", Kind::Weight),
    ])
}

fn group(from: u32) -> Vec<Values> {
    let mut words = Words::default();
    for name in ["", "zo\u{eb}", "olivia"] {
        words.push(name);
    }
    vec![
        Values::Numbers(vec![from, u32::MAX, 0]),
        Values::Texts(words),
        Values::Weights(vec![-0.0, f32::MIN_POSITIVE, 12.5]),
    ]
}

fn written(path: &Path) {
    let mut writer = FrameWriter::create(path, &form(), "one").expect("created");
    writer.group(group(1)).expect("written");
    writer.group(group(2)).expect("written");
    assert!(!path.exists(), "it has no name before it is whole");
    writer.finish(7).expect("whole");
}

#[test]
fn what_is_written_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("f.parquet");
    written(&path);
    let mut frame = Frame::open(&path, &form(), &[0, 1, 2], "one").expect("opened");
    assert_eq!(frame.count, 7);
    assert_eq!(frame.next().expect("read"), Some(group(1)));
    assert_eq!(frame.next().expect("read"), Some(group(2)));
    assert_eq!(frame.next().expect("read"), None);
    let mut frame = Frame::open(&path, &form(), &[2], "one").expect("opened");
    assert_eq!(frame.next().expect("read"), Some(group(1).split_off(2)));
}

#[test]
fn what_is_of_another_plan_or_not_whole_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("f.parquet");
    written(&path);
    let refused = |plan: &str, form: &Form| {
        let frame = Frame::open(&path, form, &[0, 1, 2], plan);
        frame
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    assert!(refused("other", &form()).contains("another plan"));
    let other = Form(vec![("row".to_owned(), Kind::Number)]);
    assert!(refused("one", &other).contains("another plan"));
    let bytes = std::fs::read(&path).expect("read");
    for kept in [0, 4, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..kept]).expect("written");
        assert!(refused("one", &form()).contains("cannot be read"), "{kept}");
    }
}

#[test]
fn what_is_not_finished_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("f.parquet");
    let mut writer = FrameWriter::create(&path, &form(), "one").expect("created");
    writer.group(group(1)).expect("written");
    drop(writer);
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
}
