/* Marks the words in ?highlight= in the text of the page, with the function of Sphinx's own script;
   Escape takes the marks away. The module is loaded where an address has such words. */
const address = new URL(location);
const given = address.searchParams.get("highlight");
if (given !== null) {
  // Before Sphinx's script looks, where a page has it.
  address.searchParams.delete("highlight");
  history.replaceState(null, "", address);
}
if (document.readyState === "loading") {
  await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
}
const text = document.querySelector("article") ?? document.body;

const load = (name) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = new URL(name, import.meta.url);
  script.addEventListener("load", resolve);
  script.addEventListener("error", reject);
  document.head.append(script);
});

if (given !== null) {
  if (typeof SphinxHighlight === "undefined") {
    for (const name of ["documentation_options.js", "doctools.js", "sphinx_highlight.js"]) {
      await load(name); // Each needs the one before.
    }
  }
  const words = given.toLowerCase().split(/\s+/).filter((word) => word !== "");
  for (const word of SPHINX_HIGHLIGHT_ENABLED ? new Set(words) : []) {
    _highlightText(text, word, "highlighted");
  }
} else {
  // Sphinx's script was first: it marks words around the text, too, after 10 milliseconds.
  setTimeout(() => {
    for (const mark of document.querySelectorAll(".highlighted")) {
      if (!text.contains(mark)) {
        mark.replaceWith(...mark.childNodes);
      }
    }
  }, 20);
}

/* Sphinx's script does this only where it has its own keys for the search. */
addEventListener("keydown", ({ key, shiftKey, altKey, ctrlKey, metaKey }) => {
  const isTyped = document.activeElement?.closest("input, textarea, select, dialog[open]");
  if (key === "Escape" && !(shiftKey || altKey || ctrlKey || metaKey || isTyped)) {
    SphinxHighlight.hideSearchWords();
  }
});
