/* What the prompt shows of a command, and what Tab and the arrow keys put into its field. `prompt` has
   the parts of prompt.js. */
const TranscriptCommandResults = (() => {
  const schemes = () => [...document.querySelectorAll(".ts-schemes button")];

  /* The files that `ls` in the head of the page names and the index doesn't: the feed, and this. */
  const files = () => [...document.querySelectorAll("header nav a")]
    .map(({ textContent, href }) => ({ path: textContent, address: href, title: "", date: "", number: -1 }))
    .filter(({ path }) => /^[\w-]+\.(?:xml|html)$/.test(path));

  const site = ({ commands, lines }) => ({
    ...TranscriptSearch, allowed: commands, history: lines(), schemes: schemes().map(({ value }) => value),
    documents: async (prefix, isShallow) => [
      ...await TranscriptSearch.documents(prefix, isShallow),
      ...files().filter(({ path }) => path.startsWith(prefix)),
    ],
  });

  /* A row of ls: a page, or a line to go on with. */
  const rowOption = (row, isLong, { option, lineOption, root }) => {
    const parts = TranscriptElements.rowParts(row, isLong);
    return row.command ? lineOption(row.command, ...parts) : option(new URL(row.address, root), null, ...parts);
  };

  const ACTIONS = {
    clear: ({ field }) => { field.value = ""; },
    close: ({ close }) => close(),
    forget: () => TranscriptHistory.clear(),
    back: () => history.back(),
    theme: (prompt, name) => schemes().find(({ value }) => value === name)?.click(),
  };

  /* What is done with each kind of result. A line that stands in an address does nothing by itself. */
  const KINDS = {
    search: ({ query, hint, lead }, { search, isLatest }) => search(query, isLatest, hint, lead),
    list: ({ rows, long }, prompt) => prompt.fill(async (offset) => ({
      total: rows.length,
      options: rows.length === 0
        ? prompt.ways()
        : rows.slice(offset, offset + prompt.LIMIT).map((row) => rowOption(row, long, prompt)),
    }), prompt.isLatest),
    text: ({ lines }, { show }) => show(lines.join("\n")),
    error: async ({ message, hint, query }, { show, ways, search, complain, isLatest }) => {
      show("", ways(hint));
      if (query) {
        await search(query, isLatest, "", hint);
      }
      if (isLatest()) {
        complain(message);
      }
    },
    go: ({ address }, { show, option, field, root, isEntered }) => {
      const link = option(new URL(address, root), null, field.value);
      show("", [link]);
      if (isEntered) {
        link.click();
      }
    },
    do: ({ action, value }, prompt) => {
      prompt.show("");
      if (prompt.isEntered) {
        ACTIONS[action](prompt, value);
      }
    },
  };

  /* Runs a line. While it is typed, nothing but a search happens; of a command, it is said what it takes. */
  const run = async (line, prompt) => {
    const query = prompt.isTyped && TranscriptShell.query(line, site(prompt));
    const result = prompt.isTyped
      ? { kind: query ? "search" : "text", query, lines: TranscriptShell.helpOf(line.trim().split(/\s/)[0]) }
      : await TranscriptShell.run(line, site(prompt));
    if (prompt.isLatest()) {
      await KINDS[result.kind](result, prompt);
    }
  };

  /* Completes the line as far as all lines that can be made of it agree, and offers those. */
  const complete = async (prompt) => {
    const { field, LIMIT, show, count, option } = prompt;
    const put = (text) => {
      field.value = text;
      field.focus();
      field.dispatchEvent(new Event("input"));
    };
    const line = field.value;
    const found = await TranscriptShell.complete(line, site(prompt));
    if (field.value === line && found.length > 0) {
      let common = found[0];
      while (!found.every((each) => each.startsWith(common))) {
        common = common.slice(0, -1);
      }
      field.value = common.length > line.length ? common : line;
      const options = found.slice(0, LIMIT).map((each) => option("#", () => put(each), each));
      show(count(options.length, found.length), found.length > 1 ? options : []);
    }
  };

  /* Puts the line that was entered before the one in the field into it, or the one after it. What is
     shown is not of that line, and would take the arrow keys. */
  const recall = ({ field, lines, show }) => {
    const all = lines();
    const at = all.lastIndexOf(field.value);
    field.value = all.at(at < 0 ? -1 : Math.max(0, at - 1)) ?? field.value;
    show("");
  };
  const advance = ({ field, lines }) => {
    const all = lines();
    const at = all.lastIndexOf(field.value);
    field.value = at < 0 ? field.value : all[at + 1] ?? "";
  };

  return { run, complete, recall, advance };
})();
