// Returns each visible text whose contrast with its background is below WCAG 2.2's 4.5 : 1, and
// each edge of a button or field that is below 3 : 1.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  // To paint takes long, and a page has few colors.
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) known.set(color, painted(color));
    return known.get(color);
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const background = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = rgba(getComputedStyle(each).backgroundColor);
      if (color[3] === 255) return color;
    }
    return rgba("Canvas");
  };
  const ratio = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const faint = [];
  let checked = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [...document.querySelectorAll("input")].map((field) => [field, field.value]);
  while (texts.nextNode()) seen.push([texts.currentNode.parentElement, texts.currentNode.data]);
  for (const [element, text] of seen) {
    if (!text.trim() || !element.checkVisibility()) continue;
    checked += 1;
    const found = ratio(rgba(getComputedStyle(element).color), background(element));
    if (found < 4.5) faint.push(`${found.toFixed(2)}: ${text.trim()}`);
  }
  for (const element of document.querySelectorAll("input, .button")) {
    if (!element.checkVisibility()) continue;
    const found = ratio(
      rgba(getComputedStyle(element).borderTopColor),
      background(element.parentElement),
    );
    if (found < 3) faint.push(`${found.toFixed(2)}: the edge of ${element.outerHTML}`);
  }
  return { checked, faint };
}
