/* Loads scripts: the parts of the index below _static/search, each of which hands over its data. Their
   names have the digests of their contents, so a browser never has an old one. */
const TranscriptShards = (() => {
  const arrived = {};
  let loads = {};
  let index;

  const fail = () => {
    throw { code: "missing" };
  };

  /* Loads a script of _static once; where it doesn't load, the next try does so again. */
  const load = (address) => loads[address] ??= new Promise((onload, onerror) => {
    const src = `${shards.root}_static/${address}`;
    document.head.append(TranscriptElements.make("script", { src, onload, onerror }));
  }).catch(() => {
    delete loads[address];
    fail();
  });

  const shard = async (name, version = "") => {
    const address = `search/${name}.js${version}`;
    await (loads[address] ?? shards.ready());
    await load(address);
    if (!arrived[name]) {
      delete loads[address];
      fail(); // A server may have sent a page that says so.
    }
    return arrived[name];
  };

  /* The shards with the keys from one to another; each begins with a key. */
  const parts = (table, from, to) => index[table]
    .filter(([start], at, all) => start <= to && !(all[at + 1]?.[0] <= from))
    .map(([, digest]) => shard(`${table[0]}-${digest}`));

  const entry = async (table, key) => {
    const entries = await parts(table, key, key)[0];
    return entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
  };

  const beginning = async (table, prefix, most = 3) => {
    const found = await Promise.all(parts(table, prefix, prefix + "\uffff").slice(0, most));
    return found.flatMap(Object.entries).filter(([key]) => key.startsWith(prefix));
  };

  /* A document; `texts` tells where its text is. */
  const documentAt = async (number) => {
    const [rows, texts] = await shard(`d-${index.blocks[Math.floor(number / index.size)]}`);
    const [address, path, title, date = ""] = rows[number % index.size];
    return { number, address, path, title, date, texts };
  };

  /* Loads the list of all parts; with a version, anew. */
  const open = async (version) => {
    loads = version ? {} : loads;
    index = await shard("index", version);
    await load(`language_data.js?v=${index.stemmer}`);
  };

  const shards = {
    root: "", // The address of the site.
    ready: () => {}, // What is waited for before data is loaded.
    receive: (name, data) => { arrived[name] = data; },
    list: () => index,
    load, open, entry, beginning, documentAt, shard,
  };
  return shards;
})();
