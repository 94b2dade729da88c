/* The players of recordings. recordings/frames.py and recordings/player.py write the data:
   w, h: columns and rows; d: length in milliseconds; s: classes of styles; r: rows of text, each
   after the number of its style; f: frames, each a time and pairs of a line and a row; c: times and
   ids of chapters; l: label; x: speed; t: words. */
document.querySelectorAll("script.ts-frames").forEach((source) => {
  const { w, h, d, s, r, f, c, l, x, t } = JSON.parse(source.textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  const clock = (time) => {
    const seconds = Math.floor(time / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  const lines = Array.from({ length: h }, () => make("span", {}));
  const screen = make("pre", { class: "ts-screen", role: "img", "aria-label": t.screen, hidden: "" }, ...lines);
  screen.style.setProperty("--ts-columns", w);
  const button = make("button", { type: "button" }, t.play);
  const range = make("input", { type: "range", max: d, value: 0, "aria-label": t.position });
  const time = make("span", {});
  const speed = make("select", { "aria-label": t.speed }, ...[0.5, 1, 1.5, 2, 3].map((each) => new Option(`${each}×`, each, each === x, each === x)));
  const bar = make("div", {}, button, range, time, speed);
  const player = make("div", { class: "ts-player", role: "group", "aria-label": l, dir: "ltr" }, screen, bar);
  source.before(player);

  const drawn = [];
  let rows = [];
  let last = -1;
  let now = 0;
  let since = 0;
  let timer = 0;

  const draw = (parts) => {
    let style = 0;
    return parts.flatMap((part) => {
      if (typeof part === "number") {
        style = part;
        return [];
      }
      const text = style ? make("span", { class: s[style] }, part) : part;
      style = 0;
      return [text];
    });
  };
  const show = () => {
    if (last >= 0 && f[last][0] > now) {
      last = -1;
      rows = [];
    }
    while (last + 1 < f.length && f[last + 1][0] <= now) {
      const frame = f[++last];
      for (let at = 1; at < frame.length; at += 2) {
        rows[frame[at]] = frame[at + 1];
      }
    }
    lines.forEach((line, at) => {
      const row = rows[at] ?? 0;
      if (drawn[at] !== row) {
        drawn[at] = row;
        line.replaceChildren(...draw(r[row]));
      }
    });
    range.value = now;
    range.setAttribute("aria-valuetext", clock(now));
    time.textContent = `${clock(now)} / ${clock(d)}`;
  };
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    button.textContent = t.play;
  };
  const step = () => {
    const passed = performance.now();
    now = Math.min(d, now + (passed - since) * speed.value);
    since = passed;
    show();
    if (now >= d) {
      stop();
    } else {
      const next = ((f[last + 1]?.[0] ?? d) - now) / speed.value;
      // With reduced motion, the screen changes once a second.
      timer = setTimeout(step, calm.matches ? 1000 : Math.min(250, next + 1));
    }
  };
  const seek = (goal) => {
    now = Math.max(0, Math.min(d, goal));
    since = performance.now();
    screen.hidden = false;
    show();
  };
  const play = () => {
    stop();
    seek(now < d ? now : 0);
    button.textContent = t.pause;
    step();
  };
  const toggle = () => (timer ? stop() : play());

  button.addEventListener("click", toggle);
  range.addEventListener("input", () => seek(Number(range.value)));
  player.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target === speed || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const goal = { ArrowLeft: now - 5000, ArrowRight: now + 5000, Home: 0, End: d }[key] ?? (/^\d$/.test(key) ? (key * d) / 10 : null);
    if (goal !== null) {
      seek(goal);
    } else if (key === " " && target !== button) {
      toggle();
    } else {
      return;
    }
    event.preventDefault();
  });
  c.forEach(([begin, id]) => {
    const jump = make("button", { type: "button", class: "ts-jump" }, `${t.play} ${clock(begin)}`);
    jump.addEventListener("click", () => {
      seek(begin);
      play();
      button.focus();
    });
    document.getElementById(id).append(" ", jump);
  });
  show();
});
