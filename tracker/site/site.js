// Searches, narrows and orders the board, switches between light and dark, and copies texts.
// Everything a page says is in its HTML already; without this script it only cannot be searched.
"use strict";

const FIELDS = ["target", "title", "above", "figure", "period", "goal", "told", "family", "glyph", "state",
  "standing", "closed", "used", "label", "hay", "theme", "owner", "sources", "due", "ranks", "brief"];
const SORTINGS = ["theme", "state", "deadline", "latest", "title"];

// ---- light and dark -------------------------------------------------------------------------------
const look = {
  get() { try { return localStorage.getItem("tracker-look"); } catch { return null; } },
  set(value) { try { localStorage.setItem("tracker-look", value); } catch { /* it lasts for this page */ } },
};
const chosenLook = look.get();
if (chosenLook === "light" || chosenLook === "dark") document.documentElement.dataset.look = chosenLook;

function switchLook() {
  const root = document.documentElement;
  const dark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.look = dark ? "light" : "dark";
  look.set(root.dataset.look);
}

// ---- the index, in parts that are scripts, because a page from a file can load nothing else ----------
const parts = new Map();
let head = null;
let waiting = null;

function trackerPart(number, data) {
  parts.set(number, data);
}
window.trackerPart = trackerPart;

function load(number, base) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${base}search/board-${number}.js`;
    script.onload = () => done(parts.get(number));
    script.onerror = failed;
    document.head.append(script);
  });
}

async function loadAll(base) {
  head = await load(0, base);
  const found = await Promise.all(Array.from({ length: head.parts }, (_, at) => load(at + 1, base)));
  return found.flat().map((values) => Object.fromEntries(FIELDS.map((name, at) => [name, values[at]])));
}

// ---- finding ----------------------------------------------------------------------------------------
// As tracker/collation.py folds what is searched: plain small letters and digits.
const PLAIN = { đ: "d", ð: "d", ł: "l", ø: "o", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", æ: "ae", œ: "oe", ß: "ss", þ: "th",
  ĸ: "k", ɖ: "d", ς: "σ" };

function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{L}/gu, (letter) => PLAIN[letter] ?? letter);
  return plain.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/\p{Cc}/gu, " ");
}

function wanted(form) {
  const data = new FormData(form);
  return {
    needles: folded(String(data.get("q") ?? "")).split(/\s+/u).filter(Boolean),
    theme: data.getAll("theme"),
    state: data.getAll("state"),
    owner: data.getAll("owner"),
    source: data.getAll("source"),
    due: Number(data.get("due") || 0),
    sort: SORTINGS.indexOf(String(data.get("sort") || "theme")),
  };
}

function passes(entry, want) {
  return want.needles.every((needle) => entry.hay.includes(needle))
    && (!want.theme.length || want.theme.includes(entry.theme))
    && (!want.state.length || want.state.includes(entry.standing))
    && (!want.owner.length || want.owner.includes(entry.owner))
    && (!want.source.length || want.source.some((one) => entry.sources.includes(one)))
    && (!want.due || (entry.due > 0 && entry.due <= want.due));
}

function isIdle(want) {
  return !want.needles.length && !want.theme.length && !want.state.length && !want.owner.length
    && !want.source.length && !want.due && want.sort === 0;
}

// ---- showing ----------------------------------------------------------------------------------------
function element(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

function linkTo(entry, text) {
  const made = element("a", "", text);
  made.href = `target/${entry.target}.html`;
  return made;
}

function chip(entry) {
  const glyph = element("span", "", entry.glyph);
  glyph.setAttribute("aria-hidden", "true");
  return element("span", `tracker-chip is-${entry.family}`, glyph, ` ${entry.state}`);
}

function bar(entry) {
  if (entry.closed === null) return [];
  const track = element("div", `tracker-bar is-${entry.family}`, element("span", `tracker-way w-${entry.closed}`));
  if (entry.used !== null) track.append(element("span", `tracker-time at-${entry.used}`));
  track.setAttribute("role", "img");
  track.setAttribute("aria-label", entry.label);
  return [track, element("div", "tracker-note", entry.label)];
}

function card(entry) {
  const title = element("div", "tracker-title", linkTo(entry, entry.title));
  title.setAttribute("role", "heading");
  title.setAttribute("aria-level", "3");
  const latest = element("div", "tracker-latest", entry.figure);
  if (entry.period) latest.append(entry.figure ? " " : "", element("small", "", entry.period));
  return element("article", "tracker-card",
    ...(entry.above ? [element("div", "tracker-note", entry.above)] : []),
    title, latest,
    ...(entry.goal ? [element("div", "tracker-goal", entry.goal)] : []),
    element("div", "tracker-foot", chip(entry), ...bar(entry)));
}

function brief(entry) {
  const name = entry.above ? `${entry.above}: ${entry.title}` : entry.title;
  return element("li", "", element("span", "", linkTo(entry, name)), element("span", "tracker-note", entry.told), chip(entry));
}

function listed(entries, byTheme) {
  if (!byTheme) return [element("div", "tracker-cards", ...entries.map(card))];
  const themes = Map.groupBy ? Map.groupBy(entries, (one) => one.theme) : grouped(entries);
  return [...themes].flatMap(([theme, group]) => {
    const known = group.filter((one) => !one.brief);
    const unknown = group.filter((one) => one.brief);
    return [
      element("h2", "tracker-theme", head.themes[theme]),
      ...(known.length ? [element("div", "tracker-cards", ...known.map(card))] : []),
      ...(unknown.length ? [element("ul", "tracker-brief", ...unknown.map(brief))] : []),
    ];
  });
}

function grouped(entries) {
  const found = new Map();
  for (const one of entries) found.set(one.theme, [...(found.get(one.theme) ?? []), one]);
  return found;
}

// ---- the board --------------------------------------------------------------------------------------
function startBoard(form) {
  const results = element("section", "results");
  const rest = [];
  for (let next = form.nextElementSibling; next; next = next.nextElementSibling) rest.push(next);
  form.after(results);
  form.hidden = false;
  let most = 60;
  let latest = 0; // the number of the last question

  async function ready() {
    waiting ??= loadAll("").then((entries) => {
      for (const [name, options] of Object.entries(head.choices)) fill(form, name, options);
      most = head.page;
      return entries;
    });
    return waiting;
  }

  async function show() {
    remember(form);
    const want = wanted(form);
    const call = ++latest;
    const idle = isIdle(want);
    const passing = idle ? [] : (await ready()).filter((one) => passes(one, want));
    if (call !== latest) return; // another was asked while the entries came
    for (const one of rest) one.hidden = !idle;
    const status = document.getElementById("found");
    if (idle) {
      status.textContent = "";
      results.replaceChildren();
      return;
    }
    const entries = passing.sort((a, b) => a.ranks[want.sort] - b.ranks[want.sort]);
    const { one, many, none, language } = form.dataset;
    const told = (entries.length === 1 ? one : many).replace("{n}", entries.length.toLocaleString(language));
    status.textContent = entries.length ? told : none;
    const shown = listed(entries.slice(0, most), want.sort === 0);
    if (entries.length > most) {
      const more = element("button", "", form.dataset.more);
      more.type = "button";
      more.addEventListener("click", () => { most += head.page; show(); });
      shown.push(more);
    }
    results.replaceChildren(...shown);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("toggle", (event) => { if (event.target.open) ready().then(() => restore(form)); }, true);
  if (location.search.length > 1) {
    restore(form);
    ready().then(() => { restore(form); show(); });
  }
}

function fill(form, name, options) {
  const boxes = form.querySelector(`#f-${name}`);
  if (!boxes || boxes.childElementCount) return;
  boxes.append(...options.map(([code, text]) => {
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name, value: code });
    return element("label", "", box, ` ${text}`);
  }));
}

// The address holds what is asked for, as in the app: ids and codes, several of them with commas between.
function remember(form) {
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "sort" && value === "theme")) found.set(name, [...(found.get(name) ?? []), value]);
  }
  const query = [...found].map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`).join("&");
  try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* from a file */ }
  keepPlace();
}

// Another language shows the same: ids and codes are the same in all of them.
function keepPlace() {
  for (const one of document.querySelectorAll(".languages a")) {
    one.search = location.search;
    one.hash = location.hash;
  }
}

function restore(form) {
  for (const [name, text] of new URLSearchParams(location.search)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked = text.split(",").includes(field.value);
      else field.value = text.replace(/\p{Cc}/gu, " "); // a field would join the lines of a text
    }
  }
}

// ---- start ------------------------------------------------------------------------------------------
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("look");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", switchLook);
  }
  for (const one of document.querySelectorAll(".copy")) {
    if (!navigator.clipboard) continue;
    one.hidden = false;
    one.addEventListener("click", () => navigator.clipboard.writeText(one.parentElement.querySelector("code").textContent));
  }
  const form = document.getElementById("search");
  if (form) startBoard(form);
  keepPlace();
  window.addEventListener("hashchange", keepPlace);
});
