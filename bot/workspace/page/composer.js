/** Where a person writes: drafts per conversation, suggestions for commands and names, and what the server refused. */
import { post, postOrNotify } from "./api.js";
import { createAttachments, encoded } from "./attachments.js";
import { h, menu } from "./dom.js";

const drafts = new Map();
let composers = 0;

/** `place()` answers {user, channel, thread_ts, state, label} of the moment. Answers {show}: to call when it changed. */
export function createComposer(host, place) {
  const listId = `suggestions-${++composers}`;
  const field = h("textarea", {
    rows: 1, role: "combobox", "aria-autocomplete": "list", "aria-controls": listId, "aria-expanded": "false",
  });
  const list = h("div", { id: listId, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const error = h("p", { class: "error", role: "alert" });
  const button = h("button", { type: "button", class: "primary", "aria-label": "Send", title: "Send (Enter)" }, "➤");
  const shortcuts = h("div", { class: "shortcuts" });
  const composer = { field, list, error, button, shortcuts, place, key: null, offered: [], chosen: 0 };
  composer.attachments = createAttachments(host.parentElement, field, () => composer.key);
  host.replaceChildren(list, composer.attachments.list,
    h("div", { class: "field" }, shortcuts, composer.attachments.button, field, button), error);

  field.addEventListener("input", () => {
    error.textContent = "";
    typed(composer);
  });
  field.addEventListener("keydown", (event) => pressed(composer, event));
  field.addEventListener("blur", () => offer(composer, []));
  button.addEventListener("click", () => send(composer));
  return { show: () => show(composer) };
}

function show(composer) {
  const { user, channel, thread_ts, state, label } = composer.place();
  const key = [user, channel, thread_ts].join(" ");
  const { field } = composer;
  Object.assign(field, { placeholder: label, ariaLabel: label });
  if (composer.key === key) return;
  composer.key = key;
  field.value = drafts.get(key) ?? "";
  composer.error.textContent = "";
  composer.attachments.show();
  showShortcuts(composer, thread_ts ? [] : state.shortcuts ?? []);
  typed(composer);
}

function showShortcuts(composer, shortcuts) {
  const choices = shortcuts.filter((shortcut) => shortcut.type === "global").map((shortcut) => ({
    label: shortcut.name,
    choose: () => postOrNotify("/ui/shortcut", { user: composer.place().user, callback_id: shortcut.callback_id }),
  }));
  composer.shortcuts.replaceChildren(...(choices.length ? [menu("⚡", "Shortcuts", choices)] : []));
}

function typed(composer) {
  const { field } = composer;
  drafts.set(composer.key, field.value);
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
  offer(composer, document.activeElement === field ? suggestions(composer) : []);
}

/** [{insert, from, label, note}]: what could stand at the caret, from which position on. */
function suggestions({ field, place }) {
  const { state, thread_ts } = place();
  const text = field.value.slice(0, field.selectionStart);
  const word = /(^|\s)([/@#])([\p{L}\p{N}._-]*)$/u.exec(text);
  if (!word) return usage(state, text);
  const [, , mark, start] = word;
  const from = text.length - start.length - 1;
  // Slack takes commands only at the start, and none within threads.
  const entries = { "/": from === 0 && !thread_ts ? commands(state) : [], "@": people(state), "#": channels(state) }[mark];
  const begins = (name) => name.toLowerCase().startsWith(start.toLowerCase());
  return entries.filter((entry) => entry.names.some(begins)).slice(0, 8).map((entry) => ({ ...entry, from }));
}

const commands = (state) => state.commands.map(({ command, description, usage_hint }) =>
  ({ insert: command, names: [command.slice(1)], label: `${command} ${usage_hint ?? ""}`, note: description }));
const people = (state) => state.users.filter((user) => !user.deleted).map(({ name, real_name, tz }) =>
  ({ insert: `@${name}`, names: [name, real_name], label: `@${name}`, note: `${real_name} · ${tz}` }));
const channels = (state) => state.channels.filter((channel) => channel.kind === "channel")
  .map(({ name, topic }) => ({ insert: `#${name}`, names: [name], label: `#${name}`, note: topic }));

/** While a command's words are typed, its usage stays in sight; it cannot be chosen. */
function usage(state, text) {
  const command = state.commands.find((candidate) => text.startsWith(`${candidate.command} `));
  return command?.usage_hint ? [{ label: `${command.command} ${command.usage_hint}`, note: command.description }] : [];
}

function offer(composer, offered) {
  Object.assign(composer, { offered, chosen: 0 });
  composer.list.replaceChildren(...offered.map((entry, i) => suggestion(composer, entry, i)));
  composer.list.hidden = offered.length === 0;
  composer.field.ariaExpanded = String(offered.length > 0);
  mark(composer);
}

function suggestion(composer, entry, i) {
  // Pressing must not blur the field, which would close the list before the click.
  const press = (event) => {
    event.preventDefault();
    accept(composer, i);
  };
  return h("div", { id: `${composer.list.id}-${i}`, role: "option", onmousedown: press },
    h("b", {}, entry.label), h("small", {}, entry.note));
}

function mark({ list, field, offered, chosen }) {
  const current = offered[chosen]?.insert ? chosen : -1;
  [...list.children].forEach((node, i) => node.setAttribute("aria-selected", i === current));
  if (current < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", list.children[current].id);
}

function accept(composer, i) {
  const { field, offered } = composer;
  if (!offered[i]?.insert) return;
  field.setRangeText(`${offered[i].insert} `, offered[i].from, field.selectionStart, "end");
  typed(composer);
}

function pressed(composer, event) {
  const { offered, chosen, field } = composer;
  if (event.isComposing) return;
  const current = offered[chosen];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (current?.insert && step) {
    event.preventDefault();
    composer.chosen = (chosen + step + offered.length) % offered.length;
    mark(composer);
  } else if (event.key === "Escape" && offered.length) {
    event.preventDefault();
    offer(composer, []);
  } else if (["Enter", "Tab"].includes(event.key) && current?.insert && !field.value.endsWith(current.insert)) {
    event.preventDefault();
    accept(composer, chosen);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send(composer);
  }
}

async function send(composer) {
  const { field, button, error, key, attachments } = composer;
  const text = field.value.trim();
  const files = attachments.files();
  if (!(text || files.length) || field.readOnly) return;
  const { user, channel, thread_ts } = composer.place();
  offer(composer, []);
  // A command may take Slack's three seconds to fail; its text stays until it is known to have arrived.
  field.readOnly = true;
  button.setAttribute("aria-busy", "true");
  const answer = await post("/ui/message", { user, channel, text, thread_ts, files: await encoded(files) });
  field.readOnly = false;
  button.removeAttribute("aria-busy");
  if (answer.ok) {
    drafts.delete(key);
    attachments.clear(key);
  }
  if (composer.key !== key) return;
  error.textContent = answer.ok ? "" : answer.error;
  if (answer.ok) field.value = "";
  attachments.show();
  typed(composer);
}
