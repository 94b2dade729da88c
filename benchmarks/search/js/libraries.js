// Search libraries, set up as their manuals advise for a site of documents with a title, headings
// and text. The index of each can be saved as text, which is what a reader would load.
"use strict";

const MiniSearch = require("minisearch");
const lunr = require("lunr");
const FlexSearch = require("flexsearch");
const uFuzzy = require("@leeoniya/ufuzzy");

const FIELDS = ["title", "headings", "text"];
const WEIGHTS = { title: 4, headings: 2, text: 1 };

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const answer = (pages) => ({ total: pages.length, pages });

async function minisearch(_output, documents) {
  const engine = new MiniSearch({
    idField: "name",
    fields: FIELDS,
    storeFields: ["title"],
    processTerm: fold,
    searchOptions: {
      boost: WEIGHTS,
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    },
  });
  engine.addAll(documents);
  return {
    index: () => JSON.stringify(engine),
    search: async (query) => answer(engine.search(query).map((each) => each.id)),
  };
}

async function lunrjs(_output, documents) {
  const engine = lunr(function build() {
    this.ref("name");
    FIELDS.forEach((field) => this.field(field, { boost: WEIGHTS[field] }));
    documents.forEach((document) => this.add(document));
  });
  return {
    index: () => JSON.stringify(engine),
    // A colon and other signs are lunr's own syntax: a reader's words are taken as words.
    search: async (query) =>
      answer(engine.search(query.replace(/[:~^+\-*]/g, " ")).map((each) => each.ref)),
  };
}

async function flexsearch(_output, documents) {
  const engine = new FlexSearch.Document({
    tokenize: "forward",
    encoder: FlexSearch.Charset.LatinBalance,
    document: { id: "name", index: FIELDS, store: ["title"] },
  });
  documents.forEach((document) => engine.add(document));
  return {
    index: () => {
      const parts = [];
      engine.export((key, data) => parts.push([key, data]));
      return JSON.stringify(parts);
    },
    // One list a field, that of the title first.
    search: async (query) => {
      const lists = engine.search(query, { limit: 100, suggest: true });
      return answer([...new Set(lists.flatMap((list) => list.result))]);
    },
  };
}

async function ufuzzy(_output, documents) {
  // It looks through lines, and has no index: here the titles and headings of each document.
  const lines = documents.map((document) => fold(`${document.title} · ${document.headings}`));
  const engine = new uFuzzy({ intraMode: 1 });
  return {
    index: () => JSON.stringify(lines),
    search: async (query) => {
      const [found, info, order] = engine.search(lines, fold(query), 5, 100000);
      const numbers = order ? order.map((each) => info.idx[each]) : found || [];
      return answer(numbers.map((number) => documents[number].name));
    },
  };
}

module.exports = { minisearch, lunr: lunrjs, flexsearch, ufuzzy };
