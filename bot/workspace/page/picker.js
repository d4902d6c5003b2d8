/** A list to choose from behind a button: one entry or several, with a search where the list is long or the app's. */
import { h } from "./dom.js";

// A longer list than this is searched rather than read.
const LONG = 8;
const PAUSE_MS = 250;
let pickers = 0;

/**
 * `find(typed)` answers [{id, label, answer, group}], at once or later; with `remote` {shortest} the app is asked for
 * words of that length. Answers a node with `chosen()` and `choose(entries)`; a "change" event tells of another choice.
 */
export function createPicker({ hint, placeholder, single, most = Infinity, find, remote }) {
  const summary = h("summary", { class: "element", "aria-label": hint });
  const search = h("input", { type: "search", placeholder: "Search", "aria-label": `Search: ${hint}`, autocomplete: "off" });
  const rows = h("div", { class: "rows" });
  const node = h("details", { class: "menu multi" }, summary, h("div", { class: "choices" }, search, rows));
  const picker = {
    node, summary, search, rows, placeholder, single, most, find, remote, name: `picker-${++pickers}`, chosen: [], asked: 0,
  };
  listen(picker);
  return Object.assign(node, { chosen: () => picker.chosen, choose: (entries) => choose(picker, entries) });
}

function listen(picker) {
  const { node, search, rows, remote } = picker;
  let pause;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => refresh(picker), remote ? PAUSE_MS : 0);
  });
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  // What is searched for, and each box by itself, is no choice yet.
  for (const event of ["input", "change"]) search.addEventListener(event, (noise) => noise.stopPropagation());
  rows.addEventListener("change", (event) => event.stopPropagation());
  node.addEventListener("toggle", () => node.open && opened(picker));
}

async function opened(picker) {
  const { search, remote, find } = picker;
  search.hidden = !remote && find("").length <= LONG;
  search.value = "";
  await refresh(picker);
  if (!search.hidden) search.focus();
}

async function refresh(picker) {
  const { search, rows, remote, find } = picker;
  const [typed, turn] = [search.value.trim(), ++picker.asked];
  if (remote && typed.length < remote.shortest) return rows.replaceChildren(note(`Type ${remote.shortest} letters or more`));
  const entries = await find(typed);
  // Whoever types on is not interested in what comes late for less.
  return turn === picker.asked && show(picker, entries);
}

const note = (words) => h("p", { class: "empty" }, words);

function show(picker, entries) {
  const { rows, single, chosen } = picker;
  const groups = [...new Set(entries.map((entry) => entry.group))];
  rows.replaceChildren(...groups.flatMap((group) => [
    ...(group ? [h("p", { class: "group" }, group)] : []),
    ...entries.filter((entry) => entry.group === group).map((entry) => row(picker, entry)),
  ]));
  if (!entries.length) rows.append(note("Nothing found"));
  if (single && chosen.length) rows.append(h("button", { type: "button", onclick: () => pick(picker, chosen[0], false) }, "Clear"));
  limit(picker);
}

function row(picker, entry) {
  const box = h("input", {
    type: picker.single ? "radio" : "checkbox", name: picker.name, checked: picker.chosen.some((one) => one.id === entry.id),
    onchange: () => pick(picker, entry, box.checked),
  });
  return h("label", { class: "choice" }, box, h("span", {}, entry.label));
}

function pick(picker, entry, on) {
  const { node, summary, single, chosen } = picker;
  const others = single ? [] : chosen.filter((one) => one.id !== entry.id);
  choose(picker, on ? [...others, entry] : others);
  if (single) {
    node.open = false;
    summary.focus();
  }
  limit(picker);
  node.dispatchEvent(new Event("change", { bubbles: true }));
}

function choose(picker, entries) {
  picker.chosen = entries;
  picker.summary.textContent = entries.map((one) => one.label).join(", ") || picker.placeholder || "Choose";
}

function limit({ rows, single, most, chosen }) {
  const full = !single && chosen.length >= most;
  for (const box of rows.querySelectorAll("input")) box.disabled = full && !box.checked;
}
