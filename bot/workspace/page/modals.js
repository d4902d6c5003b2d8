/** The stack of modals that the bot opened for this person. */
import { post } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { FIELD, h } from "./dom.js";
import { valuesIn } from "./elements.js";
import { plainText } from "./mrkdwn.js";

/** Opens, updates and closes dialogs until they are `views`; one that did not change is not touched. */
export function showModals(host, views, reader) {
  const wanted = new Set(views.map((view) => view.id));
  for (const dialog of [...host.children].filter((candidate) => !wanted.has(candidate.id))) {
    dialog.close();
    dialog.remove();
  }
  for (const view of views) {
    const dialog = document.getElementById(view.id) ?? openDialog(host, view, reader);
    const version = JSON.stringify([view.hash ?? view, reader.signature]);
    if (dialog.version !== version) fill(dialog, view, reader);
    dialog.version = version;
  }
}

function openDialog(host, view, reader) {
  const dialog = h("dialog", { id: view.id, class: "modal", "aria-labelledby": `${view.id}-title` });
  // The server says when a view is closed: the app may hear of it and change the stack.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(view, reader);
  });
  host.append(dialog);
  dialog.showModal();
  return dialog;
}

const close = (view, reader, whole_stack = false) =>
  post("/ui/close", { user: reader.me.id, view_id: view.id, whole_stack });

function fill(dialog, view, reader) {
  const previous = dialog.querySelector(".blocks");
  const scrolled = dialog.querySelector(".body")?.scrollTop ?? 0;
  const blocks = renderBlocks(view.blocks, { type: "view", view_id: view.id }, reader, { previous, byIds: true });
  const body = h("div", { class: "body" }, blocks, h("p", { class: "error", role: "alert" }));
  const leave = () => close(view, reader);
  dialog.replaceChildren(h("form", { novalidate: true, onsubmit: (event) => submit(event, view, reader) },
    h("header", {}, h("h2", { id: `${view.id}-title` }, plainText(view.title)),
      h("button", { type: "button", class: "bare", "aria-label": "Close", onclick: () => close(view, reader, true) }, "✕")),
    body,
    h("footer", {},
      h("button", { type: "button", onclick: leave }, plainText(view.close) || (view.submit ? "Cancel" : "Close")),
      view.submit && h("button", { type: "submit", class: "primary" }, plainText(view.submit)))));
  body.scrollTop = scrolled;
  if (!previous) focusFirst(body, view);
}

function focusFirst(body, view) {
  const asked = view.blocks.find((block) => block.element?.focus_on_load);
  const within = asked ? body.querySelector(`[data-input="${CSS.escape(asked.block_id)}"]`) : body;
  (within.querySelector(FIELD) ?? within.querySelector("button"))?.focus();
}

async function submit(event, view, reader) {
  event.preventDefault();
  const form = event.target;
  if (!view.submit || showErrors(form, missing(form))) return;
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  const answer = await post("/ui/submit", { user: reader.me.id, view_id: view.id, values: valuesIn(form) });
  button.removeAttribute("aria-busy");
  showErrors(form, answer.errors ?? {});
  const unplaced = answer.ok || answer.errors ? "" : answer.error;
  form.querySelector(".body > .error").textContent = unplaced;
}

/** What Slack itself refuses before the app hears of it: {block_id: words}. */
function missing(form) {
  const errors = {};
  const values = valuesIn(form);
  for (const block of form.querySelectorAll("[data-input]")) {
    const [state] = Object.values(values[block.dataset.input] ?? {});
    const [, value] = Object.entries(state ?? {}).find(([name]) => name !== "type") ?? [];
    const field = block.querySelector("input.element, textarea");
    if (!block.matches("[data-optional]") && (value === null || value?.length === 0)) {
      errors[block.dataset.input] = "Please complete this required field.";
    } else if (field && !field.checkValidity()) errors[block.dataset.input] = field.validationMessage;
  }
  return errors;
}

/** Puts each error under its input and focuses the first; answers whether there was any. */
function showErrors(form, errors) {
  for (const block of form.querySelectorAll("[data-input]")) {
    block.querySelector(".error").textContent = errors[block.dataset.input] ?? "";
  }
  const first = [...form.querySelectorAll("[data-input]")].find((block) => block.dataset.input in errors);
  first?.querySelector(FIELD)?.focus();
  return Boolean(first);
}
