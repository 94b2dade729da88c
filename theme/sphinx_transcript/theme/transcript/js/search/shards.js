/* Loads the index: scripts below _static/search, each of which hands over its data. */
const TranscriptShards = (() => {
  const PATIENCE = 15000;
  const arrived = new Map();
  const loading = new Map();
  let root = "";
  let index = null;

  const failure = (code) => Object.assign(new Error(code), { code });

  const insert = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const end = (code) => {
      clearTimeout(timer);
      script.remove();
      code ? reject(failure(code)) : resolve();
    };
    const timer = setTimeout(end, PATIENCE, "offline");
    script.addEventListener("load", () => end());
    script.addEventListener("error", () => end(navigator.onLine === false ? "offline" : "missing"));
    script.src = root + address;
    document.head.append(script);
  });

  const request = async (name, digest) => {
    await insert(`_static/search/${name}.js${digest ? `?v=${digest}` : ""}`);
    const [known, data] = arrived.get(name) ?? [];
    arrived.delete(name);
    if (data === undefined) {
      throw failure("missing"); // Such as the page that a server has for what it hasn't.
    }
    if (name !== "index" && known !== digest) {
      throw failure("stale");
    }
    return data;
  };

  const shard = (name, digest) => {
    if (!loading.has(name)) {
      loading.set(name, request(name, digest));
      loading.get(name).catch(() => loading.delete(name));
    }
    return loading.get(name);
  };

  /* The number of the shard that has a key, or would have it; they are sorted. */
  const place = (table, key) => index[table].filter(([start]) => start <= key).length - 1;

  const part = (table, at) => {
    const [start, digest] = index[table][at];
    const name = start.replace(/[^a-z0-9]/gu, (sign) => `-${sign.codePointAt(0).toString(16)}-`);
    return shard(`${table[0]}-${name}`, digest);
  };

  const entry = async (table, key) => {
    const at = place(table, key);
    const entries = at < 0 ? {} : await part(table, at);
    return Object.hasOwn(entries, key) ? entries[key] : null;
  };

  /* The entries whose keys begin with a prefix, from as many shards as are allowed. */
  const beginning = async (table, prefix, most = 3) => {
    const first = place(table, prefix);
    const count = Math.min(place(table, prefix + "\uffff") - first + 1, most);
    const parts = first < 0 ? [] : Array.from({ length: count }, (_, at) => part(table, first + at));
    return (await Promise.all(parts)).flatMap(Object.entries).filter(([key]) => key.startsWith(prefix));
  };

  const row = async (number) => {
    const at = Math.floor(number / index.size);
    const [rows, texts] = await shard(`d-${at}`, index.blocks[at]);
    return [rows[number % index.size], texts];
  };

  const sections = async (number, texts) => {
    const [first, digest] = texts.filter(([start]) => start <= number).pop();
    return (await shard(`x-${first}`, digest))[number - first];
  };

  const loadIndex = async (isNew) => {
    loading.clear();
    index = await request("index", isNew ? Date.now() : "");
    if (!Array.isArray(index?.terms)) {
      throw failure("invalid");
    }
    if (typeof Stemmer === "undefined") {
      await insert("_static/language_data.js");
    }
    return index;
  };

  const open = (address) => {
    root = address;
    return loadIndex();
  };

  const receive = (name, digest, data) => arrived.set(name, [digest, data]);
  return { open, renew: () => loadIndex(true), receive, entry, beginning, row, sections };
})();
