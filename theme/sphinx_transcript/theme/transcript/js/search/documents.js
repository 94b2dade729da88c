/* What commands ask of the index: documents by path, tag, author, category, series, kind and date,
   words like a word, phrases, and the addresses of commands. */
Object.assign(TranscriptSearch, (() => {
  const { fold } = TranscriptText;
  const { isNear } = TranscriptNear;
  const { list, entry, beginning, documentAt } = TranscriptShards;
  const { members, decoded, search } = TranscriptSearch;
  const CHECKED = 40; // So many results at most are read for a phrase.

  const numbersIn = (found) => [...found.keys()].filter((number) => found[number]);

  /* The words of the index with one letter of a word wrong. */
  const similar = async (word) => {
    const [a, b = "", c = ""] = word;
    const starts = word.length < 4 ? [] : [a + b, a + c, b + a, b + c];
    const near = await Promise.all(starts.map((start) => beginning("words", start, 2)));
    return [...new Set(near.flat().map(([other]) => other).filter((other) => isNear(word, other)))];
  };

  const commonest = (entries) => entries.sort(([, one], [, other]) => other - one).map(([word]) => word);
  const complete = async (prefix) => commonest(await beginning("words", fold(prefix)));

  /* Words and tags to try where some words find nothing. */
  const nearest = async (words) => {
    const near = await Promise.all(words.map((word) => beginning("words", word.slice(0, 3))));
    const tags = list().tags.filter((tag) => words.some((word) => isNear(word, fold(tag))));
    return {
      words: near.flatMap((entries) => commonest(entries).slice(0, 3)),
      tags: (tags[0] ? tags : list().tags).slice(0, 5),
    };
  };

  /* The documents whose paths begin with a prefix, by number; shallow, one of each folder there. */
  const documents = async (prefix = "", isShallow = false) => {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    const inside = await members("/" + folder.slice(0, -1));
    if (isShallow) {
      for (const [key, postings] of await beginning("terms", "/" + folder, Infinity)) {
        const others = key.slice(folder.length + 1) ? numbersIn(decoded(postings)).slice(1) : [];
        others.forEach((number) => {
          inside[number] = 0;
        });
      }
    }
    const found = await Promise.all(numbersIn(inside).map(documentAt));
    return found.filter(({ path }) => path.startsWith(prefix));
  };

  /* The documents in a folder, or those whose paths begin so. */
  const insideOf = async (path) => {
    const inside = await members("/" + path.replace(/\/$/, ""));
    if (!inside.some(Boolean)) {
      (await documents(path)).forEach(({ number }) => {
        inside[number] = 1;
      });
    }
    return inside;
  };

  const rangeOf = (ranges, name) => (Object.hasOwn(ranges, name) ? ranges[name] : [0, 0]);
  const between = ([first, end]) => decoded().fill(1, first, end);

  /* The posts of a year, a month or a day. Their numbers are in the order of their dates. */
  const dated = async (date) => {
    const range = rangeOf(list().years, String(date).slice(0, 4));
    const firstFrom = async (day) => {
      let [from, end] = range;
      while (from < end) {
        const middle = Math.floor((from + end) / 2);
        [from, end] = (await documentAt(middle)).date < day ? [middle + 1, end] : [from, middle];
      }
      return from;
    };
    return between(String(date).length > 4 ? [await firstFrom(date), await firstFrom(`${date}~`)] : range);
  };

  const SETS = {
    tag: (name) => members("#" + fold(name)),
    author: (name) => members("@" + fold(name)),
    category: (name) => members("category:" + fold(name)),
    series: (name) => members("series:" + fold(name)),
    date: dated,
    year: dated,
    kind: (name) => between(rangeOf(list().kinds, name)),
    path: insideOf,
  };

  /* What a query asks for beside words, each with the array of the documents that are so. */
  const narrowings = (query) => Promise.all(Object.keys(SETS).flatMap((key) => [query[key] ?? []].flat()
    .filter(Boolean).map(async (value) => ({ key, value, set: await SETS[key](value) }))));

  /* Returns what tells of a number whether the query asks for the document, whatever its words. */
  const filter = async (query) => {
    const asked = await narrowings(query);
    return asked[0] ? (number) => asked.every(({ set }) => set[number]) : null;
  };

  /* Puts the results first whose text has the phrases; those that none has are missing. */
  const withPhrases = async (query, found, { limit = 20, offset = 0 }) => {
    const phrases = query.phrases ?? [];
    if (!phrases[0] || !found.total || offset >= CHECKED) {
      return found;
    }
    const { results } = await search(query, { limit: CHECKED });
    const texts = await Promise.all(results.map(TranscriptLines.textOf));
    const has = (phrase, at) => ` ${fold(texts[at]).match(/[\p{L}\p{N}\p{M}_]+/gu)?.join(" ")} `.includes(` ${phrase} `);
    const folded = phrases.map((phrase) => fold(phrase).match(/[\p{L}\p{N}\p{M}_]+/gu)?.join(" ") ?? "");
    const isIt = results.map((_, at) => folded.every((phrase) => has(phrase, at)));
    const ordered = [...results.filter((_, at) => isIt[at]), ...results.filter((_, at) => !isIt[at])];
    const missing = phrases.filter((_, at) => !results.some((__, number) => has(folded[at], number)));
    return {
      ...found,
      results: ordered.slice(offset, offset + limit),
      missing: [...missing.map((phrase) => `"${phrase}"`), ...found.missing],
    };
  };

  /* Searches for a query of the command line. Where that finds nothing, a tag, an author or the like
     that there is not is named and left out; else all of them are. A year is a number as well. */
  const find = async (query, limits = {}) => {
    const found = await search(query, limits);
    if (found.total > 0 || !query.all) {
      return withPhrases(query, found, limits);
    }
    const asked = await narrowings(query);
    const dates = asked.filter(({ key }) => /date|year/.test(key));
    const others = asked.filter((each) => !dates.includes(each));
    const none = others.filter(({ set }) => !set.some(Boolean));
    const left = none[0] ? asked.filter((each) => !none.includes(each)) : [];
    const other = { text: [query.text, ...(none[0] ? [] : dates.map(({ value }) => value))].join(" ") };
    left.forEach(({ key, value }) => {
      other[key] = [...(other[key] ?? []), value];
    });
    const again = await search(asked[0] ? other : { text: query.all }, limits);
    const unknown = (none[0] ? none : others).map(({ key, value }) => ({ tag: `#${value}`, path: value })[key] ?? `${key}:${value}`);
    return { ...again, missing: [...unknown, ...again.missing] };
  };

  const commands = async (line) => await entry("commands", line) ?? null;

  /* Does the work again with a new list of shards, where the site was built anew in between. Returns
     what is wrong, or ''. */
  const retried = async (code = "invalid", work) => {
    if (code !== "missing" || !work) {
      return code;
    }
    let found = "missing";
    try {
      await TranscriptShards.open(`?${Date.now()}`);
      found = "stale";
      await work();
      return "";
    } catch (error) {
      return error.code === "missing" ? found : "invalid";
    }
  };

  return { retried, similar, complete, nearest, documents, filter, find, commands };
})());
