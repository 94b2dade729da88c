/* The commands of the prompt: each gets its options and operands and, behind a pipe, the rows of the
   command before, and gives rows or another result. Pure: shell.js says what `site` has. */
const TranscriptCommands = (() => {
  const { plain, quote, narrowed } = TranscriptCommand;
  const { nearest } = TranscriptNear;
  const { compare, expand, operands, list, tree, matching, posts } = TranscriptFiles;
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

  const fail = (message, hint = "") => {
    throw { message, hint };
  };
  /* A line of text, and a line that leads to what it is of. */
  const text = (line, command) => ({ kind: "text", lines: [line], command });

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

  const grep = async ({ flags, rest, rows, site, isPiped, before }) => {
    const given = flags.e ?? plain(rest.shift() ?? fail("no pattern", "grep WORD"));
    const length = [flags.A, flags.B, flags.C].find((value) => /\D/.test(value ?? 0));
    if (length) {
      fail(`${length}: invalid context length argument`);
    }
    if (rows) {
      const found = matching(rows, given, flags);
      return flags.c ? text(String(found.length), before) : found;
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
    const queries = either.map((each) => ({
      ...narrowed([...each.split(/\s+/), ...others]), ignoreCase: !!flags.i, ...(/\S\s+\S/.test(each) && { phrases: [each] }),
    }));
    if (!flags.l && !isPiped && files.length < 2 && queries.length === 1) {
      const [{ path, isFolder } = { path: "" }] = files;
      return { kind: "search", query: { ...queries[0], path: isFolder && path ? `${path}/` : path } };
    }
    const searches = await Promise.all(queries.map((query) => site.search(query, { limit: 1000 })));
    const results = searches.flatMap((each) => each.results);
    const found = flags.l
      ? results.map((result) => ({ ...result, text: result.path }))
      : (await Promise.all(results.map(site.withLine))).map((each) => ({ ...each, text: `${each.path}: ${each.line}` }));
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
    const rows = (await list(found, flags, call.site)).map((row) => ({ ...row, isLong: !!flags.l }));
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
      return lines.length > 0 ? lines : { kind: "search", query };
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
    help: ["", ({ rest: [name], site }) => helpRows(name ? [plain(name)] : ["WORD...", ...site.allowed])],
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
      if (!/^[1-9]/.test(flags.L ?? 1)) {
        fail("Invalid level, must be greater than 0.", `tree ${quote(plain(folder))}`);
      }
      const [{ path }] = await operands({ ...call, rest: [folder] });
      return tree(path, call.site, flags.L);
    }],
    wc: ["l", filter((rows, { before }) => text(String(rows.length), before || "ls -t"))],
  };

  return { COMMANDS, helpOf, helpRows };
})();
