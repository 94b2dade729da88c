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
const page = { createElement: () => ({ append() {} }), head };
const context = vm.createContext({ document: page, navigator: { onLine: true }, setTimeout, clearTimeout, console });
context.window = context;
context.IntersectionObserver = class {};
for (const script of scripts) {
  vm.runInContext(fs.readFileSync(script, "utf8"), context, { filename: script });
}
vm.runInContext(`TranscriptShards.root = ${JSON.stringify(site)} + "/";`, context);

/* As the prompt does: first the results, and then the line of each. Where a part of the index is
   missing, its list is loaded again. */
const ASK = `async (method, given) => {
  const found = await TranscriptSearch[method](...given);
  return method === "search" || method === "find"
    ? { ...found, results: await Promise.all(found.results.map(TranscriptLines.withLine)) }
    : found;
}`;
const answer = async ([method, ...given]) => {
  const ask = vm.runInContext(ASK, context);
  const { TranscriptShards: shards } = vm.runInContext("({ TranscriptShards })", context);
  let found;
  const work = async () => {
    await shards.open();
    found = await ask(method, given);
  };
  try {
    await work();
  } catch (error) {
    const code = await vm.runInContext("TranscriptSearch.retried", context)(error.code, work);
    return code === "" ? found : { error: code, stack: String(error.stack) };
  }
  return found;
};

(async () => {
  const results = [];
  for (const call of JSON.parse(fs.readFileSync(0, "utf8"))) {
    results.push(await answer(call));
  }
  console.log(JSON.stringify({ results, loaded }));
  process.exit(0); // Without waiting for the timers of the engine.
})();
