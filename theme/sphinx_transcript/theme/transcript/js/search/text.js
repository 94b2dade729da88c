/* Words of a text, as search/words.py makes them for the index. */
const TranscriptText = (() => {
  const UNSPACED = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const LETTER = "[\\p{L}\\p{N}\\p{M}_]";
  const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])${LETTER})+`, "gu");
  const NAME = new RegExp(`${LETTER}+(?:\\.${LETTER}+)*`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const MARKS = /(?<!и)[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f]+/g;

  const fold = (text) => /[^\0-\x7f]/.test(text)
    ? text.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC").replace(/ß/g, "ss").replace(/ς/g, "σ")
    : text.toLowerCase();

  /* The words to look for; of scripts without spaces the pairs of characters. */
  const split = (folded) => (folded.match(WORD) ?? []).flatMap((word) => {
    const letters = [...word];
    return IS_UNSPACED.test(word) && letters.length > 1
      ? letters.slice(1).map((letter, at) => letters[at] + letter)
      : word;
  });

  /* The key of a whole title or name. */
  const exactKey = (folded) => "." + (folded.match(NAME) ?? []).join(" ");

  /* How many letters have to be changed, added, left out or swapped with the next. */
  const distance = (one, other) => {
    let before = [];
    let row = [...other, ""].map((_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const isSame = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  /* The places in a text of words that fit one of the tests, with the number of the test. */
  const marks = (text, tests) => {
    const found = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const folded = fold(word);
      tests.forEach(({ fits, pair }, number) => {
        const at = pair ? folded.indexOf(pair) : -1;
        if (at >= 0) {
          found.push([index + at, index + at + pair.length, number]);
        } else if (!pair && (fits(folded) || (folded.includes("_") && folded.split("_").some(fits)))) {
          found.push([index, index + word.length, number]);
        }
      });
    }
    return found;
  };

  const isUnspaced = (word) => IS_UNSPACED.test(word);
  return { fold, split, exactKey, distance, marks, isUnspaced };
})();
