// A document beside its page: the value in hand, what is done with it, and the keys.
import { addUp, neighbour } from "./grid.js";
import { keyOf, toggleHelp } from "./keys.js";
import { Lines } from "./lines.js";
import { ask, base, data, text } from "./talk.js";
import { Viewer } from "./viewer.js";

const $ = (id) => document.getElementById(id);
const LOOKS_EVERY = 5000;  // milliseconds between two looks whether somebody else has changed the document
const EMPTY = { pointer: "", label: "", text: "", raw: null, kind: "none", choices: [], reasons: [], flag: "" };

let now = data;          // what the program said last
let hand = EMPTY;        // the value in hand
let adding = "";         // the list to which what is typed is added
let drawn = null;        // where a box was drawn for it: page and box
let page = 0;            // the page that is shown
let showsAll = false;
let busy = false;

const viewer = new Viewer($("stage"), { point: look, box: readBox });
const lines = new Lines($("text"), { save: (action) => send("/corrections", action, "saved"), show: showPlace });

// --- the value in hand

function take(pointer, { closer = true, focus = true } = {}) {
  hand = now.values[pointer] ?? EMPTY;
  adding = "";
  drawn = null;
  document.querySelectorAll(".hand").forEach((cell) => cell.classList.remove("hand"));
  const cell = cellOf(pointer);
  if (cell) {
    if (!cell.closest('[role="tabpanel"]').hidden || focus) showTab(cell.closest('[role="tabpanel"]').id);
    cell.classList.add("hand");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focus) cell.focus({ preventScroll: true });
  }
  fill();
  say("");
  showPlace(hand.page, hand.box, closer);
  if (hand.pointer.startsWith("/tables/") && !hand.box) findCell(hand.pointer);
}

function cellOf(pointer) {
  return [...document.querySelectorAll(".value")].find((cell) => cell.dataset.pointer === pointer);
}

async function findCell(pointer) {
  try {
    const place = await ask(`/place?pointer=${encodeURIComponent(pointer)}`);
    if (hand.pointer !== pointer || !place.box) return;
    hand = { ...hand, ...place };
    fillCrop();
    showPlace(place.page, place.box, false);
  } catch { /* the cell can be mended without its place */ }
}

function fill() {
  $("label").textContent = adding ? text("item", hand.label) : hand.label;
  const told = [hand.page ? text("pageOf", hand.page) : "", hand.confidence == null || !hand.text ? "" : text("confidence", hand.confidence)];
  $("where").textContent = told.filter(Boolean).join(" · ");
  const isChoice = hand.kind === "choice";
  $("choice").hidden = !isChoice;
  $("typed").hidden = isChoice;
  $("choice").replaceChildren(...hand.choices.map(([one, name]) => new Option(name, one, false, one === hand.text)));
  $("typed").value = adding ? "" : hand.text;
  $("typed").inputMode = ["number", "whole"].includes(hand.kind) ? "decimal" : "text";
  $("typed").disabled = hand.kind === "none";
  $("save").disabled = hand.kind === "none";
  $("accept").disabled = !hand.pointer || Boolean(adding);
  $("strike").disabled = !hand.pointer || hand.kind === "none" || Boolean(adding);
  $("seen").hidden = !hand.seen || hand.seen === hand.text;
  $("seen").querySelector("q").textContent = hand.seen ?? "";
  $("take").hidden = !hand.proposal;
  $("take").querySelector("b").textContent = hand.proposal ?? "";
  $("reasons").replaceChildren(...hand.reasons.map((reason) => Object.assign(document.createElement("li"), { textContent: reason })));
  $("undo").disabled = !now.undo;
  $("redo").disabled = !now.redo;
  fillCrop();
}

function fillCrop() {
  const { page: number, box } = drawn ?? hand;
  $("crop").hidden = !number || !box;
  if (!number || !box) return;
  const [x0, y0, x1, y1] = box, aside = Math.round((y1 - y0) * 0.4) + 4;
  const beside = 3 * aside + 40;  // a number written by hand stands beside what was read
  const around = [Math.max(x0 - beside, 0), Math.max(y0 - aside, 0), x1 + beside, y1 + aside];
  $("crop").alt = text("cropAlt");
  $("crop").src = `${base}/pages/${number}/part?box=${around.join(",")}&width=1100`;
}

function typed() {
  return hand.kind === "choice" ? $("choice").value : $("typed").value;
}

