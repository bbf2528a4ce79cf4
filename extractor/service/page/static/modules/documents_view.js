// The list of documents, and files on their way into it.
import * as api from "./api.js";
import { SummaryBar } from "./help.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { percent, t, when } from "./language.js";
import { errorWords } from "./messages.js";

const WAIT_SECONDS = 5;
const POLL_MS = 300;

export function DocumentsView({ failed }) {
  const [cards, setCards] = useState(null);
  const [next, setNext] = useState(null);
  const [error, setError] = useState("");
  const [chosen, setChosen] = useState([]);
  const [filter, setFilter] = useState("");
  const [sent, addFiles] = useUploads(() => load());
  const load = async () => {
    try {
      const found = await api.listDocuments();
      setCards(found.documents);
      setNext(found.next);
      setError("");
    } catch (problem) {
      failed(problem);
      setError(errorWords(problem));
    }
  };
  const more = async () => {
    const found = await api.listDocuments(next);
    setCards([...cards, ...found.documents]);
    setNext(found.next);
  };
  useEffect(() => void load(), []);
  const choose = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2));
  const words = filter.trim().toLowerCase().split(/\s+/);
  const shown = (cards || []).filter((card) => {
    const text = `${card.name} ${card.department || ""} ${card.fiscal_year || ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return html`<main class="documents">
    <${Dropzone} add=${addFiles} />
    ${sent.length > 0 && html`<ul class="uploads" aria-live="polite">${sent.map((one) => html`<${Upload} key=${one.key} one=${one} />`)}</ul>`}
    <div class="list-head">
      <h1>${t("list.title")}</h1>
      <input class="filter" type="search" value=${filter} placeholder=${t("list.filter")} aria-label=${t("list.filter")}
        onInput=${(event) => setFilter(event.target.value)} />
      <button id="compare" disabled=${chosen.length !== 2} title=${t("list.compareHint")}
        onClick=${() => (location.hash = `#/compare/${orderedByYear(chosen, cards).map(encodeURIComponent).join("/")}`)}>
        ${t("list.compare")}
      </button>
    </div>
    ${error && html`<p class="problem" role="alert">${error} <button onClick=${load}>${t("error.retry")}</button></p>`}
    ${cards && !cards.length && html`<p class="quiet">${t("list.empty")}</p>`}
    ${shown.length > 0 && html`<${CardTable} cards=${shown} chosen=${chosen} choose=${choose} />`}
    ${next && html`<button onClick=${more}>${t("list.more")}</button>`}
  </main>`;
}

/** The earlier year first, whichever was chosen first. */
function orderedByYear(ids, cards) {
  const year = (id) => cards.find((card) => card.id === id)?.fiscal_year ?? 0;
  return [...ids].sort((first, second) => year(first) - year(second));
}

function CardTable({ cards, chosen, choose }) {
  return html`<table class="cards">
    <thead>
      <tr>
        <th></th>
        <th>${t("list.name")}</th>
        <th>${t("list.year")}</th>
        <th>${t("list.kind")}</th>
        <th>${t("list.proved")}</th>
        <th class="number">${t("list.failed")}</th>
        <th class="number">${t("list.entries")}</th>
        <th class="number">${t("list.size")}</th>
      </tr>
    </thead>
    <tbody>
      ${cards.map((card) => html`<${CardRow} key=${card.id} card=${card} chosen=${chosen} choose=${choose} />`)}
    </tbody>
  </table>`;
}

/** Why a document failed; the card's words have the remedy in them. */
const cardError = (card) => errorWords({ code: card.error_code, message: card.error_message });

function CardRow({ card, chosen, choose }) {
  const isDone = card.state === "done" && card.kind;
  const failedChecks = card.summary?.failed_checks ?? 0;
  return html`<tr class=${card.state}>
    <td>
      ${isDone && html`<input type="checkbox" checked=${chosen.includes(card.id)} aria-label=${t("list.choose", { name: card.name })}
        onChange=${() => choose(card.id)} />`}
    </td>
    <td>
      ${isDone ? html`<a class="name" href=${`#/document/${encodeURIComponent(card.id)}`}>${card.name}</a>` : html`<span class="name">${card.name}</span>`}
      <small>${[card.department, when(card.submitted)].filter(Boolean).join(" · ")}</small>
      ${card.error_message && html`<small class="problem">${cardError(card)}</small>`}
    </td>
    <td>${card.fiscal_year ?? ""}</td>
    <td>${isDone ? t(`kind.${card.kind}`) : html`<span class=${`tag ${card.state}`}>${t(`state.${card.state}`)}</span>`}</td>
    <td class="share">
      ${isDone && html`<${SummaryBar} summary=${card.summary} />`}
      ${isDone && card.summary.amounts > 0 && html`<b>${percent(card.summary.proved, card.summary.amounts)}</b>`}
    </td>
    <td class="number">${isDone && (failedChecks ? html`<span class="tag failed">${failedChecks}</span>` : "0")}</td>
    <td class="number">${card.entries || ""}</td>
    <td class="number">${isDone && `${card.pages} · ${card.tables} · ${card.projects}`}</td>
  </tr>`;
}

function Dropzone({ add }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  useEffect(() => {
    // Dropped beside the zone a file must not replace the page.
    const dragged = (event) => {
      event.preventDefault();
      setOver(event.type === "dragover");
      if (event.type === "drop") add([...event.dataTransfer.files]);
    };
    const names = ["dragover", "dragleave", "drop"];
    names.forEach((name) => addEventListener(name, dragged));
    return () => names.forEach((name) => removeEventListener(name, dragged));
  }, [add]);
  return html`<div class=${over ? "drop over" : "drop"} onClick=${() => input.current.click()}>
    <b>${t(over ? "upload.over" : "upload.drop")}</b>
    <span>${t("upload.formats")}</span>
    <input ref=${input} id="files" type="file" multiple aria-label=${t("upload.choose")} onClick=${(event) => event.stopPropagation()}
      onChange=${(event) => { add([...event.target.files]); event.target.value = ""; }} />
  </div>`;
}

function Upload({ one }) {
  return html`<li class=${one.state}>
    <span class="name">${one.name}</span>
    <progress max="1" value=${one.state === "sending" ? one.share : one.state === "done" ? 1 : undefined}></progress>
    <span class="stage">
      ${one.state === "queued" ? t("upload.queued", { n: one.place ?? "…" }) : t(`upload.${one.state}`)}
      ${one.state === "sending" && ` ${percent(one.share, 1)}`}
    </span>
    ${one.state === "done" && html`<a href=${`#/document/${encodeURIComponent(one.task)}`}>${t("upload.open")}</a>`}
    ${one.error && html`<span class="problem" role="alert">${one.error}</span>`}
  </li>`;
}

let counted = 0;

/** Files that are sent, and how far each is; `finished` is called whenever one has come to its end. */
function useUploads(finished) {
  const [sent, setSent] = useState([]);
  const change = (key, facts) => setSent((list) => list.map((one) => (one.key === key ? { ...one, ...facts } : one)));
  const follow = async (key, file) => {
    try {
      const task = await api.upload(file, (share) => change(key, { share }));
      change(key, { state: "queued", task: task.task_id, place: task.task_position });
      change(key, { ...(await untilDone(task.task_id, (facts) => change(key, facts))), task: task.task_id });
    } catch (problem) {
      change(key, { state: "failed", error: errorWords(problem) });
    }
    finished();
  };
  const add = (files) => {
    for (const file of files) {
      const key = ++counted;
      setSent((list) => [{ key, name: file.name, state: "sending", share: 0 }, ...list]);
      void follow(key, file);
    }
  };
  return [sent, add];
}

async function untilDone(task, progress) {
  for (let asked = 0; ; asked++) {
    const began = Date.now();
    const status = await api.pollTask(task, Math.min(asked, WAIT_SECONDS));
    if (status.task_status === "success" || status.task_status === "partial_success") return { state: "done" };
    if (status.task_status === "failure") {
      const card = await api.getCard(task).catch(() => null);
      return { state: "failed", error: card?.error_message ? cardError(card) : "" };
    }
    progress(status.task_status === "pending" ? { state: "queued", place: status.task_position } : { state: "converting" });
    // an answer that was waited for is followed at once by the next question, so that no end is seen late
    if (asked && Date.now() - began < POLL_MS) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
