/* Keys, copying, sorting, and the way to the search. All is there without it. */
(() => {
"use strict";
// A report in one file has scripts and index inside, and its pages behind the #.
const { src } = document.currentScript;
const root = src && new URL("../", src).href;
const main = document.getElementById("main");
const form = document.querySelector("form.find");
if (!main || !form) return;
const input = form.querySelector("input");

// Scripts that are loaded when they are needed hand over what they are called by and what they have; on file://
// nothing else can be loaded.
const wanted = new Map();
function want(name) {
  if (!wanted.has(name)) {
    const want = {};
    want.promise = new Promise((give, fail) => Object.assign(want, { give, fail }));
    want.promise.catch(() => {});
    wanted.set(name, want);
  }
  return wanted.get(name);
}
window.jobreport = (name, data) => want(name).give(data);

function load(name, folder = "assets/search/") {
  const part = want(name);
  if (part.isLoading) return part.promise;
  part.isLoading = true;
  if (!src) {
    const text = document.querySelector(`[data-search="${name}"]`)?.textContent;
    if (text) part.give(name === "index" ? JSON.parse(text) : text);
    return part.promise;
  }
  const element = document.createElement("script");
  element.src = `${root}${folder}${name}.js`;
  element.onerror = () => part.fail(new Error(`The search index (${name}) could not be loaded.`));
  document.head.append(element);
  return part.promise;
}

// Node by node, so that no text can become markup. A string in place of attributes is the class.
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  const pairs = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [key, value] of Object.entries(pairs || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.flat(2).filter(Boolean));
  return element;
}

// The search, once something asked for it.
let search;
const isSearching = () => search?.isActive();
async function start() {
  const open = await load("search", "assets/");
  search ??= open({ src, root, main, form, input, load, make });
  return search;
}

function move(step) {
  const links = [...main.querySelectorAll("a.title")]
    .filter((link) => link.checkVisibility ? link.checkVisibility() : link.offsetParent);
  const at = links.indexOf(document.activeElement);
  if (step < 0 && at <= 0 && isSearching()) return input.focus();
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  const types = target.matches("input, select, textarea");
  const key = event.key;
  if (key === "Escape" && (isSearching() || form.contains(target))) {
    if (isSearching()) search.clear();
    else target.blur();
  } else if (key === "/" && !types) input.focus(), input.select();
  else if (key === "Enter" && target === input) main.querySelector(".results a.title")?.click();
  else if (target === input ? key === "ArrowDown" : !types && key === "j") move(1);
  else if (!types && key === "k") move(-1);
  else if (!types && key === "?") start().then((search) => search.showKeys());
  else if (!types && (key === "ArrowDown" || key === "ArrowUp") && target.matches("a.title")) move(key === "ArrowDown" ? 1 : -1);
  else return;
  event.preventDefault();
});

