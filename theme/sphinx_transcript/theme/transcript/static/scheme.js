/* The reader's choice of colours: applied before the first paint, remembered, and offered. */
(() => {
  const root = document.documentElement;
  const { choices, label } = document.currentScript.dataset;
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
    for (const button of document.querySelectorAll(".schemes button")) {
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
  addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector("body > footer > .prompt");
    if (place === null) {
      return;
    }
    const group = document.createElement("p");
    group.className = "comment schemes";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    const hash = document.createElement("span");
    hash.setAttribute("aria-hidden", "true");
    hash.textContent = "# ";
    group.append(hash);
    for (const [name, words] of offered) {
      const button = document.createElement("button");
      button.type = "button";
      button.value = name;
      button.textContent = words;
      button.addEventListener("click", () => choose(name));
      group.append(button, " ");
    }
    place.before(group);
    apply(remembered());
  });
})();
