/* Whether one edit leads from a word to another: a letter is changed, added or left out, or two are
   swapped. Pure. */
const TranscriptNear = (() => {
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

  /* The first of some names that is near, or ''. */
  const nearest = (word, names) => names.find((name) => isNear(word, name)) ?? "";

  return { isNear, nearest };
})();
