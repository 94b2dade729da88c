/* Loads the index: scripts below _static/search, each of which hands over its data. The name of a
   shard has the digest of its content, so a browser never has an old one. */
const TranscriptShards = (() => {
  const PATIENCE = 15000;
  const arrived = {};
  let loading = {};
  let root;
  let index;

  const fail = (code) => {
    throw Object.assign(new Error(code), { code });
  };

  const insert = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = reject;
    setTimeout(reject, PATIENCE, "late");
    script.src = root + address;
    document.head.append(script);
  }).catch((reason) => fail(reason === "late" || !navigator.onLine ? "offline" : "missing"));

  const request = async (name, version = "") => {
    delete arrived[name];
    await insert(`_static/search/${name}.js${version}`);
    return arrived[name] ?? fail("missing"); // A server may have sent a page that says so.
  };

  const shard = (name) => loading[name] ??= request(name).catch((error) => {
    delete loading[name];
    throw error;
  });

  /* The shards with the keys from one to another; each begins with a key. */
  const parts = (table, from, to) => {
    const found = index[table].filter(([start], at, all) => start <= to && !(all[at + 1]?.[0] <= from));
    return found.map(([, digest]) => shard(`${table[0]}-${digest}`));
  };

  const entry = async (table, key) => {
    const entries = await parts(table, key, key)[0];
    return entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
  };

  const beginning = async (table, prefix, most = 3) => {
    const shards = await Promise.all(parts(table, prefix, prefix + "\uffff").slice(0, most));
    return shards.flatMap(Object.entries).filter(([key]) => key.startsWith(prefix));
  };

  /* A document, and where its text is. */
  const row = async (number) => {
    const [rows, texts] = await shard(`d-${index.blocks[Math.floor(number / index.size)]}`);
    return [rows[number % index.size], texts];
  };

  const sections = async (number, texts) => {
    const [first, digest] = texts.findLast(([start]) => start <= number);
    return (await shard(`x-${digest}`))[number - first];
  };

  const renew = async (version) => {
    loading = {};
    index = await request("index", version);
    if (!index.terms) {
      fail("invalid");
    }
    if (typeof stopwords === "undefined") {
      await insert("_static/language_data.js");
    }
    return index;
  };

  const open = (address) => {
    root = address;
    return renew();
  };

  const receive = (name, data) => {
    arrived[name] = data;
  };

  const list = () => index;

  return { fail, open, renew, receive, list, entry, beginning, row, sections };
})();
