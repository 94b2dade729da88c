/* What is meant by a line that is none of the prompt's: a path alone, or a command that people know
   from elsewhere. Nothing else runs in its place: the line that does so here is offered.
   Pure: `site` has what files.js needs, and the lists allowed and history. */
const TranscriptMeant = (() => {
  const { quote } = TranscriptCommand;
  const { expand } = TranscriptFiles;
  const BEFORE = /^(?:\S*[$%>❯]|sudo|doas|time|watch|nohup|exec|xargs|git(?= +grep ))\s+(?=\S)/u;
  const PATH = /^(?:\.\.?|~)$|\/|\*\.|[^.]\.[a-z]\w*$/u;
  const ADDRESS = /\.(?:html|txt)$/;
  const INSTEAD = { __proto__: null };

  // Words that people look for, such as code, file and type, are not among them.
  Object.entries({
    less: "bat emacs nano nvim vi vim xdg-open",
    ls: "dir exa eza l la ll",
    grep: "ack ag rg",
    "grep -E": "egrep",
    "grep -F": "fgrep",
    cd: "pushd",
    man: "apropos tldr whatis whereis",
    exit: ":q :q! :wq :x bye logout quit",
    clear: "cls",
    help: "?",
  }).forEach(([command, others]) => others.split(" ").forEach((other) => { INSTEAD[other] = command; }));

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

  /* The line to offer in place of one that is no command, with its words; '' if there is none. */
  const instead = async (line, words, site) => {
    const known = line.trim().replace(BEFORE, "").replace(/^\/(?:usr\/)?bin\/(?=\w)/, "")
      .replace(/^\S+/, (name) => INSTEAD[name] ?? name);
    const [first = "", ...rest] = words;
    const isAllowed = (other) => site.allowed.includes(other.split(/\s/)[0]);
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

  /* The line without an option that there is not; '' if it can't be told where that stands. */
  const without = (line, { wrong = "", kept = "" }) => {
    const words = line.split(/\s+/);
    const at = words.indexOf(wrong);
    return at < 0 ? "" : [...words.slice(0, at), kept, ...words.slice(at + 1)].filter(Boolean).join(" ");
  };

  return { named, instead, without };
})();
