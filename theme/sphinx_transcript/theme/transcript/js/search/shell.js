/* Runs lines of the prompt over the documents of the site, as a shell does over files, and completes
   them. Pure: `site` gives it documents(prefix, isShallow), commands(line), search(query, options),
   withLine(result) and complete(prefix), and the lists allowed, history and schemes. */
const TranscriptShell = (() => {
  const { parse, plain, valued, quote, narrowed, queryOf, isCommand, isSentence, unknownMark } = TranscriptCommand;
  const { nearest } = TranscriptNear;
  const { options, list } = TranscriptFiles;
  const { named, instead, without } = TranscriptMeant;
  const { COMMANDS, helpOf, helpRows } = TranscriptCommands;

  /* Files without `draft: true` and `unlisted: true`, as pages select them: the site has no others. */
  const UNPUBLISHED = /\$\(grep -LE '\^:?\??\(?(?:\|?(?:draft|unlisted))+\)?: \*true' ([^()]+)\)/;

  const names = Object.keys(COMMANDS);
  const withNames = (site = {}) => ({ ...site, allowed: site.allowed ?? names });

  /* The query of a line that is no command, or null. */
  const query = (line, site) =>
    (isCommand(line, withNames(site).allowed) && !isSentence(line, names) ? null : queryOf(line));

  /* The stages of a line. Lines of pages are no rows, so what looks for some in pages looks there. */
  const stagesOf = (typed) => {
    const [first, second, ...others] = parse(typed).stages;
    const files = first.slice(1).filter((word) => !/^(?:-.+|\d+)$/.test(word));
    const isRead = second?.[0] === "grep" && files.length > 0 && /^(?:cat|less|more|head|tail|tac)$/.test(first[0]);
    return isRead ? [[...second, ...files], ...others] : parse(typed).stages;
  };

  /* The result of a line: {kind: "go", address}, {kind: "list", rows, long}, {kind: "search",
     query, lead}, {kind: "text", lines, command}, {kind: "do", action, value} or {kind: "error", message, hint,
     query}. */
  const run = async (line, given) => {
    const site = withNames(given);
    const { allowed } = site;
    const { typed, before } = parse(line);
    const stages = stagesOf(typed.replace(UNPUBLISHED, "$1"));
    const words = stages.flat().map(plain);
    const asked = query(line, site);
    if (asked) {
      if (words.length === 1 && allowed.includes("open") && (await named(stages[0][0], site)).length > 0) {
        return run(`open ${typed}`, site);
      }
      return { kind: "search", query: asked, lead: await instead(typed, words, site) };
    }
    // What may have been meant as words is looked for, too.
    const sought = stages
      .flatMap(([first = "", ...rest]) => (allowed.includes(plain(first)) ? rest : [first, ...rest]))
      .map(plain)
      .filter((word) => /^[^-]../.test(word));
    const asWords = sought.length > 0 ? narrowed(sought) : null;
    const error = (message, hint = "") => ({ kind: "error", message, hint, query: asWords });
    if (words.includes("$_")) {
      return { kind: "do", action: "close" }; // The file of the command before: this page.
    }
    const address = words.length > 1 && allowed.includes(words[0]) && (await site.commands(typed));
    if (typeof address === "string") {
      return { kind: "go", address };
    }
    const [, known, mark] = unknownMark(typed);
    if (mark) {
      return error(`bash: syntax error near unexpected token '${mark}'`, known);
    }
    let rows;
    let long = false;
    for (const [at, [first = "", ...args]] of stages.entries()) {
      const name = plain(first);
      if (!name) {
        return error("bash: syntax error near unexpected token '|'");
      } else if (!allowed.includes(name)) {
        const other = at === 0 && await instead(typed, words, site);
        return error(`bash: ${name}: command not found`, other || nearest(name, allowed));
      } else if (args.includes("--help")) {
        rows = helpRows([name]);
        continue;
      }
      const [letters, command] = COMMANDS[name];
      try {
        const call = { ...options(args.map(valued).filter((word, index) => word || !args[index]), letters), rows, site, name, before, isPiped: at < stages.length - 1 };
        long ||= name === "ls" && !!call.flags.l;
        rows = await command(call);
      } catch (problem) {
        if (problem instanceof Error) {
          throw problem; // Of the index: it could not be loaded.
        }
        return error(`${name}: ${problem.message}`, problem.hint ?? without(typed, name, problem));
      }
      if (!Array.isArray(rows)) {
        return rows;
      }
    }
    return { kind: "list", rows: rows.filter((row) => row.text), long };
  };

  /* The lines that Tab makes of a line. */
  const complete = async (line, given) => {
    const site = withNames(given);
    const { stages, start } = parse(line);
    const stage = start < line.length ? stages.at(-1) : [...stages.at(-1), ""];
    const [name, ...args] = stage.map(plain);
    const word = plain(stage.at(-1));
    const { allowed } = site;
    const lines = (words) =>
      words.filter((each) => each.startsWith(word)).map((each) => `${line.slice(0, start)}${each} `);
    if (args.length === 0 && (word || stages.length > 1)) {
      const found = lines(allowed);
      return found.length > 0 || stages.length > 1 ? found : lines(await site.complete(word));
    } else if (!allowed.includes(name) || (name === "grep" && args.length < 2)) {
      return word ? lines(await site.complete(word)) : [];
    } else if (name === "theme" || name === "man") {
      return lines(name === "man" ? allowed : site.schemes);
    }
    const path = word.replace(/\/?[^/]*$/, "");
    const rows = await list([{ path, name: "", isFolder: true }], {}, site);
    return rows
      .filter((row) => row.path.startsWith(word))
      .map((row) => line.slice(0, start) + quote(row.path) + (row.isFolder ? "/" : " "));
  };

  return { run, complete, query, helpOf, names };
})();
