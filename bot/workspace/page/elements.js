/**
 * Block Kit's interactive elements → DOM.
 * Each node carries data-block and data-action; one that has a value also carries `control`: {read, write, touched, …}
 * whose `read` answers the element's part of Slack's state, such as {selected_date: "2026-07-14"}.
 */
import { unixOf, wallTime } from "./dates.js";
import { FIELD, h, menu } from "./dom.js";
import { createEditor } from "./editor.js";
import { plainText, textNodes } from "./mrkdwn.js";
import { createPicker } from "./picker.js";

const BUILDERS = {
  button, overflow, plain_text_input: textInput, email_text_input: textInput, url_text_input: textInput,
  number_input: textInput, rich_text_input: richTextInput, external_select: picked, radio_buttons: choices, checkboxes: choices,
  datepicker: dated, timepicker: dated, datetimepicker: dated,
};
for (const noun of ["static", "users", "conversations", "channels"]) {
  BUILDERS[`${noun}_select`] = select;
}
for (const noun of ["static", "external", "users", "conversations", "channels"]) BUILDERS[`multi_${noun}_select`] = picked;

/**
 * `surface` is {reader, act(node, block, element, payload), suggest(block, element, typed)}; an input dispatches only
 * where its block asks for it.
 */
export function renderElement(element, block, surface) {
  if (element.type === "image") return image(element);
  const build = BUILDERS[element.type];
  if (!build) return h("span", { class: "unsupported" }, `[${element.type} is not shown here]`);
  const silent = block.type === "input" && !block.dispatch_action;
  const node = build(element, surface.reader, (payload = {}) => {
    if (!silent) surface.act(node, block, element, { type: element.type, ...payload });
    return !silent;
  }, (typed) => surface.suggest(block, element, typed));
  Object.assign(node.dataset, { block: block.block_id, action: element.action_id });
  if (node.control) watch(node, element);
  return node;
}

export const image = ({ image_url: url, slack_file: file, alt_text: alt }) =>
  h("img", { src: url ?? file?.url, alt, title: alt, loading: "lazy" });

function watch(node, element) {
  Object.assign(node.control, { type: element.type, definition: JSON.stringify(element), touched: false });
  for (const event of ["input", "change"]) node.addEventListener(event, () => (node.control.touched = true));
}

const controls = (root) => [...root.querySelectorAll("[data-action]")].filter((node) => node.control);

/** The state of all inputs within, as Slack sends it: {block_id: {action_id: {type, …}}}. */
export function valuesIn(root) {
  const values = {};
  for (const { dataset, control } of controls(root)) {
    (values[dataset.block] ??= {})[dataset.action] = { type: control.type, ...control.read() };
  }
  return values;
}

/**
 * What the reader changed and where they are passes from a surface to its new version. Slack keeps a modal's input as
 * long as its block and action ids stay (`byIds`); elsewhere the app's new version of an element wins.
 */
export function carryOver(from, to, { byIds = false } = {}) {
  const twin = (node) => to.querySelector(
    `[data-block="${CSS.escape(node.dataset.block)}"][data-action="${CSS.escape(node.dataset.action)}"]`);
  for (const node of controls(from).filter((candidate) => candidate.control.touched)) {
    const target = twin(node)?.control;
    if (target?.type !== node.control.type || !(byIds || target.definition === node.control.definition)) continue;
    target.write(node.control.read());
    target.touched = true;
  }
  const focused = from.contains(document.activeElement) && document.activeElement.closest("[data-action]");
  // Where the app names no blocks, each version has new block ids; the action still tells where the reader was.
  const sameAction = () => to.querySelector(`[data-action="${CSS.escape(focused.dataset.action)}"]`);
  return focused ? () => restoreFocus(focused, twin(focused) ?? sameAction()) : () => {};
}

const focusable = (node) => (node?.matches(`button, ${FIELD}`) ? node : node?.querySelector(FIELD));

function restoreFocus(from, to) {
  const [old, field] = [focusable(from), focusable(to)];
  field?.focus();
  // Numbers, dates and e-mail fields have no selection to restore.
  if (field && ["text", "textarea"].includes(old.type)) field.setSelectionRange(old.selectionStart, old.selectionEnd);
}

