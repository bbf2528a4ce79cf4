// The prose of a page, or of a whole document without pages; what it says in numbers leads to the cells that say so.
import { html } from "./html.js";

export function TextView({ index, blocks, select, goTable }) {
  return html`<div class="prose">
    ${blocks.map((block) =>
      block.kind === "table"
        ? html`<p><button class="plain" onClick=${() => goTable(block.table)}>▦ ${block.text || index.tables.get(block.table)?.title || block.table}</button></p>`
        : html`<p class=${`${block.kind} level${block.level ?? 0}`} data-block=${block.id}>
            ${block.number && html`<b>${block.number} </b>`}${pieces(index, block, select)}
          </p>`
    )}
  </div>`;
}

/** The block's text cut at its mentions, each of which leads to a cell where one says the same. */
function pieces(index, block, select) {
  const found = [];
  let at = 0;
  const mentions = [...(index.mentionsOf.get(block.id) || [])].sort((one, other) => one.start - other.start);
  for (const mention of mentions) {
    if (mention.start < at) continue;
    const cell = mention.cells.find((id) => index.cells.has(id));
    const text = block.text.slice(mention.start, mention.end);
    found.push(block.text.slice(at, mention.start));
    found.push(
      cell
        ? html`<button class="plain mention agreed" data-field=${cell} onClick=${() => select(cell)}>${text}</button>`
        : html`<span class=${`mention ${failed(index, mention) ? "failed" : ""}`}>${text}</span>`
    );
    at = mention.end;
  }
  found.push(block.text.slice(at));
  return found;
}

const failed = (index, mention) => (index.checksOf.get(mention.id) || []).some((check) => check.status === "fail");
