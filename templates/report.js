/* Search, filters, keys and copying. Everything is there without this script. */
(() => {
"use strict";
const script = document.currentScript;
const root = new URL("../", script.src).href;
const main = document.getElementById("main");
const form = document.querySelector("form.find");
if (!main || !form) return;
const input = form.querySelector("input");
const PAGE = 50;
const keys = ["q", "status", "project", "week"];
let state = {};
let limit = PAGE;
let run = 0;

// The index: its contents, then a file a month. On file:// only classic scripts can be loaded.
const months = new Map();
let contents;
window.jobreport = (name, data) => {
  if (name === "index") return contents.give(data);
  const rows = data.split("\n").slice(1, -1);
  const low = data.toLowerCase().split("\n").slice(1, -1);
  months.get(name).give({ name, rows, low });
};

function load(name) {
  const wanted = {};
  wanted.promise = new Promise((give, fail) => Object.assign(wanted, { give, fail }));
  const element = document.createElement("script");
  element.src = `${root}assets/search/${name}.js`;
  element.async = false;
  element.onerror = () => wanted.fail(new Error(`The search index (${name}) could not be loaded.`));
  document.head.append(element);
  return wanted;
}

function index() {
  if (!contents) {
    contents = load("index");
    contents.promise.then((index) => index.months.forEach((name) => months.set(name, load(name))), () => {});
  }
  return contents.promise;
}

// Node by node, so that no text can become markup. A string in place of attributes is the class.
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  const pairs = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [key, value] of Object.entries(pairs || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

const none = (text) => make("span", "none", text);
const chip = (onclick, attributes, ...children) =>
  make("button", { type: "button", class: "chip", onclick, ...attributes }, ...children);

function icon(path) {
  const [svg, drawing] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  drawing.setAttribute("d", path);
  drawing.setAttribute("fill-rule", "evenodd");
  svg.append(drawing);
  return svg;
}

// The text with every word of the query in a mark element.
function marked(text, words) {
  const low = text.toLowerCase();
  const spans = [];
  if (low.length === text.length) {
    for (const word of words) {
      for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + word.length)) {
        spans.push([at, at + word.length]);
      }
    }
  }
  spans.sort((a, b) => a[0] - b[0]);
  const nodes = [];
  let end = 0;
  for (const [from, to] of spans) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    if (start > end) nodes.push(text.slice(end, start));
    nodes.push(make("mark", null, text.slice(start, to)));
    end = to;
  }
  nodes.push(text.slice(end));
  return nodes;
}

// A row of the index: minutes of local time since 1970, status, todos done, todos, page, project, name,
// branch, id, labels and addresses of pull requests, todo texts.
function read(row, month) {
  const [time, status, done, total, place, project, name, branch, id, pulls, todos] = JSON.parse(row);
  const page = place || `jobs/${month}/${id}`;
  return { time, status, done, total, page, project, name, branch, id, pulls, todos };
}

