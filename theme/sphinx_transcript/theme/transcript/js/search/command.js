/* A line of the prompt, read as bash reads it: words, quotes, pipes, a comment at its end.
   Pure: it knows neither the page nor the site.

   A word is kept as a pattern: a backslash stands before each special character that was quoted.
   So "*".md is kept as \*.md. */
const TranscriptCommand = (() => {
  const WORD = /(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s|])+|\|/gsu;
  const QUOTED = /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu;

  const pattern = (word) =>
    word.replace(QUOTED, (_, escaped, single, double) =>
      (escaped ?? single ?? double.replace(/\\(["\\$`])/g, "$1")).replace(/[*?[\]{},!^\\]/g, "\\$&"),
    );

  /* The text of a word, without the marks of quotes. */
  const plain = (word) => word.replace(/\\(.)/gsu, "$1");

  /* A text as it has to be typed to be one word. */
  const quote = (text) => (/[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text);

  /* The source of the regular expression that matches just this text. */
  const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

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

  /* The options among words, {t: true, n: "5"}, and the other words. `letters` are the options that
     there are, those with a value followed by a colon; -5 is short for -n 5. */
  const options = (words, letters) => {
    const flags = {};
    const rest = [];
    let waiting = "";
    for (const word of words) {
      if (waiting) {
        flags[waiting] = plain(word);
        waiting = "";
      } else if (flags["-"] || !/^-./.test(word)) {
        rest.push(word);
      } else {
        const given = word.slice(1);
        for (const letter of letters === "n:" && +given ? `n${given}` : given) {
          if (waiting) {
            flags[waiting] += letter;
          } else if (/[-\w]/.test(letter) && `-${letters}`.includes(letter)) {
            waiting = letters.includes(`${letter}:`) ? letter : "";
            flags[letter] = !waiting || "";
          } else {
            throw { message: `invalid option -- '${letter}'` };
          }
        }
        waiting = flags[waiting] ? "" : waiting;
      }
    }
    return { flags, rest };
  };

  return { parse, plain, quote, literal, options };
})();
