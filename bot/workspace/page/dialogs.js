/** The page's own dialogs: Slack's "are you sure" and the raw JSON of a message. */
import { h } from "./dom.js";
import { plainText, textNodes } from "./mrkdwn.js";

function open(title, content, ...buttons) {
  const dialog = h("dialog", { "aria-label": title, onclose: () => dialog.remove() },
    h("header", {}, h("h2", {}, title)), h("div", { class: "body" }, content), h("footer", {}, buttons));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const closing = (label, value, style = "") =>
  h("button", { type: "button", class: style, onclick: (event) => event.target.closest("dialog").close(value) }, label);

/** Whether the person agrees to a Block Kit confirm object. */
export function confirmed(confirm, reader) {
  const dialog = open(plainText(confirm.title), textNodes(confirm.text, reader),
    closing(plainText(confirm.deny) || "Cancel", "no"),
    closing(plainText(confirm.confirm) || "Yes", "yes", confirm.style ?? "primary"));
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes")));
}

export function showJson({ text, blocks, metadata }) {
  const json = JSON.stringify({ text, blocks, metadata }, null, 2);
  open("Message as JSON", h("pre", { tabindex: 0 }, json), closing("Close", ""));
}
