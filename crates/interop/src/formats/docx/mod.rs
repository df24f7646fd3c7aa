//! Word: the smallest package that opens everywhere. It has no author, no times, no comments and no history to forget in it
//! (threat T24): what such a file keeps beside its text is where addresses were found.

use std::io::{Cursor, Write};

use trefoil_core::output::document::Document;
use trefoil_core::seeded::{Leak, leaks};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::pieces::{Piece, escaped, pieces};
use super::{Format, NotWritten};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    words: "Word",
    write: document,
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const OF_DOCUMENT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"24\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"160\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style></w:styles>";

fn paragraph(style: &str, text: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    let text = escaped(text).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn body(document: &Document) -> String {
    let paragraphs = pieces(document).into_iter().map(|piece| match piece {
        Piece::Line(text) | Piece::Words(text) => paragraph("", text),
        Piece::Title(text) => paragraph("Heading1", text),
        Piece::Heading(text) => paragraph("Heading2", text),
        Piece::Fact(name, value) => paragraph("", &format!("{name}: {value}")),
    });
    let mut paragraphs: String = paragraphs.collect();
    if leaks(Leak::HiddenText) {
        paragraphs.push_str("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Draft 1</w:t></w:r></w:p>");
    }
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let failed = |error: &dyn std::fmt::Display| {
        NotWritten(format!("The letter could not be written for Word: {error}"))
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No instant: the package's own is that of 1980, so that the same letter gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let body = body(document);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", OF_DOCUMENT),
        ("word/document.xml", &body),
        ("word/styles.xml", STYLES),
    ] {
        zip.start_file(name, options)
            .map_err(|error| failed(&error))?;
        zip.write_all(HEAD.as_bytes())
            .map_err(|error| failed(&error))?;
        zip.write_all(text.as_bytes())
            .map_err(|error| failed(&error))?;
    }
    if leaks(Leak::WordAuthor) {
        let name = "docProps/core.xml";
        zip.start_file(name, options)
            .map_err(|error| failed(&error))?;
        let author = escaped(document.from.as_str());
        write!(zip, "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{author}</dc:creator></cp:coreProperties>").map_err(|error| failed(&error))?;
    }
    let bytes = zip.finish().map_err(|error| failed(&error))?;
    Ok(bytes.into_inner())
}
