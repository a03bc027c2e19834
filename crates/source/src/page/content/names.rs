//! Names that outlets give their elements. In: an element. Out: whether class or id say that it is an article's body, a list of other stories, a bar of
//! buttons, or nothing of the article; and which elements never show. It knows no text.

use super::super::tree::{Id, Tree};

/// Words in class and id of what is no article, whole or as a part between dashes.
pub(super) const OUT: [&str; 30] = [
    "comments",
    "comment",
    "disqus",
    "respond",
    "sidebar",
    "side-bar",
    "widget",
    "menu",
    "navbar",
    "nav",
    "footer",
    "header",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "subscribe",
    "popup",
    "modal",
    "cookie",
    "cookies",
    "ticker",
    "breaking",
    "most-read",
    "mostread",
    "trending",
    "banner",
    "ads",
    "advert",
    "pagination",
    "login",
];
/// The same for lists of other stories.
pub(super) const RELATED: [&str; 10] =
    ["related", "readmore", "read-more", "read-also", "readalso", "also", "recommended", "suggested", "more-news", "similar"];
/// And for bars of buttons.
pub(super) const SHARE: [&str; 6] = ["share", "sharing", "social", "addthis", "sharethis", "share-bar"];
/// Names of containers of articles.
pub(super) const BODY: [&str; 24] = [
    "article-body",
    "articlebody",
    "article_body",
    "article__body",
    "article-content",
    "article-text",
    "entry-content",
    "post-content",
    "post-body",
    "story-body",
    "story-content",
    "news-content",
    "news-body",
    "news-text",
    "news-details",
    "newsdetails",
    "details-text",
    "content-body",
    "single-content",
    "node-content",
    "wysiwyg",
    "td-post-content",
    "field-name-body",
    "paragraph-list",
];

/// Whether class or id have one of these words.
pub(super) fn named(tree: &Tree, id: Id, words: &[&str]) -> bool {
    [tree.attribute(id, "class"), tree.attribute(id, "id")].into_iter().flatten().any(|value| {
        value.split_whitespace().any(|name| {
            let name = name.to_ascii_lowercase();
            words.contains(&name.as_str()) || {
                let dashed = format!("-{}-", name.replace('_', "-"));
                words.iter().any(|w| dashed.contains(&format!("-{}-", w.replace('_', "-"))))
            }
        })
    })
}

/// Elements whose text never shows.
pub(super) fn hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "head"
            | "textarea"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "math"
            | "input"
    )
}
