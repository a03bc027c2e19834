//! Spans as sets of code points, and the pairing of gold entries with found ones.

use super::json::Span;

/// The spans as a sorted list without overlaps: the same set of code points.
fn set(spans: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.iter().copied().filter(|(a, b)| a < b).collect();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for (a, b) in spans {
        match out.last_mut() {
            Some(last) if a <= last.1 => last.1 = last.1.max(b),
            _ => out.push((a, b)),
        }
    }
    out
}

/// Code points in the set.
pub(super) fn size(spans: &[Span]) -> i64 {
    set(spans).iter().map(|(a, b)| b - a).sum()
}

/// Code points in both sets.
pub(super) fn common(a: &[Span], b: &[Span]) -> i64 {
    let b = set(b);
    let shared = |x: &Span, y: &Span| (x.1.min(y.1) - x.0.max(y.0)).max(0);
    set(a).iter().flat_map(|x| b.iter().map(move |y| shared(x, y))).sum()
}

/// Intersection over union of two sets of code points, 0 where both are empty.
pub(super) fn iou(a: &[Span], b: &[Span]) -> f64 {
    let both = common(a, b);
    let any = size(a) + size(b) - both;
    if any == 0 { 0.0 } else { both as f64 / any as f64 }
}

/// Whether two spans share a code point.
pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.1.min(b.1) > a.0.max(b.0)
}

/// Greedy one-to-one pairing by descending score; 0 is no pair. Of equal scores the later gold entry goes first, then the later found one.
pub(super) fn pair<G, P>(gold: &[G], found: &[P], score: impl Fn(&G, &P) -> f64) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let s = score(g, p);
            if s > 0.0 {
                candidates.push((s, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut used_g, mut used_p, mut out) = (vec![false; gold.len()], vec![false; found.len()], Vec::new());
    for (_, i, j) in candidates {
        if !used_g[i] && !used_p[j] {
            used_g[i] = true;
            used_p[j] = true;
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_count_each_code_point_once() {
        assert_eq!(size(&[(0, 5), (3, 8), (9, 9), (12, 10)]), 8);
        assert_eq!(common(&[(0, 5), (7, 9)], &[(4, 8), (4, 8)]), 2);
        assert!((iou(&[(0, 4)], &[(2, 6)]) - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn of_equal_scores_the_later_pair_goes_first() {
        assert_eq!(pair(&[0, 1], &[0, 1, 2], |_, _| 1.0), [(1, 2), (0, 1)]);
    }
}
