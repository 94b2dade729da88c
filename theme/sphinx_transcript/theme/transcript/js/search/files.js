/* The documents of the site as files in folders: options and operands of commands, globs,
   and what ls prints.
   A document was modified on its date, and all paths are from the source folder. Pure: `site` gives
   it documents(prefix, isShallow). */
const TranscriptFiles = (() => {
  const { plain, quote } = TranscriptCommand;
  const { isNear } = TranscriptNear;
  const GLOB = /\\(.)|(^|\/)(?:\*\*\/)*\*\*(\/|$)|([*?]+)|\[([!^]?)(\]?[^\]]+)\]|\{([^{}]*,[^{}]*)\}|[^\w/]/gsu;

  /* The options among words, {t: true, n: "5"}, and the other words. `letters` are the options that
     there are, those with a value followed by a colon; -5 is short for -n 5. Each -e adds a line. An
     error has the word that is wrong, and what of it there is. */
  const options = (words, letters) => {
    const flags = {};
    const rest = [];
    const isOption = (letter) => /[-\w]/.test(letter) && `-${letters}`.includes(letter);
    let waiting = "";
    for (const word of words) {
      if (waiting) {
        flags[waiting] += plain(word);
        waiting = "";
      } else if (flags["-"] || !/^-./.test(word)) {
        rest.push(word);
      } else if (/^--./.test(word)) {
        throw { message: `unrecognized option '${plain(word)}'`, wrong: word, kept: "" };
      } else {
        const given = word.slice(1);
        for (const letter of letters === "n:" && +given ? `n${given}` : given) {
          if (waiting) {
            flags[waiting] += letter;
          } else if (isOption(letter)) {
            waiting = letters.includes(`${letter}:`) ? letter : "";
            flags[letter] = !waiting || (letter === "e" && "e" in flags ? `${flags.e}\n` : "");
          } else {
            const kept = [...given].filter(isOption).join("");
            throw { message: `invalid option -- '${letter}'`, wrong: word, kept: kept && `-${kept}` };
          }
        }
        waiting = /(?:^|\n)$/.test(flags[waiting]) ? waiting : "";
      }
    }
    if (waiting) {
      const wrong = words.at(-1);
      throw { message: `option requires an argument -- '${waiting}'`, wrong, kept: wrong.slice(0, -1).replace(/^-$/, "") };
    }
    return { flags, rest };
  };

  /* The source of the regular expression that matches just this text. */
  const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

  /* The expression that a word with wildcards stands for; null for a word without any. ** is any
     folders, as under bash's globstar; the path of a folder may end with a slash. */
  const glob = (word) => {
    if (word.split("/").some((part) => part.match(/\*+(?=[^*])|\{/g)?.length > 3)) {
      return null; // It could take for ever, and come by a link.
    }
    let isGlob = false;
    const source = (text) =>
      text.replace(GLOB, (mark, quoted, before, after, any, not, set, choices) => {
        const wild =
          (before !== undefined && before + (after ? "(?:[^/]+/)*" : "(?:.*[^/])?")) ||
          (any && `[^/]{${any.replaceAll("*", "").length}${any.includes("*") ? "," : ""}}`) ||
          (set && `[${not && "^/"}${literal(plain(set))}]`) ||
          (choices && `(?:${choices.split(",").map(source).join("|")})`);
        isGlob ||= !!wild;
        return wild || literal(quoted ?? mark);
      });
    try {
      const expression = new RegExp(`^${source(word)}$`, "u");
      return isGlob ? expression : null;
    } catch {
      return null; // As [z-a], which stands for itself.
    }
  };

  /* By the code of each character, as LC_ALL=C has it. */
  const compare = (a, b) => (a > b) - (a < b);
  const byName = (a, b) => compare(a.name, b.name);
  /* Newest first, then what has no date. The numbers of dated documents are in their order. */
  const byTime = (a, b) => !a.date - !b.date || (a.date && b.number - a.number) || byName(a, b);

  /* The files and folders that hold documents. A folder leads to its page, if it has one. */
  const entriesOf = (documents) => {
    const found = new Map();
    for (const document of documents) {
      const { path } = document;
      for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
        const folder = path.slice(0, end);
        const isPage = /^\/(index\.\w+)?$/.test(path.slice(end));
        if (isPage || !found.has(folder)) {
          const page = isPage ? document : { address: "", command: `ls ${quote(folder)}/` };
          found.set(folder, { ...page, path: folder, name: folder, date: "", isFolder: true });
        }
      }
      if (!path.endsWith("/")) {
        found.set(path, { ...document, name: path });
      }
    }
    return [...found.values()];
  };

  /* A row as ls -p prints it. */
  const row = (entry) => ({ ...entry, text: entry.isFolder ? entry.name.replace(/\/?$/, "/") : entry.name });

  /* What is in a folder, and below it. */
  const within = async (folder, site, isShallow) => {
    const prefix = folder && `${folder}/`;
    return entriesOf(await site.documents(prefix, isShallow))
      .filter(({ path }) => path.startsWith(prefix))
      .map((entry) => ({ ...entry, name: entry.path.slice(prefix.length) }));
  };

  /* The files and folders that a word stands for, named as they are printed. */
  const expand = async (word, site) => {
    const typed = word.replace(/[^/]+\/\.\.\//g, "").replace(/^(?:~?\/|\.\.?\/|\.\.?$|~$)+/, "");
    const pattern = glob(typed);
    const name = plain(typed);
    const path = name.replace(/\/$/, "");
    if (!path) {
      return [{ name: ".", path, address: "index.html", isFolder: true }];
    }
    const entries = entriesOf(await site.documents(pattern ? /^[^*?[{\\]*/.exec(typed)[0] : path));
    if (!pattern) {
      return entries.filter((entry) => entry.path === path).map((entry) => ({ ...entry, name }));
    }
    const hasSlashes = /(\/|\*\*)$/.test(typed); // These find folders with the slash at their end.
    return entries
      .flatMap((entry) => (entry.isFolder && hasSlashes ? [entry, { ...entry, name: `${entry.name}/` }] : entry))
      .filter((entry) => pattern.test(entry.name))
      .sort(byName);
  };

  /* What is meant by a word that is no path: a title, the name of a file without its folder or its
     ending, the beginning of a path or, as post/2016 and post/2016*, of a date. A name with its
     ending is that of a file in any folder before that of a file with another ending. */
  const guess = (typed, entries) => {
    const stem = (path) => path.replace(/^\/|\.\w+$|\/$/g, "");
    const [, folder = "", name] = /^(.*\/)?(.*)$/su.exec(typed);
    const exact = entries.filter(({ path }) => stem(path) === stem(typed));
    const others = entries.filter(
      ({ path, date, title = "" }) =>
        path.startsWith(typed) ||
        (/^\d{4}/.test(name) && path.startsWith(folder) && date.startsWith(name.replace("*", ""))) ||
        `/${stem(path)}`.endsWith(`/${stem(typed)}`) ||
        title.toLowerCase() === typed.toLowerCase(),
    );
    const same = /\.\w+$/.test(typed) ? entries.filter(({ path }) => path.endsWith(`/${typed}`)) : [];
    const found = [same, exact, others].find(({ length }) => length > 0) ?? [];
    const near = entries.find(({ path }) => isNear(stem(path).split("/").at(-1), stem(name)));
    return { found, near };
  };

  /* The files and folders that the operands of a command stand for. */
  const operands = async ({ rest, site, name }) => {
    const found = [];
    for (const word of rest) {
      const entries = await expand(word, site);
      if (entries.length === 0) {
        const typed = plain(word);
        const guessed = guess(typed, entriesOf(await site.documents("")));
        if (guessed.found.length === 0) {
          const what = name === "ls" ? `cannot access '${typed}'` : typed;
          const deeper = !typed.includes("/") && (await expand(`**/${word}`, site)).length > 0;
          const near = guessed.near && quote(guessed.near.path);
          const hint = deeper ? `**/${word}` : near;
          throw { message: `${what}: No such file or directory`, hint: hint ? `${name} ${hint}` : "" };
        }
        entries.push(...guessed.found);
      }
      found.push(...entries);
    }
    return found;
  };

  /* The rows that ls prints: files, then what is in each folder, below its name if there are more. */
  const list = async (entries, flags, site) => {
    const ordered = (some) => {
      some.sort(flags.t ? byTime : byName);
      return (flags.r ? some.reverse() : some).map(row);
    };
    const isOpened = ({ isFolder }) => isFolder && !flags.d;
    const rows = ordered(entries.filter((entry) => !isOpened(entry)));
    for (const folder of ordered(entries.filter(isOpened))) {
      if (entries.length > 1) {
        rows.push(...(rows.length > 0 ? [{ text: "" }] : []), { ...folder, text: `${folder.name}:` });
      }
      const inside = await within(folder.path, site, true);
      rows.push(...ordered(inside.filter(({ name }) => !name.includes("/"))));
    }
    return rows;
  };

  /* What is in a folder and, so many folders deep, in those in it. */
  const tree = async (folder, site, depth = Infinity) => {
    const key = ({ name }) => name.replaceAll("/", "\0"); // So that what is in a folder follows it.
    return (await within(folder, site))
      .filter(({ name }) => name.split("/").length <= depth)
      .sort((a, b) => compare(key(a), key(b)))
      .map((entry) => {
        const parts = entry.name.split("/");
        return row({ ...entry, name: "    ".repeat(parts.length - 1) + parts.at(-1) });
      });
  };

  /* grep behind a pipe: rows, after ls -l with their dates, that match one of the lines of a text, with
     -A rows after and -B rows before each, or -C around it. */
  const matching = (rows, given, flags) => {
    const basic = (line) => line.replace(/\\?[+?|(){}]/g, (mark) => mark[1] ?? `\\${mark}`);
    const source = given.split("\n").map((line) => (flags.F ? literal(line) : flags.E || flags.P ? line : basic(line))).join("|");
    if (!flags.F && /\)[*+?{]|(?:[*+?{][^*+?{]*){4}/.test(source)) {
      throw { message: "Regular expression too big" }; // As above.
    }
    let expression;
    try {
      const letter = "[\\w\u00c0-\u1fff]";
      const whole = flags.x ? `^(?:${source})$` : flags.w ? `(?<!${letter})(?:${source})(?!${letter})` : source;
      expression = new RegExp(whole, flags.i && "i");
    } catch {
      throw { message: `Invalid regular expression: ${given}` };
    }
    const lineOf = ({ text, date, isLong }) => (isLong && date ? `${date}  ${text}` : text);
    const hits = rows.map((row) => expression.test(lineOf(row)) !== !!flags.v);
    const [after, before] = ["A", "B"].map((letter) => +(flags[letter] ?? flags.C ?? 0));
    return rows
      .map((each, at) => (flags.n ? { ...each, text: `${at + 1}${hits[at] ? ":" : "-"}${each.text}` } : each))
      .filter((_, at) => hits.slice(Math.max(0, at - after), at + before + 1).includes(true));
  };

  /* The posts, newest first; without any, all files. */
  const posts = async (site) => {
    const files = entriesOf(await site.documents("")).filter(({ isFolder }) => !isFolder);
    const dated = files.filter(({ date }) => date);
    return (dated.length > 0 ? dated : files).sort(byTime).map(row);
  };

  return { options, compare, expand, operands, list, tree, matching, posts };
})();
