/* Marks words in the text of a page, as Sphinx's own script does; Escape takes the marks away. */
(() => {
  const { dataset, src } = document.currentScript;
  const words = new Set(dataset.words.toLowerCase().split(/\s+/).filter((word) => word !== ""));

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, src);
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });

  const mark = async () => {
    if (typeof SphinxHighlight === "undefined") {
      for (const name of ["documentation_options.js", "doctools.js", "sphinx_highlight.js"]) {
        await load(name); // Each needs the one before.
      }
    }
    const text = document.querySelector("article") ?? document.body;
    for (const word of SPHINX_HIGHLIGHT_ENABLED ? words : []) {
      _highlightText(text, word, "highlighted");
    }
  };

  if (document.readyState === "loading") {
    addEventListener("DOMContentLoaded", mark);
  } else {
    mark();
  }
})();
