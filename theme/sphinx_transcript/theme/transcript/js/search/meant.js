/* What is meant by a line that is none of the prompt's: a path alone, or a command that people know
   from elsewhere. Nothing else runs in its place: the line that does so here is offered.
   Pure: `site` has what files.js needs, and the lists allowed and history. */
const TranscriptMeant = (() => {
  const { parse, quote } = TranscriptCommand;
  const { nearest } = TranscriptNear;
  const { expand, posts } = TranscriptFiles;
  const BEFORE = /^(?:\S*[$%>❯]|sudo|doas|time|watch|nohup|exec|xargs|git(?= +grep ))\s+(?=\S)/u;
  const PATH = /^(?:\.\.?|~)$|\/|\*\.|[^.]\.[a-z]\w*$/u;
  const ADDRESS = /\.(?:html|txt)$/;
  /* Pages that people ask for by these words alone, each with the line that leads there. */
  const PAGES = [
    [/^(?:home|start)(?: ?page)?$/, "cd"],
    [/^(?:rss|atom|feed)(?: feed)?$/, "open feed.xml"],
    [/^(?:latest|newest|recent|new)(?: (?:posts?|articles?|entries))?$/, "ls -t"],
  ];
  /* Options with a value in the next word, of those that the prompt doesn't have. */
  const VALUED = { __proto__: null, grep: "mdDf", head: "c", ls: "ITw", sort: "ktoST", tail: "cs", tree: "IPo" };
  // Words that people look for, such as code, file and type, are not among these.
  const RARER = {
    less: "bat emacs nano nvim xdg-open",
    ls: "exa eza",
    grep: "ack ag rg",
    "grep -E": "egrep",
    "grep -F": "fgrep",
    cd: "pushd",
    man: "apropos tldr whatis whereis",
    exit: ":q :q! :wq :x logout",
    help: "?",
  };
  const INSTEAD = { __proto__: null };
  [TranscriptNames, RARER].flatMap(Object.entries).forEach(([command, others]) => others.split(" ").forEach((other) => {
    INSTEAD[other] = command;
  }));

  /* The files and folders that a word stands for, if it looks like a path; that of a page in the
     browser is one, too. */
  const named = async (word, site) => {
    const found = PATH.test(word) ? await expand(word, site) : [];
    return found.length > 0 || !ADDRESS.test(word) ? found : expand(word.replace(ADDRESS, ".*"), site);
  };

  /* The line that !! and !ls stand for. */
  const earlier = (line, history) => {
    const [, start] = /^!(!|\w\S*)$/u.exec(line) ?? [];
    const isIt = (old) => !/^(?:sudo )?!/.test(old) && (start === "!" || old.startsWith(start));
    return (start && history.filter(isIt).at(-1)) || "";
  };

  /* The list of what find finds by name, or of all that there is. */
  const listing = (words) => {
    const [, folder = "."] = words;
    const below = /^[-.]/.test(folder) ? "" : `${folder.replace(/\/$/, "")}/`;
    const name = words[words.findIndex((word) => /^-i?name$/.test(word)) + 1 || words.length] ?? "*";
    return `ls ${below}**/${name}`;
  };

  /* A line that leads to a page, if the site has it. */
  const pageLine = async (line, site) => {
    const [, path] = line.split(" ");
    if (path === "-t") {
      const [{ path: newest = "" } = {}] = await posts(site);
      return newest.includes("/") ? `ls -t ${quote(newest.split("/")[0])}` : line;
    }
    return !path || (await expand(path, site)).length > 0 ? line : "";
  };

  /* The line to offer in place of one that is no command, with its words; '' if there is none. */
  const instead = async (line, words, site) => {
    const known = line.trim().replace(BEFORE, "").replace(/^\/(?:usr\/)?bin\/(?=\w)/, "")
      .replace(/^\S+/, (name) => INSTEAD[name] ?? name);
    const [first = "", ...rest] = words;
    const isAllowed = (other) => site.allowed.includes(other.split(/\s/)[0]);
    const [, page = ""] = PAGES.find(([asked]) => asked.test(words.join(" ").toLowerCase())) ?? [];
    if (isAllowed(page)) {
      return pageLine(page, site);
    }
    const other = earlier(known, site.history) || [
      known,
      rest.length === 0 ? first.toLowerCase() : "",
      first === "find" && /^(?:-.*|\.)?$/.test(rest.find((word) => /^-/.test(word)) ?? rest[0] ?? "") ? listing(words) : "",
    ].find((each) => each && each !== line.trim() && isAllowed(each));
    if (other || !isAllowed("less")) {
      return other ?? "";
    }
    const found = await Promise.all(rest.map((word) => named(word, site)));
    const files = found.filter((each) => each.length === 1 && each[0].path).flat();
    return files.length > 0 ? `less ${quote(files[0].path)}` : "";
  };

  /* The line of a command without an option that there is not, and without its value; '' if it can't be
     told where that stands. */
  const without = (line, name, { wrong = "", kept = "" }) => {
    const words = line.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s])+/gsu) ?? [];
    const at = words.findIndex((word) => parse(word).stages[0][0] === wrong);
    const [, next = ""] = words.slice(at);
    const hasValue = /^--/.test(wrong) ? /^\d+$/.test(next) : VALUED[name]?.includes(wrong.at(-1)) && !/^[-|]/.test(next);
    return at < 0 ? "" : [...words.slice(0, at), kept, ...words.slice(at + (hasValue ? 2 : 1))].filter(Boolean).join(" ");
  };

  /* Lines to try where words find nothing. */
  const tries = (typed, { words, tags }, allowed) => [
    nearest(typed, allowed), ...words, ...tags.map((tag) => `#${tag.replace(/[\s|'"\\]/g, "\\$&")}`),
  ].filter(Boolean);

  return { named, instead, without, tries };
})();
