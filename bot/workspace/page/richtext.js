/** The rich_text block, which Slack's own composer writes, → DOM. */
import { timeNode } from "./dates.js";
import { h } from "./dom.js";
import { emojiText } from "./emoji.js";
import { broadcast, channelLink, group, link, mention } from "./mrkdwn.js";

const PARTS = {
  rich_text_section: (part, reader) => h("div", { class: "line" }, spans(part, reader)),
  rich_text_quote: (part, reader) => h("blockquote", {}, spans(part, reader)),
  rich_text_preformatted: (part, reader) => h("pre", {}, spans(part, reader)),
  rich_text_list: list,
};

const SPANS = {
  text: (span) => span.text,
  link: (span) => link(span.url, span.text || span.url),
  user: (span, reader) => mention(span.user_id, reader),
  usergroup: (span, reader) => group(span.usergroup_id, "", reader),
  channel: (span, reader) => channelLink(span.channel_id, "", reader),
  broadcast: (span) => broadcast(span.range),
  emoji: (span) => (span.unicode ? fromHex(span.unicode) : emojiText(span.name)),
  date: (span, reader) => timeNode(span.timestamp, span.format, reader, span.fallback),
  color: (span) => h("code", {}, span.value),
};

const STYLES = [["bold", "b"], ["italic", "i"], ["strike", "s"], ["code", "code"], ["underline", "u"]];

export const richText = (block, reader) => block.elements.map((part) => PARTS[part.type]?.(part, reader));

function list(part, reader) {
  const node = h(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : null },
    part.elements.map((item) => h("li", {}, spans(item, reader))));
  node.style.marginInlineStart = `${(part.indent ?? 0) * 1.5}em`;
  return node;
}

const spans = (part, reader) => part.elements.map((span) => span.type in SPANS && styledSpan(span, reader));

/** Each node knows the span that it shows, which the rich text input gives back as it was. */
function styledSpan(span, reader) {
  const node = SPANS[span.type](span, reader);
  if (node instanceof Node) node.source = span;
  return STYLES.filter(([style]) => span.style?.[style]).reduce((inner, [, tag]) => h(tag, {}, inner), node);
}

const fromHex = (codes) => String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));
