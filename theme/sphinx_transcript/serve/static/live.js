// Reloads the page when a build has changed it, where the reader was, with what the reader typed.
const own = document.currentScript;
const prefix = new URL(".", own.src).pathname;
const key = "live-reload";
const panelId = "ts:build-report";
const fields = "input:not([type=password]):not([type=file]):not([type=hidden]), textarea, select";
let build = own.dataset.build;
let assets = null;

function read(name) {
  const text = sessionStorage.getItem(`${key} ${name}`);
  return text === null ? null : JSON.parse(text);
}
function keep(name, value) {
  sessionStorage.setItem(`${key} ${name}`, JSON.stringify(value));
}

// What was typed: the fields in order, each with its name, so that none gets another one's text.
function formValues() {
  return [...document.querySelectorAll(fields)].map((field) =>
    [field.name || field.id, field.value, field.checked ?? null]);
}
function restoreForms(values) {
  document.querySelectorAll(fields).forEach((field, index) => {
    const [name, value, checked] = values[index] ?? [];
    if (name !== (field.name || field.id)) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else if (field.value !== value) field.value = value;
  });
}

function restore() {
  const place = read("place");
  sessionStorage.removeItem(`${key} place`);
  if (place === null || place.href !== location.href) return;
  const scroll = () => scrollTo({left: place.left, top: place.top, behavior: "instant"});
  // Otherwise the browser goes to the place of the address's fragment.
  history.scrollRestoration = "manual";
  restoreForms(place.forms);
  scroll();
  addEventListener("load", () => {
    scroll();
    requestAnimationFrame(() => {
      scroll();
      // For Back and for a reload by hand, which are the browser's.
      history.scrollRestoration = "auto";
    });
  });
}
function reload() {
  keep("place", {href: location.href, left: scrollX, top: scrollY, forms: formValues()});
  location.reload();
}

// Pictures, style sheets and scripts may change and the page not: their ETags tell.
async function readAssets() {
  const entries = performance.getEntriesByType("resource").map(({name}) => new URL(name));
  const urls = new Set(assets?.keys() ?? entries
    .filter(({origin, pathname}) => origin === location.origin && !pathname.startsWith(prefix))
    .map(({href}) => href));
  const tags = [...urls].map(async (url) =>
    [url, (await fetch(url, {method: "HEAD"})).headers.get("etag")]);
  return new Map(await Promise.all(tags));
}
async function update() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const script = page.querySelector("script[data-build]");
  if (!script || script.dataset.page !== own.dataset.page) return reload();
  // The page of the saved source comes before the build, which ends while it is loading.
  await loaded;
  if (assets === null) return reload();
  const now = await readAssets();
  if ([...now].some(([url, tag]) => tag !== assets.get(url))) return reload();
  build = script.dataset.build;
  document.getElementById("ts:build-activity")?.remove();
  document.getElementById(panelId)?.remove();
  const panel = page.getElementById(panelId);
  if (panel) {
    if (!document.querySelector(`link[href="${prefix}live.css"]`)) {
      document.head.append(page.querySelector(`link[href="${prefix}live.css"]`));
    }
    document.body.append(document.adoptNode(panel));
  }
  showPanel();
}

// The panel is as the reader left it: closed while it says the same, its warnings folded or not.
function showPanel() {
  const panel = document.getElementById(panelId);
  if (panel) {
    const text = panel.textContent;
    new ResizeObserver(makeRoom).observe(panel);
    panel.hidden = read("closed") === text;
    panel.querySelector("button").onclick = () => {
      keep("closed", text);
      panel.hidden = true;
    };
    const details = panel.querySelector("details");
    if (details) {
      details.open = read("open") ?? false;
      details.ontoggle = () => { keep("open", details.open); };
    }
  }
  makeRoom();
}
// The page ends above the panel, so that it covers nothing.
function makeRoom() {
  const height = document.getElementById(panelId)?.offsetHeight ?? 0;
  document.body.style.paddingBottom = height ? `${height}px` : "";
  document.documentElement.style.scrollPaddingBottom = height ? `${height}px` : "";
}

// Says that a build goes on which takes long: the message is "building", and what it does.
function showActivity(message) {
  let note = document.getElementById("ts:build-activity");
  if (!note) {
    note = document.createElement("p");
    note.id = "ts:build-activity";
    note.setAttribute("role", "status");
    document.body.append(note);
  }
  note.textContent = message.slice("building ".length);
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/websocket-reload?build=${build}`);
  socket.onmessage = ({data}) => {
    if (data === "refresh") update().catch(reload);
    else showActivity(data);
  };
  // Reconnect: the server may be restarted, which resets the build numbers.
  socket.onclose = () => { build = "none"; setTimeout(connect, 1000); };
}

restore();
const loaded = new Promise((resolve) => addEventListener("load", () => {
  showPanel();
  readAssets().then((found) => { assets = found; }, () => {}).finally(resolve);
}));
connect();
