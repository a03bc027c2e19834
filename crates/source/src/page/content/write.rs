//! The text of a container. In: an element and what of it is left out. Out: one line a block in reading order, and which stretches the page itself
//! marks as furniture, in bytes of the text.

use super::super::tree::{Id, Node, is_block, squeeze};
use super::names::{RELATED, SHARE, named};
use super::score::Scorer;
use crate::item::Furniture;

/// Writes the container's lines.
pub(super) struct Writer<'s, 't> {
    scorer: &'s Scorer<'t>,
    pub(super) text: String,
    line: String,
    pub(super) furniture: Vec<Furniture>,
    kind: Option<&'static str>,
    begun: Option<usize>,
}

impl<'s, 't> Writer<'s, 't> {
    /// What an element holds.
    pub(super) fn of(scorer: &'s Scorer<'t>, id: Id) -> Self {
        let mut out = Self { scorer, text: String::new(), line: String::new(), furniture: Vec::new(), kind: None, begun: None };
        out.write(id);
        out.end_line();
        out
    }

    fn write(&mut self, id: Id) {
        let tree = self.scorer.tree;
        match tree.node(id) {
            Node::Text(text) => self.line.push_str(text),
            Node::Element { .. } if self.scorer.dropped[id] => {}
            Node::Element { name, .. } => {
                let block = is_block(name) || name == "br";
                if block {
                    self.end_line();
                }
                let kind = if self.kind.is_none() { self.kind_of(id) } else { None };
                if let Some(kind) = kind {
                    self.end_line();
                    self.kind = Some(kind);
                    self.begun = Some(self.text.len());
                }
                for &child in tree.children(id) {
                    self.write(child);
                }
                if block || kind.is_some() {
                    self.end_line();
                }
                if let Some(kind) = kind {
                    let begun = self.begun.take().unwrap_or(0);
                    self.kind = None;
                    let start = begun + usize::from(self.text[begun..].starts_with('\n'));
                    if start < self.text.len() {
                        self.furniture.push(Furniture { span: (start, self.text.len()), kind });
                    }
                }
            }
        }
    }

    fn kind_of(&self, id: Id) -> Option<&'static str> {
        let tree = self.scorer.tree;
        if !is_block(tree.name(id)) || self.scorer.paragraphs(id) >= 2 {
            return None;
        }
        if tree.name(id) == "figcaption" || named(tree, id, &["caption", "wp-caption-text", "image-caption", "photo-caption"]) {
            Some("caption")
        } else if named(tree, id, &SHARE) {
            Some("share")
        } else if named(tree, id, &RELATED) {
            Some("related")
        } else {
            None
        }
    }

    fn end_line(&mut self) {
        let line = squeeze(&self.line);
        self.line.clear();
        if !line.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(&line);
        }
    }
}
