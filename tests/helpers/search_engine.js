/* Runs the search engine of the theme on a built site, without a browser.
   node search_engine.js SITE [SCRIPT…]: reads a JSON array of calls, such as ["search", {"text": "x"}],
   and prints a JSON array of what they give; {"error": code} for one that fails, and the files loaded. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [site, ...scripts] = process.argv.slice(2);
const loaded = [];

const head = {
  append(script) {
    const file = script.src.split("?")[0];
    loaded.push(path.relative(site, file));
    let text;
    try {
      text = fs.readFileSync(file, "utf8");
    } catch {
      setImmediate(script.onerror);
      return;
    }
    try {
      vm.runInContext(text, context, { filename: file });
    } catch {
      // As in a browser, a script with an error is loaded nevertheless.
    }
    setImmediate(script.onload);
  },
};
const page = { createElement: () => ({}), head };
const context = vm.createContext({ document: page, navigator: { onLine: true }, setTimeout, clearTimeout, console });
context.window = context;
for (const script of scripts) {
  vm.runInContext(fs.readFileSync(script, "utf8"), context, { filename: script });
}
context.root = `${site}/`;

const answer = async ([method, ...given]) => {
  context.given = given;
  try {
    return await vm.runInContext(`TranscriptSearch.${method}(...given)`, context);
  } catch (error) {
    return { error: error.code ?? String(error.stack) };
  }
};

(async () => {
  const results = [];
  try {
    await vm.runInContext("TranscriptSearch.open(root)", context);
  } catch (error) {
    results.push({ error: error.code ?? String(error.stack) });
  }
  for (const call of JSON.parse(fs.readFileSync(0, "utf8"))) {
    results.push(await answer(call));
  }
  console.log(JSON.stringify({ results, loaded }));
  process.exit(0); // Without waiting for the timers of the engine.
})();
