// Runs queries with one search engine, and prints the addresses of the results.
//
//     node run_queries.js ENGINE OUTPUT < input.json > results.json
//
// ENGINE is the name of a module beside this file or of a library in libraries.js; OUTPUT the
// folder of a built site. The input has the queries, the documents of the site for libraries, and
// the paths of this project's scripts.
"use strict";

const fs = require("node:fs");
const { performance } = require("node:perf_hooks");
const zlib = require("node:zlib");

const ENGINES = {
  sphinx: () => require("./sphinx.js"),
  transcript: () => require("./transcript.js"),
};
const KEPT = 20;

async function main(name, output) {
  const input = JSON.parse(fs.readFileSync(0, "utf-8"));
  const open = name in ENGINES ? ENGINES[name]() : require("./libraries.js")[name];
  const engine = await open(output, input.documents, input.sources);
  const results = [];
  for (const query of input.queries) {
    const before = engine.traffic ? engine.traffic() : null;
    const start = performance.now();
    const found = await engine.search(query, KEPT);
    const milliseconds = performance.now() - start;
    const files = engine.traffic ? engine.traffic().slice(before.length) : [];
    results.push({ query, total: found.total, pages: found.pages.slice(0, KEPT), milliseconds, files });
  }
  const index = engine.index ? compressedSize(engine.index()) : 0;
  const opening = { files: engine.opening || [], index };
  process.stdout.write(JSON.stringify({ opening, results }));
}

function compressedSize(text) {
  return zlib.gzipSync(text, { level: 9 }).length;
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
