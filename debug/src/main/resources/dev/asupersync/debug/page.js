"use strict";
const TABS = [
  ["regions", "Regions"], ["waits", "Waits"], ["channels", "Channels and locks"], ["findings", "Findings"],
  ["incidents", "Cancelled and failed"], ["events", "Events"], ["found", "Found"]];
const FINDINGS = {
  DEADLOCK: "They wait for each other", STUCK: "Did not end in its cleanup time", DEAF: "Does not hear that it should stop",
  SILENT: "Comes to no checkpoint", LOST: "Waits for something that nobody known can give", LEAKED: "Leaked",
  HELD_LONG: "Held for long", SLOW_CLOSE: "Takes long to close", FULL: "Full, and somebody waits to put"};
const state = {
  tab: "regions", chosen: "", open: new Set(), shut: new Set(), summary: null, paused: false, down: false,
  query: "", group: "", last: null, ended: "", offset: 0, history: [], busy: false};
const $ = id => document.getElementById(id);

// --- making elements: text is only ever set as text, whatever a program has called its tasks --------------------
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") node.addEventListener("click", value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return node;
}
/** Text in which the numbers of regions and tasks lead to them. */
function linked(text) {
  return String(text).split(/(\b[RTO]\d+\b)/).map((part, i) => i % 2 ? ref(part) : part);
}
function ref(id) {
  return el("a", {class: "ref", tabindex: "0", "data-id": id}, id);
}
function svg(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
function time(nanos) {
  const s = nanos / 1e9;
  if (s < 1e-3) return Math.round(nanos / 1e3) + " µs";
  if (s < 1) return Math.round(s * 1e3) + " ms";
  if (s < 120) return s.toFixed(1) + " s";
  return s < 7200 ? Math.floor(s / 60) + " min " + Math.floor(s % 60) + " s" : Math.floor(s / 3600) + " h " + Math.floor(s % 3600 / 60) + " min";
}
const number = n => Number(n).toLocaleString("en");
const clock = millis => new Date(millis).toISOString().slice(11, 23);
const stateOf = task => task.wait && task.state === "RUNNING" ? "WAITING" : task.state;
const badge = (word, look) => el("span", {class: "badge s-" + (look || word)}, word.toLowerCase().replaceAll("_", " "));
/** A region whose body has returned waits for its tasks, as it should; one that was cancelled is being stopped. */
const regionState = region => /CLOSING|DRAINING/.test(region.state) && !region.cancelled ? "WAITING" : region.state;
const deadline = millis => millis > 0 ? "in " + time(millis * 1e6) : "has passed";
const plural = (n, word) => number(n) + " " + word + (n === 1 ? "" : "s");

// --- asking -------------------------------------------------------------------------------------------------------
async function ask(path) {
  const answer = await fetch(path, {headers: {Accept: "application/json"}});
  const value = await answer.json().catch(() => ({}));
  return answer.ok ? value : {error: value.error || "The page got no answer: " + answer.status};
}
async function refresh() {
  if (state.busy || state.down || !getSelection().isCollapsed) return;
  state.busy = true;
  try {
    const [content, detail] = await Promise.all([CONTENT[state.tab](), details()]);
    if (state.down) return;
    $("content").replaceChildren(...content);
    $("detail").replaceChildren(...detail);
  } catch (gone) {
    live("off", "not reachable");
  } finally {
    state.busy = false;
  }
}
function live(how, text) {
  $("live").className = "chip live " + how;
  $("live").lastChild.textContent = text;
}
function told(summary) {
  if (state.paused) return;
  state.summary = summary;
  state.history.push(summary);
  if (state.history.length > 60) state.history.shift();
  live("on", "live, looks take " + time(summary.lookNanos));
  numbers();
  tabs();
  refresh();
}
function listen() {
  const source = new EventSource("/live");
  source.onmessage = message => told(JSON.parse(message.data));
  source.onerror = () => {
    live("off", "not reachable; this is the last look");
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(async () => {
        try { told(await ask("/api/summary")); } catch (gone) { /* the next one may come through */ }
        listen();
      }, 3000);
    }
  };
}

