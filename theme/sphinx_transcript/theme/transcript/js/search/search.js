/* Finds and ranks documents. search/postings.py says what the index has of them. */
const TranscriptSearch = (() => {
  const { fold, stem, split, nameKey, isUnspaced } = TranscriptText;
  const { list, entry, beginning, documentAt, receive } = TranscriptShards;
  const FEW = 3;
  const PARTIAL = 0.5;
  const SIMILAR = 0.3;
  const EXACT = 500;
  const MOST_WORDS = 32;
  const ROOM = 2 ** 22; // For the number of a document, in a key that sorts it.
  let common; // Stop words.

  /* Adds what postings say of documents to those found, an array by number. */
  const collect = (found, postings = [], weight = 1) => {
    let impact;
    let number;
    for (const step of postings) {
      if (step < 0) {
        impact = -step * weight;
        number = 0;
      } else {
        number += step;
        found[number] = Math.max(found[number], impact);
      }
    }
    return found;
  };

  const decoded = (postings) => collect(new Float32Array(list().documents), postings);

  const members = async (key) => decoded(await entry("terms", key));

  const count = (found) => found.reduce((sum, impact) => sum + (impact > 0), 0);

  /* What a word finds: itself; words that it begins, if it is the last or finds little; else words
     that are like it. */
  const lookUp = async (word, at, { length }) => {
    const found = await members(stem(word));
    const spelled = [word];
    const isLong = word.length > 2 || isUnspaced(word);
    if (isLong && (at === length - 1 || count(found) < FEW)) {
      (await beginning("terms", word)).forEach(([, postings]) => collect(found, postings, PARTIAL));
    }
    if (isLong && count(found) === 0) {
      const longer = (await beginning("words", word)).map(([other]) => other);
      const others = longer[0] ? longer : await engine.similar(word);
      for (const other of others) {
        collect(found, await entry("terms", stem(other)), longer[0] ? PARTIAL : SIMILAR);
      }
      spelled.push(...others);
    }
    return { found, spelled, total: count(found) };
  };

  /* The numbers of documents, the best first. Of a few words, those that lack one come only above the
     others; of more, what says so much in so many words is rarely all there. */
  const rank = (looked, exact, isAsked) => {
    const { documents, kinds } = list();
    const values = decoded();
    const counts = decoded();
    for (const { found, total } of looked) {
      const rarity = Math.log(1 + documents / total);
      found.forEach((impact, number) => {
        if (impact) {
          values[number] += impact * rarity;
          counts[number] += 1;
        }
      });
    }
    const [first, end] = kinds.post ?? [];
    const enough = looked.length > FEW ? 0 : 1;
    const full = [];
    const others = [];
    values.forEach((value, number) => {
      const share = exact[number] || !looked[0] ? 1 : counts[number] / looked.length;
      if (share && isAsked(number)) {
        const score = value * share ** 2 + exact[number] * EXACT;
        // Among equals, posts come before pages, and the newest first.
        const order = number >= first && number < end ? number : -number;
        (share < enough ? others : full).push((Math.round(score * 64) + 0.5) * ROOM + order);
      }
    });
    const best = full.reduce((one, other) => Math.max(one, other), 0);
    const keys = Float64Array.from([...full, ...others.filter((key) => key > best)]);
    return keys.sort().reverse().map((key) => Math.abs((key % ROOM) - ROOM / 2));
  };

  const search = async ({ text = "", ...query }, { limit = 20, offset = 0 } = {}) => {
    const folded = fold(text);
    const all = [...new Set(split(folded))].slice(0, MOST_WORDS);
    common ??= new Set([...stopwords].map(fold));
    const rare = all.filter((word) => !common.has(word));
    // What else a query asks for is told by documents.js, once a command was typed.
    const isAsked = await engine.filter?.(query) ?? (() => all.length > 0);
    const looked = await Promise.all((rare[0] ? rare : all).map(lookUp));
    const numbers = rank(looked, await members(nameKey(folded)), isAsked);
    const shown = await Promise.all([...numbers.slice(offset, offset + limit)].map(documentAt));
    return {
      total: numbers.length,
      results: shown.map((found) => ({ ...found, looked })),
      words: looked.flatMap(({ spelled }) => spelled),
      missing: looked.filter(({ total }) => !total).map(({ spelled: [word] }) => word),
    };
  };

  const engine = { receive, collect, members, decoded, documentAt, search };
  return engine;
})();
