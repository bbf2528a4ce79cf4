// Labels: from the output as corrected, or typed blind beside the page; second readers, and how far two agree.
import * as api from "./api.js";
import { Blind } from "./blind_view.js";
import { html, useEffect, useState } from "./html.js";
import { t } from "./language.js";
import { errorWords } from "./messages.js";
import { getAuthor } from "./person.js";

const MODES = ["fromOutput", "blind", "agreement"];

export function LabelView({ id, failed }) {
  const [card, setCard] = useState(null);
  const [mode, setMode] = useState("fromOutput");
  const [versions, setVersions] = useState({});
  const [reader, setReader] = useState(getAuthor().replace(/[^\p{L}\p{N}_.-]/gu, "") || "reader1");
  const [said, setSaid] = useState("");
  const tell = (problem) => {
    failed(problem);
    setSaid(errorWords(problem));
  };
  const load = async () => {
    setCard(await api.getCard(id));
    setVersions((await api.getReaders(id)).versions);
  };
  useEffect(() => void load().catch(tell), [id]);
  const readers = Object.keys(versions);
  const save = (label, seen) => saved(api.putReading(id, reader, label, seen));
  const saved = async (asked) => {
    try {
      const { version } = await asked;
      setSaid(t("label.saved", { n: version }));
      await load();
      return version;
    } catch (problem) {
      tell(problem);
      if (problem.code === "overtaken") setSaid(t("label.overtaken", { reader }));
      return null;
    }
  };
  if (!card) return html`<main class="notice"><p class="quiet">${said || t("doc.loading")}</p></main>`;
  return html`<main class="labelling">
    <div class="list-head">
      <h1>${t("label.title")}: ${card.name}</h1>
      <label>${t("label.reader")} <input id="reader" maxlength="40" value=${reader} onInput=${(event) => setReader(event.target.value)} /></label>
      <a class="button" href=${`#/document/${encodeURIComponent(id)}`}>${t("common.back")}</a>
    </div>
    <div class="tabs" role="tablist">
      ${MODES.map((name) => html`<button role="tab" id=${`mode-${name}`} aria-selected=${mode === name} onClick=${() => setMode(name)}>${t(`label.${name}`)}</button>`)}
    </div>
    ${said && html`<p class="said" role="status">${said}</p>`}
    ${mode === "fromOutput" && html`<${FromOutput} ...${{ id, card, keep: () => saved(api.keepLabel(id, reader, versions[reader] ?? 0)), tell }} />`}
    ${mode === "blind" && html`<${Blind} ...${{ id, card, reader, readers, save, tell }} />`}
    ${mode === "agreement" && html`<${Agreement} ...${{ id, readers, tell }} />`}
  </main>`;
}

function FromOutput({ id, card, keep, tell }) {
  const take = () => api.getLabel(id).then((label) => api.download(`${card.name}.label.json`, label)).catch(tell);
  return html`<section class="narrow">
    <p>${t("label.fromOutputText")}</p>
    <div class="buttons">
      <button id="download-label" class="main" onClick=${take}>${t("label.download")}</button>
      <button id="keep-label" onClick=${keep}>${t("label.saveAs")}</button>
    </div>
  </section>`;
}

function Agreement({ id, readers, tell }) {
  const names = ["output", ...readers];
  const [first, setFirst] = useState("output");
  const [second, setSecond] = useState(readers[0] ?? "");
  const [found, setFound] = useState(null);
  if (!readers.length) return html`<p class="quiet narrow">${t("label.noReaders")}</p>`;
  const choice = (name, value, set) => html`<label>${t(`label.${name}`)}
    <select id=${name} value=${value} onChange=${(event) => set(event.target.value)}>
      ${names.map((one) => html`<option value=${one}>${one === "output" ? t("label.output") : one}</option>`)}
    </select></label>`;
  return html`<section class="narrow">
    <div class="choices">
      ${choice("first", first, setFirst)} ${choice("second", second, setSecond)}
      <button id="measure-agreement" class="main" onClick=${() => api.getAgreement(id, first, second || readers[0]).then(setFound, tell)}>${t("label.measure")}</button>
    </div>
    ${found && html`<${Found} found=${found} />`}
  </section>`;
}

function Found({ found }) {
  const parts = Object.entries(found.parts).filter(([, [, total]]) => total > 0);
  return html`<ul class="parts">
      ${parts.map(([name, [right, total]]) => html`<li><b>${`${((100 * right) / total).toFixed(1)}%`}</b> ${t(`label.${name}`)} <small>${right} / ${total}</small></li>`)}
    </ul>
    ${found.only_first.length > 0 && html`<p>${t("label.onlyFirst", { names: found.only_first.join("、") })}</p>`}
    ${found.unmatched.length > 0 && html`<p>${t("label.onlySecond", { names: found.unmatched.join("、") })}</p>`}
    ${found.differences.length === 0
      ? parts.length > 0 && !found.unmatched.length && !found.only_first.length && html`<p class="quiet">${t("label.same")}</p>`
      : html`<h3>${t("label.differences")} <small>${found.differences.length}</small></h3>
        <table class="grid"><thead><tr><td class="column_attribute">${t("label.place")}</td><td class="column_attribute">${found.first}</td><td class="column_attribute">${found.second}</td></tr></thead>
        <tbody>${found.differences.map((one) => html`<tr><td>${[one.where, one.row !== null && `r${one.row}`, one.column !== null && `c${one.column}`, one.what].filter(Boolean).join(" · ")}</td><td>${one.first ?? "—"}</td><td>${one.second ?? "—"}</td></tr>`)}</tbody></table>`}`;
}
