// Reloads the page after each build, and restores the scroll position.
const own = document.currentScript;
const key = `live-reload ${location.pathname}`;
const place = sessionStorage.getItem(key);
if (place !== null && !location.hash) {
  sessionStorage.removeItem(key);
  history.scrollRestoration = "manual";
  scrollTo(0, Number(place));
  addEventListener("load", () => scrollTo(0, Number(place)));
}
function reload() {
  sessionStorage.setItem(key, scrollY);
  location.reload();
}
let build = own.dataset.build;
function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/websocket-reload?build=${build}`);
  socket.onmessage = reload;
  // Reconnect: the server may be restarted, which resets the build numbers.
  socket.onclose = () => { build = "none"; setTimeout(connect, 1000); };
}
connect();