/** Whether the person is about to type: the field has the focus, or what is in it is not what was read. */
function isTyping() {
  return typed() !== hand.text || [$("typed"), $("choice")].includes(document.activeElement);
}

function setTyped(value) {
  if (hand.kind === "choice") $("choice").value = value;
  else $("typed").value = value;
}

// --- what is done with it

async function send(path, action, said) {
  if (busy) return false;
  busy = true;
  try {
    const label = action.action?.endsWith("line") ? action.typed : hand.label;
    renew(await ask(path + (showsAll ? "?all" : ""), action));
    say(text(said, label));
    return true;
  } catch (error) {
    await refused(error);
    return false;
  } finally {
    busy = false;
  }
}

async function refused(error) {
  const { changed, now: value, by } = error.answer ?? {};
  if (!changed) return say(error.message, true);
  await refresh();
  const kept = typed(); // with what was typed in the meantime
  hand = now.values[hand.pointer] ?? hand;
  fill();
  setTyped(kept);
  say(text(by ? "changedBy" : "changed", value || text("empty"), by), true);
}

async function save() {
  if (adding) return add();
  if (!hand.pointer || hand.kind === "none") return;
  const { pointer, raw: was } = hand;
  const done = typed() === hand.text
    ? await send("/corrections", { action: "accept", pointer, was }, "accepted")
    : await send("/corrections", { action: "mend", pointer, was, typed: typed(), ...drawn }, "saved");
  if (done) nextDoubt(pointer);
}

async function add() {
  const inView = adding === "/annexes" ? { page } : {};  // on which it begins
  const action = { action: "add", pointer: adding, typed: typed(), ...inView, ...drawn };
  const { label } = hand;
  if (!(await send("/corrections", action, "added"))) return;
  take(now.pointer in now.values ? now.pointer : firstOf(now.pointer));
  say(text("added", label));
}

function firstOf(item) {
  return Object.keys(now.values).find((pointer) => pointer.startsWith(`${item}/`)) ?? "";
}

async function accept() {
  const { pointer, raw: was } = hand;
  if (pointer && !adding && (await send("/corrections", { action: "accept", pointer, was }, "accepted"))) nextDoubt(pointer);
}

async function strike() {
  const { pointer, raw: was } = hand;
  if (!pointer || hand.kind === "none" || adding) return;
  if (await send("/corrections", { action: "strike", pointer, was }, "struck")) nextDoubt(pointer);
}

async function removeItem() {
  const { pointer } = hand;
  if (!pointer) return say(text("chooseList"), true);
  if (await send("/corrections", { action: "remove", pointer }, "removed")) nextDoubt(pointer);
}

async function takeProposal() {
  if (!hand.proposal) return say(text("noProposal"), true);
  const { pointer, raw: was, proposal } = hand;
  if (await send("/corrections", { action: "mend", pointer, was, typed: proposal }, "saved")) nextDoubt(pointer);
}

async function undo(again = false) {
  if (!(again ? now.redo : now.undo)) return say(text(again ? "nothingToRedo" : "nothingToUndo"));
  if (!(await send("/undo", { again }, again ? "redone" : "undone"))) return;
  const pointer = now.pointer in now.values ? now.pointer : firstOf(now.pointer);
  const isText = now.pointer.includes("/text/");
  if (isText) await lines.load(page, true);
  if (pointer) take(pointer);
  say(text(again ? "redone" : "undone", pointer ? hand.label : ""));
}

function startAdding(button) {
  hand = { ...EMPTY, label: button.dataset.label, kind: "text" };
  adding = button.dataset.add;
  drawn = null;
  fill();
  say("");
  $("typed").focus();
}

// --- doubts, one after the other

function nextDoubt(from = hand.pointer, step = 1) {
  const doubts = now.doubts, before = data.doubts;
  if (!doubts.length) {
    const said = $("said").textContent;
    take(from in now.values ? from : "", { closer: false });
    return say([said, text("noDoubts")].filter(Boolean).join(" "));
  }
  // a value that was just accepted is no doubt any more: go on from where it stood
  const place = before.indexOf(from);
  const later = step > 0 ? before.slice(place + 1) : before.slice(0, Math.max(place, 0)).reverse();
  const said = $("said").textContent;
  const next = later.find((one) => doubts.includes(one)) ?? (step > 0 ? doubts[0] : doubts.at(-1));
  take(next);
  if (said) say(said, $("said").classList.contains("bad"));
}

