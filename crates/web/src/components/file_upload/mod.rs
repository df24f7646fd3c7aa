//! A control to choose files.

use askama::Template;

use super::{Attributes, Classes, Field, Text, component};

/// A control to choose a file.
#[derive(Default, Template)]
#[template(path = "components/file_upload.html")]
pub struct FileUpload {
    /// Name, label, hint and error.
    pub field: Field,
    /// True where several files may be chosen.
    pub multiple: bool,
    /// The bigger target to drop files on (needs script).
    pub drop_zone: Option<DropZone>,
}

/// The words and looks of a drop zone. `None` means the component's own English.
#[derive(Default)]
pub struct DropZone {
    /// On the button.
    pub choose_files: Option<Text>,
    /// Beside the button.
    pub drop_instruction: Option<Text>,
    /// When no file is chosen.
    pub no_file_chosen: Option<Text>,
    /// When one file is chosen.
    pub one_file_chosen: Option<Text>,
    /// When several are; `%{count}` stands for how many.
    pub files_chosen: Option<Text>,
    /// Said when a file is over the zone.
    pub entered: Option<Text>,
    /// Said when it has left.
    pub left: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

component!(FileUpload, sample: FileUpload { field: Field::new("sample-file", "Attach a file"), ..FileUpload::default() });

#[cfg(test)]
mod tests;
