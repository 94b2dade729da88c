/* The lines that were entered, kept in this browser alone, and the line in the address of the page. */
const TranscriptHistory = (() => {
  const KEY = "transcript-history";
  let entered = []; // Where the browser keeps nothing for this site.

  /* The lines that were entered. They are read each time, for other tabs add to them. */
  const lines = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)).map(String);
    } catch {
      return entered;
    }
  };
  const remember = (line) => {
    entered = [...lines().filter((old) => old !== line), line].slice(-50);
    try {
      localStorage.setItem(KEY, JSON.stringify(entered));
    } catch {
      // They hold for this page.
    }
  };

  const clear = () => {
    entered = [];
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  };

  /* Browsers limit how often an address changes, and frames may not change theirs. */
  const change = (method, state, address) => {
    try {
      history[method](state, "", address);
    } catch {
      // The prompt works without it.
    }
  };

  /* Puts the line into the address: typing changes an entry of the browser's history, Enter ends it. */
  const note = (line, isEntered) => {
    const address = new URL(location);
    address.searchParams.set("q", line);
    const { depth = 0, isTyped = false } = history.state ?? {};
    if (isTyped || address.href !== location.href) {
      change(isTyped ? "replaceState" : "pushState", { depth: depth + !isTyped, isTyped: !isEntered }, address);
    }
  };
  const forget = () => {
    const address = new URL(location);
    address.searchParams.delete("q");
    change("replaceState", null, address);
  };

  return { lines, remember, clear, note, forget };
})();