// --- the numbers ----------------------------------------------------------------------------------------------------
function numbers() {
  const s = state.summary;
  const rate = state.history.map((at, i, all) => i === 0 ? 0
    : Math.max(0, (at.ended - all[i - 1].ended) * 1000 / Math.max(1, at.epochMillis - all[i - 1].epochMillis)));
  const of = key => state.history.map(each => each[key]);
  $("runtime").textContent = s.runtime + ", pid " + s.pid + ", " + plural(s.programs, "program");
  document.title = (s.certain ? "(" + s.certain + ") " : "") + number(s.tasks) + " tasks, Asupersync";
  $("numbers").replaceChildren(
    card("Live tasks", number(s.tasks), of("tasks")),
    card("Waiting", number(s.waiting), of("waiting")),
    card("Being stopped", number(s.stopping), of("stopping"), s.stopping ? "stop" : ""),
    card("Regions", number(s.regions), of("regions")),
    card("Permits held", number(s.obligations), of("obligations")),
    card("Tasks ended a second", number(Math.round(rate.at(-1))), rate),
    card("Leaked", number(s.leaked), of("leaked"), s.leaked ? "bad" : ""));
  $("alarm").hidden = !s.certain;
  $("alarm").replaceChildren(el("b", {}, plural(s.certain, "finding") + " to look at"), s.alarms.map(kind => FINDINGS[kind] || kind).join("; "));
}
function card(label, value, series, tone) {
  const node = el("div", {class: "number " + (tone || "")}, el("span", {}, label), el("strong", {}, value));
  const most = Math.max(...series), least = Math.min(...series);
  if (series.length > 2 && most > least) {
    const line = series.map((v, i) => (i ? "L" : "M") + (i * 100 / (series.length - 1)).toFixed(1) + " "
      + (28 - (v - least) * 24 / (most - least)).toFixed(1)).join("");
    const picture = svg("svg", {viewBox: "0 0 100 30", preserveAspectRatio: "none", "aria-hidden": "true"});
    picture.append(svg("path", {d: line}));
    node.append(picture);
  }
  return node;
}
function tabs() {
  const s = state.summary || {};
  const counts = {findings: s.findings, incidents: s.incidents, waits: s.waiting};
  $("tabs").replaceChildren(...TABS.filter(([id]) => id !== "found" || state.query).map(([id, label]) =>
    el("button", {type: "button", role: "tab", "aria-selected": String(state.tab === id), "data-tab": id}, label,
      counts[id] ? el("sup", {class: id === "findings" && s.certain ? "bad" : ""}, number(counts[id])) : "")));
}

