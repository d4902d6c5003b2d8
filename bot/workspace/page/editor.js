/** The rich text input: a field with Slack's formatting, DOM ⇄ rich_text block. */
import { h } from "./dom.js";
import { emojiText } from "./emoji.js";
import { plainText } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const COMMANDS = [
  ["bold", h("b", {}, "B"), "Bold"], ["italic", h("i", {}, "I"), "Italic"], ["strikeThrough", h("s", {}, "S"), "Strikethrough"],
  ["code", "</>", "Code"], ["link", "🔗", "Link"], ["insertOrderedList", "1.", "Numbered list"],
  ["insertUnorderedList", "•", "Bulleted list"], ["quote", "❝", "Quote"],
];
const STYLES = { B: "bold", STRONG: "bold", I: "italic", EM: "italic", S: "strike", STRIKE: "strike", DEL: "strike", CODE: "code" };
const BROADCASTS = new Set(["here", "channel", "everyone"]);
const TOKEN = /(?<url>https?:\/\/[^\s<>]*[^\s<>.,;:!?)])|(?<![\w.])@(?<user>[\w-]+)|(?<![\w&])#(?<channel>[\w-]+)|:(?<emoji>[a-z0-9_+'-]+):/g;

export function createEditor(element, reader, hint) {
  const field = h("div", {
    class: "element field", contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": hint,
    "data-placeholder": plainText(element.placeholder),
  });
  field.style.minHeight = `${(element.min_lines ?? 3) * 1.5}em`;
  const tool = ([command, label, name]) => h("button", {
    type: "button", title: name, "aria-label": name,
    // Pressing must leave the selection where it is.
    onmousedown: (event) => event.preventDefault(),
    onclick: () => format(field, command),
  }, label.cloneNode?.(true) ?? label);
  const node = h("div", { class: "editor" }, h("div", { class: "bar", role: "toolbar", "aria-label": "Formatting" }, COMMANDS.map(tool)), field);
  field.addEventListener("paste", pastePlain);
  return Object.assign(node, { field, read: () => blockOf(field, reader), write: (block) => fill(field, block, reader) });
}

function pastePlain(event) {
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
}

function format(field, command) {
  field.focus();
  if (command === "code") wrapInCode(field);
  else if (command === "quote") document.execCommand("formatBlock", false, inside(field, "BLOCKQUOTE") ? "div" : "blockquote");
  else if (command === "link") {
    const url = window.prompt("Address", "https://");
    if (url) document.execCommand("createLink", false, url);
  } else document.execCommand(command);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function inside(field, tag) {
  const node = getSelection().anchorNode;
  const within = (node instanceof Element ? node : node?.parentElement)?.closest(tag);
  return within && field.contains(within) ? within : null;
}

function wrapInCode(field) {
  const range = getSelection().getRangeAt(0);
  const existing = inside(field, "CODE");
  if (existing) return existing.replaceWith(...existing.childNodes);
  if (!range.collapsed) range.insertNode(h("code", {}, range.extractContents()));
}

function fill(field, block, reader) {
  field.replaceChildren(...(block ? richText(block, reader) : []));
  // Mentions and dates are taken or left as a whole.
  for (const node of field.querySelectorAll("*")) if (atomic(node)) node.contentEditable = "false";
}

const atomic = (node) => node.source && node.source.type !== "link";

function blockOf(field, reader) {
  if (!field.textContent.trim()) return null;
  const parts = [];
  let open = null;
  const section = () => (open ??= parts[parts.push({ type: "rich_text_section", elements: [] }) - 1]);
  const line = (node) => {
    if (open) add(open.elements, { type: "text", text: "\n" });
    for (const child of node.childNodes) place(child);
  };
  const place = (node) => {
    const part = partOf(node, reader);
    if (part) {
      open = null;
      if (part.elements.length) parts.push(part);
    } else if (["DIV", "P"].includes(node.tagName)) line(node);
    else inline(node, {}, section().elements, reader);
  };
  for (const node of field.childNodes) place(node);
  return { type: "rich_text", elements: parts.map(trimmed).filter((part) => part.elements.length) };
}

function partOf(node, reader) {
  if (["UL", "OL"].includes(node.tagName)) {
    const items = [...node.querySelectorAll("li")].map((item) => ({ type: "rich_text_section", elements: spansIn(item, reader) }));
    return {
      type: "rich_text_list", style: node.tagName === "OL" ? "ordered" : "bullet",
      elements: items.filter((item) => item.elements.length),
    };
  }
  const type = { BLOCKQUOTE: "rich_text_quote", PRE: "rich_text_preformatted" }[node.tagName];
  return type && { type, elements: spansIn(node, reader) };
}

function spansIn(node, reader) {
  const spans = [];
  for (const child of node.childNodes) inline(child, {}, spans, reader);
  return spans;
}

/** A line break at the end of a part is the browser's, not the writer's. */
function trimmed(part) {
  const last = part.elements.at(-1);
  if (last?.type !== "text") return part;
  const text = last.text.replace(/\n+$/, "");
  return { ...part, elements: [...part.elements.slice(0, -1), ...(text ? [{ ...last, text }] : [])] };
}

function inline(node, style, spans, reader) {
  const styled = Object.keys(style).length ? { style } : {};
  if (node.nodeType === Node.TEXT_NODE) {
    for (const span of tokens(node.data.replaceAll("\u00a0", " "), reader)) add(spans, { ...span, ...styled });
  } else if (atomic(node)) add(spans, node.source);
  else if (node.tagName === "BR") add(spans, { type: "text", text: "\n" });
  else if (node.tagName === "A") add(spans, { type: "link", url: node.getAttribute("href"), text: node.textContent, ...styled });
  else {
    const name = STYLES[node.tagName];
    if (node.tagName === "DIV" && spans.length) add(spans, { type: "text", text: "\n" });
    for (const child of node.childNodes) inline(child, name ? { ...style, [name]: true } : style, spans, reader);
  }
}

function add(spans, span) {
  const last = spans.at(-1);
  const joins = last?.type === "text" && span.type === "text" && JSON.stringify(last.style) === JSON.stringify(span.style);
  if (joins) spans[spans.length - 1] = { ...last, text: last.text + span.text };
  else spans.push(span);
}

/** Names, channels, addresses and emoji that were typed become what Slack's own field makes of them. */
function* tokens(text, reader) {
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const span = tokenSpan(match.groups, reader);
    if (!span) continue;
    if (match.index > end) yield { type: "text", text: text.slice(end, match.index) };
    yield span;
    end = match.index + match[0].length;
  }
  if (end < text.length) yield { type: "text", text: text.slice(end) };
}

function tokenSpan({ url, user, channel, emoji }, reader) {
  if (url) return { type: "link", url };
  if (BROADCASTS.has(user)) return { type: "broadcast", range: user };
  if (user) {
    const person = reader.users.find((one) => one.name === user);
    const group = reader.groups.find((one) => one.handle === user);
    return person ? { type: "user", user_id: person.id } : group && { type: "usergroup", usergroup_id: group.id };
  }
  if (emoji) return emojiText(emoji) !== `:${emoji}:` && { type: "emoji", name: emoji };
  const named = reader.channels.find((one) => one.kind === "channel" && one.name === channel);
  return named && { type: "channel", channel_id: named.id };
}
