/** Files about to be sent with a message, by conversation: picked, dropped or pasted; and files within messages. */
import { h } from "./dom.js";

const pending = new Map();

/** Adds what is dropped on `zone` or pasted into `field` to the files of `key()`. Answers {button, list, show, take}. */
export function createAttachments(zone, field, key) {
  const picker = h("input", { type: "file", multiple: true, hidden: true });
  const button = h("button", { type: "button", class: "bare", "aria-label": "Attach files", title: "Attach files" }, "📎");
  const list = h("div", { class: "pending" });
  const show = () => list.replaceChildren(...filesOf(key()).map((file, i) => chip(file, () => remove(i))));
  const add = (files) => {
    pending.set(key(), [...filesOf(key()), ...files]);
    show();
    field.focus();
  };
  const remove = (i) => {
    filesOf(key()).splice(i, 1);
    show();
    field.focus();
  };
  button.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add(picker.files);
    picker.value = "";
  });
  field.addEventListener("paste", (event) => event.clipboardData.files.length && add(event.clipboardData.files));
  acceptDrops(zone, add);
  return { button: [picker, button], list, show, files: () => filesOf(key()), clear: (sent) => pending.delete(sent) };
}

const filesOf = (key) => pending.get(key) ?? [];

function acceptDrops(zone, add) {
  const holdsFiles = (event) => event.dataTransfer.types.includes("Files") && !zone.querySelector(":scope > .composer[hidden]");
  zone.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.add("dropping");
  });
  zone.addEventListener("dragleave", (event) => zone.contains(event.relatedTarget) || zone.classList.remove("dropping"));
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("dropping");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
}

const chip = (file, remove) => h("span", { class: "chip" }, `${file.name} `, h("small", {}, bytes(file.size)),
  h("button", { type: "button", class: "bare", "aria-label": `Remove ${file.name}`, onclick: remove }, "✕"));

/** The files as the server takes them: base64 by name. */
export async function encoded(files) {
  const entries = files.map(async (file) => [file.name, await base64(file)]);
  return Object.fromEntries(await Promise.all(entries));
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** A file of a message: a picture of it where it is one, else a card; either downloads it. */
export function fileNode(file, reader) {
  if (file.mode === "tombstone") return h("p", { class: "empty" }, "This file was deleted.");
  const url = `/ui/file/${file.id}?${new URLSearchParams({ user: reader.me.id })}`;
  const title = file.title || file.name;
  const picture = file.mimetype.startsWith("image/") && h("img", { src: url, alt: title, loading: "lazy" });
  return h("a", { class: "file", href: url, download: file.name }, picture || h("span", { class: "icon" }, "⬇"),
    h("span", {}, h("b", {}, title), h("small", {}, `${file.pretty_type} · ${bytes(file.size)}`)));
}

function bytes(size) {
  const [unit, length] = [["MB", 1e6], ["kB", 1e3]].find(([, step]) => size >= step) ?? ["bytes", 1];
  return `${(size / length).toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}