// --- what a tab shows -------------------------------------------------------------------------------------------------
const CONTENT = {
  async regions() {
    const top = await ask("/api/tree?depth=2");
    if (!top.total) return [el("p", {class: "empty"}, "No program runs now.")];
    if (!state.chosen) choose(String(top.children[0].id), true);
    const rows = [];
    await branch(rows, top.children, 0, Math.max(1, ...top.children.map(each => each.tasksBelow)), null, top.total);
    return rows;
  },
  async waits() {
    const {waits = [], total} = await ask("/api/waits");
    if (!total) return [el("p", {class: "empty"}, "Nobody waits.")];
    return [table(["!Tasks", "wait for", "!longest", "which can be ended by"], waits.map(each => [
      number(each.count), linked(each.what), time(each.longestNanos),
      each.heldUpBy.length ? linked(each.heldUpBy.join(", ") + (each.heldUpByCount > 5 ? " and " + number(each.heldUpByCount - 5) + " more" : ""))
        : el("span", {class: "soft"}, each.what === "sleep" ? "time" : "no live task that is known")]))];
  },
  async channels() {
    const {owned = [], total} = await ask("/api/channels");
    if (!total) return [el("p", {class: "empty"}, "No channels, locks or pools are open.")];
    return [table(["What", "Used", "", "!wait to put", "!wait to take", "Owner"], owned.map(ownedRow))];
  },
  async findings() {
    const {findings = []} = await ask("/api/findings");
    if (!findings.length) return [el("p", {class: "empty"}, "Nothing looks wrong.")];
    return findings.map(each => el("div", {class: "finding click" + (each.certain ? " certain" : ""), "data-id": each.subject},
      el("b", {}, FINDINGS[each.kind] || each.kind),
      each.text.includes("\n") ? el("pre", {}, linked(each.text)) : el("p", {}, linked(each.text)),
      el("p", {class: "soft"}, each.advice)));
  },
  incidents: () => log("/api/incidents", "Nothing was cancelled and nothing has failed."),
  events: () => log("/api/events?limit=300", "Nothing has happened yet."),
  async found() {
    const {hits = [], total} = await ask("/api/find?q=" + encodeURIComponent(state.query));
    if (!total) return [el("p", {class: "empty"}, "Nothing alive is called \"" + state.query + "\".")];
    return [table(["What", "Id", "Name", "In"], hits.map(hit => ({
      id: hit.kind === "obligation" ? hit.more : hit.kind === "owned" ? hit.region : hit.id,
      cells: [el("span", {class: "soft"}, hit.kind === "owned" ? "thing" : hit.kind), el("span", {class: "id"}, hit.id),
        linked(hit.label), ref(String(hit.region))]}))),
      total > hits.length ? el("p", {class: "empty"}, number(total - hits.length) + " more. Say more of the name.") : ""].filter(Boolean);
  },
};
async function branch(rows, regions, level, most, parent, total) {
  for (const region of regions) {
    const id = String(region.id);
    const open = state.open.has(id) || (level < 3 && region.regions > 0 && region.regions <= 20 && !state.shut.has(id));
    rows.push(regionRow(region, level, open, most));
    if (open && region.regions) {
      const below = await ask("/api/tree?region=" + id + "&depth=1");
      if (below.children) await branch(rows, below.children, level + 1, most, id, below.regions);
    }
  }
  if (total > regions.length) {
    rows.push(el("div", {class: "row"}, el("span", {class: "small"}, "and " + number(total - regions.length) + " more regions; find them by name")));
  }
}
function regionRow(region, level, open, most) {
  const id = String(region.id);
  const pad = el("span", {class: "pad"});
  pad.style.width = level * 18 + "px";
  return el("div", {class: "row" + (state.chosen === id ? " chosen" : ""), "data-id": id},
    pad,
    el("button", {class: "twisty", type: "button", "data-twisty": id, "data-open": String(open), "aria-label": open ? "fold" : "unfold"},
      region.regions ? (open ? "▾" : "▸") : ""),
    el("span", {class: "state s-" + regionState(region), title: region.state}),
    el("span", {class: "name"}, region.name || (level === 0 && !region.parent ? "program" : "region")),
    el("span", {class: "id"}, id),
    region.state === "OPEN" ? "" : badge(region.state, regionState(region)),
    region.cancelled ? el("span", {class: "small why", title: region.cancelled}, "cancelled: " + region.cancelled) : "",
    el("span", {class: "grow"}),
    region.leftMillis === undefined || region.cancelled ? "" : el("span", {class: "small"}, "deadline " + deadline(region.leftMillis)),
    share(region.tasksBelow / most, false),
    el("span", {class: "small"}, plural(region.tasksBelow, "task")),
    el("span", {class: "small"}, time(region.ageNanos)));
}
function share(part, full) {
  const bar = el("i", {});
  bar.style.width = Math.round(Math.min(1, part) * 100) + "%";
  return el("span", {class: "share" + (full ? " full" : "")}, bar);
}
function table(heads, rows) {
  const right = heads.map(head => head.startsWith("!"));
  return el("table", {},
    el("thead", {}, el("tr", {}, heads.map((head, i) => el("th", {class: right[i] ? "n" : ""}, head.replace("!", ""))))),
    el("tbody", {}, rows.map(row => {
      const cells = row.cells || row;
      return el("tr", row.id ? {class: "click" + (state.chosen === String(row.id) ? " chosen" : ""), "data-id": row.id} : {},
        cells.map((cell, i) => el("td", {class: right[i] ? "n" : ""}, Array.isArray(cell) ? cell : [cell])));
    })));
}
function ownedRow(thing) {
  const known = thing.used !== undefined;
  const limited = thing.capacity !== undefined && thing.capacity > 0;
  return {id: thing.region, cells: [
    thing.subject, known ? number(thing.used) + (thing.capacity === undefined ? "" : " of " + number(thing.capacity)) : "",
    known && limited ? share(thing.used / thing.capacity, thing.used >= thing.capacity && thing.waitingToPut + thing.waitingToTake > 0) : "",
    thing.waitingToPut || "", thing.waitingToTake || "",
    [ref(String(thing.region)), " ", thing.regionName || ""]]};
}
function tone(event) {
  if (/^(leak|stuck|budget)/.test(event.kind) || /^(Err|Panicked)/.test(event.text)) return "bad";
  return /cancel|stop/.test(event.kind) || /^Cancelled/.test(event.text) ? "stop" : "";
}
async function log(path, nothing) {
  const {events = []} = await ask(path);
  if (!events.length) return [el("p", {class: "empty"}, nothing)];
  return [table(["When", "What"], events.map(each => [
    el("span", {class: "id"}, clock(each.epochMillis)),
    [el("span", {class: "kind " + tone(each)}, each.kind), el("span", {class: "who"}, linked(each.subject)),
      each.text.includes("\n") ? el("pre", {}, linked(each.text)) : each.text ? el("p", {}, linked(each.text)) : ""]]))];
}

