/* Runs the search engine of the theme on built sites, without a browser.
   node search_engine.js [SCRIPT…]: each line that it reads is {"site": FOLDER, "calls": […]}, with calls
   such as ["search", {"text": "x"}]. It prints a line for each: {"results": […], "loaded": […]}, what
   the calls give, or {"error": code} for one that fails, and the files loaded. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { createInterface } = require("node:readline");

const scripts = process.argv.slice(2).map((file) => [file, fs.readFileSync(file, "utf8")]);

const headOf = (page) => ({
  append(script) {
    const file = script.src.split("?")[0];
    page.loaded.push(path.relative(page.site, file));
    let text;
    try {
      text = fs.readFileSync(file, "utf8");
    } catch {
      setImmediate(script.onerror);
      return;
    }
    try {
      vm.runInContext(text, page.context, { filename: file });
    } catch {
      // As in a browser, a script with an error is loaded nevertheless.
    }
    setImmediate(script.onload);
  },
});

/* The engine on a page that was just opened: what it has loaded for another is gone. */
const pageOf = (site) => {
  const page = { site, loaded: [] };
  const document = { createElement: () => ({ append() {} }), head: headOf(page) };
  const navigator = { onLine: true };
  const context = vm.createContext({ document, navigator, setTimeout, clearTimeout, console });
  page.context = context;
  context.window = context;
  context.IntersectionObserver = class {};
  for (const [filename, text] of scripts) {
    vm.runInContext(text, context, { filename });
  }
  vm.runInContext(`TranscriptShards.root = ${JSON.stringify(site)} + "/";`, context);
  return page;
};

/* As the prompt does: first the results, and then the line of each. Where a part of the index is
   missing, its list is loaded again. */
const ASK = `async (method, given) => {
  const found = await TranscriptSearch[method](...given);
  return method === "search" || method === "find"
    ? { ...found, results: await Promise.all(found.results.map(TranscriptLines.withLine)) }
    : found;
}`;
const answer = async ({ context }, [method, ...given]) => {
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

const answers = async ({ site, calls }) => {
  const page = pageOf(site);
  const results = [];
  for (const call of calls) {
    results.push(await answer(page, call));
  }
  return { results, loaded: page.loaded };
};

let last = Promise.resolve();
createInterface({ input: process.stdin })
  .on("line", (line) => {
    last = last.then(async () => console.log(JSON.stringify(await answers(JSON.parse(line)))));
  })
  .on("close", () => last.then(() => process.exit(0))); // Without waiting for the engine's timers.
