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
let build = own.dataset.build;
function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/websocket-reload?build=${build}`);
  socket.onmessage = ({data}) => data === "refresh" ? reload() : showActivity(data);
  // Reconnect: the server may be restarted, which resets the build numbers.
  socket.onclose = () => { build = "none"; setTimeout(connect, 1000); };
}
connect();
