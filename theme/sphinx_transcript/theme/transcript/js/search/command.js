/* A line of the prompt, read as bash reads it: words, quotes, pipes, a comment at its end.
   Pure: it knows neither the page nor the site.

   A word is kept as a pattern: a backslash stands before each special character that was quoted.
   So "*".md is kept as \*.md. */
const TranscriptCommand = (() => {
  const WORD = /(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s|])+|\|/gsu;
  const NARROWING = /^(?:(tag|author|year|kind):|(#)|(?=(?:19|20)\d\d$))(.+)/su;
  const MARK = /^((?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^'"\\;&<>])*?)\s*\d?(&&?|\|\||;|>>?|<)/su;
  const QUOTED = /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu;

  const pattern = (word) =>
    word.replace(QUOTED, (_, escaped, single, double) =>
      (escaped ?? single ?? double.replace(/\\(["\\$`])/g, "$1")).replace(/[*?[\]{},!^\\]/g, "\\$&"),
    );

  /* The text of a word, without the marks of quotes. */
  const plain = (word) => word.replace(/\\(.)/gsu, "$1");

  /* A text as it has to be typed to be one word. */
  const quote = (text) => (/[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text);

  /* The stages of a pipeline, each a list of words; the line without its comment; and the place
     where the last word begins, or would begin after a blank. */
  const parse = (line) => {
    const stages = [[]];
    let typed = line;
    let start = line.length;
    for (const { 0: word, index } of line.matchAll(WORD)) {
      start = word === "|" || index + word.length < line.length ? line.length : index;
      if (word === "#") {
        typed = line.slice(0, index);
        break;
      } else if (word === "|") {
        stages.push([]);
      } else {
        stages.at(-1).push(pattern(word));
      }
    }
    return { stages, typed: typed.trim(), start };
  };

  /* What words ask of the search: #tag, author:name and a year narrow it. */
  const narrowed = (words) => {
    const query = { text: "", all: words.join(" ") };
    const isText = (word) => {
      const [, key, hash, value] = NARROWING.exec(word) ?? [];
      if (value) {
        query[key ?? (hash ? "tag" : "year")] = value;
      }
      return !value;
    };
    query.text = words.filter(isText).join(" ");
    return query;
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

  return { parse, plain, quote, narrowed, queryOf, isCommand, isSentence, unknownMark };
})();
