/* Words of a text, as search/words.py makes them for the index. */
const TranscriptText = (() => {
  /* Chinese, Japanese, Thai and others have no spaces between words: there pairs of characters count. */
  const UNSPACED = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー]";
  const LETTER = "[\\p{L}\\p{N}\\p{M}_]";
  const WORD = new RegExp(`${UNSPACED}+|((?!${UNSPACED})${LETTER})+`, "gu");
  const NAME = new RegExp(`${LETTER}+(\\.${LETTER}+)*`, "gu");
  const MARKS = /(?<!и)[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+/g;
  const isUnspaced = RegExp.prototype.test.bind(new RegExp(`^${UNSPACED}`, "u"));

  const fold = (text) => /^[\0-\x7f]*$/.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC").replaceAll("ß", "ss").replaceAll("ς", "σ").replaceAll("ı", "i");

  const split = (folded) => (folded.match(WORD) ?? []).flatMap((word) => {
    const letters = [...word];
    return isUnspaced(word) && letters[1] ? letters.slice(1).map((letter, at) => letters[at] + letter) : word;
  });

  /* The key of a whole title or name. */
  const nameKey = (folded) => "." + (folded.match(NAME) ?? []).join(" ");

  /* Whether one letter is changed, added or left out, or two are swapped. */
  const isNear = (one, other) => {
    let start = 0;
    while (one[start] && one[start] === other[start]) {
      start += 1;
    }
    let [a, b] = [one.slice(start), other.slice(start)];
    while (a && b && a.at(-1) === b.at(-1)) {
      [a, b] = [a.slice(0, -1), b.slice(0, -1)];
    }
    return (a.length < 2 && b.length < 2) || (a.length === 2 && a === b[1] + b[0]);
  };

  /* Where a text has words that pass one of the tests: start, end, and the number of the test. */
  const marks = (text, tests) => {
    const found = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const folded = fold(word);
      tests.forEach(({ pair, fits }, number) => {
        const at = pair ? folded.indexOf(pair) : -1;
        if (at >= 0) {
          found.push([index + at, index + at + pair.length, number]);
        } else if (fits(folded) || (folded.includes("_") && folded.split("_").some(fits))) {
          found.push([index, index + word.length, number]);
        }
      });
    }
    return found;
  };

  return { fold, split, nameKey, isNear, isUnspaced, marks };
})();
