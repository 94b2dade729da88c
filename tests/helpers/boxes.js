/* Runs in a page, called by tests/helpers/boxes.py. Returns the layout and the colours of the
   elements that *selectors* match, in units of the theme: lines, characters (ch) and names of its
   custom properties. */
({ selectors, tokens }) => {
  const root = document.documentElement;
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.cssText = "position: absolute; height: var(--ts-line); width: 100ch;";
  const line = probe.getBoundingClientRect().height;
  const ch = probe.getBoundingClientRect().width / 100;
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const names = new Map();
  for (const token of tokens) {
    probe.style.color = `var(--ts-${token})`;
    const { color } = getComputedStyle(probe);
    names.set(color, [...(names.get(color) ?? []), token]);
  }
  probe.remove();

  const round = (value, digits) => String(Number(value.toFixed(digits)) + 0);
  const lines = (px) => `${round(px / line, 2)} ${round(px / line, 2) === "1" ? "line" : "lines"}`;
  const chars = (px) => `${round(px / ch, 1)}ch`;
  const colour = (value) => names.get(value)?.join(" or ") ?? value;
  const all = [...document.body.querySelectorAll("*")];

  // The lowest edge of the elements above *top*, without ancestors and neighbours in the same row.
  const bottomOfAbove = (element, top) => {
    let bottom = 0;
    for (const other of all.slice(0, Math.max(0, all.indexOf(element)))) {
      const box = other.getBoundingClientRect();
      const isIgnored = other.contains(element) || getComputedStyle(other).position === "absolute";
      if (!isIgnored && box.height > 0 && box.bottom + scrollY <= top + 1) {
        bottom = Math.max(bottom, box.bottom + scrollY);
      }
    }
    return bottom;
  };

  const edge = document.body.getBoundingClientRect().left;
  const boxes = {};
  const colours = {};
  for (const [name, { selector, fixed }] of Object.entries(selectors)) {
    const element = document.querySelector(selector);
    if (element === null) {
      continue;
    }
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const top = box.top + scrollY;
    boxes[name] = {
      display: style.display,
      "font size": `${round(parseFloat(style.fontSize) / rem, 3)}rem`,
      weight: style.fontWeight,
      "line height": lines(parseFloat(style.lineHeight)),
      left: chars(box.left - (element.contains(document.body) ? 0 : edge)),
      padding: [style.paddingTop, style.paddingRight, style.paddingBottom, style.paddingLeft]
        .map((side, index) => (index % 2 ? chars : lines)(parseFloat(side)))
        .join(", "),
    };
    if (style.display === "inline") {
      // The position of flowing text depends on the words before it.
      if (!fixed) {
        delete boxes[name].left;
      }
    } else {
      boxes[name].width = chars(box.width);
      boxes[name]["space above"] = lines(top - bottomOfAbove(element, top));
      if (fixed) {
        boxes[name].height = lines(box.height);
      }
    }
    colours[name] = { colour: colour(style.color) };
    if (!style.backgroundColor.endsWith(", 0)")) {
      colours[name].ground = colour(style.backgroundColor);
    }
    if (parseFloat(style.borderLeftWidth) > 0) {
      colours[name].border = colour(style.borderLeftColor);
    }
  }
  return { boxes, colours };
}
