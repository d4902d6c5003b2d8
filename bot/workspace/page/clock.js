/** The simulated clock: shows it, ticks between the server's updates, and changes its course. */
import { fetchClock, postOrNotify } from "./api.js";
import { unixOf, wallTime } from "./dates.js";
import { h } from "./dom.js";

const SPEEDS = [1, 10, 60, 300];
// The stream tells of messages, not of time: another window's jump is seen by looking.
const LOOK_MS = 3000;

/** Answers {sync(clock, zone), now()}; `now` is Unix time in seconds, `onTick` runs about once a second. */
export function createClock(host, onTick) {
  const clock = { unix: 0, rate: 1, paused: true, zone: "UTC", at: 0, ...face() };
  clock.now = () => (clock.paused ? clock.unix : clock.unix + ((performance.now() - clock.at) / 1000) * clock.rate);
  host.append(...controls(clock));
  setInterval(() => {
    showTime(clock);
    onTick();
  }, 500);
  setInterval(() => look(clock), LOOK_MS);
  return { now: clock.now, sync: (state, zone) => sync(clock, state, zone) };
}

function face() {
  return {
    day: h("span"), time: h("strong"), utc: h("span"),
    pause: h("button", { type: "button" }),
    speed: h("input", { type: "number", min: 0.1, step: "any", "aria-label": "Speed: simulated seconds a second" }),
    target: h("input", { type: "datetime-local", "aria-label": "Jump to, in your time zone", required: true }),
  };
}

function controls(clock) {
  const set = (course) => change(clock, course);
  const step = (label, seconds) => h("button", { type: "button", onclick: () => set({ advance: seconds }) }, label);
  const preset = (speed) =>
    h("button", { type: "button", "data-speed": speed, onclick: () => set({ speed }) }, `${speed}×`);
  clock.presets = SPEEDS.map(preset);
  clock.pause.addEventListener("click", () => set({ paused: !clock.paused }));
  clock.speed.addEventListener("change", () => clock.speed.value > 0 && set({ speed: Number(clock.speed.value) }));
  clock.target.addEventListener("focus", () => (clock.target.value ||= wallTime(clock.now(), clock.zone).slice(0, 16)));
  return [
    h("p", { class: "face" }, clock.time, clock.day, clock.utc),
    h("div", { class: "row", role: "group", "aria-label": "Speed" }, clock.presets, clock.speed),
    h("div", { class: "row", role: "group", "aria-label": "Course" }, clock.pause, step("+10 min", 600), step("+1 h", 3600)),
    h("form", { class: "row", "aria-label": "Jump", onsubmit: (event) => jump(event, clock) },
      clock.target, h("button", { type: "submit" }, "Go")),
  ];
}

async function change(clock, course) {
  const answer = await postOrNotify("/clock", course);
  if (answer.ok) sync(clock, answer, clock.zone);
}

async function look(clock) {
  if (document.hidden) return;
  const answer = await fetchClock();
  if (answer) sync(clock, answer, clock.zone);
}

function jump(event, clock) {
  event.preventDefault();
  change(clock, { jump_to: new Date(unixOf(clock.target.value, clock.zone) * 1000).toISOString() });
  clock.target.value = "";
}

function sync(clock, { now, speed, paused }, zone) {
  Object.assign(clock, { unix: Date.parse(now) / 1000, at: performance.now(), rate: speed, paused, zone });
  const field = clock.speed;
  // The number belongs to whoever is typing it.
  if (document.activeElement !== field) field.value = speed;
  Object.assign(clock.pause, { textContent: paused ? "▶ Resume" : "❚❚ Pause" });
  for (const button of clock.presets) button.ariaPressed = String(Number(button.dataset.speed) === speed);
  showTime(clock);
}

function showTime({ now, zone, day, time, utc, paused }) {
  const there = wallTime(now(), zone);
  const [date, clockTime] = there.split("T");
  const weekday = new Date(`${date}T00:00Z`).toLocaleDateString("en", { weekday: "short", timeZone: "UTC" });
  time.textContent = clockTime;
  day.textContent = `${weekday} ${date}${paused ? " · paused" : ""}`;
  utc.textContent = `${wallTime(now(), "UTC").replace("T", " ")} UTC`;
}
