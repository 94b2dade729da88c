/* The lines that were entered, kept in this browser alone, and the line in the address of the page. */
const TranscriptHistory = (() => {
  const KEY = "transcript-history";
  let entered = []; // Where the browser keeps nothing for this site.

  /* Browsers may keep nothing, limit how often an address changes, or forbid it in frames. */
  const attempt = (work) => {
    try {
      return work();
    } catch {
      return null;
    }
  };

  /* The lines are read each time, for other tabs add to them. */
  const lines = () => attempt(() => JSON.parse(localStorage.getItem(KEY)).map(String)) ?? entered;
  const keep = (all) => {
    entered = all.slice(-50);
    attempt(() => localStorage.setItem(KEY, JSON.stringify(entered)));
  };
  const remember = (line) => keep([...lines().filter((old) => old !== line), line]);

  const addressWith = (line) => new URL(`?${new URLSearchParams({ q: line })}`, location).href;
  /* Puts the line into the address: typing changes an entry of the browser's history, Enter ends it. */
  const note = (line, isTyped) => {
    const { depth = 0, isTyped: wasTyped } = history.state ?? {};
    const address = addressWith(line);
    if (wasTyped || address !== location.href) {
      attempt(() => history[wasTyped ? "replaceState" : "pushState"]({ depth: depth + !wasTyped, isTyped }, "", address));
    }
  };
  const forget = () => attempt(() => history.replaceState(null, "", location.pathname));

  return { lines, keep, remember, addressWith, note, forget };
})();
