/* Words of a text, as search/words.py makes them for the index. */
const TranscriptText = (() => {
  /* Chinese, Japanese, Thai and others have no spaces between words: there pairs of characters count. */
  const UNSPACED = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー]";
  const LETTER = "[\\p{L}\\p{N}\\p{M}_]";
  const WORD = new RegExp(`${UNSPACED}+|((?!${UNSPACED})${LETTER})+`, "gu");
  const NAME = new RegExp(`${LETTER}+(\\.${LETTER}+)*`, "gu");
  const MARKS = /(?<!и)[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+/g;
  const ARTICLE = /(?<!\p{L})ال(?=\p{L}{3})/gu; // The Arabic one is written as a part of its word.
  const isUnspaced = RegExp.prototype.test.bind(new RegExp(`^${UNSPACED}`, "u"));
  const stems = Object.create(null);

  const fold = (text) => /^[\0-\x7f]*$/.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(ARTICLE, "").normalize("NFC")
      .replaceAll("ß", "ss").replaceAll("ς", "σ").replaceAll("ı", "i");

  /* For Chinese, Sphinx 9.0 names a class that it doesn't have; it stems Latin words as English. */
  const stemmer = () => new (typeof Stemmer === "undefined" ? EnglishStemmer : Stemmer)();

  const stem = (word) => stems[word] ??= (fold(stemmer().stemWord(word)) || word).slice(0, 40);

  const split = (folded) => (folded.match(WORD) ?? []).flatMap((word) => {
    const letters = [...word];
    return isUnspaced(word) && letters[1] ? letters.slice(1).map((letter, at) => letters[at] + letter) : word;
  });

  /* The key of a whole title or name. */
  const nameKey = (folded) => "." + (folded.match(NAME) ?? []).join(" ");

  return { WORD, fold, stem, split, nameKey, isUnspaced };
})();