form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("focus", start, { once: true });
main.addEventListener("click", async (event) => {
  const chip = event.target.closest("a.chip[data-status]");
  if (!chip || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  (await start()).change({ status: chip.dataset.status });
});
const seek = () => /[#&](q|status|project|week)=/.test(location.hash) && start();
window.addEventListener("popstate", seek);

// Names the window after the page shown, and lets wide tables of a message be scrolled by keyboard.
const report = document.title;
function show() {
  const page = !src && main.querySelector(".page:target, .page:has(:target)");
  if (!src) document.title = page ? `${page.querySelector("h1").textContent} · ${report}` : report;
  for (const table of document.querySelectorAll(".message table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}
window.addEventListener("hashchange", show);

// A button that copies a text, with what says that it did.
function copier(name, text, label = name) {
  const said = make("span", { role: "status" });
  const onclick = async () => {
    const given = await text();
    let isDone = given;
    try {
      if (given) await navigator.clipboard.writeText(given);
    } catch {
      const area = make("textarea", null, given);
      said.before(area);
      area.select();
      isDone &&= document.execCommand("copy");
      area.remove();
    }
    said.textContent = isDone ? " Copied" : " Not copied";
    setTimeout(() => { said.textContent = ""; }, 3000);
  };
  return [make("button", { type: "button", class: "copy", "aria-label": label, onclick }, name), said];
}

// The Markdown of a page without its links to pages around it, those to others leading to where the report stands, if
// that is known. A page of a job does not have it inside, and a file on a server alone may be read.
const canonical = document.querySelector("link[rel=canonical]")?.href;
const isServed = /^http/.test(location.protocol);
const base = canonical || (isServed && location.href);
for (const place of document.querySelectorAll("a.markdown")) {
  const source = place.closest(".page, main").querySelector("pre.source");
  if (!source && !isServed) continue;
  let text;
  const read = () => text ??= source ? Promise.resolve(source.textContent)
    : fetch(place.href).then(async (answer) => answer.ok ? (await start()).inert(await answer.text()) : "").catch(() => "");
  const copy = copier("Copy as Markdown", async () => (await read())
    .replace(/\n---\n\n\[Overview\].*\n*$/, "\n")
    .replace(/\]\(((?:\.\.\/)*(?:jobs|weeks|status|agents|projects)\/[\w./-]+)\.md\)/g, (all, path) =>
      base ? `](${new URL(src ? `${path}.html` : `#${path.replace("../", "")}`, base).href})` : all));
  // Some browsers let only what is there at a click into the clipboard.
  copy[0].onfocus = copy[0].onpointerenter = read;
  place.after(" · ", ...copy);
}

// The branch and the id of a job, which are long.
for (const code of main.querySelectorAll(".facts code")) {
  const what = code.closest("li").querySelector("strong")?.textContent.replace(":", "").toLowerCase();
  (code.closest("a") || code).after(" ", ...copier("Copy", () => code.textContent, `Copy ${what}`));
}

// What a cell is sorted by: a moment, a share, a number with or without a unit, or words.
const units = { min: 1, h: 60, hour: 60, day: 1440, week: 10080 };
function value(cell) {
  const bar = cell.querySelector("progress");
  if (bar) return bar.value / bar.max;
  const moment = cell.querySelector("time");
  if (moment) return Date.parse(moment.dateTime);
  const text = cell.textContent.trim();
  if (/^(none|not known|not read|no date|–)$/.test(text)) return null;
  const [, number, unit] = text.match(/^(?:over )?(\d[\d.,]*) ?(%|of .*|[a-z]+)?$/) || [];
  return number ? parseFloat(number.replaceAll(",", "")) * (units[unit?.replace(/s$/, "")] || 1) : text;
}

// Sorts the rows of a table by a column; equal ones keep their order, and those without a value stand last.
function sort(table, column, isDown) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, value: value(row.cells[column]) }));
  const order = (a, b) => typeof a === "number" && typeof b === "number" ? a - b
    : String(a).localeCompare(String(b), "en", { numeric: true });
  rows.sort((a, b) => (a.value === null) - (b.value === null) || (isDown ? order(b.value, a.value) : order(a.value, b.value)));
  body.append(...rows.map(({ row }) => row));
}

// The order stands behind the #, where a way back or a link finds it; in a report in one file the page stands there.
const asked = src && new URLSearchParams(location.hash.slice(1)).get("sort");
for (const table of main.querySelectorAll("table.jobs, table.totals")) {
  if (table.tBodies[0].rows.length < 2) continue;
  table.classList.add("sortable");
  const heads = [...table.tHead.rows[0].cells];
  const name = (head) => head.textContent.toLowerCase().replaceAll(" ", "-");
  const what = name(heads[0]);
  heads.forEach((head, column) => {
    const key = `${what}.${name(head)}`;
    const order = (isDown) => {
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      sort(table, column, isDown);
      return key + (isDown ? ".down" : "");
    };
    const onclick = () => {
      const was = head.getAttribute("aria-sort");
      const sorted = order(was ? was === "ascending" : typeof value(table.tBodies[0].rows[0].cells[column]) === "number");
      if (src) history.replaceState(history.state, "", `#sort=${sorted}`);
    };
    head.replaceChildren(make("button", { type: "button", class: "sort", onclick }, ...head.childNodes));
    if (asked === key || asked === `${key}.down`) order(asked !== key);
  });
}

form.hidden = false;
show();
seek();
})();
