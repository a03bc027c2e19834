// Paints the exact letters of every span with the CSS Custom Highlight API, which changes no element and so breaks no join between
// letters. Without the API, or without this script, the page keeps its marks of whole words and its links.
(() => {
  if (!("highlights" in CSS) || typeof Highlight === "undefined") return;

  // The text node and offset of a UTF-16 offset of the report's text.
  const place = (lines, unit, isEnd) => {
    let low = 0, high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (Number(lines[middle].dataset.o) <= unit - (isEnd ? 1 : 0)) low = middle; else high = middle - 1;
    }
    let rest = unit - Number(lines[low].dataset.o), last = null;
    const walker = document.createTreeWalker(lines[low], NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (rest < last.length || (isEnd && rest === last.length)) return [last, Math.max(rest, 0)];
      rest -= last.length;
    }
    return last && [last, last.length];
  };

  const painted = new Map(), seen = new Map(), active = new Highlight();
  active.priority = 99;
  for (const article of document.querySelectorAll("article")) {
    const lines = [...article.querySelectorAll(".text p")];
    if (!lines.length) continue;
    for (const link of article.querySelectorAll("a[data-s]")) {
      const { s, e, k } = link.dataset;
      if (s === e) continue;
      const key = `${article.id} ${s} ${e}`;
      if (!seen.has(key)) {
        const start = place(lines, Number(s), false), end = place(lines, Number(e), true);
        if (!start || !end) continue;
        seen.set(key, new StaticRange({ startContainer: start[0], startOffset: start[1], endContainer: end[0], endOffset: end[1] }));
      }
      const range = seen.get(key);
      if (!painted.has(k)) painted.set(k, new Highlight());
      painted.get(k).add(range);
      const show = () => { active.clear(); active.add(range); };
      for (const event of ["click", "focus", "pointerenter"]) link.addEventListener(event, show);
    }
  }
  // Small marks lie over large ones.
  ["aside", "said", "issue", "frame", "where", "when", "who", "deed", "cue", "note"].forEach((kind, n) => {
    if (!painted.has(kind)) return;
    painted.get(kind).priority = n;
    CSS.highlights.set(kind, painted.get(kind));
  });
  CSS.highlights.set("active", active);
  document.documentElement.classList.add("painted");
})();
