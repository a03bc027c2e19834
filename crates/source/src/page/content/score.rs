//! Which element holds the article. In: the tree. Out: [`Scorer`]: what is left out whatever the container is, and the container. Paragraphs count by
//! their letters and commas, links count against; it writes no text.

use super::super::tree::{Id, Node, Tree, is_block};
use super::names::{BODY, OUT, RELATED, hidden, named};

/// What is counted in an element with all beneath it.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    letters: usize,
    linked: usize,
    links: usize,
}

pub(super) struct Scorer<'t> {
    pub(super) tree: &'t Tree,
    counts: Vec<Count>,
    pub(super) dropped: Vec<bool>,
    scores: Vec<f64>,
    holds_heading: Vec<bool>,
}

impl<'t> Scorer<'t> {
    /// Everything counted, left out and scored.
    pub(super) fn new(tree: &'t Tree) -> Self {
        let nodes = tree.ids().len();
        let mut scorer = Self {
            tree,
            counts: vec![Count::default(); nodes],
            dropped: vec![false; nodes],
            scores: vec![0.0; nodes],
            holds_heading: tree.holders("h1"),
        };
        scorer.count(0, false);
        scorer.drop(0, false);
        scorer.score();
        scorer
    }

    /// Nothing counted, and nothing left out but what never shows.
    pub(super) fn plain(tree: &'t Tree) -> Self {
        let nodes = tree.ids().len();
        let dropped = tree.ids().map(|id| hidden(tree.name(id))).collect();
        Self { tree, counts: vec![Count::default(); nodes], dropped, scores: Vec::new(), holds_heading: vec![false; nodes] }
    }
}