// --- what the program said

function renew(told) {
  now = told;
  data.doubts.push(...told.doubts.filter((pointer) => !data.doubts.includes(pointer)));
  const [scrolled, offset] = [$("values").scrollTop, $("tables").scrollTop];
  $("values").innerHTML = told.html;
  $("tables").innerHTML = told.tables;
  $("values").scrollTop = scrolled;
  $("tables").scrollTop = offset;
  const left = told.doubts.length;
  $("left").textContent = left ? text("left", left) : text("noneLeft");
  addUp(null, "");
}

async function refresh() {
  renew(await ask(`/panel${showsAll ? "?all" : ""}`));
}

async function lookForNews() {
  if (busy || document.hidden) return;
  try {
    const { version } = await ask("/version");
    if (version === now.version || busy) return;
    await refresh();
    cellOf(hand.pointer)?.classList.add("hand");
    if (!isTyping()) {  // or it stays as it is, and who saves it is told what it has become
      hand = now.values[hand.pointer] ?? hand;
      fill();
    }
    if (!$("text").hidden) await lines.load(page, true);
    say(text("news"), true);
  } catch (error) {
    say(error.message, true);
  }
}

async function lookAtScan() {
  try {
    const { changed } = await ask("/scan");
    $("warned").hidden = !changed;
    $("warned").textContent = changed ? text("otherScan") : "";
  } catch { /* where the original is gone, its page says so */ }
}

function say(message, bad = false) {
  $("said").textContent = message;
  $("said").classList.toggle("bad", bad);
}

// --- the page

async function showPage(number) {
  if (!now.pages && !data.pages.includes(number)) return;
  if (number === page) return;
  page = number;
  $("page-number").value = String(number);
  $("there").textContent = text("loading");
  $("stage").querySelector(".plain")?.remove();
  try {
    const size = await ask(`/pages/${number}/size`);
    if (number !== page) return;
    viewer.show(size, (level, row, column) => `${base}/pages/${number}/tiles/${level}/${row}/${column}`);
    $("there").textContent = size.width ? "" : text("noPicture");
    if (!size.width) showTab("text");
  } catch (error) {
    if (number !== page) return;
    viewer.show({ width: 0, height: 0, levels: 0 }, () => "");
    $("there").textContent = text("noPage", error.message);
  }
  if (!$("text").hidden) lines.load(page);
}

async function showPlace(number, box, closer = false) {
  if (number && data.pages.includes(number)) await showPage(number);
  viewer.mark(box && number === page ? [{ box, kind: "here" }] : []);
  if (box && number === page && viewer.size.width) viewer.reveal(box, closer);
}

function turnPage(step) {
  const at = data.pages.indexOf(page) + step;
  if (at >= 0 && at < data.pages.length) showPage(data.pages[at]);
}

async function look(x, y) {
  const inside = ([x0, y0, x1, y1]) => x0 <= x && x <= x1 && y0 <= y && y <= y1;
  const values = Object.values(now.values).filter((one) => one.box && one.page === page && inside(one.box));
  values.sort((one, other) => area(one.box) - area(other.box));
  if (values.length) take(values[0].pointer, { closer: false });
  $("there").textContent = text("reading");
  try {
    const shown = page, words = await ask(`/pages/${shown}/words`);
    if (shown !== page) return;
    const line = words.lines.find((one) => one.box && inside(one.box));
    $("there").textContent = line ? text("readHere", line.words.map(([word]) => word).join(" ")) : text("nothingThere");
    viewer.mark([...(line ? [{ box: line.box, kind: "other" }] : []), { box: values[0]?.box, kind: "here" }]);
  } catch (error) {
    $("there").textContent = error.message;
  }
}

function area([x0, y0, x1, y1]) {
  return (x1 - x0) * (y1 - y0);
}

function draw(on = !viewer.drawing) {
  viewer.setDrawing(on);
  $("draw").setAttribute("aria-pressed", String(on));
  say(on ? text("drawBox") : "");
}

