/* The commands of the prompt, evaluated over the documents of the site as a shell does over files.
   Pure: `site` gives it documents(prefix, isShallow), commands(line), search(query, options) and
   complete(prefix), and the lists allowed, history and schemes. */
const TranscriptShell = (() => {
  const { parse, plain, quote, narrowed, queryOf, isCommand, isSentence, unknownMark } = TranscriptCommand;
  const { options, compare, isNear, expand, operands, list, tree, matching, posts } = TranscriptFiles;
  const { named, instead, without } = TranscriptMeant;
  const HELP = `WORD... [#TAG] [author:NAME] [YEAR]
grep [-il] WORD... [PATH]
ls [-tr] [PATH]
cat PATH
cd FOLDER
tree [FOLDER]
man TOPIC
head [-n NUMBER]
tail [-n NUMBER]
tac
sort [-r]
wc -l
theme NAME
history
clear
exit`.split("\n");

  /* Files without `draft: true` and `unlisted: true`, as pages select them: the site has no others. */
  const UNPUBLISHED = /\$\(grep -LE '\^:?\??\(?(?:\|?(?:draft|unlisted))+\)?: \*true' ([^()]+)\)/;

  const fail = (message, hint = "") => {
    throw { message, hint };
  };
  const text = (...lines) => ({ kind: "text", lines });
  const nearest = (word, names) => names.find((name) => isNear(word, name)) ?? "";

  /* One page is gone to; several are listed. */
  const open = async (call) => {
    const found = await operands(call);
    const [{ address, command }] = found;
    return found.length === 1 && !command ? { kind: "go", address } : list(found, {}, call.site);
  };

  /* What stands behind a pipe. Files are opened instead, and without either it has the posts. */
  const filter = (work) => async (call) =>
    call.rest.length > 0 ? open(call) : work(call.rows ?? (await posts(call.site)), call);

  const part = (cut) =>
    filter((rows, { flags: { n = "10" } }) =>
      /^[-+]?\d+$/.test(n) ? cut(rows, n, Math.abs(n)) : fail(`invalid number of lines: '${n}'`),
    );

  /* The texts of which grep looks for any: lines, and what stands between | where it means that. */
  const alternatives = (given, { E, F }) => given.split("\n").flatMap((line) => {
    const [, before, inside = line, after] = (E && /^([^()|]*)\(([^()]*)\)([^()|]*)$/.exec(line)) || [];
    const parts = F ? [line] : inside.split(E ? "|" : "\\|");
    if (E && parts.length > 1 && /[()]/.test(inside)) {
      fail("groups among alternatives are for what is piped");
    }
    return before === undefined ? parts : parts.map((part) => before + part + after);
  });

  const grep = async ({ flags, rest, rows, site, isPiped }) => {
    const given = flags.e ?? plain(rest.shift() ?? fail("no pattern", "grep WORD"));
    if (rows) {
      const found = matching(rows, given, flags);
      return flags.c ? text(String(found.length)) : found;
    }
    const files = [];
    const others = [];
    const either = alternatives(given, flags);
    const asked = either.length > 1 ? either.map((each) => `-e ${quote(each)}`) : either.map(quote);
    const where = rest.map((word) => (/[*?[{]/.test(word) ? word : quote(plain(word))));
    const again = (...letters) => ["grep", ...letters, ...asked, ...where].join(" ");
    if (flags.v) {
      fail("-v is for what is piped", ["ls", ...where, "| grep -v", ...asked].join(" "));
    } else if (flags.c) {
      fail("-c is for what is piped", `${again(flags.i ? "-il" : "-l")} | wc -l`);
    } else if (flags.w) {
      fail("-w is for what is piped", again(...["i", "l"].filter((letter) => flags[letter]).map((letter) => `-${letter}`)));
    }
    if (flags.x && rest.length === 1) {
      // As documentation pages show it: the line of a page in the list of pages in a file.
      const folder = plain(rest[0]).replace(/[^/]*$/, "");
      return open({ rest: [given[0] === "/" ? given : folder + given], site, name: "grep" });
    }
    for (const word of rest) {
      const found = await expand(word, site);
      files.push(...found);
      if (found.length === 0) {
        others.push(plain(word)); // As in `grep two words`.
      }
    }
    if (files.length > 0 && !/[\p{L}\p{N}]/u.test([given, ...others].join(""))) {
      return open({ rest: files.map(({ path }) => path), site, name: "grep" }); // As with '^##'.
    }
    const queries = either.map((each) => ({ ...narrowed([...each.split(/\s+/), ...others]), ignoreCase: !!flags.i }));
    if (!flags.l && !isPiped && files.length < 2 && queries.length === 1) {
      const [{ path, isFolder } = { path: "" }] = files;
      return { kind: "search", query: { ...queries[0], path: isFolder && path ? `${path}/` : path } };
    }
    const searches = await Promise.all(queries.map((query) => site.search(query, { limit: 1000 })));
    const found = searches.flatMap(({ results }) => results).map((result) => {
      return { ...result, text: flags.l ? result.path : `${result.path}: ${result.line}` };
    });
    // A file that is named twice is printed twice, but not once more for each place in it.
    const foundIn = (file) => {
      const folder = file.path && `${file.path}/`;
      const isIn = ({ path }) => path === file.path || (file.isFolder && path.startsWith(folder));
      return [...new Map(found.filter(isIn).map((result) => [result.text, result])).values()];
    };
    return (files.length > 0 ? files : [{ path: "", isFolder: true }]).flatMap(foundIn);
  };

  const ls = async ({ flags, rest, ...call }) => {
    const found = await operands({ ...call, rest: rest.length > 0 ? rest : ["."] });
    const [{ path, address, command }] = found;
    if (flags.R) {
      return tree(path, call.site);
    }
    const rows = await list(found, flags, call.site);
    // Of a tag, there is a page and nothing else.
    return rows.length > 0 || call.isPiped || command ? rows : { kind: "go", address };
  };

  /* The page of a file, else of a title or the name of an object, else help, else what is found. */
  const man = async (call) => {
    const topic = call.rest.map(plain).join(" ") || fail("What manual page do you want?", "help");
    try {
      return await open({ ...call, rest: [topic] });
    } catch {
      const query = narrowed([topic]);
      const { results } = await call.site.search(query, { limit: 1 });
      const named = results.find(({ title }) => `.${title}`.toLowerCase().endsWith(`.${topic}`.toLowerCase()));
      const lines = helpRows([topic]);
      if (named) {
        return { kind: "go", address: named.address };
      }
      return lines.length > 0 ? lines : { kind: "search", query, hint: "" };
    }
  };

  const lineRow = (line, text = line) => ({ text, address: "", command: line });

  const theme = ({ rest, site }) => {
    const value = plain(rest[0] ?? "");
    if (site.schemes.includes(value)) {
      return { kind: "do", action: "theme", value };
    } else if (!value) {
      return site.schemes.map((name) => lineRow(`theme ${name}`, name));
    }
    return fail(`${value}: no such theme`, `theme ${nearest(value, site.schemes)}`.trim());
  };

  const helpOf = (name) => HELP.filter((line) => line.split(" ")[0] === name);
  /* What commands take, each row with its command; that of words to look for leads to the tags. */
  const helpRows = (some) => HELP.filter((line) => some.includes(line.split(" ")[0]))
    .map((line) => lineRow(/^WORD/.test(line) ? "#" : line.split(" ")[0], line));
  const page = filter((rows) => rows);
  const act = (action) => () => ({ kind: "do", action });

  /* Each command with the letters of its options. */
  const COMMANDS = {
    __proto__: null,
    cat: ["AbEensTv", page],
    cd: ["", ({ rest: [folder = "."], ...call }) => (folder === "-" ? act("back")() : open({ ...call, rest: [folder] }))],
    clear: ["", act("clear")],
    echo: ["en", ({ rest }) => text(rest.map(plain).join(" "))],
    exit: ["", act("close")],
    grep: ["rRinlHhsEFPxcwve:A:B:C:", grep],
    head: ["n:", part((rows, n, count) => rows.slice(0, n[0] === "-" ? Math.max(0, rows.length - count) : count))],
    help: ["", ({ rest: [name], site }) => (name ? helpRows([plain(name)]) : helpRows(["WORD...", ...allowedIn(site)]))],
    history: ["c", ({ flags, rest: [count = 0], site }) =>
      (flags.c ? act("forget")() : site.history.slice(-count).map((line) => lineRow(line)))],
    less: ["NRSFX", page],
    ls: ["1aAlhFpCtrdR", ls],
    man: ["", man],
    more: ["", page],
    open: ["", page],
    pwd: ["", () => [{ text: "~", address: "index.html" }]],
    sort: ["r", filter((rows, { flags }) => {
      const sorted = rows.sort((a, b) => compare(a.text, b.text));
      return flags.r ? sorted.reverse() : sorted;
    })],
    tac: ["", filter((rows) => rows.reverse())],
    tail: ["n:", part((rows, n, count) => rows.slice(n[0] === "+" ? Math.max(0, count - 1) : Math.max(0, rows.length - count)))],
    theme: ["", theme],
    tree: ["adfL:", async ({ flags, rest: [folder = "."], ...call }) => {
      const [{ path }] = await operands({ ...call, rest: [folder] });
      return tree(path, call.site, flags.L);
    }],
    wc: ["l", filter((rows) => text(String(rows.length)))],
  };
  const names = Object.keys(COMMANDS);
  const allowedIn = ({ allowed }) => allowed ?? names;

  /* The query of a line that is no command, or null. */
  const query = (line, site = {}) =>
    (isCommand(line, allowedIn(site)) && !isSentence(line, names) ? null : queryOf(line));

  /* The result of a line: {kind: "go", address}, {kind: "list", rows, long}, {kind: "search",
     query, hint, lead}, {kind: "text", lines}, {kind: "do", action, value} or {kind: "error", message, hint,
     query}. */
  const run = async (line, site) => {
    const { typed } = parse(line);
    const { stages } = parse(typed.replace(UNPUBLISHED, "$1"));
    const words = stages.flat().map(plain);
    const allowed = allowedIn(site);
    const asked = query(line, site);
    if (asked) {
      if (words.length === 1 && allowed.includes("open") && (await named(stages[0][0], site)).length > 0) {
        return run(`open ${typed}`, site);
      }
      const hint = nearest(words[0] ?? "", allowed);
      return { kind: "search", query: asked, hint, lead: await instead(typed, words, { ...site, allowed }) };
    }
    // What may have been meant as words is looked for, too.
    const sought = stages
      .flatMap(([first = "", ...rest]) => (allowed.includes(plain(first)) ? rest : [first, ...rest]))
      .map(plain)
      .filter((word) => /^[^-]../.test(word));
    const asWords = sought.length > 0 ? narrowed(sought) : null;
    const error = (message, hint = "") => ({ kind: "error", message, hint, query: asWords });
    if (words.includes("$_")) {
      return act("close")(); // The file of the command before: this page.
    }
    const address = words.length > 1 && allowed.includes(words[0]) && (await site.commands(typed));
    if (typeof address === "string") {
      return { kind: "go", address };
    }
    const [, before, mark] = unknownMark(typed);
    if (mark) {
      return error(`bash: syntax error near unexpected token '${mark}'`, before);
    }
    let rows;
    let long = false;
    for (const [at, [first = "", ...args]] of stages.entries()) {
      const name = plain(first);
      if (!name) {
        return error("bash: syntax error near unexpected token '|'");
      } else if (!allowed.includes(name)) {
        const other = at === 0 && await instead(typed, words, { ...site, allowed });
        return error(`bash: ${name}: command not found`, other || nearest(name, allowed));
      } else if (args.includes("--help")) {
        rows = helpRows([name]);
        continue;
      }
      const [letters, command] = COMMANDS[name];
      try {
        const call = { ...options(args, letters), rows, site, name, isPiped: at < stages.length - 1 };
        long ||= name === "ls" && !!call.flags.l;
        rows = await command(call);
      } catch (problem) {
        if (problem instanceof Error) {
          throw problem; // Of the index: it could not be loaded.
        }
        return error(`${name}: ${problem.message}`, problem.hint ?? without(typed, problem));
      }
      if (!Array.isArray(rows)) {
        return rows;
      }
    }
    return { kind: "list", rows: rows.filter((row) => row.text), long };
  };

  /* The lines that Tab makes of a line. */
  const complete = async (line, site) => {
    const { stages, start } = parse(line);
    const stage = start < line.length ? stages.at(-1) : [...stages.at(-1), ""];
    const [name, ...args] = stage.map(plain);
    const word = plain(stage.at(-1));
    const allowed = allowedIn(site);
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

  return { run, complete, query, helpOf, nearest, names };
})();
