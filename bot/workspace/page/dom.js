/** Building and reconciling DOM nodes. Text only ever enters the page as text nodes, so no message can become markup. */

/** Where somebody fills something in. */
export const FIELD = "input, select, textarea, summary, [contenteditable=true]";

/** Creates an element; `on…` properties are listeners, absent or false ones are left out. */
export function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/**
 * Makes the container's children those `wanted`: {key, signature, build(previous)}.
 * A node whose signature is unchanged stays untouched: what was typed in it, its focus and its open menus survive.
 */
export function reconcile(container, wanted) {
  const keys = new Set(wanted.map((item) => item.key));
  const present = new Map();
  for (const node of [...container.children]) {
    if (keys.has(node.key)) present.set(node.key, node);
    else node.remove();
  }
  let cursor = container.firstElementChild;
  for (const item of wanted) {
    const previous = present.get(item.key);
    const node = previous?.signature === item.signature ? previous : built(item, previous);
    if (node !== previous && previous) {
      if (cursor === previous) cursor = node;
      previous.replaceWith(node);
    }
    if (cursor === node) cursor = node.nextElementSibling;
    else container.insertBefore(node, cursor);
  }
}

function built(item, previous) {
  return Object.assign(item.build(previous), { key: item.key, signature: item.signature });
}

/** A button that opens a list of choices: [{label, choose}]. */
export function menu(label, name, choices) {
  const details = h("details", { class: "menu" }, h("summary", { "aria-label": name, title: name }, label));
  const pick = (choice) => () => {
    details.open = false;
    details.firstElementChild.focus();
    choice.choose();
  };
  details.append(
    h("div", { class: "choices" },
      choices.map((choice) => h("button", { type: "button", onclick: pick(choice) }, choice.label))),
  );
  return details;
}

document.addEventListener("click", (event) => closeMenus((details) => !details.contains(event.target)));
document.addEventListener("keydown", (event) => {
  // An open menu takes Escape before the modal it sits in.
  if (event.key === "Escape" && closeMenus(() => true)) event.preventDefault();
});

function closeMenus(which) {
  const open = [...document.querySelectorAll("details.menu[open]")].filter(which);
  for (const details of open) details.open = false;
  return open.length > 0;
}
