/* What commands ask of the index: documents by path, tag, author, kind and year, words that begin
   with some letters, and the addresses of commands. */
Object.assign(TranscriptSearch, (() => {
  const { fold } = TranscriptText;
  const { entry, beginning } = TranscriptShards;
  const { current, members, decoded, numbersIn, documentAt, commonest } = TranscriptSearch;

  /* The documents whose paths begin with a prefix, by number; shallow, one of each folder there. */
  const below = async (prefix = "", isShallow = false) => {
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

  /* An array by number of the documents in a folder, or of those whose paths begin so. */
  const insideOf = async (path) => {
    const inside = await members("/" + path.replace(/\/$/, ""));
    if (!inside.some(Boolean)) {
      (await below(path)).forEach(({ number }) => {
        inside[number] = 1;
      });
    }
    return inside;
  };

  const rangeOf = async (ranges, name) => {
    const [first, end] = Object.hasOwn(ranges, name) ? ranges[name] : [0, 0];
    return decoded().fill(1, first, end);
  };

  /* Returns what tells of a number whether the query asks for the document, whatever its words. */
  const filter = async ({ tag, author, year, kind, path }) => {
    const { kinds, years } = TranscriptShards.list();
    const sets = await Promise.all([
      tag && members("#" + fold(tag)),
      author && members("@" + fold(author)),
      year && rangeOf(years, year),
      kind && rangeOf(kinds, kind),
      path && insideOf(path),
    ].filter(Boolean));
    return sets.length ? (number) => sets.every((set) => set[number]) : null;
  };

  const complete = async (prefix) => commonest(await beginning("words", fold(prefix)));

  const commands = async (line) => await entry("commands", line) ?? null;

  return { filter, complete: current(complete), documents: current(below), commands: current(commands) };
})());
