//! The elements of a page. In: its text. Out: a [`Tree`] of elements and texts in reading order, mended as browsers mend what is left open. It
//! drops what never shows (comments, styles) and keeps scripts only as texts of their own, for the metadata in them.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Deeper elements than this are laid flat: no page of people is so deep, and walks stay within the stack.
const DEPTH: usize = 250;

/// Index of a node.
pub(crate) type Id = usize;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Node {
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
}

/// A page as nodes; the first is the root.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    parents: Vec<Id>,
    children: Vec<Vec<Id>>,
}

const VOID: [&str; 14] = ["br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr", "param"];
const FORMAT: [&str; 14] = ["a", "b", "i", "em", "strong", "font", "span", "u", "small", "big", "s", "tt", "nobr", "center"];
/// Elements that stand on lines of their own, and before which an open paragraph ends.
const BLOCK: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "option",
];

/// Whether an element begins a new line.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCK.contains(&name) || matches!(name, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" | "button" | "label")
}

impl Tree {
    /// Builds the tree.
    pub(crate) fn new(page: &str) -> Self {
        let mut tree = Self {
            nodes: vec![Node::Element { name: "#root".to_owned(), attributes: Vec::new() }],
            parents: vec![0],
            children: vec![Vec::new()],
        };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut open: Vec<Id> = vec![0];
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    tree.imply(&mut open, &name);
                    let attributes = tag
                        .attributes
                        .iter()
                        .map(|(k, v)| (String::from_utf8_lossy(k).into_owned(), String::from_utf8_lossy(v).into_owned()))
                        .collect();
                    let void = VOID.contains(&name.as_str());
                    let id = tree.add(*open.last().unwrap_or(&0), Node::Element { name, attributes });
                    if !void && open.len() < DEPTH {
                        open.push(id);
                    }
                }
                Token::EndTag(tag) => tree.close(&mut open, &String::from_utf8_lossy(&tag.name)),
                Token::String(text) => {
                    let parent = *open.last().unwrap_or(&0);
                    if tree.name(parent) != "style" {
                        tree.add(parent, Node::Text(String::from_utf8_lossy(&text).into_owned()));
                    }
                }
                _ => {}
            }
        }
        tree
    }

    fn add(&mut self, parent: Id, node: Node) -> Id {
        let id = self.nodes.len();
        self.nodes.push(node);
        self.parents.push(parent);
        self.children.push(Vec::new());
        self.children[parent].push(id);
        id
    }

    /// Ends what the beginning of this element ends.
    fn imply(&self, open: &mut Vec<Id>, name: &str) {
        let until = |open: &mut Vec<Id>, ends: &[&str], walls: &[&str]| {
            let found = open.iter().rposition(|&id| ends.contains(&self.name(id)) || walls.contains(&self.name(id)));
            if let Some(at) = found.filter(|&at| ends.contains(&self.name(open[at]))) {
                open.truncate(at);
            }
        };
        match name {
            "li" => until(open, &["li"], &["ul", "ol", "table", "td"]),
            "dt" | "dd" => until(open, &["dt", "dd"], &["dl", "table", "td"]),
            "tr" => until(open, &["tr"], &["table"]),
            "td" | "th" => until(open, &["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => until(open, &["tbody", "thead", "tfoot"], &["table"]),
            "option" => until(open, &["option"], &["select"]),
            "a" => {
                if let Some(at) = open.iter().rposition(|&id| self.name(id) == "a") {
                    open.remove(at);
                }
            }
            "body" => until(open, &["head"], &["html"]),
            _ => {}
        }
        if BLOCK.contains(&name) && name != "li" {
            until(open, &["p"], &["td", "th", "table", "button", "div", "section", "article", "li", "blockquote", "figure"]);
        }
    }

    fn close(&self, open: &mut Vec<Id>, name: &str) {
        let Some(at) = open.iter().rposition(|&id| self.name(id) == name).filter(|&at| at > 0) else { return };
        let between = &open[at + 1..];
        if FORMAT.contains(&name) && between.iter().any(|&id| BLOCK.contains(&self.name(id)) || self.name(id) == "td") {
            // letters' dress that was left open over paragraphs: it ends, they do not
            open.remove(at);
        } else if !matches!(name, "table" | "body" | "html") && between.iter().any(|&id| matches!(self.name(id), "td" | "th" | "table")) {
            // an end within a cell does not reach out of it
        } else {
            open.truncate(at);
        }
    }

    /// Name of an element; empty for a text.
    pub(crate) fn name(&self, id: Id) -> &str {
        match &self.nodes[id] {
            Node::Element { name, .. } => name,
            Node::Text(_) => "",
        }
    }

    pub(crate) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        (id > 0).then(|| self.parents[id])
    }

    pub(crate) fn children(&self, id: Id) -> &[Id] {
        &self.children[id]
    }

    /// An attribute, trimmed; `None` where it is missing or empty.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Node::Element { attributes, .. } = &self.nodes[id] else { return None };
        attributes.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// All nodes in reading order.
    pub(crate) fn ids(&self) -> std::ops::Range<Id> {
        0..self.nodes.len()
    }

    /// Elements of this name in reading order.
    pub(crate) fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = Id> + 't {
        self.ids().filter(move |&id| self.name(id) == name)
    }

    /// For each node, whether it holds an element of this name, or is one.
    pub(crate) fn holders(&self, name: &str) -> Vec<bool> {
        let mut holds = vec![false; self.nodes.len()];
        for id in self.ids().rev() {
            holds[id] |= self.name(id) == name;
            let parent = self.parents[id];
            holds[parent] |= holds[id];
        }
        holds
    }

    /// All text in an element, white space as single blanks.
    pub(crate) fn text(&self, id: Id) -> String {
        let mut out = String::new();
        self.gather(id, &mut out);
        squeeze(&out)
    }

    fn gather(&self, id: Id, out: &mut String) {
        match &self.nodes[id] {
            Node::Text(text) => out.push_str(text),
            Node::Element { name, .. } if matches!(name.as_str(), "script" | "style" | "noscript" | "template") => {}
            Node::Element { name, .. } => {
                if is_block(name) || name == "br" {
                    out.push(' ');
                }
                for &child in &self.children[id] {
                    self.gather(child, out);
                }
            }
        }
    }

    /// The raw text of a script.
    pub(crate) fn script(&self, id: Id) -> String {
        self.children[id].iter().filter_map(|&c| if let Node::Text(t) = &self.nodes[c] { Some(t.as_str()) } else { None }).collect()
    }
}

/// White space as single blanks, none at the ends.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(tree: &Tree, id: Id) -> String {
        match tree.node(id) {
            Node::Text(t) => t.clone(),
            Node::Element { name, .. } => {
                format!("{name}({})", tree.children(id).iter().map(|&c| shape(tree, c)).collect::<Vec<_>>().join(","))
            }
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        for (page, tree) in [
            ("<p>a<p>b<br>c", "#root(p(a),p(b,br(),c))"),
            ("<ul><li>a<li>b</ul>c", "#root(ul(li(a),li(b)),c)"),
            ("<table><tr><td>a</div><td>b</table>c", "#root(table(tr(td(a),td(b))),c)"),
            ("<b><p>a</b>b</p>c", "#root(b(p(a,b)),c)"),
            ("<script>if (a<b) {}</script>x", "#root(script(if (a<b) {}),x)"),
        ] {
            let built = Tree::new(page);
            assert_eq!(shape(&built, 0), tree, "{page}");
        }
        let deep = Tree::new(&"<div>".repeat(100_000));
        assert_eq!(deep.text(0), "");
    }
}
