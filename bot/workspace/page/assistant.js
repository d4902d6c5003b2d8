/** The app's assistant: a thread of its own with it, its title, what it is doing, and the prompts that it suggests. */
import { postOrNotify } from "./api.js";
import { h, reconcile } from "./dom.js";

/** Starts a thread, about the conversation that the person looks at; answers {channel, ts}, or nothing. */
export async function startAssistant(user, context) {
  const answer = await postOrNotify("/ui/assistant", { user, context });
  return answer.ok ? answer : undefined;
}

/** `place` is {user, channel, thread_ts} for what a prompt sends. */
export function showAssistant(host, thread, place) {
  host.hidden = !thread;
  if (!thread) return;
  const send = (text) => postOrNotify("/ui/message", { ...place, text });
  reconcile(host, [{
    key: place.thread_ts, signature: JSON.stringify(thread),
    build: () => h("div", {},
      thread.status && h("p", { class: "status", role: "status" }, thread.status),
      h("div", { class: "prompts" }, thread.prompts.map(({ title, message }) =>
        h("button", { type: "button", title: message, onclick: () => send(message) }, title)))),
  }]);
}
