// Text that can't be read whole: cut off by what it stands in, off the screen, or sticking out of its own box.

/** Everything of the page that is cut, as it stands now; each with by how much. Nothing that can be scrolled to is. */
export function cut(page) {
  return page.evaluate(() => {
    const found = new Set();
    const wide = document.documentElement.clientWidth;
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";

    /** Follows a text or an icon to the top, and notes the first that cuts it. */
    const look = (boxes, from, words) => {
      let own = true;
      for (let at = from; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.clipPath !== "none") {
          // For those who hear the page.
          return;
        }
        if (at === document.body) {
          break;
        }
        const place = at.getBoundingClientRect();
        const over = Math.max(...boxes.map((box) => Math.max(box.right - place.right, place.left - box.left)));
        const below = Math.max(...boxes.map((box) => box.bottom - place.bottom));
        if (hides(style.overflowX) && (over > 1 || at.scrollWidth > at.clientWidth + 1)) {
          found.add(`“${words}” is cut: ${at.scrollWidth} of ${at.clientWidth} pixels`);
          return;
        }
        if (hides(style.overflowY) && (below > 2 || at.scrollHeight > at.clientHeight + 2)) {
          found.add(`“${words}” is cut: ${at.scrollHeight} of ${at.clientHeight} pixels of height`);
          return;
        }
        // A button, a badge or a card has its text inside.
        const isBox = style.display !== "inline" && (style.backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(style.borderLeftWidth) > 0);
        if (isBox && own) {
          own = false;
          if (over > 2 || below > 2) {
            found.add(`“${words}” sticks out of its box by ${Math.round(Math.max(over, below))} pixels`);
            return;
          }
        }
        if (scrolls(style.overflowX)) {
          return;
        }
      }
      // What stands left of the screen as a whole waits for the focus.
      if (boxes.some((box) => box.right > wide + 1 || (box.left < -1 && box.right > 0))) {
        found.add(`“${words}” is off the screen: to ${Math.round(Math.max(...boxes.map((box) => box.right)))} of ${wide} pixels`);
      }
    };

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const from = node.parentElement;
      if (!node.data.trim() || !from.checkVisibility({ visibilityProperty: true })) {
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      if (boxes.length > 0) {
        look(boxes, from, node.data.trim().slice(0, 60));
      }
    }
    for (const icon of document.querySelectorAll("svg")) {
      const box = icon.getBoundingClientRect();
      if (icon.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.width < 50) {
        look([box], icon.parentElement, `the icon in ${icon.parentElement.textContent.trim().slice(0, 40)}`);
      }
    }
    return [...found];
  });
}
