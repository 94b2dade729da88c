/* Finds and ranks documents. search/postings.py says what the index has of them. */
const TranscriptSearch = (() => {
  const { fold, split, nameKey, isNear, isUnspaced, marks } = TranscriptText;
  const { entry, beginning, row, sections } = TranscriptShards;
  const FEW = 3;
  const PARTIAL = 0.5;
  const SIMILAR = 0.3;
  const EXACT = 500;
  const SHOWN = 160;
  const BEFORE = 24; // Letters of a line before its first mark: it has to be seen on phones.
  const MOST_WORDS = 32;
  const stems = Object.create(null);
  let index;
  let opening;

  /* For Chinese, Sphinx 9.0 names a class that it doesn't have; it stems Latin words as English. */
  const stemmer = () => new (typeof Stemmer === "undefined" ? EnglishStemmer : Stemmer)();

  const stem = (word) => stems[word] ??= (fold(stemmer().stemWord(word)) || word).slice(0, 40);

  const open = (root) => opening ??= TranscriptShards.open(root).then(
    (loaded) => index = loaded,
    (error) => {
      opening = undefined;
      throw error;
    },
  );

  /* Does the work again with a new list of shards, where the site was built anew in between. */
  const current = (work) => async (...given) => {
    await opening;
    return work(...given).catch(async ({ code }) => {
      if (code !== "missing") {
        TranscriptShards.fail(code ?? "invalid");
      }
      index = await TranscriptShards.renew(`?${Date.now()}`);
      return work(...given).catch((error) => TranscriptShards.fail(error.code === "missing" ? "stale" : error.code));
    });
  };

  /* Adds the documents of a term to those found, an array by number of what is said of each. */
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

  const decoded = (postings) => collect(new Float32Array(index.documents), postings);

  const members = async (key) => decoded(await entry("terms", key));

  const numbersIn = (found) => [...found.keys()].filter((number) => found[number]);

  /* The words of the index with one letter of a word wrong. */
  const similar = async (word) => {
    const [a, b = "", c = ""] = word;
    const near = await Promise.all([a + b, a + c, b + a, b + c].map((start) => beginning("words", start, 2)));
    return [...new Set(near.flat().map(([other]) => other).filter((other) => isNear(word, other)))];
  };

  /* What a word finds: itself; words that it begins, if it is the last or finds little; else words
     that are like it. */
  const lookUp = async (word, at, { length }) => {
    const found = await members(stem(word));
    const spelled = [word];
    const isLong = word.length > 2 || isUnspaced(word);
    if (isLong && (at === length - 1 || numbersIn(found).length < FEW)) {
      (await beginning("terms", word)).forEach(([, postings]) => collect(found, postings, PARTIAL));
    }
    if (!found.some(Boolean) && isLong) {
      const longer = (await beginning("words", word)).map(([other]) => other);
      const near = longer.length || word.length < 4 ? longer : await similar(word);
      for (const other of near) {
        collect(found, await entry("terms", stem(other)), longer.length ? PARTIAL : SIMILAR);
      }
      spelled.push(...near);
    }
    return { found, spelled };
  };

  /* The numbers of documents, the best first. Those that lack a word come only above the others. */
  const rank = (looked, exact, isAsked) => {
    const values = decoded();
    const counts = decoded();
    for (const { found } of looked) {
      const numbers = numbersIn(found);
      for (const number of numbers) {
        values[number] += found[number] * Math.log(1 + index.documents / numbers.length);
        counts[number] += 1;
      }
    }
    const isFull = (number) => exact[number] || counts[number] === looked.length;
    const asked = [...values.keys()].filter((number) => (counts[number] || isFull(number)) && isAsked(number));
    for (const number of asked) {
      values[number] *= (counts[number] / looked.length || 1) ** 2;
      values[number] += exact[number] && EXACT;
    }
    const best = asked.reduce((most, number) => isFull(number) ? Math.max(most, values[number]) : most, 0);
    const [first, end] = index.kinds.post ?? [];
    // Among equals, posts come before pages, and the newest first.
    const order = (number) => number >= first && number < end ? number : -number;
    return asked
      .filter((number) => isFull(number) || values[number] > best)
      .sort((one, other) => values[other] - values[one] || order(other) - order(one));
  };

  const testOf = ({ spelled }) => {
    const [word] = spelled;
    const terms = spelled.map(stem);
    return isUnspaced(word) ? { starts: [word], pair: word, fits: () => false } : {
      starts: spelled.map((each) => each.slice(0, 2)),
      fits: (other) => (word.length > 2 && other.startsWith(word))
        || spelled.some((each, at) => each.slice(0, 2) === other.slice(0, 2) && terms[at] === stem(other)),
    };
  };

  /* The line of a page that has most of the words, with the section that it is in. */
  const bestLine = (parts, tests) => {
    let best = { line: parts[0]?.[2].split("\n", 1)[0] ?? "", places: [], count: 0 };
    for (const [anchor, heading, text] of parts) {
      for (const line of [heading, ...text.split("\n")]) {
        const folded = fold(line);
        const places = tests.some(({ starts }) => starts.some((start) => folded.includes(start))) ? marks(line, tests) : [];
        const count = new Set(places.map(([, , number]) => number)).size;
        if (count > best.count) {
          best = { anchor, heading, line, places, count };
        }
        if (best.count === tests.length) {
          return best;
        }
      }
    }
    return best;
  };

  /* The places of marks, without their tests; those that touch are one. */
  const joined = (places) => places.reduce((all, [from, to]) => {
    const last = all.at(-1);
    if (last?.[1] >= from) {
      last[1] = Math.max(last[1], to);
      return all;
    }
    return [...all, [from, to]];
  }, []);

  const kindOf = (number) => Object.keys(index.kinds).find((kind) => number < index.kinds[kind][1]);

  const documentAt = async (number) => {
    const [[address, path, title, date = "", tags = [], authors = []], texts] = await row(number);
    return { number, address, path, title, date, tags, authors, kind: kindOf(number), texts };
  };

  const resultOf = async (number, tests) => {
    const { texts, ...found } = await documentAt(number);
    const { anchor, heading = "", line, places } = bestLine(await sections(number, texts), tests);
    const lineMarks = joined(places);
    const titleMarks = joined(marks(found.title, tests));
    const start = Math.max(0, line.lastIndexOf(" ", (lineMarks[0]?.[0] ?? 0) - BEFORE) + 1);
    const before = start ? "… " : "";
    const shift = before.length - start;
    const words = [...titleMarks.map(([from, to]) => found.title.slice(from, to)), ...lineMarks.map(([from, to]) => line.slice(from, to))];
    return {
      ...found,
      address: found.address + (anchor && !found.address.includes("#") ? "#" + anchor : ""),
      heading,
      line: before + line.slice(start, start + SHOWN),
      marks: lineMarks.filter(([, to]) => to <= start + SHOWN).map(([from, to]) => [from + shift, to + shift]),
      titleMarks,
      words: [...new Set(words.map((word) => word.toLowerCase()))],
    };
  };

  const search = async (query, { limit = 20, offset = 0 } = {}) => {
    const folded = fold(query.text ?? "");
    const all = [...new Set(split(folded))].slice(0, MOST_WORDS);
    const common = [...stopwords].map(fold);
    const rare = all.filter((word) => !common.includes(word));
    // What else a query asks for is told by documents.js, once a command was typed.
    const isAsked = await TranscriptSearch.filter?.(query) ?? (() => all.length > 0);
    const looked = await Promise.all((rare.length ? rare : all).map(lookUp));
    const numbers = rank(looked, await members(nameKey(folded)), isAsked);
    const tests = looked.map(testOf);
    const words = looked.flatMap(({ spelled }) => spelled);
    const near = numbers.length ? [] : await Promise.all(words.map((word) => beginning("words", word.slice(0, 3))));
    const tags = index.tags.filter((tag) => words.some((word) => isNear(word, fold(tag))));
    return {
      total: numbers.length,
      results: await Promise.all(numbers.slice(offset, offset + limit).map((number) => resultOf(number, tests))),
      words,
      missing: looked.filter(({ found }) => !found.some(Boolean)).map(({ spelled: [word] }) => word),
      nearest: {
        words: near.flatMap((entries) => commonest(entries).slice(0, 3)),
        tags: numbers.length ? [] : (tags.length ? tags : index.tags).slice(0, 5),
      },
    };
  };

  const commonest = (entries) => entries.sort(([, one], [, other]) => other - one).map(([word]) => word);

  return { open, search: current(search), receive: TranscriptShards.receive, current, members, decoded, numbersIn, documentAt, commonest };
})();
