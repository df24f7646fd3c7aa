//! The style sheets, scripts and images, held in the binary. Their addresses carry a hash of them all, so a browser
//! may keep them for ever, and scripts and style sheets may name each other beside themselves. No route lives here.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// Its name, the last part of its address.
    pub name: &'static str,
    /// For the `Content-Type` header.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml; charset=utf-8";

/// Names the files once: the enum for templates, and the table for the route.
macro_rules! files {
    ($($(#[$doc:meta])* $file:ident = $name:literal, $content_type:ident;)*) => {
        /// A file that pages name. See [`url`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum File { $($(#[$doc])* $file,)* }

        /// Every file there is, in the order of [`File`].
        pub const ALL: &[Asset] = &[$(Asset {
            name: $name,
            content_type: $content_type,
            bytes: include_bytes!(concat!("../assets/", $name)),
        },)*];

        static URLS: LazyLock<Vec<String>> = LazyLock::new(|| {
            ALL.iter().map(|asset| format!("/assets/{}/{}", *HASH, asset.name)).collect()
        });

        /// Where a file is served: `/assets/<hash>/<name>`.
        pub fn url(file: File) -> &'static str {
            URLS.get(file as usize).map_or("", String::as_str)
        }
    };
}

files! {
    /// GOV.UK Frontend's style sheet; the first of three.
    GovukCss = "govuk-frontend.min.css", CSS;
    /// MoJ Frontend's style sheet; the second.
    MojCss = "moj-frontend.min.css", CSS;
    /// Our own; the last.
    TrefoilCss = "trefoil.css", CSS;
    /// GOV.UK Frontend's script; loaded by ours.
    GovukJs = "govuk-frontend.min.js", JS;
    /// MoJ Frontend's script; loaded by ours.
    MojJs = "moj-frontend.min.js", JS;
    /// Keeps what is being typed; named by the forms that are long.
    KeepJs = "keep.js", JS;
    /// Our own script, a module; every page names it.
    InitJs = "init.js", JS;
    /// Our own script, a module, for pages that a passkey answers.
    PasskeyJs = "passkey.js", JS;
    /// The three leaves, for the browser's tab.
    Mark = "trefoil.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconClose = "icon-close-cross-black.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconDocument = "icon-document.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconTick = "icon-progress-tick.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconRemoveWhite = "icon-tag-remove-cross-white.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconRemove = "icon-tag-remove-cross.svg", SVG;
    /// Named by MoJ Frontend's style sheet.
    IconToggle = "icon-toggle-plus-minus.svg", SVG;
}

/// The first 16 hexadecimal digits of the SHA-256 of all files and their names: enough to tell two releases apart.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in ALL {
        hash.update(asset.name.as_bytes());
        hash.update(asset.bytes.len().to_le_bytes());
        hash.update(asset.bytes);
    }
    let first = hash.finalize().into_iter().take(8);
    let number = first.fold(0_u64, |number, byte| number << 8 | u64::from(byte));
    format!("{number:016x}")
});

/// The file at this path (`/assets/<hash>/<name>`), if there is one. Another release's hash finds nothing: what is
/// kept for ever under an address must be what that address names.
pub fn asset(path: &str) -> Option<&'static Asset> {
    let place = URLS.iter().position(|url| url == path)?;
    ALL.get(place)
}

#[cfg(test)]
mod tests;