// --- one region or task -----------------------------------------------------------------------------------------------
async function details() {
  const id = state.chosen;
  if (!id) return [el("p", {class: "empty"}, "Choose a region or a task.")];
  if (state.ended === id) return ended(id);
  if (id.startsWith("O")) {
    const {hits = []} = await ask("/api/find?q=" + id);
    const holder = hits.find(hit => hit.kind === "obligation");
    if (holder) { state.chosen = String(holder.more); return details(); }
    return [el("p", {class: "empty"}, id + " is not held any more.")];
  }
  const found = id.startsWith("R")
    ? await ask("/api/region?id=" + id + "&limit=50&offset=" + state.offset + "&group=" + state.group)
    : await ask("/api/task?id=" + id);
  if (found.error) {
    state.ended = id;
    return ended(id);
  }
  state.last = {id, detail: id.startsWith("R") ? regionDetail(found) : taskDetail(found)};
  return state.last.detail;
}
function ended(id) {
  const known = state.last && state.last.id === id;
  return [el("p", {class: "gone"}, id + " has ended." + (known ? " This is how it was last seen." : "")), ...(known ? state.last.detail : [])];
}
function head(item, word, title, look) {
  return [
    el("div", {class: "path"}, item.path.map((each, i) => [i ? el("span", {}, "›") : "", el("span", {}, ref(String(each.id)), each.name ? " " + each.name : "")]).flat()),
    el("h2", {}, el("span", {class: "state s-" + (look || word)}), title, el("span", {class: "id"}, String(item.id)), badge(word, look))];
}
function facts(pairs) {
  return el("dl", {class: "facts"}, pairs.filter(pair => pair && pair[1] !== undefined && pair[1] !== "").map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, Array.isArray(value) ? value : [String(value)]))));
}
function budgetFacts(budget) {
  if (budget.leftMillis === undefined && budget.polls === undefined && budget.cost === undefined) {
    return [["Budget", "no limits, priority " + budget.priority]];
  }
  return [
    ["Deadline", budget.leftMillis === undefined ? "none" : deadline(budget.leftMillis)],
    ["Polls left", budget.polls === undefined ? "unlimited" : number(budget.polls)],
    ["Cost left", budget.cost === undefined ? "unlimited" : number(budget.cost)],
    ["Priority", budget.priority]];
}
function explained(title, answer) {
  return [
    el("h3", {}, title),
    el("div", {class: "box"}, el("p", {}, linked(answer.summary)),
      answer.because.length ? el("ul", {}, answer.because.map(line => el("li", {}, linked(line)))) : ""),
    answer.advice ? el("div", {class: "box warn"}, el("p", {}, linked(answer.advice))) : "",
    answer.chain.length > 1 ? el("h3", {}, "Who waits for whom") : "",
    answer.chain.length > 1 ? el("ol", {class: "hops"}, answer.chain.map(hop => el("li", {}, linked(hop)))) : ""];
}
function cancellation(why) {
  if (!why) return [];
  return [el("h3", {}, "Cancelled " + time(why.sinceNanos) + " ago, because"),
    el("div", {class: "box stop"}, el("ol", {class: "hops"}, why.chain.map(link => el("li", {},
      el("b", {}, String(link.kind)), link.message ? ": " + link.message : "",
      link.region ? [" in ", ref(String(link.region))] : "", link.task ? [" by ", ref(String(link.task))] : ""))))];
}
function regionDetail(region) {
  return [
    ...head(region, region.state, region.name || (region.parent ? "region" : "program"), regionState(region)),
    facts([["Open for", time(region.ageNanos)], ["Live tasks", number(region.tasks) + " here, " + number(region.tasksBelow) + " with those below"],
      ["Child regions", number(region.regions)], ["Permits held below", number(region.obligationsBelow)], ["Finalizers to run", region.finalizers],
      ...budgetFacts(region.budget)]),
    ...explained("What is it waiting for?", region.explain),
    ...cancellation(region.cancellation),
    ...(region.owned.length ? [el("h3", {}, "What it owns"),
      table(["What", "Used", "", "!wait to put", "!wait to take"], region.owned.map(thing => ownedRow(thing).cells.slice(0, 5)))] : []),
    ...(region.groups.length ? [el("h3", {}, "Tasks, those alike folded"), table(["!", "Name", "State", "Waits for", "!longest"],
      region.groups.map(group => ({id: group.count === 1 ? group.first : "group:" + group.key, cells: [
        number(group.count), group.name || el("span", {class: "soft"}, "unnamed"), badge(group.waitsFor && group.state === "RUNNING" ? "WAITING" : group.state),
        linked(group.waitsFor || ""), group.longestNanos ? time(group.longestNanos) : ""]})))] : []),
    ...(region.taskCount && (state.group || region.tasks > region.groups.length) ? taskList(region) : [])];
}
function taskList(region) {
  const last = region.offset + region.taskList.length;
  return [
    el("h3", {}, state.group ? "Tasks of this group" : "All tasks"),
    table(["Id", "Name", "State", "Waits for", "!age"], region.taskList.map(task => ({id: task.id, cells: [
      el("span", {class: "id"}, String(task.id)), task.name || "", badge(stateOf(task)), task.wait ? linked(task.wait.what) : task.said || "", time(task.ageNanos)]}))),
    el("div", {class: "pager"}, number(region.offset + 1) + " to " + number(last) + " of " + number(region.taskCount),
      region.offset > 0 ? el("button", {class: "more", type: "button", "data-offset": Math.max(0, region.offset - 50)}, "before") : "",
      last < region.taskCount ? el("button", {class: "more", type: "button", "data-offset": last}, "next") : "",
      state.group ? el("button", {class: "more", type: "button", "data-group": ""}, "all tasks") : "")];
}
function taskDetail(task) {
  return [
    ...head(task, stateOf(task), task.name || "task"),
    facts([["Age", time(task.ageNanos)], ["Run slices", number(task.polls)], ["Last said", task.said], ["Masked", task.masked],
      ["Is", task.body ? "the body of its region" : undefined], ["Inside", task.inRegion ? [ref(String(task.inRegion))] : undefined],
      ...budgetFacts(task.budget)]),
    ...explained("What is it waiting for?", task.explain),
    ...cancellation(task.cancellation),
    ...(task.held.length ? [el("h3", {}, "What it holds"), table(["Id", "Kind", "On", "!seen held for", "Reserved at"], task.held.map(held => [
      el("span", {class: "id"}, String(held.id)), String(held.kind).toLowerCase().replaceAll("_", " "), held.subject, time(held.heldNanos), held.site || el("span", {class: "soft"}, "not recorded")]))] : [])];
}

