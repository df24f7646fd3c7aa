//! `file-upload` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{DropZone, FileUpload};

#[test]
fn passes_every_fixture() {
    check("file-upload", from_options);
}

fn from_options(o: &Options) -> FileUpload {
    FileUpload {
        field: o.field(),
        multiple: o.flag("multiple"),
        drop_zone: o.flag("javascript").then(|| drop_zone(o)),
    }
}

fn drop_zone(o: &Options) -> DropZone {
    let chosen = o.inner("multipleFilesChosenText");
    let chosen = |key: &str| chosen.as_ref().and_then(|chosen| chosen.text(key));
    DropZone {
        choose_files: o.text("chooseFilesButtonText"),
        drop_instruction: o.text("dropInstructionText"),
        no_file_chosen: o.text("noFileChosenText"),
        one_file_chosen: chosen("one"),
        files_chosen: chosen("other"),
        entered: o.text("enteredDropZoneText"),
        left: o.text("leftDropZoneText"),
        classes: o.words("wrapperClasses").into(),
        attributes: o.attributes_at("wrapperAttributes"),
    }
}
