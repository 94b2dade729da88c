/* The reader's choice of colours: applied before the first paint, remembered, and offered. */
(() => {
  const root = document.documentElement;
  const { choices, label } = document.currentScript.dataset;
  if (choices === undefined) {
    return;
  }
  const offered = JSON.parse(choices);
  const KEY = "transcript-scheme";
  const SYSTEM = "system";

  const remembered = () => {
    let choice = null;
    try {
      choice = localStorage.getItem(KEY);
    } catch {
      // The browser keeps nothing for this site.
    }
    return offered.some(([name]) => name === choice) ? choice : null;
  };

  const apply = (choice) => {
    if (choice === null || choice === SYSTEM) {
      delete root.dataset.scheme;
    } else {
      root.dataset.scheme = choice;
    }
    for (const button of document.querySelectorAll(".ts-schemes button")) {
      button.setAttribute("aria-pressed", String(button.value === (choice ?? SYSTEM)));
    }
  };

  const choose = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // It holds for this page.
    }
    apply(choice);
  };

  apply(remembered());
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) {
      apply(remembered());
    }
  });
  addEventListener("pageshow", () => apply(remembered()));
  addEventListener("DOMContentLoaded", () => {
    const foot = document.querySelector("body > footer");
    if (foot === null) {
      return;
    }
    const group = document.createElement("p");
    group.className = "ts-comment ts-schemes";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    const hash = document.createElement("span");
    hash.setAttribute("aria-hidden", "true");
    hash.textContent = `# ${label}: `;
    group.append(hash);
    for (const [name, words] of offered) {
      const button = document.createElement("button");
      button.type = "button";
      button.value = name;
      button.textContent = words;
      button.addEventListener("click", () => choose(name));
      group.append(button, " ");
    }
    foot.insertBefore(group, foot.querySelector(":scope > .ts-prompt"));
    apply(remembered());
  });
})();

/* A button on each block of code, which copies it: of a session or a diff, what the build marked. */
(() => {
  const { copy, copied } = document.currentScript.dataset;
  if (copy === undefined || navigator.clipboard === undefined) {
    return;
  }

  const textOf = (pre) => {
    const marked = [...pre.querySelectorAll(".ts-typed, .ts-kept")];
    if (marked.length > 0) {
      return marked.map(({ textContent }) => textContent).join("\n");
    }
    const whole = pre.cloneNode(true);
    whole.querySelectorAll(".linenos").forEach((number) => number.remove());
    return whole.textContent.replace(/\n+$/, "");
  };

  addEventListener("DOMContentLoaded", () => {
    const status = document.createElement("p");
    status.className = "ts-for-ears";
    status.setAttribute("role", "status");
    document.body.append(status);
    for (const pre of document.querySelectorAll(".highlight pre")) {
      if (pre.closest("td.linenos") !== null) {
        continue;
      }
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ts-copy";
      button.textContent = copy;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(textOf(pre));
        } catch {
          getSelection().selectAllChildren(pre); // To be copied by hand.
          return;
        }
        button.textContent = copied;
        status.textContent = copied;
        setTimeout(() => {
          button.textContent = copy;
          status.textContent = "";
        }, 2000);
      });
      pre.closest(".highlight").append(button);
    }
  });
})();

/* What opens the prompt: its key, the line at the foot, links to the search, and ?q= in the address.
   Its script is loaded then. Until it is there, what happens waits in a list for it. */
(() => {
  const { src, dataset: { prompt, key, words } } = document.currentScript;
  if (prompt === undefined) {
    return;
  }

  const open = (event) => {
    event?.preventDefault();
    if (window.TranscriptPrompt) {
      TranscriptPrompt.push(event);
      return;
    }
    window.TranscriptPrompt = [];
    const script = document.createElement("script");
    script.src = new URL(prompt, src);
    script.onerror = () => {
      TranscriptPrompt = null;
      const link = event?.type === "click" ? event.target.closest("a[href]") : null;
      if (link !== null) {
        location.assign(link.href);
      }
    };
    document.head.append(script);
  };
  const answer = (event) => {
    const { key: pressed } = event;
    const [target] = event.composedPath(); // The field itself, also in a component.
    const opens = pressed
      ? (pressed === key || (Array.isArray(window.TranscriptPrompt) && pressed.length === 1)) && !target.matches(":read-write, select")
      : target.closest("footer > .ts-prompt, [rel=search]");
    if (opens && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented) {
      open(event);
    }
  };

  addEventListener("keydown", answer);
  addEventListener("click", answer);
  addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    button.textContent = words;
    button.ariaKeyShortcuts = key;
    document.querySelector("footer > .ts-prompt")?.append(button);
    if (/[?&]q=/.test(location.search)) {
      open();
    }
  });
})();

/* Boxes that scroll sideways are stops of the Tab key, and have a name, as long as they do scroll. */
(() => {
  const names = new WeakMap();
  const set = (box, name, value) => (value ? box.setAttribute(name, value) : box.removeAttribute(name));

  const update = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth;
    set(box, "tabindex", scrolls && "0");
    if (box.getAttribute("role") === "group") {
      names.set(box, box.getAttribute("aria-label"));
    }
    if (names.has(box)) {
      set(box, "role", scrolls && "group");
      set(box, "aria-label", scrolls && names.get(box));
    }
  };

  addEventListener("DOMContentLoaded", () => {
    const sizes = new ResizeObserver((boxes) => boxes.forEach(({ target }) => update(target)));
    document.querySelectorAll("pre, .ts-table-scroll, div.math").forEach((box) => sizes.observe(box));
  });
})();

/* Words that a search has found are marked. */
if (location.search.includes("highlight=")) {
  import("./found_words.js");
}