const hint = (element) => plainText(element.placeholder) || element.action_id;

function button(element, reader, fire) {
  const press = () => {
    if (node.getAttribute("aria-busy") === "true") return;
    if (element.url) window.open(element.url, "_blank", "noopener");
    fire();
  };
  const node = h("button", {
    type: "button", class: `element ${element.style ?? ""}`, "aria-label": element.accessibility_label, onclick: press,
  }, plainText(element.text));
  return node;
}

function overflow(element, reader, fire) {
  return menu("⋯", "More options", element.options.map((option) => ({
    label: plainText(option.text),
    choose() {
      if (option.url) window.open(option.url, "_blank", "noopener");
      fire({ selected_option: option });
    },
  })));
}

/** What a select offers: [{id, label, answer}], where the answer is an option for static ones and an id for the others. */
function candidates(element, reader) {
  const kind = element.type.replace("multi_", "");
  if (kind === "static_select") return optionsOf(element).map(optionCandidate);
  const byId = (id, label) => ({ id, label, answer: id });
  if (kind === "users_select") return reader.users.filter((user) => !user.deleted).map(({ id }) => byId(id, reader.nameOf(id)));
  const wanted = kind === "channels_select" ? ["public"] : element.filter?.include ?? ["public", "private", "mpim", "im"];
  const offered = reader.channels.filter((channel) => wanted.includes(channel.type));
  return offered.map((channel) => byId(channel.id, (channel.kind === "channel" ? "#" : "") + channel.name));
}

const optionsOf = (element) => element.options ?? element.option_groups.flatMap((group) =>
  group.options.map((option) => ({ ...option, group: plainText(group.label) })));

const optionCandidate = ({ group, ...option }) => ({ id: option.value, label: plainText(option.text), answer: option, group });
const noun = (element) => /(static|external|user|conversation|channel)/.exec(element.type)[1].replace(/static|external/, "option");
const idOf = (answer) => answer?.value ?? answer ?? "";

function select(element, reader, fire) {
  const [field, initial] = [`selected_${noun(element)}`, `initial_${noun(element)}`];
  const offered = candidates(element, reader);
  const optionNode = (one) => h("option", { value: one.id }, one.label);
  const groups = element.option_groups?.map((group) =>
    h("optgroup", { label: plainText(group.label) }, group.options.map((option) => optionNode(optionCandidate(option)))));
  const node = h("select", { class: "element", "aria-label": hint(element), onchange: () => fire(node.control.read()) },
    h("option", { value: "" }, plainText(element.placeholder) || "Choose"), groups ?? offered.map(optionNode));
  node.control = {
    read: () => ({ [field]: offered.find((one) => one.id === node.value)?.answer ?? null }),
    write: (value) => (node.value = offered.some((one) => one.id === idOf(value[field])) ? idOf(value[field]) : ""),
  };
  node.control.write({ [field]: element[initial] ?? here(element, reader, true) });
  return node;
}

/** What is chosen by a picker: several, or one of what the app suggests. */
function picked(element, reader, fire, suggest) {
  const single = !element.type.startsWith("multi_");
  const name = `${noun(element)}${single ? "" : "s"}`;
  const external = element.type.includes("external");
  const offered = external ? [] : candidates(element, reader);
  const matching = (typed) => offered.filter((one) => one.label.toLowerCase().includes(typed.toLowerCase()));
  const node = createPicker({
    hint: hint(element), placeholder: plainText(element.placeholder), single, most: element.max_selected_items,
    find: external ? async (typed) => (await suggest(typed)).map(optionCandidate) : matching,
    remote: external && { shortest: element.min_query_length ?? 3 },
  });
  const entry = (answer) => (external ? optionCandidate(answer) : offered.find((one) => one.id === idOf(answer)));
  node.control = {
    read() {
      const answers = node.chosen().map((one) => one.answer);
      return { [`selected_${name}`]: single ? answers[0] ?? null : answers };
    },
    write: (value) => node.choose([value[`selected_${name}`] ?? []].flat().map(entry).filter(Boolean)),
  };
  node.control.write({ [`selected_${name}`]: element[`initial_${name}`] ?? here(element, reader, single) });
  node.addEventListener("change", () => fire(node.control.read()));
  return node;
}

