// Follows links inside the app without a reload, turns slides with the arrow keys,
// tells the server how much room there is, and gives the document its language,
// which a chosen one keeps for the next visit; leads the keyboard into an opened panel and out of it; has the page
// drawn anew when the server tells of other data or another day, or when it turned dark. Author's text never passes
// through here.
// Streamlit calls the function again for new data without undoing what the last call set up.
let undo = () => {};

// The line over which the server tells the state of the data and the day; it stays from run to run.
const line = { socket: null, to: "", state: "", heard: "", ground: "", asked: 0, steps: 0, tell: () => {} };
// The last step of the reader to another page, and the app from which is seen whether the server is away.
// A turn in the list of pages is unheard until the visit in which it was made has drawn the next page.
const way = { to: "", away: false, app: null, visit: "", unheard: false };
const appOf = () => document.querySelector('[data-testid="stApp"]');
const ground = () => getComputedStyle(appOf() ?? document.body).backgroundColor;

// A colour as the browser writes it, to be compared with another one.
function painted(colour) {
  const probe = document.createElement("i");
  probe.style.color = colour;
  document.body.append(probe);
  const seen = getComputedStyle(probe).color;
  probe.remove();
  return seen;
}

// The page was drawn for another ground than it stands on: the reader turned dark, or light again. The server
// may hear of it later than of the question, so it is asked again; a ground that it does not know is let be.
function followGround(paper) {
  const now = ground();
  if (now !== line.ground || now === painted(paper)) [line.ground, line.asked] = [now, 0];
  if (now !== painted(paper) && line.asked++ < 8) line.tell();
}