impl Scorer<'_> {
    fn count(&mut self, id: Id, linked: bool) -> Count {
        let mut count = Count::default();
        match self.tree.node(id) {
            Node::Text(text) => {
                count.letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                count.linked = if linked { count.letters } else { 0 };
            }
            Node::Element { name, .. } if hidden(name) => {}
            Node::Element { name, .. } => {
                let linked = linked || name == "a";
                count.links = usize::from(name == "a");
                for &child in self.tree.children(id) {
                    let c = self.count(child, linked);
                    count.letters += c.letters;
                    count.linked += c.linked;
                    count.links += c.links;
                }
            }
        }
        self.counts[id] = count;
        count
    }

    /// Share of letters that are links.
    #[allow(clippy::cast_precision_loss)] // letters of a page
    fn density(&self, id: Id) -> f64 {
        let c = self.counts[id];
        if c.letters == 0 { 0.0 } else { c.linked as f64 / c.letters as f64 }
    }

    /// Marks what is left out whatever the container is.
    fn drop(&mut self, id: Id, within: bool) {
        let tree = self.tree;
        let drop = within || self.is_out(id);
        self.dropped[id] = drop;
        for &child in tree.children(id) {
            self.drop(child, drop);
        }
    }

    fn is_out(&self, id: Id) -> bool {
        let tree = self.tree;
        let Node::Element { name, .. } = tree.node(id) else { return false };
        let count = self.counts[id];
        if hidden(name) || matches!(name.as_str(), "nav" | "button" | "select" | "dialog") {
            return true;
        }
        if matches!(name.as_str(), "html" | "body" | "main" | "article" | "#root" | "h1") {
            return false;
        }
        let style = tree.attribute(id, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
        if tree.attribute(id, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden") {
            return true;
        }
        if matches!(tree.attribute(id, "role"), Some("navigation" | "banner" | "contentinfo" | "search" | "dialog")) {
            return true;
        }
        // a page that is one form (ASP.NET) is no form
        let running = self.paragraphs(id);
        if name == "form" && running < 3 {
            return true;
        }
        if name == "footer" {
            return running < 3 || self.density(id) > 0.3;
        }
        if named(tree, id, &["comments", "comment-list", "commentlist", "disqus", "respond", "comments-area"]) {
            return true;
        }
        if named(tree, id, &OUT) && running < 3 {
            return true;
        }
        if name == "aside" && (self.density(id) > 0.3 || running == 0) {
            return true;
        }
        // headlines of other stories: cards of linked headings with a line of text each
        let cards = self.linked_headings(id);
        if cards >= 2 && count.letters < cards * 350 && !self.holds_heading[id] {
            return true;
        }
        // or a list of links
        let list = is_block(name) && !matches!(name.as_str(), "p" | "td" | "tr" | "tbody");
        list && count.links >= 3 && self.density(id) > 0.75
    }

    /// Headings beneath the first that are all link.
    fn linked_headings(&self, id: Id) -> usize {
        let mut n = 0;
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            n += usize::from(matches!(self.tree.name(id), "h2" | "h3" | "h4" | "h5") && self.density(id) > 0.8);
            todo.extend(self.tree.children(id));
        }
        n
    }

    /// Paragraphs of running text in an element, counted to three.
    pub(super) fn paragraphs(&self, id: Id) -> usize {
        let mut n = 0;
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            if n >= 3 {
                break;
            }
            let name = self.tree.name(id);
            if hidden(name) {
                continue;
            }
            let own =
                self.tree.children(id).iter().map(|&c| if self.inline(c) { self.counts[c].letters - self.counts[c].linked } else { 0 });
            if is_block(name) && own.sum::<usize>() >= 80 {
                n += 1;
            }
            todo.extend(self.tree.children(id));
        }
        n
    }

    /// Whether a node runs on in its parent's line.
    fn inline(&self, id: Id) -> bool {
        !is_block(self.tree.name(id))
    }

    /// Running text scores where it stands, and less in each element around it.
    #[allow(clippy::cast_precision_loss)] // letters of a page
    fn score(&mut self) {
        let tree = self.tree;
        for id in tree.ids() {
            if self.dropped[id] || !matches!(tree.node(id), Node::Element { .. }) || !(is_block(tree.name(id)) || id == 0) {
                continue;
            }
            let (mut letters, mut linked, mut commas) = (0, 0, 0);
            for &child in tree.children(id).iter().filter(|&&c| self.inline(c) && !self.dropped[c]) {
                letters += self.counts[child].letters;
                linked += self.counts[child].linked;
                commas += self.commas(child);
            }
            if letters < 25 || linked * 2 > letters || matches!(tree.name(id), "figcaption" | "h1" | "h2" | "h3" | "label") {
                continue;
            }
            let mut value = (letters - linked) as f64 / 60.0 + commas as f64;
            if letters < 60 && commas == 0 {
                value *= 0.4;
            }
            let mut at = id;
            let mut share = 1.0;
            // the paragraph's own element is no container, unless it holds the whole text
            if tree.name(id) != "p" || letters > 800 {
                self.scores[at] += value;
            }
            let mut steps = 0;
            while let Some(parent) = tree.parent(at).filter(|_| steps < 5) {
                self.scores[parent] += value * share;
                share *= if steps == 0 { 0.75 } else { 0.6 };
                at = parent;
                steps += 1;
            }
        }
    }

    fn commas(&self, id: Id) -> usize {
        match self.tree.node(id) {
            Node::Text(t) => t.chars().filter(|c| matches!(c, '،' | ',' | '؛' | '.' | '؟' | '»' | '"')).count(),
            Node::Element { .. } => self.tree.children(id).iter().map(|&c| self.commas(c)).sum(),
        }
    }

    pub(super) fn container(&self) -> Id {
        let tree = self.tree;
        let mut best = (0, 0.0);
        for id in tree.ids() {
            if self.dropped[id] || self.scores[id] <= 0.0 || !is_block(tree.name(id)) {
                continue;
            }
            let mut score = self.scores[id] * (1.0 - self.density(id));
            if named(tree, id, &BODY) || tree.attribute(id, "itemprop").is_some_and(|p| p.split_whitespace().any(|p| p == "articleBody")) {
                score *= 1.6;
            } else if named(tree, id, &RELATED) || named(tree, id, &OUT) {
                score *= 0.3;
            } else if tree.name(id) == "article" {
                score *= 1.2;
            }
            if score > best.1 {
                best = (id, score);
            }
        }
        self.widen(best.0)
    }

    /// A neighbour with running text of its own belongs to the article too: then the element around both is the container.
    fn widen(&self, mut at: Id) -> Id {
        let tree = self.tree;
        let own = |id: Id| self.running(id);
        for _ in 0..4 {
            let Some(parent) = tree.parent(at).filter(|&p| p > 0 && tree.name(p) != "html") else { break };
            let inside = own(at);
            let beside: usize = tree
                .children(parent)
                .iter()
                .filter(|&&c| c != at && !self.dropped[c] && !named(tree, c, &RELATED) && !named(tree, c, &OUT) && tree.name(c) != "aside")
                .filter(|&&c| self.density(c) < 0.3)
                .map(|&c| own(c))
                .sum();
            if beside * 5 < inside
                || tree.name(at) == "article" && tree.children(parent).iter().any(|&c| c != at && tree.name(c) == "article")
            {
                // a small rest may still be a lead above the body
                break;
            }
            at = parent;
        }
        at
    }

    /// Letters of running text in an element that is not left out.
    fn running(&self, id: Id) -> usize {
        if self.dropped[id] {
            return 0;
        }
        let tree = self.tree;
        let mut sum = 0;
        let name = tree.name(id);
        if is_block(name) {
            let own: usize = tree
                .children(id)
                .iter()
                .filter(|&&c| self.inline(c) && !self.dropped[c])
                .map(|&c| self.counts[c].letters - self.counts[c].linked)
                .sum();
            if own >= 60 {
                sum += own;
            }
            for &child in tree.children(id).iter().filter(|&&c| !self.inline(c)) {
                sum += self.running(child);
            }
        }
        sum
    }
}
