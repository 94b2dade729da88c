// This project's search: the engine's sources, and the index that a build wrote, with as much of a
// browser as they use. Data come as scripts, as in a page.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { pathToFileURL, fileURLToPath } = require("node:url");

module.exports = async function open(output, _documents, sources) {
  const files = [];
  const root = pathToFileURL(path.join(output, "/")).href;

  function load(script) {
    const address = fileURLToPath(new URL(script.src, root).href.replace(/[?#].*/, ""));
    files.push(path.relative(output, address));
    // A browser runs it later, never at once.
    setImmediate(() => {
      let event = "load";
      try {
        context.document.currentScript = script;
        vm.runInContext(fs.readFileSync(address, "utf-8"), context, address);
      } catch (error) {
        if (error.code !== "ENOENT") throw error;
        event = "error";
      }
      context.document.currentScript = null;
      (script[`on${event}`] || (() => {}))({ type: event, target: script });
      (script.listeners[event] || []).forEach((listener) => listener({ type: event }));
    });
    return script;
  }

  function createElement() {
    const listeners = {};
    const addEventListener = (name, listener) => (listeners[name] ||= []).push(listener);
    return { listeners, addEventListener, append() {}, setAttribute() {}, remove() {}, dataset: {} };
  }

  const parent = { append: load, appendChild: load };
  const context = vm.createContext({
    URL, console, setTimeout, clearTimeout, queueMicrotask, performance,
    navigator: { onLine: true },
    IntersectionObserver: class {},
    TranscriptErrors: {},
    location: { href: `${root}index.html` },
    document: {
      createElement,
      currentScript: null,
      head: parent,
      body: parent,
      documentElement: { dataset: { content_root: "./" }, lang: "en" },
    },
  });
  context.window = context;
  context.globalThis = context;
  const scripts = sources.map((source) => fs.readFileSync(source, "utf-8"));
  // A `const` at the top of a script is no property of the global object.
  const [engine, shell, shards] = vm.runInContext(
    `${scripts.join("\n")}\nTranscriptShards.root = ${JSON.stringify(root)};\n[TranscriptSearch, TranscriptShell, TranscriptShards];`,
    context,
  );
  await shards.open();
  return {
    opening: [...files],
    traffic: () => [...files],
    async search(query, limit) {
      // What is typed goes through the prompt, which knows `#tag`, `author:name` and years.
      const asked = shell.query(query, { allowed: shell.names }) || { text: query };
      const found = await engine.find(asked, { limit });
      const pages = found.results.map((each) => documentName(root, each.address));
      return { total: found.total, pages };
    },
  };
};

function documentName(root, address) {
  const url = new URL(address, root).href.replace(/[?#].*/, "");
  return decodeURI(url.slice(root.length)).replace(/\.html$/, "");
}
