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
  const name = `picker-${++pickers}`;
  const summary = h("summary", { class: "element", "aria-label": hint });
  const search = h("input", { type: "search", placeholder: "Search", "aria-label": `Search: ${hint}`, autocomplete: "off" });
  const rows = h("div", { class: "rows" });
  const node = h("details", { class: "menu multi" }, summary, h("div", { class: "choices" }, search, rows));
  let chosen = [];
  let asked = 0;

  const tell = () => (summary.textContent = chosen.map((one) => one.label).join(", ") || placeholder || "Choose");
  const pick = (entry, on) => {
    chosen = [...(single ? [] : chosen.filter((one) => one.id !== entry.id)), ...(on ? [entry] : [])];
    if (single) {
      node.open = false;
      summary.focus();
    }
    tell();
    limit();
    node.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const limit = () => {
    const full = !single && chosen.length >= most;
    for (const box of rows.querySelectorAll("input")) box.disabled = full && !box.checked;
  };
  const row = (entry) => h("label", { class: "choice" },
    h("input", {
      type: single ? "radio" : "checkbox", name, checked: chosen.some((one) => one.id === entry.id),
      onchange: (event) => pick(entry, event.target.checked),
    }), h("span", {}, entry.label));
  const show = (entries) => {
    const groups = new Set(entries.map((entry) => entry.group));
    rows.replaceChildren(...[...groups].flatMap((group) => [
      ...(group ? [h("p", { class: "group" }, group)] : []),
      ...entries.filter((entry) => entry.group === group).map(row),
    ]));
    if (!entries.length) rows.replaceChildren(h("p", { class: "empty" }, "Nothing found"));
    if (single && chosen.length) rows.append(h("button", { type: "button", onclick: () => pick(chosen[0], false) }, "Clear"));
    limit();
  };
  const refresh = async () => {
    const [typed, turn] = [search.value.trim(), ++asked];
    if (remote && typed.length < remote.shortest) {
      return rows.replaceChildren(h("p", { class: "empty" }, `Type ${remote.shortest} letters or more`));
    }
    const entries = await find(typed);
    // Whoever types on is not interested in what comes late for less.
    if (turn === asked) show(entries);
  };

  let pause;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(refresh, remote ? PAUSE_MS : 0);
  });
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  for (const event of ["input", "change"]) search.addEventListener(event, (noise) => noise.stopPropagation());
  rows.addEventListener("change", (event) => event.stopPropagation());
  node.addEventListener("toggle", async () => {
    if (!node.open) return;
    search.hidden = !remote && find("").length <= LONG;
    search.value = "";
    await refresh();
    if (!search.hidden) search.focus();
  });
  return Object.assign(node, { chosen: () => chosen, choose: (entries) => { chosen = entries; tell(); } });
}
