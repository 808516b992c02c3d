/* Search, filters, keys and copying. All is there without it. */
(() => {
"use strict";
const { src } = document.currentScript;
const root = src && new URL("../", src).href;
const address = (page) => src ? `${root}${page}.html` : `#${page}`;
const main = document.getElementById("main");
const form = document.querySelector("form.find");
if (!main || !form) return;
const input = form.querySelector("input");
const PAGE = 50;
const keys = ["q", "status", "project", "week"];
let [state, limit, run] = [{}, PAGE, 0];
const months = new Map();
let contents;
window.jobreport = (name, data) => {
if (name === "index") return contents.give(data);
const rows = data.split("\n").slice(1, -1);
const low = raw(fold(data)).split("\n").slice(1, -1);
months.get(name).give({ name, rows, low });
};
function load(name) {
const wanted = {};
wanted.promise = new Promise((give, fail) => Object.assign(wanted, { give, fail }));
if (!src) {
const text = document.querySelector(`[data-search="${name}"]`).textContent;
setTimeout(() => jobreport(name, name === "index" ? JSON.parse(text) : text));
return wanted;
}
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
function make(name, attributes, ...children) {
const drawing = /^(svg|path)$/.test(name) && "http://www.w3.org/2000/svg";
const element = document.createElementNS(drawing || "http://www.w3.org/1999/xhtml", name);
const pairs = typeof attributes === "string" ? { class: attributes } : attributes;
for (const [key, value] of Object.entries(pairs || {})) {
if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
else element.setAttribute(key, value);
}
element.append(...children.flat(2).filter(Boolean));
return element;
}
const none = (text) => make("span", "none", text);
const cell = (name, ...children) => make("td", { role: "cell", class: name }, ...children);
const chip = (onclick, attributes, ...children) =>
make("button", { type: "button", class: "chip", onclick, ...attributes }, ...children);
const icon = (d) =>
make("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, make("path", { d, "fill-rule": "evenodd" }));
const plain = {
ß: "ss", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ŧ: "t", ς: "σ" };
function fold(text) {
if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
return text.normalize("NFKD").replace(/(?=\p{M})(?![\u3099\u309a])\p{Diacritic}/gu, "").toLowerCase()
.replace(/[ßæðøþđħıłœŧς]/g, (letter) => plain[letter]);
}
function marked(text, words) {
const parts = words.filter(Boolean).sort((a, b) => b.length - a.length)
.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
if (!parts.length) return [text];
let [folded, begins, ends, at] = ["", [], [], 0];
for (const letter of text) {
const letters = fold(letter);
folded += letters;
at += letter.length;
if (!letters && ends.length) ends[ends.length - 1] = at;
for (let i = 0; i < letters.length; i++) begins.push(at - letter.length), ends.push(at);
}
const pieces = [];
let kept = 0;
for (const found of folded.matchAll(new RegExp(parts.join("|"), "g"))) {
const [begin, end] = [begins[found.index], ends[found.index + found[0].length - 1]];
if (begin < kept) continue;
pieces.push(text.slice(kept, begin), make("mark", null, text.slice(begin, end)));
kept = end;
}
return [...pieces, text.slice(kept)];
}
const spans = new RegExp("(?<" + "![\\\\`])(`+)(?!`)(.*?[^`])\\1(?!`)");
const field = (text, words) => text.split(spans).flatMap((part, i) =>
i % 3 === 0 ? marked(part, words) : i % 3 === 1 ? []
: make("code", null, marked(part.replace(/^ (.*[^ ].*) $/, "$1"), words)));
function read(row, month) {
const [time, status, done, total, place, project, name, branch, id, pulls, todos, tags] = JSON.parse(row);
const page = place || `jobs/${month}/${id}`;
return { time, status, done, total, page, project, name, branch, id, pulls, todos, tags };
}
function raw(text) {
return text.replace(
/[<&`$\u007f\u2028\u2029]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}
const needle = (word) => raw(JSON.stringify(word).slice(1, -1));
function score(job, words) {
const [name, branch, id, project, ...todos] =
[job.name, job.branch, job.id, job.project, ...job.todos].map(fold);
let sum = 0;
for (const word of words) {
const at = name.indexOf(word);
const number = word.replace(/^[#!]?/, "[#!]") + "$";
const best = Math.max(
at < 0 ? 0 : at === 0 ? 60 : /[\p{L}\p{N}]/u.test(name[at - 1]) ? 30 : 50,
id === word ? 80 : id.startsWith(word) ? 45 : id.includes(word) ? 12 : 0,
...job.pulls.map((text, i) => {
const label = i % 2 ? "" : fold(text);
return label === word || /^[#!]?\d+$/.test(word) && label.search(number) >= 0 ? 70 : label.includes(word) ? 25 : 0;
}),
job.tags.split(" ").includes(word) ? 40 : 0, branch.includes(word) ? 20 : 0, project.includes(word) ? 15 : 0, todos.some((todo) => todo.includes(word)) ? 10 : 0);
if (!best) return 0;
sum += best;
}
return sum;
}
async function search() {
const mine = ++run;
const words = fold(state.q).split(/\s+/).filter(Boolean).slice(0, 8);
const needles = words.map((word) => needle(/^[#!]\d+$/.test(word) ? word.slice(1) : word));
const view = results();
const counts = {};
let [found, total, drawn, began] = [[], 0, 0, performance.now()];
const better = (a, b) => b.score - a.score || b.time - a.time;
const draw = (isDone) => {
found.sort(better);
drawn = performance.now();
view.show(found.slice(0, limit), total, counts, words, isDone);
};
try {
const contents = await index();
view.prepare(contents);
const from = new Map(contents.weeks).get(state.week);
for (const name of contents.months) {
if (found.length && !drawn) draw(false);
const month = await months.get(name).promise;
if (mine !== run) return;
for (let i = month.rows.length - 1; i >= 0; i--) {
if (i % 128 === 0 && performance.now() - began > 12) {
if (found.length && performance.now() - drawn > 120) draw(false);
await new Promise((go) => setTimeout(go));
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
function time(minutes) {
if (minutes === null) return none("no date");
const date = new Date(minutes * 60000);
const words = date.toUTCString();
return make("time", { datetime: date.toISOString().slice(0, 16) },
`${words.slice(5, 16).replace(/^0/, "")}, ${words.slice(17, 22)}`);
}
let shown;
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
const onchange = (event) => change({ [name]: event.target.value });
return make("select", { name, "aria-label": `Filter by ${name}`, onchange },
make("option", { value: "" }, `All ${name}s`), values.map((value) => make("option", { value }, value)));
}
function row(job, words) {
const [, status, path] = statuses.get(job.status) || [job.status, job.status, ""];
const has = (text) => words.some((word) => fold(text).includes(word));
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
make("span", null, `${done}/${total}`)) : none(total === null ? "not known" : "none");
return make("tr", { role: "row" },
cell("", make("span", `status ${job.status}`, icon(path), status)),
cell("what",
make("a", { class: "title", href: address(job.page) }, make("bdi", null, field(job.name, words))),
job.branch && job.branch !== job.name && make("code", "branch", marked(job.branch, words)),
id && make("code", "branch", marked(id, words)),
todo && make("span", "todo", "Todo: ", make("bdi", null, field(todo, words)))),
index.projects[1] && cell("project", make("bdi", null, marked(job.project, words))),
cell("pulls", pulls.length ? pulls : none("none")), cell("tasks", bar), cell("", time(job.time)));
}
shown = {
section,
live,
prepare(contents) {
if (index) return;
index = contents;
statuses = new Map(index.statuses.map((status) => [status[0], status]));
selects.append(pick("project", index.projects) || "", pick("week", index.weeks.map(([week]) => week)) || "");
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
const head = ["Status", "Job", index.projects[1] && "Project", "Pull request", "Todos", "Started"].filter(Boolean)
.map((text) => make("th", { scope: "col", role: "columnheader" }, text));
list.replaceChildren(found.length ? make("table", { class: "jobs", role: "table" },
make("thead", null, make("tr", { role: "row" }, head)),
make("tbody", null, found.map(({ job }) => row(job, words))))
: isDone ? make("p", "empty", "No job matches. Fewer words or filters find more.") : "");
more.hidden = total <= found.length;
if (focused) [...list.querySelectorAll("a.title")].find((link) => link.href === focused)?.focus();
},
};
return shown;
}
const isActive = () => keys.some((key) => state[key]);
function apply() {
if (document.activeElement !== input) input.value = state.q;
main.classList.toggle("searching", isActive());
run++;
if (!isActive()) return shown?.section.remove();
const { section } = results();
if (!section.isConnected) main.append(section);
search();
}
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
const place = wasActive ? history.state?.place || "" : location.hash;
if (query) history[wasActive ? "replaceState" : "pushState"]({ place }, "", `#${query}`);
else if (wasActive) location.replace(place || "#");
apply();
}
function clear() {
input.value = "";
change({ q: "", status: "", project: "", week: "" });
}
function move(step) {
const links = [...main.querySelectorAll("a.title")]
.filter((link) => link.checkVisibility ? link.checkVisibility() : link.offsetParent);
const at = links.indexOf(document.activeElement);
if (step < 0 && at <= 0 && isActive()) return input.focus();
links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}
function showKeys() {
const keys = [["/", "search"], ["↓ ↑ or j k", "move"], ["Enter", "open"], ["Esc", "leave the search"], ["?", "these keys"]];
const dialog = make("dialog", { "aria-label": "Keys", onclose: () => dialog.remove() },
make("dl", "keys", keys.map(([key, does]) => [make("dt", null, make("kbd", null, key)), make("dd", null, does)])),
make("form", { method: "dialog" }, make("button", "chip", "Close")));
document.body.append(dialog);
dialog.showModal();
}
document.addEventListener("keydown", (event) => {
if (document.querySelector("dialog")) return;
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
else if (!types && key === "?") showKeys();
else if (!types && (key === "ArrowDown" || key === "ArrowUp") && target.matches("a.title")) move(key === "ArrowDown" ? 1 : -1);
else return;
event.preventDefault();
});
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("focus", () => index().catch(() => {}), { once: true });
input.addEventListener("input", () => change({ q: input.value.trim() }));
window.addEventListener("popstate", () => { input.value = ""; fromAddress(); });
main.addEventListener("click", (event) => {
const chip = event.target.closest("a.chip[data-status]");
if (!chip || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
event.preventDefault();
change({ status: chip.dataset.status });
});
const report = document.title;
function show() {
const page = !src && main.querySelector(".page:target, .page:has(:target)");
if (!src) document.title = page ? `${page.querySelector("h1").textContent} · ${report}` : report;
for (const table of document.querySelectorAll(".message table")) {
if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
}
window.addEventListener("hashchange", show);
const canonical = document.querySelector("link[rel=canonical]")?.href;
const base = canonical || (/^http/.test(location.protocol) && location.href);
for (const place of document.querySelectorAll("a.markdown")) {
const source = place.closest(".page, main").querySelector("pre.source");
if (!source) continue;
const button = make("button", { type: "button", class: "copy" }, "Copy as Markdown");
const said = make("span", { role: "status" });
button.addEventListener("click", async () => {
const text = source.textContent.replace(/\]\(((?:\.\.\/)?(?:jobs|weeks|status)\/[\w./-]+)\.md\)/g, (all, path) =>
base ? `](${new URL(src ? `${path}.html` : `#${path.replace("../", "")}`, base).href})` : all);
try {
await navigator.clipboard.writeText(text);
} catch {
const area = make("textarea", null, text);
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
show();
fromAddress();
})();
