/* The prompt: a dialog on every page, and a part of the text on the search page. This is what words need
   until their results are there; all else is loaded when it is needed. */
(() => {
  const { words, commands, version } = TranscriptSettings;
  const { src } = document.currentScript;
  const root = new URL("..", src).href;
  const article = document.querySelector(".ts-search");
  const LIMIT = 20;
  const PAUSE = 200; // Data is loaded when no key was pressed for so many milliseconds.
  const { make, span } = TranscriptElements;
  const { lines, remember, note, forget, addressWith } = TranscriptHistory;
  const names = [commands, ...Object.values(TranscriptNames)].join(" ").split(" ");

  const field = make("input", {
    role: "combobox", ariaLabel: words.label, ariaAutoComplete: "list", dir: "auto",
    maxLength: 1000, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search",
  });
  field.setAttribute("aria-controls", "ts:results");
  const status = make("p", { role: "status" });
  const list = make("div", { id: "ts:results", role: "listbox", ariaLabel: words.results });
  const closer = make("button", { type: "button", hidden: article !== null }, words.close);
  const form = make("form", { role: "search" }, make("span", { className: "ts-prompt-symbol", ariaHidden: "true" }, "$ "), field, closer);
  const box = make(article ? "div" : "dialog", { className: "ts-shell", ariaLabel: words.label }, form, status, list);

  let latest = 0; // Only the latest of several runs shows what it found.
  let chosen = -1; // The option that Enter follows.
  let completed = ""; // What Tab was last pressed on.
  let isClosing = false;

  const choose = (index) => {
    const options = [...list.children];
    chosen = Math.max(-1, Math.min(index, options.length - 1));
    options.forEach((option, at) => Object.assign(option, { id: `ts:result-${at}`, ariaSelected: at === chosen }));
    options[chosen]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen]?.id ?? "");
  };
  /* Shows a text, and options after those of the list that are kept. */
  const show = (text, options = [], kept = 0) => {
    Object.assign(status, { textContent: text, className: "" });
    list.replaceChildren(...[...list.children].slice(0, kept), ...options);
    list.hidden = !list.firstChild;
    field.ariaExpanded = !list.hidden;
    choose(kept || -1);
  };
  const complain = (text) => Object.assign(status, { textContent: text, className: "ts-error" });
  const hint = () => show(words.hint, lines().slice(-5).reverse().map((line) => lineOption(line, line)));

  /* A link to a page, or to what a click on it does. */
  const option = (href, act, ...parts) => make("a", {
    href, role: "option", tabIndex: -1,
    onclick: (event) => {
      remember(field.value);
      if (act && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        act();
      }
    },
  }, ...parts);
  const lineOption = (line, ...parts) => option(addressWith(line), () => enter(line), ...parts);

  /* A row of what was found, as grep prints it: the path, the title, and room for the line with the words. */
  const resultOption = (result) => {
    const { address, path, title, date, looked } = result;
    const asked = looked.map(({ spelled: [word] }) => word).join("+"); // Its page marks the words.
    const url = new URL(address.replace(/#|$/, (end) => `?highlight=${asked}${end}`), root);
    const about = span(path.endsWith("/") ? "ts-about" : "ts-about ts-line", date);
    const name = make("bdi", { dir: "ltr" }, `${path}: `);
    const row = option(url, null, span("ts-path", name), make("bdi", {}, title), about);
    return Object.assign(row, { result });
  };

  const countText = (shown, total) => shown < total
    ? words.count.replace("{shown}", shown).replace("{total}", total)
    : `${words.results}: ${total}`;
  const load = (name) => TranscriptShards.load(`prompt-${name}.js${version}`);
  /* Shows what `find` gives from a number on, and an option that adds more of it. */
  const fill = async (find, isLatest, from = 0) => {
    const { total, options, missing = [] } = await find(from);
    if (isLatest()) {
      const shown = from + options.length;
      const more = option(location.href, () => fill(find, isLatest, shown).catch(fail), words.more);
      const kept = from && list.children.length - 1; // All but the option that asked for more.
      const count = [countText(shown, total), ...missing.map((word) => `${word}: 0`)].join(" · ");
      show(total ? count : words.none, shown < total ? [...options, more] : options, kept);
      if (options[0]?.result) {
        load("lines").then(() => options.forEach(TranscriptLines.watch), () => {}); // The pages are there without them.
      }
    }
  };
  const search = (find, isLatest) => fill(async (offset) => {
    const found = await find({ limit: LIMIT, offset });
    const { total, results, missing } = found;
    return { total, missing, options: total ? results.map(resultOption) : await (await later()).nothing(found, parts) };
  }, isLatest);
  /* Commands, and what else isn't needed for words that are found. */
  const later = () => Promise.all([load("lines"), load("shell")]).then(() => TranscriptCommandResults);
  const fail = async (error, work, isLatest = () => true) => {
    try {
      await (await later()).fail(error, work, { isLatest, ...parts });
    } catch {
      if (isLatest()) {
        show("", [lineOption(field.value, words.again)]);
        complain(words.offline);
      }
    }
  };
  /* Runs a line. While it is typed, it is searched for at once in what data there is. What isn't there
     waits for a pause, and is then loaded for the latest line alone. */
  const run = async (line, isTyped, isEntered) => {
    const turn = latest += 1;
    const isLatest = () => turn === latest;
    const calm = isTyped && new Promise((resolve) => setTimeout(() => isLatest() && resolve(note(line, true)), PAUSE));
    const timer = setTimeout(() => isLatest() && (status.textContent = words.waiting), 500);
    const work = async () => {
      await TranscriptShards.open();
      if (/^[\p{L}\p{M}\s]+$/u.test(line) && !names.includes(line.split(/\s/)[0])) {
        await search((limits) => TranscriptSearch.search({ text: line }, limits), isLatest);
      } else {
        await (await later()).run(line, { isTyped, isEntered, isLatest, ...parts });
      }
    };
    TranscriptShards.ready = () => calm;
    try {
      await work();
    } catch (error) {
      await fail(error, work, isLatest);
    }
    clearTimeout(timer);
    return isLatest();
  };

  const type = () => {
    const line = field.value.trim();
    choose(-1);
    if (/^\w{0,2}$/.test(line)) {
      latest += 1;
      hint(); // So few letters begin too many words.
    } else {
      run(line, true);
    }
  };
  const enter = async (line) => {
    field.value = line;
    if (line.trim()) {
      remember(line);
      note(line);
      if (await run(line, false, true)) {
        choose(status.textContent === words.none ? -1 : 0);
        if (matchMedia("(pointer: coarse)").matches) {
          field.blur(); // The keyboard of a phone would cover what is found.
        }
      }
    }
  };
  /* What only some keys need. A search goes on until there is something else to show. */
  const ask = (what) => later().then((results) => results[what](parts)).catch(fail);
  const parts = {
    field, status, list, words, commands, root, LIMIT, countText, show, choose, complain, option, lineOption, fill, search,
    begin: () => { latest += 1; },
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
    } else if (line === null) {
      field.value = "";
      hint();
      close();
    } else {
      if (!article) {
        open();
      }
      field.value = line.slice(0, field.maxLength);
      run(field.value);
    }
    isClosing = false;
  };

  field.oninput = type;
  /* Tab goes on to the next element where nothing was typed. */
  field.onfocus = () => {
    completed = field.value;
    TranscriptShards.open().catch(() => {}); // It is said where a line needs it.
  };
  field.onkeydown = (event) => {
    const { key, isComposing, shiftKey } = event;
    const completes = !shiftKey && chosen < 0 && field.value.trim() && field.value !== completed;
    const act = {
      ArrowDown: () => (list.hidden ? ask("advance") : choose(chosen + 1)),
      ArrowUp: () => (chosen < 0 ? ask("recall") : choose(chosen - 1)),
      Tab: completes && (() => { completed = field.value; ask("complete"); }),
    }[key];
    if (act && !isComposing) {
      event.preventDefault();
      act();
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    chosen < 0 ? enter(field.value) : list.children[chosen].click();
  };
  closer.onclick = close;
  box.addEventListener("click", ({ target }) => target === box && close());
  box.onclose = () => {
    const { depth } = history.state ?? {};
    isClosing = depth > 0;
    if (isClosing) {
      history.go(-depth);
    } else {
      forget();
    }
  };
  addEventListener("popstate", follow);

  TranscriptShards.root = root;
  TranscriptSearch.similar = async (word) => {
    await later();
    return TranscriptSearch.similar(word); // That is another function now.
  };
  /* It isn't shown before its style sheet is there. What is typed meanwhile waits in a list. */
  const waiting = window.TranscriptPrompt ??= []; // The page of the search loads this script by itself.
  const start = () => {
    window.TranscriptPrompt = { push: (event) => event && open() };
    hint();
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
    if (waiting[0]) {
      type();
    }
  };
  document.head.append(make("link", { rel: "stylesheet", href: new URL(`prompt.css${version}`, src), onload: start, onerror: start }));
})();
