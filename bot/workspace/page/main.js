/** The page's state and wiring: who reads which conversation, and how the server's news reach the parts of the page. */
import { fetchState, notify, postOrNotify } from "./api.js";
import { showAssistant, startAssistant } from "./assistant.js";
import { renderBlocks } from "./blocks.js";
import { createClock } from "./clock.js";
import { createComposer } from "./composer.js";
import { refreshTimes } from "./dates.js";
import { confirmed } from "./dialogs.js";
import { h, reconcile } from "./dom.js";
import { repliesByThread, showMessages, stickToBottom, threadOf, topLevel } from "./messages.js";
import { showModals } from "./modals.js";
import { markRead, showSidebar, titleOf } from "./sidebar.js";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const view = { user: query.get("user"), channel: query.get("channel"), thread: null, state: null };

const clock = createClock($("clock"), () => view.state && refreshTimes(view.reader));
const composer = createComposer($("composer"), () => ({
  user: view.user, channel: view.channel, state: view.state, label: `Message ${titleOf(view.channel, view.reader)}`,
}));
const threadComposer = createComposer($("thread-composer"), () => ({
  user: view.user, channel: view.channel, thread_ts: view.thread, state: view.state, label: "Reply…",
}));

/** What rendering needs to know of the reader; whatever changes the signature renders everything anew. */
function readerOf(state) {
  const users = new Map(state.users.map((user) => [user.id, user]));
  const channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  const nameOf = (id) => users.get(id)?.real_name || users.get(id)?.name || id;
  const hour24 = localStorage.getItem("hour24") !== "false";
  const names = [...users.keys()].map(nameOf).concat(state.channels.map((channel) => channel.name));
  return {
    me: state.me, users: state.users, groups: state.groups, channels: state.channels, here: view.channel, channel: (id) => channels.get(id), nameOf,
    hour24, now: clock.now,
    signature: JSON.stringify([state.me.id, state.me.tz, hour24, names]),
  };
}

let fetching = null;
let stale = false;
/** Fetches and shows the state; news that arrive while fetching lead to one more fetch, not to many. */
function refresh() {
  stale = true;
  fetching ??= fetchAndShow().finally(() => (fetching = null));
  return fetching;
}

