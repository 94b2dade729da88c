/* A line of the prompt, read as bash reads it: words, quotes, pipes, a comment at its end.
   Pure: it knows neither the page nor the site.

   A word is kept as a pattern: a backslash stands before each special character that was quoted.
   So "*".md is kept as \*.md. */
const TranscriptCommand = (() => {
  const WORD = /(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s|])+|\|/gsu;
  const NARROWING = /^(?:(tag|author|category|series|date|year|kind):|(#)|(?=(?:19|20)\d\d(-\d\d){0,2}$))(.+)/su;
  const MARK = /^((?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^'"\\;&<>])*?)\s*\d?(&&?|\|\||;|>>?|<)/su;
  const QUOTED = /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu;

  const pattern = (word) =>
    word.replace(QUOTED, (_, escaped, single, double) => {
      const special = double === undefined ? /[*?[\]{},!^$\\]/g : /\$\{\w+\}|[*?[\]{},!^\\]|\$(?!\w)/g;
      return (escaped ?? single ?? double.replace(/\\(["\\`])/g, "$1"))
        .replace(special, (mark) => (mark[1] ? mark : `\\${mark}`));
    });

  /* A word with the values of variables: of the folder that all paths are from, or else empty. */
  const valued = (word) =>
    word.replace(/(\\.)|\$(?!_\b)(?:(\w+)|\{(\w+)\})/gsu, (_, quoted, name, braced) =>
      quoted ?? (/^(?:HOME|PWD)$/.test(name ?? braced) ? "~" : ""));

  /* The text of a word, without the marks of quotes. */
  const plain = (word) => word.replace(/\\(.)/gsu, "$1");

  /* A text as it has to be typed to be one word. */
  const quote = (text) => (/[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text);

  /* The stages of a pipeline, each a list of words; the line without its comment; what stands before
     its last pipe; and the place where the last word begins, or would begin after a blank. */
  const parse = (line) => {
    const stages = [[]];
    let typed = line;
    let start = line.length;
    let before = "";
    for (const { 0: word, index } of line.matchAll(WORD)) {
      start = word === "|" || index + word.length < line.length ? line.length : index;
      if (word === "#") {
        typed = line.slice(0, index);
        break;
      } else if (word === "|") {
        stages.push([]);
        before = line.slice(0, index).trim();
      } else {
        stages.at(-1).push(pattern(word));
      }
    }
    return { stages, typed: typed.trim(), before, start };
  };

  /* What words ask of the search: #tag, author:name, a date and the like narrow it; what was quoted
     as one word is a phrase. */
  const narrowed = (words) => {
    const query = { text: "", all: words.join(" ") };
    const isText = (word) => {
      const [, name, hash, day, value] = NARROWING.exec(word) ?? [];
      if (value) {
        const key = name ?? (hash ? "tag" : day ? "date" : "year");
        query[key] = key in query ? [query[key], value].flat() : value;
      }
      return !value;
    };
    const texts = words.filter(isText);
    query.text = texts.join(" ");
    const phrases = texts.filter((word) => /\S\s+\S/.test(word));
    return phrases[0] ? { ...query, phrases } : query;
  };

  const queryOf = (line) => narrowed(parse(line).stages.flat().map(plain));

  /* Whether a line is more than words to look for: a command first, a pipe, or an option. */
  const isCommand = (line, allowed) => {
    const { stages } = parse(line);
    const [first = "", ...others] = stages.flat().map(plain);
    return allowed.includes(first.replace(/(?<=\w)[;&]+$/, "")) || stages.length > 1 || others.some((word) => /^--?\w/.test(word));
  };

  /* Whether a line is of words that begin with a command without operands: "exit code", "help me". */
  const isSentence = (line, names) => {
    const [[name, operand, ...others], ...stages] = parse(parse(line).typed).stages;
    return stages.length === 0 && operand !== undefined && !/^[-\d]/.test(operand) && (name === "help"
      ? others.length > 0 || !names.includes(operand)
      : ["clear", "exit", "history", "pwd"].includes(name));
  };

  /* A mark that bash knows and the prompt doesn't, after what stands before it. */
  const unknownMark = (line) => MARK.exec(line) ?? [];

  return { parse, plain, valued, quote, narrowed, queryOf, isCommand, isSentence, unknownMark };
})();
