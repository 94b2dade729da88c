/* The players of recordings. recordings/frames.py and recordings/player.py write the data:
   w, h: columns and rows; d: length in milliseconds; s: classes of styles; r: rows of text, each
   part after the number of its style; f: frames, each a time and pairs of a line and a row; c: times
   and ids of chapters; l: label; x: speed; t: words. */
document.querySelectorAll(".ts-frames").forEach((source) => {
  const { w, h, d, s, r, f, c, l, x, t } = JSON.parse(source.textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const clock = (time) => {
    const seconds = Math.floor(time / 1000);
    return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, 0)}`;
  };

  const lines = Array.from({ length: h }, () => make("span"));
  const screen = make("pre", { className: "ts-screen", role: "img", ariaLabel: t.screen, hidden: true }, ...lines);
  screen.style.setProperty("--ts-columns", w);
  const button = make("button", { type: "button" }, t.play);
  const range = make("input", { type: "range", max: d, value: 0, ariaLabel: t.position });
  const time = make("span");
  const speed = make("select", { ariaLabel: t.speed }, ...[0.5, 1, 1.5, 2, 3].map((each) => new Option(`${each}×`, each, each == x, each == x)));
  const player = make("div", { className: "ts-player", role: "group", ariaLabel: l, dir: "ltr" }, screen, make("div", {}, button, range, time, speed));
  source.before(player);

  const drawn = [];
  let rows = [];
  let last = -1;
  let now = 0;
  let since;
  let timer = 0;

  const draw = (line, parts) => {
    let style = 0;
    line.textContent = "";
    parts.forEach((part) => {
      if (part.at) {
        line.append(make("span", { className: s[style] }, part));
        style = 0;
      } else {
        style = part;
      }
    });
  };
  const show = () => {
    if (f[last]?.[0] > now) {
      last = -1;
      rows = [];
    }
    while (f[last + 1]?.[0] <= now) {
      const frame = f[++last];
      for (let at = 1; at < frame.length; at += 2) {
        rows[frame[at]] = frame[at + 1];
      }
    }
    lines.forEach((line, at) => {
      const row = rows[at] ?? 0;
      if (drawn[at] !== row) {
        draw(line, r[(drawn[at] = row)]);
      }
    });
    range.value = now;
    range.ariaValueText = clock(now);
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
    if (now < d) {
      // With reduced motion, the screen changes once a second.
      timer = setTimeout(step, calm.matches ? 1000 : Math.min(250, ((f[last + 1]?.[0] ?? d) - now) / speed.value + 1));
    } else {
      stop();
    }
  };
  const seek = (goal) => {
    now = Math.max(0, Math.min(d, goal));
    since = performance.now();
    screen.hidden = false;
    show();
  };
  const play = (from) => {
    stop();
    seek(from < d ? from : 0);
    button.textContent = t.pause;
    step();
  };
  const toggle = () => (timer ? stop() : play(now));

  button.onclick = toggle;
  range.oninput = () => seek(range.value);
  player.onkeydown = (event) => {
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
  };
  c.forEach(([begin, id]) => {
    const jump = make("button", { type: "button", className: "ts-jump" }, `${t.play} ${clock(begin)}`);
    jump.onclick = () => {
      play(begin);
      button.focus();
    };
    document.getElementById(id).append(" ", jump);
  });
  show();
});
