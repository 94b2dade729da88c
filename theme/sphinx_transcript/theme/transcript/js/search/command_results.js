/* What the prompt shows of a command and where something is wrong, and what Tab and the arrow keys put
   into its field. `prompt` has the parts of prompt.js. */
const TranscriptCommandResults = (() => {
  const { span } = TranscriptElements;
  const { lines, keep } = TranscriptHistory;
  const allowedIn = ({ commands }) => commands.split(" ").filter(Boolean);
  const schemes = () => [...document.querySelectorAll(".ts-schemes button")];

  /* The files that `ls` in the head of the page names and the index doesn't: the feed, and this. */
  const files = () => [...document.querySelectorAll("header nav a")]
    .map(({ textContent, href }) => ({ path: textContent, address: href, title: "", date: "", number: -1 }))
    .filter(({ path }) => /^[\w-]+\.(?:xml|html)$/.test(path));

  const site = (prompt) => ({
    ...TranscriptSearch,
    search: TranscriptSearch.find,
    withLine: TranscriptLines.withLine,
    allowed: allowedIn(prompt),
    history: lines(),
    schemes: schemes().map(({ value }) => value),
    documents: async (prefix, isShallow) => [
      ...await TranscriptSearch.documents(prefix, isShallow),
      ...files().filter(({ path }) => path.startsWith(prefix)),
    ],
  });

  /* The pages that list others. Without the list of the index they are those that this page leads to. */
  const listings = () => TranscriptShards.list()?.listings
    ?? [...document.querySelectorAll("header nav a")].map(({ textContent, href }) => [textContent, href]);

  /* What leads on where something is wrong: lines to try, and the pages that list all others. */
  const ways = ({ option, lineOption, root }, ...tries) => [
    ...tries.filter(Boolean).map((line) => lineOption(line, line)),
    ...listings().map(([name, address]) => option(new URL(address, root), null, name)),
  ];

  const nothing = async ({ words }, prompt) => {
    const typed = prompt.field.value.trim().split(/\s/)[0];
    return ways(prompt, ...TranscriptMeant.tries(typed, await TranscriptSearch.nearest(words), allowedIn(prompt)));
  };

  /* A row of ls, with the title of the page: a page, or a line to go on with. */
  const rowOption = ({ text, title, date, command, address }, isLong, { option, lineOption, root }) => {
    const parts = [
      isLong && date ? span("ts-date", `${date}  `) : "",
      span("ts-name", text),
      title && title !== text ? span("ts-about", title) : "",
    ];
    return command ? lineOption(command, ...parts) : option(new URL(address, root), null, ...parts);
  };

  const ACTIONS = {
    clear: ({ field }) => { field.value = ""; },
    close: ({ close }) => close(),
    forget: () => keep([]),
    back: () => history.back(),
    theme: (prompt, name) => schemes().find(({ value }) => value === name)?.click(),
  };

  const search = async (query, lead, { search: fill, isLatest, show, status, words, list, lineOption }) => {
    await fill((limits) => TranscriptSearch.find(query, limits), isLatest);
    if (lead && isLatest()) {
      const found = status.textContent;
      show(found === words.none ? "" : found, [lineOption(lead, lead), ...list.children]);
    }
  };

  /* What is done with each kind of result. A line that stands in an address does nothing by itself. */
  const KINDS = {
    search: ({ query, lead }, prompt) => search(query, lead, prompt),
    list: ({ rows, long }, prompt) => prompt.fill(async (offset) => ({
      total: rows.length,
      options: rows.length === 0
        ? ways(prompt)
        : rows.slice(offset, offset + prompt.LIMIT).map((row) => rowOption(row, long, prompt)),
    }), prompt.isLatest),
    text: ({ lines: shown, command }, { show, lineOption }) => show(shown.join("\n"), command ? [lineOption(command, command)] : []),
    error: async ({ message, hint, query }, prompt) => {
      prompt.show("", ways(prompt, hint));
      if (query) {
        await search(query, hint, prompt);
      }
      if (prompt.isLatest()) {
        prompt.complain(message);
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

  /* Says what is wrong, and what leads on, unless the work can be done with a new list of shards. */
  const fail = async (error, work, prompt) => {
    const { isLatest, show, complain, lineOption, field, words } = prompt;
    const code = isLatest() ? await TranscriptSearch.retried(error.code, work) : "";
    if (code !== "" && isLatest()) {
      show("", [lineOption(field.value, words.again), ...ways(prompt)]);
      complain(navigator.onLine ? TranscriptErrors[code] ?? TranscriptErrors.invalid : words.offline);
    }
    if (!error.code) {
      console.error(error);
    }
  };

  /* Completes the line as far as all lines that can be made of it agree, and offers those. A search for
     the line goes on where there are none. */
  const complete = async (prompt) => {
    const { field, LIMIT, begin, show, countText, option } = prompt;
    const put = (text) => {
      field.value = text;
      field.focus();
      field.dispatchEvent(new Event("input"));
    };
    const line = field.value;
    await TranscriptShards.open();
    const found = await TranscriptShell.complete(line, site(prompt));
    if (field.value === line && found.length > 0) {
      let common = found[0];
      while (!found.every((each) => each.startsWith(common))) {
        common = common.slice(0, -1);
      }
      if (found.length === 1) {
        put(common);
        return;
      }
      // A line that isn't finished is not one that was entered.
      const onclick = (event) => {
        event.preventDefault();
        put(event.currentTarget.textContent);
      };
      const options = found.slice(0, LIMIT).map((each) => Object.assign(option("#", null, each), { onclick }));
      field.value = common.length > line.length ? common : line;
      begin();
      show(countText(options.length, found.length), options);
    }
  };

  /* Puts the line that was entered before the one in the field into it, or the one after it. What is
     shown is not of that line, and would take the arrow keys. */
  const recall = ({ field, begin, show }) => {
    const all = lines();
    const at = all.lastIndexOf(field.value);
    field.value = all.at(at < 0 ? -1 : Math.max(0, at - 1)) ?? field.value;
    begin();
    show("");
  };
  const advance = ({ field, begin }) => {
    const all = lines();
    const at = all.lastIndexOf(field.value);
    begin();
    field.value = at < 0 ? field.value : all[at + 1] ?? "";
  };

  return { run, nothing, fail, complete, recall, advance };
})();