// How a word must be written to be found in the bytes of a row.
function raw(word) {
  return JSON.stringify(word).slice(1, -1).replace(
    /[<&`$\u007f\u2028\u2029]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

function score(job, words) {
  const [name, branch, id, project] = [job.name, job.branch, job.id, job.project].map((text) => text.toLowerCase());
  let sum = 0;
  for (const word of words) {
    let best = 0;
    const at = name.indexOf(word);
    if (at === 0) best = 60;
    else if (at > 0) best = /[\p{L}\p{N}]/u.test(name[at - 1]) ? 30 : 50;
    for (let i = 0; i < job.pulls.length; i += 2) {
      const label = job.pulls[i].toLowerCase();
      const number = word.replace(/^[#!]/, "");
      const isIt = label === word || label.endsWith("#" + number) || label.endsWith("!" + number);
      best = Math.max(best, isIt ? 70 : label.includes(word) ? 25 : 0);
    }
    const inID = id === word ? 80 : id.startsWith(word) ? 45 : id.includes(word) ? 12 : 0;
    best = Math.max(best, inID, branch.includes(word) ? 20 : 0, project.includes(word) ? 15 : 0);
    if (!best && !job.todos.some((todo) => todo.toLowerCase().includes(word))) return 0;
    best ||= 10;
    sum += best;
  }
  return sum;
}

// The minutes of the Monday that an ISO week begins with.
function monday(week) {
  const [, year, number] = /^(\d+)-W(\d+)$/.exec(week) || [];
  if (!year) return NaN;
  const fourth = new Date(0);
  fourth.setUTCFullYear(Number(year), 0, 4);
  const day = fourth.getTime() / 86400000;
  return (day - ((fourth.getUTCDay() + 6) % 7) + (Number(number) - 1) * 7) * 1440;
}

const pause = () => new Promise((go) => setTimeout(go));

async function search() {
  const mine = ++run;
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const needles = words.map((word) => raw(/^[#!]\d+$/.test(word) ? word.slice(1) : word));
  const from = monday(state.week);
  const view = results();
  let found = [];
  const counts = {};
  let total = 0;
  let began = performance.now();
  let drawn = 0;
  const better = (a, b) => b.score - a.score || b.time - a.time;
  const draw = (isDone) => {
    found.sort(better);
    drawn = performance.now();
    view.show(found.slice(0, limit), total, counts, words, isDone);
  };
  try {
    const contents = await index();
    if (mine !== run) return;
    view.prepare(contents);
    for (const name of contents.months) {
      if (found.length && !drawn) draw(false);
    const month = await months.get(name).promise;
      if (mine !== run) return;
      for (let i = month.rows.length - 1; i >= 0; i--) {
        if (i % 128 === 0 && performance.now() - began > 12) {
          if (found.length && performance.now() - drawn > 120) draw(false);
          await pause();
          if (mine !== run) return;
          began = performance.now();
        }
        const low = month.low[i];
        if (!needles.every((needle) => low.includes(needle))) continue;
        const job = read(month.rows[i], name);
        if (state.project && job.project !== state.project) continue;
        if (state.week && !(job.time !== null && job.time >= from && job.time < from + 10080)) continue;
        const points = words.length ? score(job, words) : 1;
        if (!points) continue;
        counts[job.status] = (counts[job.status] || 0) + 1;
        if (state.status && job.status !== state.status) continue;
        total++;
        found.push({ job, score: points, time: job.time ?? -Infinity });
      }
          if (found.length > 4 * limit) found = found.sort(better).slice(0, limit);
    }
    draw(true);
  } catch (error) {
    if (mine === run) view.live.textContent = error.message;
  }
}

const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function time(minutes) {
  if (minutes === null) return none("no date");
  const date = new Date(minutes * 60000);
  const iso = date.toISOString().slice(0, 16);
  const text = `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${iso.slice(-5)}`;
  return make("time", { datetime: iso }, text);
}

let shown;

// What stands in the place of the page while there is a query or a filter.
function results() {
  if (shown) return shown;
  const live = make("p", { class: "found", role: "status" });
  const chips = make("div", { class: "chips", role: "group", "aria-label": "Status" });
  const selects = make("div", "selects");
  const list = make("div");
  const more = chip(() => { limit += PAGE; search(); }, { hidden: "" }, "Show more");
  const end = chip(clear, null, "Back to the page");
  const section = make("section", { class: "results", "aria-label": "Search" },
    make("h1", null, "Search"), live, chips, selects, list, make("p", "more", more, " ", end));
  let index;
  let statuses = new Map();

  function pick(name, values) {
    if (values.length < 2) return null;
    const select = make("select", { onchange: (event) => change({ [name]: event.target.value }) },
      make("option", { value: "" }, `All ${name}s`),
      values.map((value) => make("option", { value }, value)));
    select.name = name;
    select.setAttribute("aria-label", `Filter by ${name}`);
    return select;
  }

  function row(job, words) {
    const [, status, path] = statuses.get(job.status) || [job.status, job.status, ""];
    const has = (text) => words.some((word) => text.toLowerCase().includes(word));
    const todo = job.todos.find(has);
    const id = has(job.id) && job.id;
    const pulls = [];
    for (let i = 0; i < job.pulls.length; i += 2) {
      if (i) pulls.push(", ");
      const label = marked(job.pulls[i], words.map((word) => word.replace(/^[#!]/, "")));
      const href = job.pulls[i + 1];
      pulls.push(href ? make("a", { href, rel: "noopener noreferrer nofollow" }, label) : make("code", null, label));
    }
    const { done, total } = job;
    const bar = total ? make("span", "meter",
      make("progress", { value: done, max: total, "aria-label": `${done} of ${total} todos done` }),
      make("span", null, `${done}/${total}`)) : none("none");
    return make("tr", null,
      make("td", null, make("span", { class: `status ${job.status}` }, icon(path), status)),
      make("td", "what",
        make("a", { class: "title", href: `${root}${job.page}.html` }, make("bdi", null, marked(job.name, words))),
        job.branch && make("code", "branch", marked(job.branch, words)),
        id && make("code", "branch", marked(id, words)),
        todo && make("span", "todo", "Todo: ", make("bdi", null, marked(todo, words)))),
      index.projects[1] && make("td", "project", make("bdi", null, marked(job.project, words))),
      make("td", "pulls", pulls.length ? pulls : none("none")),
      make("td", null, bar),
      make("td", null, time(job.time)));
  }

  shown = {
    section,
    live,
    prepare(contents) {
      if (index) return;
      index = contents;
      statuses = new Map(index.statuses.map((status) => [status[0], status]));
      selects.append(...[pick("project", index.projects), pick("week", index.weeks)].filter(Boolean));
    },
    show(found, total, counts, words, isDone) {
      const chosen = chips.contains(document.activeElement) && document.activeElement.dataset.slug;
      const focused = list.contains(document.activeElement) ? document.activeElement.href : null;
      if (isDone) live.textContent = total === 1 ? "1 job matches" : `${total || "No"} jobs match`;
      chips.replaceChildren(...index.statuses.filter(([slug]) => counts[slug] || slug === state.status).map(([slug, name]) =>
        chip(() => change({ status: slug === state.status ? "" : slug }),
          { "data-slug": slug, "aria-pressed": slug === state.status },
          `${name} `, make("span", null, String(counts[slug] || 0)))));
      chips.querySelector(`[data-slug="${chosen}"]`)?.focus();
      for (const select of selects.children) select.value = state[select.name];
      const heads = ["Status", "Job", index.projects[1] && "Project", "Pull request", "Todos", "Started"].filter(Boolean);
      list.replaceChildren(...(found.length ? [make("table", "jobs",
        make("thead", null, make("tr", null, heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", null, found.map(({ job }) => row(job, words))))]
        : isDone ? [make("p", "empty", "No job matches. Fewer words or filters find more.")] : []));
      more.hidden = total <= found.length;
      if (focused) [...list.querySelectorAll("a.title")].find((link) => link.href === focused)?.focus();
    },
  };
  return shown;
}

const isActive = () => keys.some((key) => state[key]);

// Shows what the state says.
function apply() {
  if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
  main.classList.toggle("searching", isActive());
  if (!isActive()) {
    run++;
    if (shown) shown.section.remove();
    return;
  }
  const view = results();
  if (!view.section.isConnected) main.append(view.section);
  search();
}

// The state stands behind the #, the only part of the address that may change on file://.
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  state = Object.fromEntries(keys.map((key) => [key, (given.get(key) || "").slice(0, 200)]));
  limit = PAGE;
  apply();
}

function change(part) {
  const wasActive = isActive();
  state = { ...state, ...part };
  limit = PAGE;
  const query = new URLSearchParams(keys.filter((key) => state[key]).map((key) => [key, state[key]])).toString();
  history[wasActive ? "replaceState" : "pushState"](null, "", `#${query}`);
  apply();
}

function clear() {
  input.value = "";
  change({ q: "", status: "", project: "", week: "" });
}

function move(step) {
  const links = [...main.querySelectorAll("a.title")].filter((link) => link.offsetParent);
  const at = links.indexOf(document.activeElement);
  if (step < 0 && at <= 0 && isActive()) return input.focus();
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  const types = target.matches("input, select, textarea");
  const key = event.key;
  if (key === "Escape" && (isActive() || target === input)) {
    if (isActive()) clear();
    else input.blur();
  } else if (key === "/" && !types) input.focus(), input.select();
  else if (key === "Enter" && target === input) main.querySelector(".results a.title")?.click();
  else if (target === input ? key === "ArrowDown" : !types && key === "j") move(1);
  else if (!types && key === "k") move(-1);
  else if (!types && (key === "ArrowDown" || key === "ArrowUp") && target.matches("a.title")) move(key === "ArrowDown" ? 1 : -1);
  else return;
  event.preventDefault();
});

form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("focus", () => index().catch(() => {}), { once: true });
input.addEventListener("input", () => change({ q: input.value.trim() }));
window.addEventListener("popstate", () => { input.value = ""; fromAddress(); });
for (const chip of document.querySelectorAll("a.chip[data-status]")) {
  chip.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    change({ status: chip.dataset.status });
  });
}

// Copies the Markdown of the page, with links to where the report stands, if that is known.
const markdown = document.getElementById("markdown");
const place = document.querySelector("a.markdown");
if (markdown && place) {
  const canonical = document.querySelector("link[rel=canonical]");
  const base = canonical ? canonical.href : /^https?:$/.test(location.protocol) ? location.href : null;
  const text = markdown.textContent.replace(/\]\(((?:\.\.\/)?(?:jobs|weeks|status)\/[\w./-]+)\.md\)/g, (all, path) =>
    base ? `](${new URL(path, base).href}.html)` : all);
  const button = make("button", { type: "button", class: "copy" }, "Copy as Markdown");
  const said = make("span", { role: "status" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { "aria-hidden": "true" });
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    said.textContent = " Copied";
    setTimeout(() => { said.textContent = ""; }, 3000);
  });
  place.after(" · ", button, said);
}

form.hidden = false;
fromAddress();
})();
