/** A conversation's messages, and a thread's, as one reader sees them. */
import { postOrNotify } from "./api.js";
import { fileNode } from "./attachments.js";
import { renderBlocks } from "./blocks.js";
import { timeNode, wallTime } from "./dates.js";
import { showJson } from "./dialogs.js";
import { h, menu, reconcile } from "./dom.js";
import { emojiText } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;

export function repliesByThread(messages) {
  const replies = new Map();
  for (const message of messages.filter(isReply)) {
    if (!replies.has(message.thread_ts)) replies.set(message.thread_ts, []);
    replies.get(message.thread_ts).push(message);
  }
  return replies;
}

/** The conversation beside its threads: what has no parent here is shown by itself. */
export function topLevel(messages) {
  const present = new Set(messages.map((message) => message.ts));
  return messages.filter((message) => !isReply(message) || !present.has(message.thread_ts));
}

export const threadOf = (messages, ts) => messages.filter((message) => message.ts === ts || message.thread_ts === ts);

/**
 * Shows `shown` in the list. `place` is {key, channel, reader, shortcuts}, with {replies, openThread} where messages
 * may open their threads.
 */
export function showMessages(list, shown, place) {
  const scroller = list.closest(".scroller");
  const stick = scroller.place !== place.key || atBottom(scroller);
  const wanted = [];
  let before = null;
  for (const message of shown) {
    const day = wallTime(Number(message.ts), place.reader.me.tz).slice(0, 10);
    if (day !== before?.day) wanted.push(separator(day, message, place));
    wanted.push(messageItem(message, before?.day === day ? before.message : null, place));
    before = { day, message };
  }
  reconcile(list, wanted);
  scroller.place = place.key;
  if (stick) scroller.scrollTop = scroller.scrollHeight;
}

const atBottom = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;

/** Images and growing composers change heights after the fact; whoever read the end keeps reading the end. */
export function stickToBottom(scroller) {
  let stuck = true;
  const settle = () => stuck && (scroller.scrollTop = scroller.scrollHeight);
  scroller.addEventListener("scroll", () => (stuck = atBottom(scroller)), { passive: true });
  const observer = new ResizeObserver(settle);
  observer.observe(scroller);
  observer.observe(scroller.firstElementChild);
}

function separator(day, message, { reader, key }) {
  return {
    key: `${key} ${day}`, signature: reader.signature,
    build: () => h("li", { class: "day", role: "separator" }, timeNode(Number(message.ts), "{date_long_pretty}", reader)),
  };
}

function messageItem(message, before, place) {
  const replies = place.replies?.get(message.ts) ?? [];
  const follows = Boolean(before) && before.user === message.user && !before.ephemeral && !message.ephemeral
    && Number(message.ts) - Number(before.ts) < 300;
  return {
    key: `${place.key} ${message.ts} ${message.ephemeral}`,
    signature: JSON.stringify([message, follows, replies.map((reply) => reply.ts), place.shortcuts, place.reader.signature]),
    build: (previous) => buildMessage(message, { ...place, follows, replies, previous }),
  };
}

function buildMessage(message, { follows, replies, previous, ...place }) {
  const { reader } = place;
  const classes = ["message", follows && "follows", message.ephemeral && "ephemeral", message.pinned && "is-pinned"].filter(Boolean).join(" ");
  return h("li", { class: classes, "data-ts": message.ts },
    avatar(message.user, reader),
    h("article", {},
      h("header", {},
        h("b", { class: "author" }, reader.nameOf(message.user)),
        message.bot && h("span", { class: "badge" }, "APP"),
        timeNode(Number(message.ts), "{time}", reader)),
      message.ephemeral && h("p", { class: "only-you" }, "Only visible to you"),
      message.pinned && h("p", { class: "pinned" }, "📌 Pinned"),
      content(message, place, previous),
      message.files?.map((file) => fileNode(file, reader)),
      message.reactions.length > 0 && h("p", { class: "reactions" },
        message.reactions.map((name) => h("span", { title: `:${name}:` }, emojiText(name), h("small", {}, " 1")))),
      message.edited && h("small", { class: "edited" }, "(edited)"),
      replies.length > 0 && threadLink(message, replies, place)),
    tools(message, place));
}

function content(message, { channel, reader }, previous) {
  if (!message.blocks?.length) return h("div", { class: "text" }, mrkdwn(message.text, reader));
  const container = { type: "message", channel, ts: message.ts };
  return renderBlocks(message.blocks, container, reader, { previous: previous?.querySelector(".blocks") });
}

export function avatar(user, reader) {
  const name = reader.nameOf(user);
  const node = h("span", { class: "avatar", "aria-hidden": "true" }, [...name][0].toUpperCase());
  // The golden angle keeps the colours of neighbours apart, however many people there are.
  node.style.setProperty("--hue", reader.users.findIndex((one) => one.id === user) * 137.5 + 180);
  return node;
}

function threadLink(message, replies, { openThread, reader }) {
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h("button", { type: "button", class: "thread-link", onclick: () => openThread(message.ts) },
    count, h("small", {}, timeNode(Number(replies.at(-1).ts), "last reply {date_pretty} at {time}", reader)));
}

function tools(message, { channel, reader, shortcuts, openThread }) {
  const run = (shortcut) => () => postOrNotify("/ui/shortcut", {
    user: reader.me.id, callback_id: shortcut.callback_id, channel, ts: message.ts,
  });
  const offered = shortcuts.filter((shortcut) => shortcut.type === "message");
  return h("div", { class: "tools" },
    openThread && !message.ephemeral && tool("↩", "Reply in thread", () => openThread(message.thread_ts ?? message.ts)),
    tool("{}", "Show as JSON", () => showJson(message)),
    offered.length > 0 && !message.ephemeral
      && menu("…", "More actions", offered.map((shortcut) => ({ label: shortcut.name, choose: run(shortcut) }))));
}

const tool = (label, name, onclick) => h("button", { type: "button", title: name, "aria-label": name, onclick }, label);