// --- doing ------------------------------------------------------------------------------------------------------------
function choose(id, quietly) {
  if (id.startsWith("group:")) {
    state.group = id.slice(6); state.offset = 0;
  } else {
    state.chosen = id; state.group = ""; state.offset = 0;
    if (!quietly) $("detail").scrollTop = 0;
    history.replaceState(null, "", "#" + state.tab + "/" + id);
  }
}
function show(tab) {
  state.tab = tab;
  $("content").scrollTop = 0;
  history.replaceState(null, "", "#" + tab + "/" + state.chosen);
  tabs();
}
document.addEventListener("pointerdown", () => { state.down = true; });
document.addEventListener("pointerup", () => setTimeout(() => { state.down = false; }, 0));
document.addEventListener("pointercancel", () => { state.down = false; });
document.addEventListener("click", event => {
  const at = event.target.closest("[data-twisty],[data-tab],[data-offset],[data-group],[data-id]");
  if (!at) return;
  state.down = false;
  const data = at.dataset;
  if (data.twisty !== undefined) {
    (data.open === "true" ? state.shut : state.open).add(data.twisty);
    (data.open === "true" ? state.open : state.shut).delete(data.twisty);
  } else if (data.tab !== undefined) show(data.tab);
  else if (data.offset !== undefined) state.offset = Number(data.offset);
  else if (data.group !== undefined) { state.group = ""; state.offset = 0; }
  else if (data.id) choose(data.id);
  refresh();
});
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.dataset && event.target.dataset.id) event.target.click();
  if (event.key === "/" && event.target !== $("q")) { event.preventDefault(); $("q").focus(); }
});
$("search").addEventListener("submit", event => { event.preventDefault(); });
$("q").addEventListener("input", () => { state.query = $("q").value.trim(); show(state.query ? "found" : "regions"); refresh(); });
$("pause").addEventListener("click", () => {
  state.paused = !state.paused;
  $("pause").textContent = state.paused ? "Go on" : "Pause";
  if (state.paused) live("", "paused");
});
$("alarm").addEventListener("click", () => { show("findings"); refresh(); });
$("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
});
const [tab, chosen] = location.hash.slice(1).split("/");
if (TABS.some(([id]) => id === tab)) state.tab = tab;
if (/^[RTO]\d+$/.test(chosen || "")) state.chosen = chosen;
tabs();
listen();
