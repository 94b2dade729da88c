// Sphinx's own search: its searchtools.js and the index of a site, with as much of a browser as
// they use. What is returned is what the search page lists, in its order.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

module.exports = async function open(output) {
  const file = (name) => path.join(output, name);
  const context = vm.createContext({
    _: (text) => text,
    _ready: () => {},
    SPHINX_HIGHLIGHT_ENABLED: false,
    document: { getElementById: () => null },
  });
  context.window = context;
  const run = (name) => vm.runInContext(fs.readFileSync(file(name), "utf-8"), context, name);
  const opening = ["_static/language_data.js", "_static/searchtools.js"];
  opening.forEach(run);
  // A `const` at the top of a script is no property of the global object.
  const search = vm.runInContext("Search", context);
  run("searchindex.js");
  return {
    opening: [...opening, "searchindex.js"],
    async search(query) {
      const results = search._performSearch(...search._parseQuery(query));
      // The page takes them from the end.
      const pages = results.reverse().map(([document]) => document);
      return { total: pages.length, pages };
    },
  };
};
