/* Finds and ranks documents; see search/postings.py for what the index has. */
const TranscriptSearch = (() => {
  const { fold, split, exactKey, distance, marks, isUnspaced } = TranscriptText;
  const { entry, beginning, row, sections } = TranscriptShards;
  const FEW = 3;
  const PARTIAL = 0.5;
  const SIMILAR = 0.3;
  const EXACT = 500;
  const SHOWN = 160;
  let index = null;
  let opening = null;
  const stems = new Map();

  const stem = (word) => {
    if (!stems.has(word)) {
      stems.set(word, (fold(new Stemmer().stemWord(word)) || word).slice(0, 40));
    }
    return stems.get(word);
  };

  const isCommon = (word) => [...stopwords].includes(word);

  const open = (root) => {
    opening ??= TranscriptShards.open(root).then((loaded) => (index = loaded), (error) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  /* Does the work once more with a new list of shards, if the site was built anew in between. */
  const current = (work) => async (...given) => {
    await opening;
    try {
      return await work(...given);
    } catch (error) {
      if (error.code !== "stale" && error.code !== "missing") {
        throw error;
      }
      index = await TranscriptShards.renew();
      return work(...given);
    }
  };

  /* Adds the documents of a term to those found, each with what the term says about it at most. */
  const collect = (found, postings, weight) => {
    let impact = 0;
    let number = 0;
    for (const step of postings ?? []) {
      if (step < 0) {
        impact = -step * weight;
        number = 0;
      } else {
        number += step;
        if (!(found.get(number) >= impact)) {
          found.set(number, impact);
        }
      }
    }
    return found;
  };

  const members = async (key) => new Set(collect(new Map(), await entry("terms", key), 1).keys());

  /* The words of the index that are near a word, the nearest and commonest first. */
  const similar = async (word, most) => {
    const [a, b = "", c = ""] = word;
    const beginnings = new Set([a + b, a + c, b + a, b + c]);
    const found = new Map((await Promise.all([...beginnings].map((each) => beginning("words", each, 1)))).flat());
    return [...found]
      .map(([other, size]) => [other, Math.abs(other.length - word.length) > most ? most + 1 : distance(word, other), size])
      .filter(([, away]) => away <= most)
      .sort((one, other) => one[1] - other[1] || other[2] - one[2])
      .map(([other]) => other);
  };

  /* The documents that a word finds: the word itself, its beginning, or else what is like it. */
  const lookUp = async (word, isLast) => {
    const found = new Map();
    const spelled = [word];
    collect(found, await entry("terms", stem(word)), 1);
    if (word.length > 2 && (isLast || found.size < FEW)) {
      for (const [term, postings] of await beginning("terms", word)) {
        collect(found, postings, PARTIAL);
      }
    }
    if (found.size === 0 && word.length > 2 && !isUnspaced(word)) {
      const longer = (await beginning("words", word)).map(([other]) => other);
      const near = longer.length === 0 && word.length > 3 ? await similar(word, 1) : longer;
      for (const other of near) {
        collect(found, await entry("terms", stem(other)), longer.length > 0 ? PARTIAL : SIMILAR);
      }
      spelled.push(...near);
    }
    return { found, spelled };
  };

  /* Tells of a document whether the query asks for it, whatever its words. */
  const filter = async ({ tag, author, year, kind, path }) => {
    const sets = [];
    if (tag) sets.push(await members("#" + fold(tag)));
    if (author) sets.push(await members("@" + fold(author)));
    if (path) sets.push(new Set((await numbersBelow(path)).filter(([, { path: own }]) => own === path || own.startsWith(path.replace(/\/?$/, "/"))).map(([number]) => number)));
    const ranges = [kind && (index.kinds[kind] ?? [0, 0]), year && (index.years[year] ?? [0, 0])].filter(Boolean);
    return (number) => sets.every((set) => set.has(number))
      && ranges.every(([first, end]) => number >= first && number < end);
  };

  /* The numbers of documents in their order, for the words of a query. */
  const rank = async (words, exact, isAsked) => {
    const scores = new Float64Array(index.documents);
    const counts = new Uint8Array(index.documents);
    const lookedUp = await Promise.all(words.map((word, at) => lookUp(word, at === words.length - 1)));
    for (const { found } of lookedUp) {
      const rarity = Math.log(1 + index.documents / (found.size || 1));
      for (const [number, impact] of found) {
        scores[number] += rarity * impact;
        counts[number] += 1;
      }
    }
    let least = Infinity;
    scores.forEach((score, number) => {
      const share = words.length > 0 ? counts[number] / words.length : 1;
      scores[number] = score * share ** 2 + (exact.has(number) ? EXACT : 0);
    });
    const isFull = (number) => counts[number] === words.length && isAsked(number);
    const best = scores.reduce((most, score, number) => (isFull(number) ? Math.max(most, score) : most), -1);
    const [firstPost, endOfPosts] = index.kinds.post ?? [0, 0];
    const keys = [];
    for (let number = 0; number < index.documents; number += 1) {
      const isFound = exact.has(number) || isFull(number) || (counts[number] > 0 && scores[number] > best);
      if (isFound && isAsked(number)) {
        // Among equals, posts come before pages, and the newest first.
        const isPost = number >= firstPost && number < endOfPosts;
        const order = isPost ? index.documents + number : index.documents - number;
        keys.push(Math.round(Math.min(scores[number], 4000) * 16) * 2 ** 22 + order);
      }
    }
    const ranked = Float64Array.from(keys).sort().reverse();
    const numbers = Array.from(ranked, (key) => {
      const order = key % 2 ** 22;
      const post = order - index.documents;
      return post >= firstPost && post < endOfPosts ? post : index.documents - order;
    });
    return { numbers, spelled: lookedUp.map((each) => each.spelled) };
  };

  const testOf = (spelled) => {
    const terms = new Set(spelled.map(stem));
    const [word] = spelled;
    return isUnspaced(word)
      ? { word, pair: word }
      : {
        word,
        fits: (other) => (word.length > 2 && other.startsWith(word))
          || spelled.some((each) => each.slice(0, 2) === other.slice(0, 2)) && terms.has(stem(other)),
      };
  };

  /* The line of a page that has most of the words, and the section that it is in. */
  const bestLine = (parts, tests) => {
    let best = { anchor: "", heading: "", line: parts[0]?.[2].split("\n", 1)[0] ?? "", places: [], count: 0 };
    for (const [anchor, heading, text] of parts) {
      for (const line of [heading, ...text.split("\n")]) {
        const folded = fold(line);
        if (tests.some(({ word }) => folded.includes(word.slice(0, 2)))) {
          const places = marks(line, tests);
          const count = new Set(places.map(([, , number]) => number)).size;
          if (count > best.count) {
            best = { anchor, heading, line, places, count };
          }
        }
      }
    }
    return best;
  };

  /* Cuts a long line round its first mark. */
  const cut = (line, places) => {
    const first = places[0]?.[0] ?? 0;
    const start = first > SHOWN / 2 ? line.indexOf(" ", first - SHOWN / 3) + 1 || first : 0;
    const end = line.length > start + SHOWN ? Math.max(line.lastIndexOf(" ", start + SHOWN), places[0]?.[1] ?? 0) : line.length;
    const before = start > 0 ? "… " : "";
    return {
      line: before + line.slice(start, end > start ? end : start + SHOWN) + (end < line.length ? " …" : ""),
      marks: places
        .filter(([from, to]) => from >= start && to <= end)
        .map(([from, to]) => [from - start + before.length, to - start + before.length]),
    };
  };

  const kindOf = (number) => Object.keys(index.kinds).find((kind) => number < index.kinds[kind][1]);

  const documentOf = async (number) => {
    const [[address, path, title, date = "", tags = [], authors = []], texts] = await row(number);
    return [{ address, path, title, date, tags, authors, kind: kindOf(number) }, texts];
  };

  const resultOf = async (number, tests) => {
    const [found, texts] = await documentOf(number);
    const { anchor, heading, line, places } = bestLine(await sections(number, texts), tests);
    const inTitle = marks(found.title, tests);
    const shown = [...inTitle.map(([from, to]) => found.title.slice(from, to)), ...places.map(([from, to]) => line.slice(from, to))];
    return {
      ...found,
      address: anchor && !found.address.includes("#") ? `${found.address}#${anchor}` : found.address,
      heading,
      ...cut(line, places),
      titleMarks: inTitle.map(([from, to]) => [from, to]),
      words: [...new Set(shown.map((word) => word.toLowerCase()))],
    };
  };

  const nearest = async (words, tag) => {
    const wanted = fold(tag || words[0] || "");
    return {
      words: (await Promise.all(words.map((word) => similar(word, 2)))).flatMap((near) => near.slice(0, 3)),
      tags: index.tags.map((name) => [distance(wanted, fold(name)), name]).sort(([one], [other]) => one - other)
        .slice(0, 3).map(([, name]) => name),
    };
  };

  const search = current(async (query, { limit = 20, offset = 0 } = {}) => {
    const folded = fold(query.text ?? "");
    const all = [...new Set(split(folded))];
    const rare = all.filter((word) => !isCommon(word));
    const words = rare.length > 0 ? rare : all;
    const exact = await members(exactKey(folded));
    const { numbers, spelled } = await rank(words, exact, await filter(query));
    const tests = spelled.map(testOf);
    const results = await Promise.all(numbers.slice(offset, offset + limit).map((number) => resultOf(number, tests)));
    return {
      total: numbers.length,
      results,
      words: spelled.flat(),
      nearest: numbers.length > 0 ? { words: [], tags: [] } : await nearest(words, query.tag),
    };
  });

  const complete = current(async (prefix) => {
    const found = await beginning("words", fold(prefix));
    return found.sort((one, other) => other[1] - one[1]).map(([word]) => word);
  });

  /* The documents whose paths begin with a prefix, and their numbers. */
  const numbersBelow = async (prefix, isShallow) => {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    const folders = await beginning("terms", "/" + folder, Infinity);
    const inside = async () => {
      if (folder) return members("/" + folder.slice(0, -1));
      const pages = Object.entries(index.kinds).filter(([kind]) => kind !== "object" && kind !== "term");
      return new Set(pages.flatMap(([, [first, end]]) => Array.from({ length: end - first }, (_, at) => first + at)));
    };
    const numbers = await inside();
    if (isShallow) {
      for (const [key, postings] of folders) {
        const [one, ...others] = collect(new Map(), postings, 1).keys();
        if (!key.slice(folder.length + 1).includes("/")) {
          others.forEach((number) => numbers.delete(number));
        }
      }
    }
    const found = await Promise.all([...numbers].sort((one, other) => one - other).map(async (number) => [number, (await documentOf(number))[0]]));
    return found.filter(([, { path }]) => path.startsWith(prefix));
  };

  const documents = current(async (prefix = "", isShallow = false) => (await numbersBelow(prefix, isShallow)).map(([, found]) => found));

  const commands = current((line) => entry("commands", line));

  return { open, search, complete, documents, commands, receive: TranscriptShards.receive };
})();