function step(to) {
  way.to = to;
  window.history.pushState({}, "", to);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

// A step that was made while the server was away was heard by nobody: it is made again once the server is back,
// after the run with which the page that still stands there comes back, for its end writes its own address.
function stepAgain(to) {
  if (appOf()?.dataset.testScriptState === "running") window.setTimeout(stepAgain, 50, to);
  else {
    window.history.replaceState({}, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }
}

function followServer() {
  if (way.app === appOf()) return;
  way.app = appOf();
  const look = () => {
    const away = way.app.dataset.testConnectionState !== "CONNECTED";
    const to = window.location.href;
    if (way.away && !away && to === way.to) window.setTimeout(stepAgain, 300, to);
    way.away = away;
  };
  new MutationObserver(look).observe(way.app, { attributeFilter: ["data-test-connection-state"] });
}

function listen() {
  const socket = new WebSocket(line.to.replace(/^http/, "ws"));
  line.socket = socket;
  socket.onmessage = ({ data }) => {
    if (data !== line.state && data !== line.heard) line.tell();
    line.heard = data;
  };
  socket.onclose = () => {
    if (line.socket !== socket) return;
    line.heard = "";
    window.setTimeout(() => line.socket === socket && listen(), 2000);
  };
}

function followState(to, state, tell) {
  [line.state, line.tell] = [state, tell];
  if (line.to === to) return;
  line.to = to;
  const old = line.socket;
  listen();
  old?.close();
}

// Rows of page numbers speak the reader's language, and each says what it turns: the heading that follows it.
function namePages(words) {
  const heads = [...document.querySelectorAll(".tracker-table caption, h1, h2, h3")];
  for (const row of document.querySelectorAll('[data-testid="stPagination"] [role="navigation"]')) {
    const head = heads.find((one) => row.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    row.ariaLabel = head ? `${words.all}: ${head.textContent}` : words.all;
    for (const button of row.querySelectorAll("button")) {
      const number = button.ariaLabel?.match(/\d+/)?.[0];
      const way = button.dataset.testid === "stPaginationPrev" ? words.previous : words.next;
      button.ariaLabel = number ? words.one.replace("{n}", number) : way;
    }
  }
}

// An opened panel stands at the end of the document; to the keyboard it follows its button.
const OPENER = '[data-testid="stPopoverButton"]';

// While the focus is outside, Streamlit takes the panel's controls out of the order and notes their place in it.
function controls() {
  const all = document.querySelectorAll('[data-testid="stPopoverBody"] :is(a[href], button, input, textarea, [tabindex])');
  const inOrder = (one) => Number(one.dataset.tabindex || one.tabIndex) >= 0 && !one.disabled;
  return [...all].filter((one) => inOrder(one) && one.checkVisibility({ visibilityProperty: true }));
}

// What stands in the panel comes from the server, after the panel; a reader who has gone on is not called back.
function enter(button, tries = 100) {
  if (document.activeElement !== button || !tries) return;
  const first = controls()[0];
  if (first) first.focus();
  else window.setTimeout(enter, 50, button, tries - 1);
}

// A press of a key is a click without a count. Before Streamlit hears of it the button tells what it will do.
function openPanel(event) {
  const button = event.target instanceof Element && !event.detail ? event.target.closest(OPENER) : null;
  if (button && button.ariaExpanded !== "true") window.setTimeout(enter, 50, button);
}

function leavePanel(event) {
  if (event.key !== "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
  const [button, inside, here] = [document.querySelector(`${OPENER}[aria-expanded="true"]`), controls(), event.target];
  const at = inside.indexOf(here);
  const before = here === button || here === document.body;  // a file that was handed over leaves the focus nowhere
  if (!button || (at < 0 && (!before || event.shiftKey || !inside.length))) return;
  // Tab takes a row of choices as one: the arrow keys move in it.
  const row = here.closest('[role="radiogroup"]');
  const on = (event.shiftKey ? inside.slice(0, at) : inside.slice(at + 1)).filter((one) => !row?.contains(one));
  if (at >= 0 && on.length) return;
  if (at < 0) inside[0].focus();
  else button.focus();  // from where the browser itself goes on to what follows
  if (at < 0 || event.shiftKey) event.preventDefault();
}

export default function ({ data, setTriggerValue, setStateValue }) {
  undo();
  document.documentElement.lang = data.language;
  for (const [name, value] of Object.entries(data.remember)) {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`;
  }
  const report = () => {
    const page = document.querySelector('[data-testid="stMainBlockContainer"]');
    if (!page) return;
    namePages(data.pages);
    const edge = getComputedStyle(page);
    const width = page.clientWidth - parseFloat(edge.paddingLeft) - parseFloat(edge.paddingRight);
    const room = data.rooms.findLast((one) => one <= width) ?? data.rooms[0];
    const phone = room <= data.phone;
    const fits = data.fluid ? phone === data.room <= data.phone : room === data.room;
    if (width > 0 && !fits) setStateValue("room", room);
  };
  report();
  followServer();
  // Another visit, on a server that took over, hears of the page alone and not of its address: it is told again.
  if (way.unheard && way.visit !== data.visit) stepAgain(way.to);
  [way.visit, way.unheard] = [data.visit, false];
  const watcher = new ResizeObserver(report);
  watcher.observe(document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body);
  // As the reader's own step through the history, so that Back finds the page as it was left.
  // Pages lie beside each other below the address of the app, which may be written without its last slash.
  const bare = data.base !== "/" && window.location.pathname === data.base;
  const home = bare ? `${window.location.origin}${data.base}/` : document.baseURI;
  const go = (href) => {
    const to = new URL(href, home).href;
    if (to !== window.location.href) step(to);
  };
  // Not before the run that asked for it has ended, or its end would write this page's address over the next.
  const goWhenIdle = () => {
    if (appOf()?.dataset.testScriptState === "running") window.setTimeout(goWhenIdle, 30);
    else go(data.go);
  };
  if (data.go) window.setTimeout(goWhenIdle, 30);
  const tell = () => setTriggerValue("changed", Date.now());
  followState(new URL(data.pulse, home).href, data.state, tell);
  const dusk = window.setInterval(() => followGround(data.paper), 1500);
  const follow = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!link.closest('[data-testid="stHtml"]')) return;
    const href = link.getAttribute("href");
    if (/^[a-z][a-z0-9+.-]*:|^\/\/|^#/i.test(href)) return;
    event.preventDefault();
    go(href);
  };
  // The list of pages. Streamlit would put what stays from page to page into the address of the page that is left,
  // as a step of its own to which Back leads; the address of the next page is written before it hears of the click.
  const turn = (event) => {
    const link = event.target instanceof Element ? event.target.closest(data.menu) : null;
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const [from, to] = [new URL(window.location.href), new URL(link.href)];
    if (to.pathname === from.pathname) return;
    for (const name of data.lasting) {
      if (from.searchParams.get(name)) to.searchParams.set(name, from.searchParams.get(name));
    }
    [way.to, way.unheard] = [to.href, true];
    window.history.pushState({}, "", to.href);
  };
  // What a button copies: a text that it carries, or the picture that stands before it, as it is drawn.
  const drawn = async (button) => {
    const plots = [...document.querySelectorAll(".js-plotly-plot")];
    const before = (plot) => plot.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
    const plot = plots.findLast(before);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * plot.offsetWidth, 2 * plot.offsetHeight];
    const brush = canvas.getContext("2d");
    brush.fillStyle = getComputedStyle(appOf()).backgroundColor;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of plot.querySelectorAll(".main-svg")) {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(layer))}`;
      await image.decode();
      brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    }
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };
  // A pace is tried without a run of the whole page: the address knows of it, the button does not.
  const linked = (text) => {
    const here = new URL(window.location.href);
    const to = new URL(text, here);
    if (to.pathname !== here.pathname) return text;
    if (here.searchParams.has("pace")) to.searchParams.set("pace", here.searchParams.get("pace"));
    else to.searchParams.delete("pace");
    return to.href;
  };
  const copy = async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    if (!button || button.dataset.label) return;
    const { copy: what, text, done, failed } = button.dataset;
    button.dataset.label = button.textContent;
    try {
      if (text) await navigator.clipboard.writeText(what === "link" ? linked(text) : text);
      else await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn(button) })]);
      button.textContent = done;
    } catch {
      button.textContent = failed;
    }
    window.setTimeout(() => {
      button.textContent = button.dataset.label;
      delete button.dataset.label;
    }, 2000);
  };
  const move = (event) => {
    if (!data.presenting || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const to = new URL(window.location.href);
      to.searchParams.delete("view");
      to.searchParams.delete("ids");
      go(to.href);
      return;
    }
    const steps = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    // All of them so far: of presses that follow each other fast the server hears only the last.
    line.steps += steps[event.key];
    setStateValue("steps", line.steps);
  };
  // Paper is narrower than a screen: a picture is made smaller for it, never cut.
  const paper = 1000;
  const scale = (shrink) => () => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      plot.style.zoom = shrink ? Math.min(1, paper / plot.offsetWidth) : "";
    }
  };
  const shrink = scale(true);
  const restore = scale(false);
  window.addEventListener("beforeprint", shrink);
  window.addEventListener("afterprint", restore);
  document.addEventListener("keydown", move);
  document.addEventListener("keydown", leavePanel);
  document.addEventListener("click", openPanel, true);
  document.addEventListener("click", turn, true);
  document.addEventListener("click", follow);
  document.addEventListener("click", copy);
  undo = () => {
    window.clearInterval(dusk);
    window.removeEventListener("beforeprint", shrink);
    window.removeEventListener("afterprint", restore);
    document.removeEventListener("keydown", move);
    document.removeEventListener("keydown", leavePanel);
    document.removeEventListener("click", openPanel, true);
    document.removeEventListener("click", turn, true);
    document.removeEventListener("click", follow);
    document.removeEventListener("click", copy);
    watcher.disconnect();
  };
  return undo;
}
