/**
 * Instants as a reader sees them: Slack's date tokens, and datetime fields in a zone.
 * The browser's own zone and clock are never read: the zone is the reader's, the time is the simulated one.
 */
import { h } from "./dom.js";

const NUMBERS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
const WORDS = { ...NUMBERS, hourCycle: "h23", weekday: "long", month: "long", day: "numeric" };

// Making a formatter costs a hundred times what using it does.
const formatters = new Map();
function formatter(locale, zone, options) {
  const key = `${locale} ${zone}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formatters.get(key);
}

function partsOf(unix, zone) {
  const parts = formatter("en-US", zone, WORDS).formatToParts(unix * 1000);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** The local wall time as "2026-07-14T09:30:05", the form of a datetime-local field. */
export function wallTime(unix, zone) {
  // Swedish writes dates as ISO 8601 does.
  return formatter("sv-SE", zone, NUMBERS).format(unix * 1000).replace(" ", "T");
}

/** The Unix time of a wall time in a zone; one that a DST change skips is moved past the gap. */
export function unixOf(wall, zone) {
  const asUtc = (text) => Date.parse(`${text}Z`) / 1000;
  const target = asUtc(wall.length === 16 ? `${wall}:00` : wall);
  const offsetAt = (unix) => asUtc(wallTime(unix, zone)) - unix;
  const guess = target - offsetAt(target);
  return target - offsetAt(guess);
}

const dayNumber = (unix, zone) => Math.floor(Date.parse(`${wallTime(unix, zone).slice(0, 10)}Z`) / 86400000);

function ordinal(day) {
  const suffix = { one: "st", two: "nd", few: "rd", other: "th" };
  return day + suffix[new Intl.PluralRules("en", { type: "ordinal" }).select(day)];
}

function dayWord(unix, reader) {
  const days = dayNumber(unix, reader.me.tz) - dayNumber(reader.now(), reader.me.tz);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

function timeOf(parts, hour24, seconds) {
  const rest = `:${parts.minute}${seconds ? `:${parts.second}` : ""}`;
  if (hour24) return parts.hour + rest;
  return `${Number(parts.hour) % 12 || 12}${rest} ${Number(parts.hour) < 12 ? "AM" : "PM"}`;
}

function ago(seconds) {
  const relative = new Intl.RelativeTimeFormat("en");
  for (const [unit, length] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(Math.trunc(seconds), "second");
}

const TOKENS = {
  date_num: (date) => date.wall.slice(0, 10),
  date: (date) => `${date.month} ${ordinal(Number(date.day))}, ${date.year}`,
  date_short: (date) => `${date.month.slice(0, 3)} ${date.day}, ${date.year}`,
  date_long: (date) => `${date.weekday}, ${TOKENS.date(date)}`,
  date_pretty: (date) => date.word ?? TOKENS.date(date),
  date_short_pretty: (date) => date.word ?? TOKENS.date_short(date),
  date_long_pretty: (date) => date.word ?? TOKENS.date_long(date),
  time: (date) => timeOf(date, date.hour24, false),
  time_secs: (date) => timeOf(date, date.hour24, true),
  ago: (date) => ago(date.sinceNow),
};

/** Fills Slack's date tokens for this reader; undefined where a token or the instant is unknown to Slack. */
export function formatDate(unix, format, reader) {
  // The range of dates that JavaScript and Slack can both show.
  if (!Number.isFinite(unix) || Math.abs(unix) > 8.64e12) return undefined;
  const tokens = [...format.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  if (!tokens.every((token) => Object.hasOwn(TOKENS, token))) return undefined;
  const date = {
    ...partsOf(unix, reader.me.tz), wall: wallTime(unix, reader.me.tz), word: dayWord(unix, reader),
    hour24: reader.hour24, sinceNow: unix - reader.now(),
  };
  const text = format.replace(/\{(\w+)\}/g, (_, token) => TOKENS[token](date));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A <time> that `refreshTimes` keeps true as the simulated clock moves; the fallback's text where it has no date. */
export function timeNode(unix, format, reader, fallback = "") {
  const text = formatDate(unix, format, reader);
  if (text === undefined) return document.createTextNode(fallback);
  const title = `${formatDate(unix, "{date_long} at {time_secs}", reader)} (${reader.me.tz})`;
  const node = h("time", { datetime: new Date(unix * 1000).toISOString(), title }, text);
  // Only "today", "tomorrow" and "3 minutes ago" ever change.
  if (/pretty|ago/.test(format)) Object.assign(node.dataset, { unix, format });
  return node;
}

export function refreshTimes(reader) {
  for (const node of document.querySelectorAll("time[data-format]")) {
    const text = formatDate(Number(node.dataset.unix), node.dataset.format, reader);
    if (node.textContent !== text) node.textContent = text;
  }
}
