//! Something the worker should know that is not about this page's own task, or that something worked.

use askama::Template;

use super::{Attributes, Classes, Content, HeadingLevel, Text, component};

/// A banner at the top of a page.
#[derive(Default, Template)]
#[template(path = "components/notification_banner.html")]
pub struct NotificationBanner {
    /// The message. Bare words become a heading paragraph.
    pub content: Content,
    /// What kind of message it is.
    pub kind: BannerKind,
    /// Its title; "Important" or "Success" where empty.
    pub title: Content,
    /// Level of the title's heading.
    pub title_level: HeadingLevel,
    /// Id of the title; needed where a page has two banners.
    pub title_id: Option<Text>,
    /// What it is to a screen reader, where not what its kind says.
    pub role: Option<Text>,
    /// False keeps the focus where it is.
    pub auto_focus: Option<bool>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// What kind of message a banner is.
#[derive(Clone, Copy, Default)]
pub enum BannerKind {
    /// Worth knowing.
    #[default]
    Important,
    /// The act just done worked; read out at once.
    Success,
}

impl NotificationBanner {
    /// A banner that says that the act just done worked.
    pub fn success(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            kind: BannerKind::Success,
            ..Self::default()
        }
    }

    fn is_success(&self) -> bool {
        matches!(self.kind, BannerKind::Success)
    }

    fn role_name(&self) -> &str {
        let of_kind = if self.is_success() { "alert" } else { "region" };
        self.role.as_deref().unwrap_or(of_kind)
    }

    fn title_id(&self) -> &str {
        let usual = "govuk-notification-banner-title";
        self.title_id.as_deref().unwrap_or(usual)
    }

    fn disable_auto_focus(&self) -> Option<bool> {
        self.auto_focus.map(|focus| !focus)
    }
}

component!(NotificationBanner, sample: NotificationBanner::success("The decision is recorded."));

#[cfg(test)]
mod tests;