async function readBox(box) {
  draw(false);
  drawn = { page, box };
  viewer.mark([{ box, kind: "drawn" }]);
  fillCrop();
  say(text("reading"));
  const pointer = hand.pointer;
  try {
    const read = (await ask(`/pages/${page}/read`, { box })).text.replace(/\s+/g, " ").trim();
    if (pointer !== hand.pointer) return;
    if (!read) return say(text("nothingRead"), true);
    setTyped(read);
    say(text("readThere"));
    if (hand.kind !== "choice") $("typed").focus();
  } catch (error) {
    say(error.message, true);
  }
}

// --- tabs and keys

function showTab(id) {
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    const chosen = tab.getAttribute("aria-controls") === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (id === "text") lines.load(page);
}

function mend() {
  const field = hand.kind === "choice" ? $("choice") : $("typed");
  field.focus();
  field.select?.();
}

async function checkOff() {
  try {
    const { found, of } = await ask("/checked", {});
    say(text("checkedOff", found, of));
  } catch (error) {
    say(error.message, true);
  }
}

const KEYS = {
  n: () => nextDoubt(),
  p: () => nextDoubt(hand.pointer, -1),
  a: accept,
  e: mend,
  t: takeProposal,
  x: strike,
  Delete: removeItem,
  u: () => undo(),
  r: () => undo(true),
  d: () => $("next").click(),
  "[": () => $("before").click(),
  q: () => $("to-list").click(),
  b: () => draw(),
  z: () => hand.box && viewer.reveal(hand.box, true),
  "+": () => viewer.scale(1.25),
  "=": () => viewer.scale(1.25),
  "-": () => viewer.scale(0.8),
  0: () => viewer.fit(),
  PageUp: () => turnPage(-1),
  PageDown: () => turnPage(1),
  1: () => showTab("values"),
  2: () => showTab("tables"),
  3: () => showTab("text"),
  w: () => document.body.classList.toggle("wide"),
  g: () => $("check-off") && checkOff(),
  "?": toggleHelp,
};
const PANS = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };

document.addEventListener("keydown", (event) => {
  const key = keyOf(event);
  if (event.key === "Escape" && viewer.drawing) draw(false);
  if (!key) return;
  if (key in PANS) {
    if (event.target.closest(".lines") || event.target.closest(".tabs")) return;
    const next = neighbour(document.activeElement, key);
    if (next) take(next.dataset.pointer, { closer: false });
    else if (!document.activeElement.closest?.(".grid")) viewer.pan(...PANS[key]);
  } else if (key === "Enter" && event.target.classList?.contains("value")) mend();
  else if (key in KEYS) KEYS[key]();
  else return;
  event.preventDefault();
});

$("hand").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
$("typed").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  take(hand.pointer, { closer: false });
});
$("typed").addEventListener("input", () => addUp(cellOf(hand.pointer), typed()));
for (const panel of [$("values"), $("tables")])
  panel.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.pointer) take(button.dataset.pointer);
    else if (button?.dataset.add) startAdding(button);
    else if (button?.classList.contains("all")) {
      showsAll = true;
      await refresh().catch((error) => say(error.message, true));
    }
  });
for (const tab of document.querySelectorAll('[role="tab"]')) {
  tab.addEventListener("click", () => showTab(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const tabs = [...document.querySelectorAll('[role="tab"]')];
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    showTab(next.getAttribute("aria-controls"));
    next.focus();
  });
}
const CLICKS = {
  accept, take: takeProposal, strike, undo: () => undo(), redo: () => undo(true), "next-doubt": () => nextDoubt(),
  draw: () => draw(), "zoom-in": () => viewer.scale(1.25), "zoom-out": () => viewer.scale(0.8),
  "zoom-fit": () => viewer.fit(), "zoom-value": KEYS.z, "page-before": () => turnPage(-1),
  "page-next": () => turnPage(1), "show-help": toggleHelp,
};
for (const [id, click] of Object.entries(CLICKS)) $(id).addEventListener("click", click);
$("check-off")?.addEventListener("click", checkOff);
$("page-number").replaceChildren(...data.pages.map((number) => new Option(`${number} / ${data.pages.at(-1)}`, number)));
$("page-number").addEventListener("change", (event) => showPage(Number(event.target.value)));

renew(data);
if (now.doubts.length) take(now.doubts[0]);
else {
  take("/document/number", { closer: false });
  showPage(data.pages[0]);
}
if (!page) showPage(hand.page && data.pages.includes(hand.page) ? hand.page : data.pages[0]);
lookAtScan();
setInterval(lookForNews, LOOKS_EVERY);
document.body.dataset.ready = "yes";