async function fetchAndShow() {
  try {
    while (stale) {
      stale = false;
      view.state = await fetchState(view.user);
    }
    show();
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  // A lost connection: the stream's own reconnecting leads to the next fetch.
  if (error instanceof TypeError && error.message.includes("fetch")) return;
  notify(error.message);
  if (!view.user || view.state) return;
  // An unknown person in the address: show the first one rather than nothing.
  view.user = null;
  setTimeout(refresh);
}

function show() {
  const { state } = view;
  view.user = state.me.id;
  view.reader = readerOf(state);
  if (view.channel !== "home") view.channel = nearest(view.channel);
  clock.sync(state.clock, state.me.tz);
  refreshTimes(view.reader);
  keepAddress();
  showSidebar(view);
  showConversation();
  showThread();
  showModals($("modals"), state.modals, view.reader);
}

/** The same conversation for another person: a direct message has another id for each. */
function nearest(id) {
  const { channels, bot } = view.state;
  const direct = id?.startsWith("D") && channels.find((channel) => channel.user === bot.id);
  return (view.reader.channel(id) ?? (direct || channels[0])).id;
}

function keepAddress() {
  const address = `?${new URLSearchParams({ user: view.user, channel: view.channel })}`;
  if (location.search !== address) history.replaceState(null, "", address);
}

function showConversation() {
  const { state, reader, channel } = view;
  const home = channel === "home";
  $("conversation-name").textContent = home ? `${reader.nameOf(state.bot.id)} Home` : titleOf(channel, reader);
  $("topic").textContent = home ? "" : reader.channel(channel).topic ?? "";
  document.title = `${$("conversation-name").textContent} · ${reader.nameOf(view.user)}`;
  $("ask").hidden = !state.assistant.offered;
  for (const id of ["scroller", "composer"]) $(id).hidden = home;
  $("home").hidden = !home;
  if (home) return showHome(state.home, reader);
  const all = state.messages[channel] ?? [];
  const { threads } = state.assistant;
  const titled = (message) => (message.ts in threads ? { ...message, text: `✦ ${threads[message.ts].title || "Assistant"}` } : message);
  showMessages($("messages"), topLevel(all).map(titled), placeOf({ replies: repliesByThread(all), openThread }));
  composer.show();
  return markRead(view);
}

const placeOf = (more) => ({
  key: `${view.user} ${view.channel}`, channel: view.channel, reader: view.reader,
  shortcuts: view.state.shortcuts ?? [], ...more,
});

function showHome(home, reader) {
  const build = (previous) => (home
    ? renderBlocks(home.blocks, { type: "view", view_id: home.id }, reader, { previous })
    : h("p", { class: "empty" }, "The app has not published its Home yet."));
  const signature = JSON.stringify([home?.hash ?? home, reader.signature]);
  reconcile($("home"), [{ key: `${view.user} home`, signature, build }]);
}

function showThread() {
  const all = view.state.messages[view.channel] ?? [];
  const replies = view.thread ? threadOf(all, view.thread) : [];
  $("thread").hidden = replies.length === 0;
  if (replies.length === 0) return;
  const assistant = view.state.assistant.threads[view.thread];
  $("thread-title").textContent = assistant ? assistant.title || "Assistant" : "Thread";
  showAssistant($("assistant"), assistant, { user: view.user, channel: view.channel, thread_ts: view.thread });
  // The root of an assistant's thread says nothing.
  showMessages($("replies"), assistant ? replies.slice(1) : replies, placeOf({ key: `${view.user} ${view.channel} ${view.thread}` }));
  threadComposer.show();
}

function openThread(ts) {
  view.thread = ts;
  showThread();
  $("thread-composer").querySelector("textarea").focus();
}

async function ask() {
  const context = view.channel === "home" || view.reader.channel(view.channel).kind === "im" ? undefined : view.channel;
  const thread = await startAssistant(view.user, context);
  if (!thread) return;
  await refresh();
  openConversation(thread.channel);
  openThread(thread.ts);
}

function closeThread() {
  view.thread = null;
  showThread();
}

function openConversation(channel) {
  Object.assign(view, { channel, thread: null });
  document.body.classList.remove("sidebar-open");
  show();
  tellApp();
  $(channel === "home" ? "home" : "composer").querySelector("textarea")?.focus();
}

/** The app hears which of its two tabs a person opens: its Home, or the messages with it. */
function tellApp() {
  const { user, channel, state, reader } = view;
  if (channel === "home") postOrNotify("/ui/home", { user, tab: "home" });
  else if (reader.channel(channel).user === state.bot.id) postOrNotify("/ui/home", { user, tab: "messages" });
}

async function switchUser(user) {
  Object.assign(view, { user, thread: null });
  await refresh();
  tellApp();
}

function changeZone(tz) {
  const known = tz === "UTC" || Intl.supportedValuesOf("timeZone").includes(tz);
  if (!known) return notify(`“${tz}” is no time zone; choose one such as Europe/Berlin.`);
  return postOrNotify("/ui/user", { user: view.user, tz });
}

/** As when somebody leaves the team: the account is closed, and the page goes on as another person. */
async function leave() {
  const { bot, users } = view.state;
  const name = view.reader.nameOf(view.user);
  const sure = { title: { text: `Deactivate ${name}?` }, text: { text: "The app hears that the account is closed." },
    confirm: { text: "Deactivate" }, deny: { text: "Cancel" }, style: "danger" };
  if (!(await confirmed(sure, view.reader))) return;
  const answer = await postOrNotify("/ui/leave", { user: view.user });
  if (answer.ok) switchUser(users.find((user) => ![bot.id, view.user].includes(user.id) && !user.deleted)?.id);
}

function wire() {
  $("zones").append(...["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => h("option", { value: zone })));
  $("user").addEventListener("change", () => switchUser($("user").value));
  $("zone").addEventListener("change", () => changeZone($("zone").value.trim()));
  $("hour24").addEventListener("change", () => {
    localStorage.setItem("hour24", $("hour24").checked);
    show();
  });
  $("ask").addEventListener("click", ask);
  $("leave").addEventListener("click", leave);
  $("close-thread").addEventListener("click", closeThread);
  $("thread").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && closeThread());
  $("open-sidebar").addEventListener("click", () => document.body.classList.toggle("sidebar-open"));
  document.addEventListener("visibilitychange", () => view.state && view.channel !== "home" && markRead(view));
  document.addEventListener("click", followChannel);
  for (const list of ["messages", "replies"]) stickToBottom($(list).closest(".scroller"));
}

/** Links to channels switch in place; with a modifier key they open another window, as links do. */
function followChannel(event) {
  const link = event.target.closest("a[data-channel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openConversation(link.dataset.channel);
}

function listen() {
  const stream = new EventSource("/ui/stream");
  stream.addEventListener("open", () => ($("offline").hidden = true));
  stream.addEventListener("error", () => ($("offline").hidden = false));
  stream.addEventListener("message", refresh);
}

wire();
await refresh();
if (view.state) tellApp();
listen();
