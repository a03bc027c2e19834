//! The article in a page. In: the tree and its title. Out: the main container's text, one line a block in reading order, and which stretches of it
//! the page itself marks as furniture. Navigation, scripts, forms, comments, site footers, and lists of other headlines are left out.
//!
//! The container is the element with most of the page's running text: paragraphs count by their letters and commas, links count against, and the
//! names that outlets give their elements weigh in. Where the microdata say which it is, they are believed if there is text in it.

mod names;
mod score;
mod write;

use score::Scorer;
use write::Writer;

use super::tree::{Id, Tree, squeeze};
use crate::item::Furniture;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) furniture: Vec<Furniture>,
    /// The container.
    pub(crate) root: Id,
}

/// Finds the article.
pub(crate) fn find(tree: &Tree, title: Option<&str>) -> Content {
    let scorer = Scorer::new(tree);
    let root = scorer.container();
    let out = Writer::of(&scorer, root);
    let mut content = Content { text: out.text, furniture: out.furniture, root };
    content.without_title(title);
    content
}

impl Content {
    /// Takes away the title where it stands first: it stands above the text already.
    fn without_title(&mut self, title: Option<&str>) {
        let Some(title) = title else { return };
        let mut from = 0;
        for line in self.text.clone().split_inclusive('\n').take(6) {
            if squeeze(line) == squeeze(title) {
                let (start, end) = (from, from + line.len());
                self.text.replace_range(start..end, "");
                self.furniture.retain(|f| f.span.1 <= start || f.span.0 >= end);
                for f in self.furniture.iter_mut().filter(|f| f.span.0 >= end) {
                    f.span = (f.span.0 - line.len(), f.span.1 - line.len());
                }
                break;
            }
            from += line.len();
        }
        let trimmed = self.text.trim_end().len();
        self.text.truncate(trimmed);
        self.furniture.retain(|f| f.span.1 <= trimmed);
    }
}

/// All that shows of a piece of HTML.
pub(crate) fn all(tree: &Tree) -> String {
    Writer::of(&Scorer::plain(tree), 0).text
}