/** Where the reader is, for an element that begins with that. */
function here(element, reader, single) {
  if (!element.default_to_current_conversation) return undefined;
  return single ? reader.here : [reader.here];
}

let lists = 0;
function checkList(offered, type) {
  const name = `list-${++lists}`;
  const boxes = offered.map(() => h("input", { type, name }));
  const rows = offered.map((one, i) => h("label", { class: "choice" }, boxes[i], h("span", {}, one.label, one.description)));
  return {
    rows,
    chosen: () => offered.filter((_, i) => boxes[i].checked),
    choose: (answers) => offered.forEach((one, i) => (boxes[i].checked = answers.some((answer) => idOf(answer) === one.id))),
  };
}

function choices(element, reader, fire) {
  const single = element.type === "radio_buttons";
  const field = single ? "selected_option" : "selected_options";
  const list = checkList(element.options.map((option) => ({
    id: option.value, answer: option, label: textNodes(option.text, reader),
    description: option.description && h("small", {}, textNodes(option.description, reader)),
  })), single ? "radio" : "checkbox");
  const changed = () => fire(node.control.read());
  const node = h("div", { role: single ? "radiogroup" : "group", class: "list", onchange: changed }, list.rows);
  const answers = () => list.chosen().map((one) => one.answer);
  node.control = {
    read: () => ({ [field]: single ? answers()[0] ?? null : answers() }),
    write: (value) => list.choose([value[field] ?? []].flat()),
  };
  node.control.write({ [field]: element.initial_option ?? element.initial_options });
  return node;
}

const DATES = {
  datepicker: { type: "date", field: "selected_date", initial: "initial_date" },
  timepicker: { type: "time", field: "selected_time", initial: "initial_time" },
  datetimepicker: { type: "datetime-local", field: "selected_date_time", initial: "initial_date_time" },
};

function dated(element, reader, fire) {
  const { type, field, initial } = DATES[element.type];
  const zoned = element.type === "datetimepicker";
  const parse = (text) => (zoned ? unixOf(text, reader.me.tz) : text);
  const show = (value) => (zoned ? wallTime(value, reader.me.tz).slice(0, 16) : value);
  const changed = () => fire(node.control.read());
  const node = h("input", { type, class: "element", "aria-label": hint(element), onchange: changed });
  node.control = {
    read: () => ({ [field]: node.value ? parse(node.value) : null }),
    write: (value) => (node.value = value[field] ? show(value[field]) : ""),
  };
  node.control.write({ [field]: element[initial] });
  if (!element.timezone) return node;
  return Object.assign(h("span", { class: "zoned" }, node, h("small", {}, element.timezone)), { control: node.control });
}

const FIELD_TYPES = { email_text_input: "email", url_text_input: "url", number_input: "number" };

function textInput(element, reader, fire) {
  const node = h(element.multiline ? "textarea" : "input", {
    class: "element", type: element.multiline ? null : FIELD_TYPES[element.type] ?? "text", rows: element.multiline && 4,
    placeholder: plainText(element.placeholder), "aria-label": hint(element), autocomplete: "off",
    minlength: element.min_length, maxlength: element.max_length,
    min: element.min_value, max: element.max_value, step: element.is_decimal_allowed && "any", value: element.initial_value,
  });
  node.control = { read: () => ({ value: node.value || null }), write: (state) => (node.value = state.value ?? "") };
  dispatchText(node, element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"], fire);
  return node;
}

function richTextInput(element, reader, fire) {
  const node = createEditor(element, reader, hint(element));
  node.control = {
    read: () => ({ rich_text_value: node.read() }),
    write: (value) => node.write(value.rich_text_value),
  };
  node.control.write({ rich_text_value: element.initial_value });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? [];
  dispatchText(node, triggers.filter((trigger) => trigger === "on_character_entered"), fire);
  return node;
}

function dispatchText(node, triggers, fire) {
  let pause;
  const send = () => fire(node.control.read());
  if (triggers.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      const enter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
      // Where Enter is the app's, it must not submit the modal too.
      if (enter && send() && node.matches("input")) event.preventDefault();
    });
  }
  if (triggers.includes("on_character_entered")) {
    node.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(send, 300);
    });
  }
}
