// Lights the chosen cell, and the other members of what is looked at, wherever they are drawn.
const found = (root, names, id) =>
  names.flatMap((name) => [...root.querySelectorAll(`[${name}="${CSS.escape(id)}"]`)]);

const NAMES = ["data-cell", "data-box", "data-field"];

/** `chosen` gets data-chosen, every one of `members` data-member; what had them before loses them. */
export function highlight(root, chosen, members) {
  for (const name of ["data-chosen", "data-member"])
    for (const element of root.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  for (const id of members) for (const element of found(root, NAMES, id)) element.setAttribute("data-member", "");
  if (chosen) for (const element of found(root, NAMES, chosen)) element.setAttribute("data-chosen", "");
}

/** Scrolls what is chosen into view, in the picture and in the table, no further than needed. */
export function reveal(root) {
  for (const element of root.querySelectorAll("[data-chosen]")) {
    const pane = element.closest(".frame, .content");
    if (!pane) continue;
    const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    const head = element.closest("table")?.tHead?.getBoundingClientRect().height ?? 0;
    if (inner.top < outer.top + head + 8 || inner.bottom > outer.bottom - 8)
      pane.scrollTop += inner.top - outer.top - outer.height / 3;
    const side = element.closest(".scroller") ?? pane;
    const wide = side.getBoundingClientRect();
    if (inner.left < wide.left || inner.right > wide.right) side.scrollLeft += inner.left - wide.left - wide.width / 3;
  }
}
