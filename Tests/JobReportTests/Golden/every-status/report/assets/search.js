/* The search and its filters, loaded when somebody asks for them. */
"use strict";
jobreport("search", ({ src, root, main, form, input, load, make }) => {
const address = (page) => src ? `${root}${page}.html` : `#${page}`;
const PAGE = 50;
const keys = ["q", "status", "project", "week"];
let [state, limit, run] = [{}, PAGE, 0];
let byTime = false;
const none = (text) => make("span", "none", text);
const cell = (name, ...children) => make("td", { role: "cell", class: name }, ...children);
const chip = (onclick, attributes, ...children) =>
make("button", { type: "button", class: "chip", onclick, ...attributes }, ...children);
const plain = {
ß: "ss", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ŧ: "t", ς: "σ" };
function fold(text) {
if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
return text.replace(/[\0-\u1cff\u1e00-\u1fff\u2070-\u218f\u3040-\u30ff\uac00-\ud7a3\ufb00-\ufb4f\uff00-\uffef]+/g, (run) =>
run.normalize("NFKD").replace(/(?=\p{M})(?![\u3099\u309a])\p{Diacritic}/gu, "")).toLowerCase()
.replace(/[ßæðøþđħıłœŧς]/g, (letter) => plain[letter]);
}
const unspaced = "(?=[\\p{L}\\p{N}])[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}]";
const runs = new RegExp(`(?:${unspaced}\\p{M}*)+|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+`, "gu");
const isUnspaced = new RegExp(`^${unspaced}`, "u");
function wordsOf(text, isQuery) {
return (text.match(runs) || []).flatMap((run) => {
if (!isUnspaced.test(run)) return run.length > 32 ? [...run].slice(0, 32).join("") : run;
const letters = run.match(/\P{M}\p{M}*/gu);
const pairs = letters.slice(1).map((letter, i) => letters[i] + letter);
return isQuery && pairs.length ? pairs : [...pairs, letters.at(-1)];
});
}
const behind = (word) => isUnspaced.test(word) || !/^[\p{L}\p{N}]/u.test(word) ? "" : "(?<" + "![\\p{L}\\p{N}])";
function marked(text, words) {
const parts = words.filter(Boolean).sort((a, b) => b.length - a.length)
.map((word) => behind(word) + word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
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
for (const found of folded.matchAll(new RegExp(parts.join("|"), "gu"))) {
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
const fields = "time status done total page project name branch id pulls todos states agent model by week".split(" ");
function read(line) {
const row = JSON.parse(line);
return Object.fromEntries(fields.map((name, i) => [name, row[i]]));
}
const cached = (make, had = new Map()) => (key) => {
if (!had.has(key)) had.set(key, make(key));
return had.get(key);
};
const lines = cached(async (name) => {
const text = await load(name);
return Object.assign(text.split("\n").slice(1, -1), { size: text.length });
});
let contents;
const digits = Object.fromEntries([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, i) => [c, i]));
function places(text = "") {
let [list, next, value, shift] = [[], 0, 0, 0];
for (const letter of text) {
const digit = digits[letter];
value |= (digit & 31) << shift;
shift += 5;
if (digit & 32) continue;
list.push(next += value);
next++;
[value, shift] = [0, 0];
}
return list;
}
async function pieces([name], start) {
const firsts = await load(name);
return firsts.map((_, i) => `${name}-${i}`).filter((_, i) => firsts[i] <= start + "\uffff" && !(firsts[i + 1] <= start));
}
async function entries(segment, start, cost) {
if (!src) return [...await ownWords(segment[1] + segment[2])].filter(([word]) => word.startsWith(start));
const found = await Promise.all((await pieces(segment, start)).map(lines));
for (const { size } of found) cost.size += size;
return found.flat().filter((line) => line.startsWith(start)).map((line) => {
const [word, lists] = line.split(" ");
return [word, lists.split(",").map(places)];
});
}
const ownWords = cached(async (count) => {
const all = new Map();
for (let place = 0; place < count; place++) {
const job = await row(place);
const message = document.getElementById(job.page)?.querySelector(".message");
const add = (kind, words) => {
for (const word of words) {
if (!all.has(word)) all.set(word, [[], [], []]);
const lists = all.get(word);
if (!lists.some((list) => list.at(-1) === place)) lists[kind].push(place);
}
};
const { pulls } = job;
const repositories = pulls.filter((_, i) => i % 2).map((url) => url.split(/\/(?:-\/)?(?:pulls?|merge_requests|pull-requests)\//)[0].split("/").slice(3).join("/"));
const [, statusName] = contents.statuses.find(([slug]) => slug === job.status) || [];
add(2, [...wordsOf(fold(job.name)), ...pulls.map((label) => label.match(/[#!](\d+)$/)).filter(Boolean).map(([, number]) => `#${number}`)]);
add(1, wordsOf(fold([job.branch, job.id, job.project, job.model, job.by, statusName, job.agent, contents.agents[job.agent], job.states,
...repositories, ...pulls.filter((_, i) => i % 2 === 0)].join("\n"))));
add(0, wordsOf(fold([...job.todos, message?.textContent.slice(0, 16384)].join("\n"))));
for (const name of tags) for (const value of name === "is" ? job.states.split(" ") : [job[name]]) if (value) add(1, [tag(name, value)]);
}
return all;
});
const tags = ["status", "is", "agent", "project", "model", "by", "week"];
const tag = (name, value) =>
`:${name}:${encodeURIComponent(value).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase())}`;
const valuesOf = (name) => name === "status" ? contents.statuses.map(([slug]) => slug) : contents[name];
const titleOf = (name, value) => name === "agent" ? contents.agents[value] || value
: name === "status" ? contents.statuses.find(([slug]) => slug === value)?.[1] || value : value;
function parse(query) {
const [terms, shown] = [[], []];
for (const [all, written, quoted, value] of query.matchAll(/([a-z]+):(?:"([^"]*)"?|([^\s"]+))|\S+/giu)) {
const name = written?.toLowerCase();
if (tags.includes(name)) {
const wanted = fold(quoted ?? value);
const near = valuesOf(name).filter((value) => [value, titleOf(name, value)].some((text) => fold(text).includes(wanted)));
const same = near.filter((value) => fold(value) === wanted);
terms.push({ tags: (same.length ? same : near).map((value) => tag(name, value)) });
continue;
}
const word = fold(all);
const number = word.match(/^[#!](\d+)$/)?.[1];
const words = number ? [`#${number}`] : wordsOf(word, true);
shown.push(number || word, ...words);
terms.push(...words.map((word) => ({ word })));
}
terms.sort((a, b) => (b.word?.length || 0) - (a.word?.length || 0));
return { terms: terms.slice(0, 8), words: [...new Set(shown)] };
}
async function fitting(segment, term, cost) {
const points = new Map();
for (const start of term.tags || [term.word]) {
for (const [word, lists] of await entries(segment, start, cost)) {
if (term.word || word === start) lists.forEach((list, kind) => list.forEach((place) => {
points.set(place, term.tags ? 0 : Math.max(points.get(place) || 0, 2 * kind + 1 + (word === start)));
}));
}
}
return points;
}
async function hits(segment, terms, cost) {
let all = null;
for (const [i, term] of terms.entries()) {
const fits = new Map();
for (const [place, points] of await fitting(segment, term, cost)) {
const [sum, said] = all ? all.get(place) || [] : [0, 0];
if (sum !== undefined) fits.set(place, [sum + points, said | (points === 1 || points === 2) << i]);
}
all = fits;
if (!all.size) break;
}
return all || new Map(Array.from({ length: segment[2] }, (_, place) => [place, [0, 0]]));
}
const statusesOf = cached(async (segment) => {
const statuses = Object.assign([], { size: 0 });
for (const [word, lists] of await entries(segment, ":status:", statuses)) lists.flat().forEach((place) => { statuses[place] = word.slice(8); });
return statuses;
});
const rowsOf = (number) => lines(`rows-${Math.floor(number / contents.rows)}`);
const row = async (number) => read((await rowsOf(number))[number % contents.rows]);
const newer = (a, b) => b.number - a.number;
const better = (a, b) => b.points - a.points || newer(a, b);
async function find() {
const mine = ++run;
const view = results();
const counts = {};
const cost = { size: 0 };
let [found, newest, total, drawn, isOpen] = [[], [], 0, 0, false];
try {
contents ??= await load("index");
if (mine !== run) return;
view.prepare();
const { terms, words } = parse(state.q);
for (const name of ["project", "week"]) if (state[name]) terms.push({ tags: [tag(name, state[name])] });
const { word, tags } = terms[0] || {};
const most = 1e5 * (word?.length < 6 && word[0] !== "#" ? word.length : 6);
const draw = async (isDone) => {
const best = isDone && !byTime ? found.sort(better).slice(0, limit) : newest;
const isFirst = !drawn;
drawn = performance.now();
const jobs = [];
for (const [i, { number, said }] of best.entries()) {
if (i === 1 && isFirst) view.show(jobs, total, counts, words, false);
if (i === 1) best.forEach(({ number }) => rowsOf(number));
jobs.push({ ...await row(number), said: terms.filter((_, i) => said >> i & 1) });
if (mine !== run) return;
}
view.show(jobs, total, counts, words, isDone, isOpen);
};
const segments = contents.segments.slice().reverse();
for (const [i, segment] of segments.entries()) {
if (src && terms[0]) segments.slice(i + 1, i + 5).forEach(async (next) => {
const names = await pieces(next, word || tags[0]).catch(() => []);
if (names.length < 3) names.forEach(lines);
});
const fits = await hits(segment, terms, cost);
if (mine !== run) return;
if (!fits.size) continue;
const statuses = await statusesOf(segment);
cost.size += statuses.size;
if (mine !== run) return;
for (const [place, [points, said]] of fits) {
const status = statuses[place];
counts[status] = (counts[status] || 0) + 1;
if (state.status && status !== state.status) continue;
total++;
found.push({ number: segment[1] + place, points, said });
}
if (newest.length < limit) newest = found.sort(newer).slice(0, limit);
if (i === segments.length - 1) break;
if (newest.length === limit && cost.size > most) {
byTime = isOpen = true;
break;
}
if (found.length && (!drawn || performance.now() - drawn > 300)) await draw(false);
if (mine !== run) return;
if (found.length > 20 * limit) found = found.sort(better).slice(0, limit);
}
await draw(true);
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
const more = chip(() => { limit += PAGE; find(); }, { hidden: "" }, "Show more");
const end = chip(clear, null, "Back to the page");
const section = make("section", { class: "results", "aria-label": "Search" },
make("h1", null, "Search"), live, chips, selects, list, make("p", "more", more, " ", end));
let statuses = new Map();
function pick(name, values) {
if (values.length < 2) return null;
const onchange = (event) => change({ [name]: event.target.value });
return make("select", { name, "aria-label": `Filter by ${name}`, onchange },
make("option", { value: "" }, `All ${name}s`), values.map((value) => make("option", { value }, value)));
}
function row(job, words) {
const [, status] = statuses.get(job.status) || [job.status, job.status];
const has = (text) => words.some((word) => fold(text).includes(word));
const todo = job.todos.find(has);
const id = has(job.id) && job.id;
const said = job.said.some(({ word }) => !job.todos.some((todo) => fold(todo).includes(word)));
const facts = [contents.agents[job.agent] || job.agent, job.model, job.by].filter(Boolean);
const pulls = [];
for (let i = 0; i < job.pulls.length; i += 2) {
if (i) pulls.push(", ");
const label = marked(job.pulls[i], words.map((word) => word.replace(/^[#!]/, "")));
const href = job.pulls[i + 1];
pulls.push(href ? make("a", { href, rel: "noopener noreferrer nofollow" }, label) : make("code", null, label));
}
const { done, total } = job;
const states = job.states.split(" ").filter((state) => state !== "not-visible").join(", ");
const bar = total ? make("span", "meter",
make("progress", { value: done, max: total, "aria-label": `${done} of ${total} todos done` }),
make("span", null, `${done}/${total}`)) : none(total === null ? "not known" : "none");
return make("tr", { role: "row" },
cell("", make("span", `status ${job.status}`, status),
states && make("span", "todo", states)),
cell("what",
make("a", { class: "title", href: address(job.page) }, make("bdi", null, field(job.name, words))),
job.branch && job.branch !== job.name && make("code", "branch", marked(job.branch, words)),
id && make("code", "branch", marked(id, words)),
todo && make("span", "todo", "Todo: ", make("bdi", null, field(todo, words))),
said && make("span", "todo", "in its message"),
facts.length && (has(facts.join(" ")) || /(agent|model|by):/i.test(state.q)) &&
make("span", "todo", make("bdi", null, marked(facts.join(" · "), words)))),
contents.project[1] && cell("project", make("bdi", null, marked(job.project, words))),
cell("pulls", pulls.length ? pulls : none("none")), cell("tasks", bar), cell("", time(job.time)));
}
shown = {
section,
live,
prepare() {
if (statuses.size) return;
statuses = new Map(contents.statuses.map((status) => [status[0], status]));
selects.append(pick("project", contents.project) || "", pick("week", contents.week) || "");
},
show(jobs, total, counts, words, isDone, isOpen) {
const chosen = chips.contains(document.activeElement) && document.activeElement.dataset.slug;
const focused = list.contains(document.activeElement) ? document.activeElement.href : null;
if (isDone) live.textContent = isOpen ? `${total} or more jobs match, the newest first` : total === 1 ? "1 job matches" : `${total || "No"} jobs match`;
chips.replaceChildren(...contents.statuses.filter(([slug]) => isOpen || counts[slug] || slug === state.status).map(([slug, name]) =>
chip(() => change({ status: slug === state.status ? "" : slug }),
{ "data-slug": slug, "aria-pressed": slug === state.status },
`${name} `, make("span", null, `${counts[slug] || 0}${isOpen ? "+" : ""}`))));
chips.querySelector(`[data-slug="${chosen}"]`)?.focus();
for (const select of selects.children) select.value = state[select.name];
const head = ["Status", "Job", contents.project[1] && "Project", "Pull request", "Todos", "Started"].filter(Boolean)
.map((text) => make("th", { scope: "col", role: "columnheader" }, text));
list.replaceChildren(jobs.length ? make("table", { class: "jobs", role: "table" },
make("thead", null, make("tr", { role: "row" }, head)),
make("tbody", null, jobs.map((job) => row(job, words))))
: isDone ? make("p", "empty", "No job matches. Fewer words or filters find more.") : "");
more.hidden = !isOpen && total <= jobs.length;
if (focused) [...list.querySelectorAll("a.title")].find((link) => link.href === focused)?.focus();
},
};
return shown;
}
const hints = make("div", { class: "hints", role: "group", "aria-label": "Search by" });
async function hint() {
contents ??= await load("index");
const few = { status: 8, is: 4, agent: 5, project: 5, model: 3, by: 4 };
hints.replaceChildren(...Object.keys(few).flatMap((name) => valuesOf(name).length < (name === "is" ? 1 : 2) ? []
: valuesOf(name).slice(0, few[name]).map((value) => chip(() => {
input.value = `${name}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value} `;
input.focus();
change({ q: input.value.trim() });
}, null, make("span", "none", `${name}:`), value))));
showHints();
}
function showHints() {
hints.hidden = input.value !== "" || !form.contains(document.activeElement) || !hints.children.length;
}
const isActive = () => keys.some((key) => state[key]);
function apply() {
if (document.activeElement !== input) input.value = state.q;
main.classList.toggle("searching", isActive());
run++;
if (!isActive()) return shown?.section.remove();
const { section } = results();
if (!section.isConnected) main.append(section);
find();
}
function fromAddress() {
const given = new URLSearchParams(location.hash.slice(1));
state = Object.fromEntries(keys.map((key) => [key, (given.get(key) || "").slice(0, 200)]));
[limit, byTime] = [PAGE, false];
apply();
}
function change(part) {
const wasActive = isActive();
state = { ...state, ...part };
[limit, byTime] = [PAGE, false];
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
function inert(text) {
return text.replace(
/(^ *(`{3,}|~{3,})[^]*?^ *\2|`[^`\n]*`)|(^|[^\w\/.])@(?=\w)|(https:\/\/)(github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull|discussions|commit)\/)/gm,
(all, code, fence, before, scheme, rest) => code ? all : scheme ? `${scheme}redirect.${rest}` : `${before}@\u2060`);
}
function showKeys() {
const keys = ["/", "find a job", "↓ ↑ j k", "move", "Enter", "open", "Esc", "leave the search", "?", "show these"];
const caps = (names) => names.split(" ").flatMap((name) => [make("kbd", null, name), " "]);
const dialog = make("dialog", { "aria-labelledby": "keys", onclose: () => dialog.remove() },
make("h2", { id: "keys" }, "Keys"),
make("dl", "keys", keys.map((text, i) => i % 2 ? make("dd", null, text) : make("dt", null, caps(text)))),
make("form", { method: "dialog" }, make("button", "chip", "Close")));
document.body.append(dialog);
dialog.showModal();
}
form.append(hints);
hints.hidden = true;
input.addEventListener("input", () => { change({ q: input.value.trim() }); showHints(); });
form.addEventListener("focusin", showHints);
form.addEventListener("focusout", () => setTimeout(showHints));
window.addEventListener("popstate", () => { input.value = ""; fromAddress(); });
hint().catch(() => {});
fromAddress();
if (input.value.trim() && !isActive()) change({ q: input.value.trim() });
return { isActive, clear, change, showKeys, inert };
});
