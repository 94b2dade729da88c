/* Runs in a page. Returns each text of the content whose contrast with its ground is less than
   *least*, as [element, text, ratio]; see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. Grounds
   are those of the elements around it, one over the other. */
(least) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) =>
    [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) =>
      value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element) => {
    const grounds = [];
    for (let each = element; each; each = each.parentElement) {
      grounds.push(parts(getComputedStyle(each).backgroundColor));
    }
    return grounds.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    const isShown = element.getClientRects().length > 0 && getComputedStyle(element).opacity !== "0";
    if (!text || !isShown || element.closest("script, style, .headerlink, .ts-copy")) continue;
    const ground = groundOf(element);
    const colour = over(parts(getComputedStyle(element).color), ground);
    const [darker, lighter] = [luminance(ground), luminance(colour)].sort((one, two) => one - two);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    if (ratio < least) found.push([element.outerHTML.slice(0, 80), text, ratio.toFixed(2)]);
  }
  return found;
}
