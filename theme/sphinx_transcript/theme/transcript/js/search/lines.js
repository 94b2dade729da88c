/* The lines of pages that have the words of a query, and marks in them and in titles. Loaded when the
   first results are there; a line is loaded when its result can be seen. */
const TranscriptLines = (() => {
  const { WORD, fold, stem, isUnspaced } = TranscriptText;
  const { make } = TranscriptElements;
  const { shard } = TranscriptShards;
  const SHOWN = 160;
  const BEFORE = 24; // Letters of a line before its first mark: it has to be seen on phones.

  /* What tells of a word of a text whether a query found it; `spelled` is a word and what it was
     taken for. The beginnings suffice to see that a line has none. */
  const testOf = ({ spelled }) => {
    const [word] = spelled;
    const terms = spelled.map(stem);
    const starts = spelled.map((each) => each.slice(0, 2));
    return isUnspaced(word) ? { starts: [word], pair: word, fits: () => false } : {
      starts,
      fits: (other) => (word.length > 2 && other.startsWith(word))
        || starts.some((start, at) => other.startsWith(start) && terms[at] === stem(other)),
    };
  };

  /* Where a text has words that pass one of the tests: start and end of each place, of which those
     that touch are one, and the number of tests that some word passes. */
  const marks = (text, tests) => {
    const folded = fold(text);
    const places = [];
    const passed = new Set();
    if (!tests.some(({ starts }) => starts.some((start) => folded.includes(start)))) {
      return { places, count: 0 };
    }
    const add = (start, end, test) => {
      passed.add(test);
      const last = places.at(-1);
      if (last?.[1] >= start) {
        last[1] = Math.max(last[1], end);
      } else {
        places.push([start, end]);
      }
    };
    for (const { 0: found, index } of text.matchAll(WORD)) {
      const word = fold(found);
      for (const test of tests) {
        const at = test.pair ? word.indexOf(test.pair) : -1;
        if (at >= 0) {
          add(index + at, index + at + test.pair.length, test);
        } else if (test.fits(word) || (word.includes("_") && word.split("_").some(test.fits))) {
          add(index, index + word.length, test);
        }
      }
    }
    return { places, count: passed.size };
  };

  /* The words that were looked for, as tests; the same for all results of a search. */
  const known = new WeakMap();
  const testsOf = (looked) => known.get(looked) ?? known.set(looked, looked.map(testOf)).get(looked);

  const wordsAt = (text, places) => places.map(([from, to]) => text.slice(from, to).toLowerCase());

  const sectionsOf = async ({ number, texts }) => {
    const [first, digest] = texts.findLast(([start]) => start <= number);
    return (await shard(`x-${digest}`))[number - first];
  };
  /* All of the text of a result. */
  const textOf = async (result) => [result.title, ...(await sectionsOf(result)).flatMap(([, ...texts]) => texts)].join("\n");

  /* A result with the line of its page that has most of the words, and the section that it is in. */
  const withLine = async ({ looked, ...result }) => {
    const { title, address } = result;
    const tests = testsOf(looked);
    const sections = await sectionsOf(result);
    let best = { line: sections[0]?.[2].split("\n", 1)[0] ?? "", places: [], count: 0 };
    for (const [anchor, heading, text] of sections) {
      for (const line of [heading, ...text.split("\n")]) {
        const found = best.count < tests.length ? marks(line, tests) : best;
        best = found.count > best.count ? { anchor, heading, line, ...found } : best;
      }
    }
    const { anchor, heading = "", line, places } = best;
    const titleMarks = marks(title, tests).places;
    const start = Math.max(0, line.lastIndexOf(" ", (places[0]?.[0] ?? 0) - BEFORE) + 1);
    const before = start ? "… " : "";
    const shift = before.length - start;
    return {
      ...result,
      titleMarks,
      heading,
      address: address + (anchor && !address.includes("#") ? "#" + anchor : ""),
      line: before + line.slice(start, start + SHOWN),
      marks: places.filter(([, to]) => to <= start + SHOWN).map(([from, to]) => [from + shift, to + shift]),
      words: [...new Set([...wordsAt(title, titleMarks), ...wordsAt(line, places)])],
    };
  };

  /* A text with the places marked that are given as start and end. */
  const marked = (text, places) => {
    let at = 0;
    const parts = places.flatMap(([start, end]) => {
      const before = text.slice(at, start);
      at = end;
      return [before, make("mark", {}, text.slice(start, end))];
    });
    return make("bdi", {}, ...parts, text.slice(at));
  };

  /* Puts what was found into a row that can be seen. The words are marked on its page, too. */
  const show = async (row) => {
    const [, title, about] = row.children;
    const { date, heading, line, ...found } = await withLine(row.result);
    const url = new URL(found.address, TranscriptShards.root);
    if (found.words[0]) {
      url.searchParams.set("highlight", found.words.join(" "));
    }
    row.href = url;
    title.replaceWith(marked(found.title, found.titleMarks));
    about.replaceChildren(
      ...[date, heading !== line && heading].filter(Boolean).map((part) => `${part} · `),
      line === found.title ? "" : marked(line, found.marks),
    );
  };

  const seen = new IntersectionObserver((all) => all.forEach(({ target, isIntersecting }) => {
    if (isIntersecting) {
      seen.unobserve(target);
      show(target).catch(() => {}); // Its page is there without it.
    }
  }));

  return { withLine, textOf, watch: (row) => seen.observe(row) };
})();
