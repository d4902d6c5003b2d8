/** Slack's text objects → DOM. Every piece of text becomes a text node and every link is checked. */
import { timeNode } from "./dates.js";
import { h } from "./dom.js";
import { emojiText, withEmoji } from "./emoji.js";

// Within *…*, _…_ and ~…~ links and code are taken whole, so that "_" in an address ends nothing.
const WHOLE = "<[^<>\\n]+>|`[^`\\n]+`";
const WORD = "\\p{L}\\p{N}";
function styled(name, mark) {
  const inner = `(?<${name}>(?:${WHOLE}|[^\\n${mark}])+?)`;
  return `(?<![${WORD}${mark}])[${mark}](?=\\S)${inner}(?<=\\S)[${mark}](?![${WORD}${mark}])`;
}
const INLINE = new RegExp(
  [
    "<(?<control>[^<>\\n]+)>",
    "`(?<code>[^`\\n]+)`",
    ":(?<emoji>[a-z0-9_+'\\-]+):",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\\]'\"*_~])",
    styled("bold", "*"),
    styled("italic", "_"),
    styled("strike", "~"),
  ].join("|"),
  "gu",
);

const LINK = /^(https?|mailto|tel):/i;

const unescape = (text) => text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);

/** A text object (plain_text or mrkdwn) as a fragment. */
export function textNodes(text, reader) {
  if (text?.type === "mrkdwn") return mrkdwn(text.text, reader);
  const fragment = document.createDocumentFragment();
  fragment.append(plainText(text));
  return fragment;
}

export const plainText = (text) => withEmoji(unescape(text?.text ?? ""));

export function mrkdwn(text, reader) {
  const fragment = document.createDocumentFragment();
  text.split(/\n?```\n?([\s\S]+?)\n?```\n?/).forEach((part, i) => {
    if (i % 2) fragment.append(h("pre", {}, codeText(part)));
    else if (part) appendLines(fragment, part.split("\n"), reader);
  });
  return fragment;
}

function appendLines(parent, lines, reader) {
  let quote = null;
  for (const line of lines) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted && !quote) parent.append((quote = h("blockquote")));
    if (!quoted) quote = null;
    (quote ?? parent).append(lineNode(quoted ? quoted[1] : line, reader));
  }
}

function lineNode(line, reader) {
  // Slack has no list markup for apps: the marker stays as written, only the wrapped text is set in under itself.
  const item = /^(\s*(?:[•◦▪‣–-]|\d+[.)])\s+)(.*)$/u.exec(line);
  if (item) return h("div", { class: "line item" }, h("span", {}, item[1]), h("span", {}, inline(item[2], reader)));
  return h("div", { class: "line" }, inline(line, reader));
}

function inline(text, reader) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) nodes.push(unescape(text.slice(end, match.index)));
    nodes.push(inlineNode(match, reader));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(unescape(text.slice(end)));
  return nodes;
}

function inlineNode({ groups }, reader) {
  if (groups.control) return control(groups.control, reader);
  if (groups.code) return h("code", {}, codeText(groups.code));
  if (groups.emoji) return emojiText(groups.emoji);
  if (groups.url) return link(unescape(groups.url), unescape(groups.url));
  if (groups.bold) return h("b", {}, inline(groups.bold, reader));
  if (groups.italic) return h("i", {}, inline(groups.italic, reader));
  return h("s", {}, inline(groups.strike, reader));
}

function codeText(text) {
  return unescape(text.replace(/<(https?:[^<>|]+)(?:\|([^<>]*))?>/g, (_, url, label) => label || url));
}

function control(content, reader) {
  const bar = content.indexOf("|");
  const target = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? "" : content.slice(bar + 1);
  if (target.startsWith("@")) return mention(target.slice(1), reader);
  if (target.startsWith("#")) return channelLink(target.slice(1), label, reader);
  if (target.startsWith("!date^")) return date(target, label, reader);
  if (target.startsWith("!subteam^")) return group(target.slice(9), label, reader);
  if (target.startsWith("!")) return broadcast(target.slice(1));
  if (!LINK.test(target)) return `<${unescape(content)}>`;
  return link(unescape(target), label ? inline(label, reader) : unescape(target));
}

export function mention(id, reader) {
  const mine = id === reader.me.id ? " mine" : "";
  return h("span", { class: `mention${mine}`, title: id }, `@${reader.nameOf(id)}`);
}

export function channelLink(id, label, reader) {
  const name = reader.channel(id)?.name ?? (unescape(label) || id);
  return h("a", { class: "mention", href: `?user=${reader.me.id}&channel=${id}`, "data-channel": id }, `#${name}`);
}

export function group(id, label, reader) {
  const handle = reader.groups.find((one) => one.id === id)?.handle;
  return h("span", { class: "mention", title: id }, handle ? `@${handle}` : unescape(label) || id);
}

export const broadcast = (range) => h("span", { class: "mention mine" }, `@${range}`);

function date(target, fallback, reader) {
  const [, unix, format, url] = target.split("^");
  const node = timeNode(Number(unix || NaN), unescape(format ?? ""), reader, unescape(fallback));
  return url ? link(unescape(url), node) : node;
}

/** A link that opens beside the workspace; an address of another scheme than these is shown, not linked. */
export function link(url, content) {
  if (!LINK.test(url)) return h("span", {}, content);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content);
}
