/** The workspace server's HTTP interface. Must not touch the page, except to tell of a refusal. */

/** Answers the server's JSON; a refusal or a lost connection is {ok: false, error} too, never an exception. */
export async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return { ok: response.ok, ...answer };
  } catch {
    return { ok: false, error: "The workspace does not answer." };
  }
}

/** Posts, and shows the refusal where there is no better place for it. */
export async function postOrNotify(path, body) {
  const answer = await post(path, body);
  if (!answer.ok && answer.error) notify(answer.error);
  return answer;
}

/** Throws where the server refuses (an unknown user) or does not answer. */
export async function fetchState(user) {
  const response = await fetch(user ? `/ui/state?user=${encodeURIComponent(user)}` : "/ui/state");
  if (!response.ok) throw new Error((await response.json()).error);
  return response.json();
}

/** Nothing where the workspace does not answer: the stream tells of that. */
export const fetchClock = () => fetch("/clock").then((response) => response.json()).catch(() => undefined);

let hiding;
export function notify(words) {
  const notice = document.getElementById("notice");
  clearTimeout(hiding);
  notice.textContent = words;
  // Shown anew each time: only then does it lie above a modal that was opened meanwhile.
  if (notice.matches(":popover-open")) notice.hidePopover();
  notice.showPopover();
  hiding = setTimeout(() => notice.hidePopover(), 6000);
}
