/** Block Kit's layout blocks → DOM, and what happens when one of their elements is used. */
import { postOrNotify } from "./api.js";
import { confirmed } from "./dialogs.js";
import { FIELD, h } from "./dom.js";
import { carryOver, image, renderElement, valuesIn } from "./elements.js";
import { link, plainText, textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const BLOCKS = {
  header: (block) => h("h3", {}, plainText(block.text)),
  divider: () => h("hr"),
  section,
  context: (block, surface) => h("div", {}, block.elements.map((element) =>
    element.type === "image" ? image(element) : h("span", {}, textNodes(element, surface.reader)))),
  actions: (block, surface) => h("div", {}, block.elements.map((element) => renderElement(element, block, surface))),
  image: (block) => h("figure", {}, block.title && h("figcaption", {}, plainText(block.title)), image(block)),
  video: (block) => h("figure", {}, h("figcaption", {}, link(block.title_url ?? block.video_url, plainText(block.title))),
    image({ image_url: block.thumbnail_url, alt_text: block.alt_text })),
  input,
  rich_text: (block, surface) => h("div", {}, richText(block, surface.reader)),
};

/**
 * Renders blocks into one element. `container` is the contract's own: {type: "message", channel, ts} or
 * {type: "view", view_id}. Pass the `previous` rendering to keep what was typed into it.
 */
export function renderBlocks(blocks, container, reader, { previous, byIds } = {}) {
  const root = h("div", { class: "blocks" });
  const act = (node, block, element, payload) => sendAction({ root, node, block, element, payload, container, reader });
  const suggest = (block, element, typed) => suggestions({ block, element, typed, container, reader });
  root.append(...blocks.map((block) => renderBlock(block, { reader, act, suggest })));
  const refocus = previous ? carryOver(previous, root, { byIds }) : () => {};
  // Focus can only move once the new nodes are in the page.
  queueMicrotask(refocus);
  return root;
}

function renderBlock(block, surface) {
  const node = BLOCKS[block.type]?.(block, surface) ?? h("p", { class: "unsupported" }, `[${block.type} is not shown here]`);
  node.classList.add("block", `block-${block.type}`);
  return node;
}

function section(block, surface) {
  const { reader } = surface;
  return h("div", {},
    h("div", { class: "text" },
      block.text && h("div", {}, textNodes(block.text, reader)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, textNodes(field, reader))))),
    block.accessory && h("div", { class: "accessory" }, renderElement(block.accessory, block, surface)));
}

let inputs = 0;
function input(block, surface) {
  const label = plainText(block.label);
  const field = renderElement(block.element, block, surface);
  const id = `input-${++inputs}`;
  const target = field.matches(FIELD) ? field : field.querySelector("input.element, summary, [contenteditable]") ?? field;
  Object.assign(target, { id, ariaLabel: label });
  return h("div", { "data-input": block.block_id, "data-optional": block.optional },
    h("label", { for: id }, label, block.optional && h("small", {}, " (optional)")),
    field,
    block.hint && h("small", { class: "hint" }, plainText(block.hint)),
    h("p", { class: "error", role: "alert" }));
}

async function suggestions({ block, element, typed, container, reader }) {
  const answer = await postOrNotify("/ui/options", {
    user: reader.me.id, container, block_id: block.block_id, action_id: element.action_id, typed,
  });
  return answer.options ?? [];
}

async function sendAction({ root, node, block, element, payload, container, reader }) {
  if (element.confirm && !(await confirmed(element.confirm, reader))) return;
  node.setAttribute("aria-busy", "true");
  await postOrNotify("/ui/action", {
    user: reader.me.id, container, block_id: block.block_id, action_id: element.action_id,
    action: payload, values: valuesIn(root),
  });
  node.removeAttribute("aria-busy");
}
