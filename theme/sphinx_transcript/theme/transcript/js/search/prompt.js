/* The prompt: a field for words and commands, and what they lead to below it. It is a dialog on every
   page, and a part of the text on the search page. What comes from data goes into text nodes alone. */
window.TranscriptPrompt = ((waiting) => {
  const { words, commands, listings, sheet, scripts } = TranscriptSettings;
  const { src } = document.currentScript;
  const root = new URL("..", src).href;
  const article = document.querySelector(".ts-search");
  const LIMIT = 20;
  const { make, resultAddress, resultParts, loadScript } = TranscriptElements;
  const { lines, remember, note, forget } = TranscriptHistory;

  const field = make("input", {
    role: "combobox", ariaLabel: words.label, ariaExpanded: "false", ariaAutoComplete: "list", dir: "auto",
    maxLength: 1000, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search",
  });
  field.setAttribute("aria-controls", "ts:results");
  const status = make("p", { role: "status" }, words.hint);
  const list = make("div", { id: "ts:results", role: "listbox", ariaLabel: words.results, hidden: true });
  const closer = make("button", { type: "button", hidden: article !== null }, words.close);
  const sign = make("span", { className: "ts-prompt-symbol", ariaHidden: "true" }, "$ ");
  const form = make("form", { role: "search" }, sign, field, closer);
  const box = make(article ? "div" : "dialog", { className: "ts-shell", ariaLabel: words.label }, form, status, list);

  let latest = 0; // Only the latest of several runs shows what it found.
  let isSlow = true; // Whether the last one had to wait for data.
  let chosen = -1; // The option that Enter follows.
  let first = 0; // The one that it follows next after it has run a line: none where nothing is found.
  let completed = ""; // What Tab was last pressed on.
  let isClosing = false;

  const choose = (index) => {
    const options = [...list.children];
    chosen = Math.max(-1, Math.min(index, options.length - 1));
    options.forEach((option, at) => { option.ariaSelected = String(at === chosen); });
    options[chosen]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen]?.id ?? "");
  };

  /* Shows a text, and options after those of the list that are kept. */
  const show = (text, options = [], kept = 0) => {
    status.textContent = text;
    status.className = "";
    list.replaceChildren(...[...list.children].slice(0, kept), ...options);
    [...list.children].forEach((option, at) => { option.id = `ts:result-${at}`; });
    list.hidden = list.children.length === 0;
    field.ariaExpanded = String(!list.hidden);
    choose(-1);
  };
  const complain = (text) => {
    status.textContent = text;
    status.className = "ts-error";
  };
  const count = (shown, total) => words.count.replace("{shown}", shown).replace("{total}", total);

  /* A link to a page, or to what a click on it does. */
  const option = (href, act, ...parts) => {
    const link = make("a", { href, role: "option", tabIndex: -1 }, ...parts);
    link.onclick = (event) => {
      remember(field.value);
      if (act && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        act();
      }
    };
    return link;
  };
  const lineOption = (line, ...parts) => option(`?${new URLSearchParams({ q: line })}`, () => enter(line), ...parts);

  /* Where nothing is found: lines to try, and the pages that list all others. */
  const ways = (...tries) => [
    ...tries.filter(Boolean).map((line) => lineOption(line, line)),
    ...listings.map(([name, address]) => option(new URL(address, root), null, name)),
  ];

  /* Shows what `load` gives from a number on, and an option that adds more of it. */
  const fill = async (load, isLatest, from = 0) => {
    const { total, options, lead, missing = [] } = await load(from);
    if (isLatest()) {
      const shown = from + options.length;
      const more = option(location.href, () => fill(load, isLatest, shown).catch(fail), words.more);
      const kept = from && list.children.length - 1; // All but the option that asked for more.
      const leading = lead && !from ? [lineOption(lead, lead)] : [];
      const found = [count(shown, total), ...missing.map((word) => `${word}: 0`)].join(" · ");
      show(total ? found : words.none, [...leading, ...options, ...(shown < total ? [more] : [])], kept);
      choose(kept || -1);
      first = total || lead ? 0 : -1;
    }
  };
  const searching = (query, hint, lead) => async (offset) => {
    const limits = { limit: LIMIT, offset };
    let found = await TranscriptSearch.search(query, limits);
    if (found.total === 0 && query.all) {
      found = await TranscriptSearch.search({ text: query.all }, limits);
    }
    const { total, results, nearest, missing } = found;
    const options = total
      ? results.map((result) => option(resultAddress(result, root), null, ...resultParts(result)))
      : ways(hint, ...nearest.words, ...nearest.tags.map((tag) => `#${tag.replace(/[\s|'"\\]/g, "\\$&")}`));
    return { total, options, lead, missing };
  };
  /* The search and the commands are scripts of their own, loaded when they are first needed. */
  const load = (name) => loadScript(new URL(scripts[name], src).href);
  const loadSearch = () => load("search").then(() => TranscriptSearch.open(root));
  /* What is found, below a line that may have been meant. */
  const search = (query, isLatest, hint, lead) => fill(searching(query, hint, lead), isLatest);
  const fail = (error) => {
    show("", [lineOption(field.value, words.again), ...ways()]);
    complain(words[error.code] ?? words.invalid);
    if (!error.code) {
      throw error;
    }
  };
  const run = async (line, isTyped, isEntered) => {
    latest += 1;
    const turn = latest;
    const isLatest = () => turn === latest;
    first = 0;
    const timer = setTimeout(() => isLatest() && (status.textContent = words.waiting), 500);
    const start = performance.now();
    try {
      await loadSearch();
      if (isTyped && /^[\p{L}\p{M}\s]+$/u.test(line) && !commands.includes(line.split(/\s/)[0])) {
        await search({ text: line }, isLatest);
      } else {
        await load("shell");
        await TranscriptCommandResults.run(line, { isTyped, isEntered, isLatest, ...parts });
      }
    } catch (error) {
      if (isLatest()) {
        fail(error);
      }
    } finally {
      clearTimeout(timer);
      isSlow = performance.now() - start > 40;
    }
    return isLatest();
  };

  const type = () => {
    const line = field.value.trim();
    latest += 1;
    const turn = latest;
    choose(-1);
    if (/^\w{0,2}$/.test(line)) {
      show(words.hint); // So few letters begin too many words.
      return;
    }
    setTimeout(() => {
      if (turn === latest) {
        note(line, false);
        run(line, true);
      }
    }, isSlow ? 150 : 0);
  };
  const enter = async (line) => {
    field.value = line;
    if (line.trim() !== "") {
      remember(line);
      note(line, true);
      if (await run(line, false, true)) {
        choose(first);
        if (matchMedia("(pointer: coarse)").matches) {
          field.blur(); // The keyboard of a phone would cover what is found.
        }
      }
    }
  };
  /* What only some keys need is loaded with the commands. */
  const ask = async (what) => {
    latest += 1;
    try {
      await loadSearch();
      await load("shell");
      await TranscriptCommandResults[what](parts);
    } catch (error) {
      fail(error);
    }
  };
  const parts = {
    field, words, commands, root, LIMIT, count, show, choose, complain, option, lineOption, ways, fill, search, lines,
    close: () => close(),
  };

  const open = () => {
    if (!article && !box.open) {
      box.showModal();
    }
    field.focus();
    field.select();
  };
  const close = () => box.close?.();
  /* Shows the line in the address: after a load, and on the ways back and forth. */
  const follow = () => {
    const line = new URL(location).searchParams.get("q");
    if (isClosing) {
      forget();
    } else if (line !== null) {
      if (!article) {
        open();
      }
      field.value = line.slice(0, field.maxLength);
      run(field.value);
    } else {
      field.value = "";
      show(words.hint);
      close();
    }
    isClosing = false;
  };

  field.addEventListener("input", type);
  /* Tab goes on to the next element where nothing was typed. */
  field.addEventListener("focus", () => { completed = field.value; });
  field.addEventListener("keydown", (event) => {
    const { key, isComposing, shiftKey } = event;
    const completes = !shiftKey && chosen < 0 && field.value.trim() !== "" && field.value !== completed;
    const act = {
      ArrowDown: () => (list.hidden ? ask("advance") : choose(chosen + 1)),
      ArrowUp: () => (chosen < 0 ? ask("recall") : choose(chosen - 1)),
      Tab: completes && (() => { completed = field.value; ask("complete"); }),
    }[key];
    if (act && !isComposing) {
      event.preventDefault();
      act();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen < 0) {
      enter(field.value);
    } else {
      list.children[chosen].click();
    }
  });
  closer.addEventListener("click", close);
  box.addEventListener("click", ({ target }) => target === box && close());
  box.addEventListener("close", () => {
    const { depth = 0 } = history.state ?? {};
    isClosing = depth > 0;
    if (isClosing) {
      history.go(-depth);
    } else {
      forget();
    }
  });
  addEventListener("popstate", follow);

  /* It isn't seen before its style sheet is there. What was typed meanwhile is not lost. */
  box.style.opacity = 0;
  const uncover = () => { box.style.opacity = ""; };
  document.head.append(make("link", { rel: "stylesheet", href: new URL(sheet, src), onload: uncover, onerror: uncover }));
  if (article) {
    article.querySelector("h1").after(box);
  } else {
    document.body.append(box);
    open();
  }
  if (new URL(location).searchParams.has("q")) {
    follow();
  }
  field.value += waiting.map((event) => event?.key ?? "").join("");
  if (waiting.length > 0) {
    type();
  }
  return { push: (event) => event && open() };
})(window.TranscriptPrompt ?? []);
