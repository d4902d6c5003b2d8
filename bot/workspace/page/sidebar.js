/** The sidebar: the conversations with their unread marks, whether the bot is there, and who is reading. */
import { h, reconcile } from "./dom.js";
import { avatar } from "./messages.js";

const $ = (id) => document.getElementById(id);

export const titleOf = (id, reader) => {
  const channel = reader.channel(id);
  return channel?.kind === "channel" ? `#${channel.name}` : channel?.name ?? "Home";
};

/** `view` is what `main.js` keeps: {user, channel, state, reader}. */
export function showSidebar(view) {
  const { bot, channels } = view.state;
  const links = (kind) => channels.filter((channel) => channel.kind === kind).map((channel) => channelLink(channel, view));
  const groups = [["Channels", links("channel")], ["Direct messages", links("im")], ["Apps", [homeLink(bot, view)]]];
  reconcile($("conversations"), groups.map(([title, items]) => group(title, items, view)));
  $("bot-status").className = bot.connected ? "connected" : "disconnected";
  $("bot-status").textContent = `${view.reader.nameOf(bot.id)} is ${bot.connected ? "connected" : "not connected"}`;
  showYou(view);
}

function group(title, links, view) {
  return {
    key: title, signature: JSON.stringify([view.user, links]),
    build: () => h("section", { "aria-label": title },
      h("h2", {}, title), h("ul", {}, links.map((link) => linkItem(link, view)))),
  };
}

const channelLink = (channel, view) => ({
  id: channel.id, name: titleOf(channel.id, view.reader), unread: unread(channel, view),
  user: channel.user, current: channel.id === view.channel,
});

const homeLink = (bot, { reader, channel }) => ({
  id: "home", name: `${reader.nameOf(bot.id)} Home`, unread: 0, user: bot.id, current: channel === "home",
});

function linkItem({ id, name, unread: count, user, current }, { user: me, reader }) {
  const mark = count > 0 && h("span", { class: "count", "aria-label": `${count} unread` }, count);
  return h("li", {}, h("a", {
    href: `?${new URLSearchParams({ user: me, channel: id })}`, "data-channel": id,
    class: count > 0 && "unread", "aria-current": current && "page",
  }, user && avatar(user, reader), h("span", {}, name), mark));
}

// The server does not hear what was looked at, so each window remembers it, per reader.
const readMark = (user, channel) => `read ${user} ${channel}`;

function unread(channel, { user, state }) {
  const read = sessionStorage.getItem(readMark(user, channel.id)) ?? "";
  const newer = (message) => message.ts > read && message.user !== user;
  return Math.min(channel.unread, state.messages[channel.id].filter(newer).length);
}

/** What the conversation shows has been read, if the window can be seen. */
export function markRead(view) {
  const last = view.state.messages[view.channel]?.at(-1);
  const mark = readMark(view.user, view.channel);
  if (!last || document.hidden || sessionStorage.getItem(mark) === last.ts) return;
  sessionStorage.setItem(mark, last.ts);
  showSidebar(view);
}

const cityOf = (tz) => tz.split("/").at(-1).replaceAll("_", " ");

function showYou({ state, reader }) {
  const people = state.users.filter((user) => !user.is_bot && !user.deleted);
  reconcile($("user"), people.map((user) => ({
    key: user.id, signature: JSON.stringify(user),
    build: () => h("option", { value: user.id }, `${reader.nameOf(user.id)} (${[cityOf(user.tz), user.is_admin && "admin"].filter(Boolean).join(", ")})`),
  })));
  $("user").value = state.me.id;
  // The field belongs to whoever is typing in it.
  if (document.activeElement !== $("zone")) $("zone").value = state.me.tz;
  $("hour24").checked = reader.hour24;
}
