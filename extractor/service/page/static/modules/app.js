// The frame of all views: where in the page the person is, language, key, name, help.
import { getKey, setKey } from "./api.js";
import { ComparisonView } from "./comparison_view.js";
import { DocumentView } from "./document_view.js";
import { DocumentsView } from "./documents_view.js";
import { Help } from "./help.js";
import { html, useEffect, useState } from "./html.js";
import { LabelView } from "./label_view.js";
import { language, setLanguage, t } from "./language.js";
import { getAuthor, setAuthor } from "./person.js";

function readRoute() {
  const [view, ...parts] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { view: view || "documents", parts };
}

export function App() {
  const [route, setRoute] = useState(readRoute);
  const [, setLanguageNow] = useState(language());
  const [needsKey, setNeedsKey] = useState(false);
  const [help, setHelp] = useState(false);
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    const moved = () => setRoute(readRoute());
    const refused = (event) => event.reason?.status === 401 && setNeedsKey(true);
    const pressed = (event) => {
      if (event.key === "Escape") setHelp(false);
      if (event.key === "?" && !isField(event.target)) setHelp((shown) => !shown);
    };
    addEventListener("hashchange", moved);
    addEventListener("unhandledrejection", refused);
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("hashchange", moved);
      removeEventListener("unhandledrejection", refused);
      removeEventListener("keydown", pressed);
    };
  }, []);
  const change = (chosen) => {
    setLanguage(chosen);
    setLanguageNow(chosen);
  };
  const failed = (problem) => problem.status === 401 && setNeedsKey(true);
  const entered = (key) => {
    setKey(key);
    setNeedsKey(false);
    setVisit(visit + 1);
  };
  return html`
    <header class="top">
      <a class="brand" href="#/"><img src="/page/style/icon.svg" alt="" />extractor <span>${t("app.title")}</span></a>
      <nav>
        <a href="#/">${t("nav.documents")}</a>
        <button class="plain" onClick=${() => setHelp(true)}>${t("nav.help")} <kbd>?</kbd></button>
        <${Author} />
        <button class="plain" id="key" onClick=${() => setNeedsKey(true)}>
          ${t("nav.key")}${getKey() ? " ✓" : ""}
        </button>
        <button class="plain" id="language" onClick=${() => change(language() === "zh" ? "en" : "zh")}>
          ${t("nav.language")}
        </button>
      </nav>
    </header>
    <${View} key=${`${route.view}/${route.parts.slice(0, 2).join("/")}/${visit}/${language()}`} route=${route} failed=${failed} />
    ${needsKey && html`<${KeyDialog} done=${entered} close=${() => setNeedsKey(false)} />`}
    ${help && html`<${Help} close=${() => setHelp(false)} />`}
  `;
}

function View({ route, failed }) {
  const [first, second] = route.parts;
  if (route.view === "document" && first)
    return html`<${DocumentView} id=${first} cell=${second} failed=${failed} />`;
  if (route.view === "compare" && second)
    return html`<${ComparisonView} first=${first} second=${second} failed=${failed} />`;
  if (route.view === "label" && first) return html`<${LabelView} id=${first} failed=${failed} />`;
  return html`<${DocumentsView} failed=${failed} />`;
}

function Author() {
  const [name, setName] = useState(getAuthor());
  const changed = (event) => {
    setName(event.target.value);
    setAuthor(event.target.value);
  };
  return html`<input
    class="author"
    id="author"
    maxlength="80"
    value=${name}
    placeholder=${t("nav.author")}
    title=${t("nav.authorHint")}
    aria-label=${t("nav.author")}
    onInput=${changed}
  />`;
}

function KeyDialog({ done, close }) {
  const submit = (event) => {
    event.preventDefault();
    done(event.target.elements.key.value.trim());
  };
  return html`<div class="veil" onClick=${(event) => event.target === event.currentTarget && close()}>
    <form class="dialog" role="dialog" aria-modal="true" aria-label=${t("key.title")} onSubmit=${submit}>
      <h2>${t("key.title")}</h2>
      <p>${t("key.text")}</p>
      <label>${t("key.field")}<input name="key" type="password" autocomplete="off" value=${getKey()} autofocus /></label>
      <div class="buttons">
        <button class="main">${t("key.save")}</button>
        <button type="button" onClick=${() => done("")}>${t("key.forget")}</button>
        <button type="button" onClick=${close}>${t("common.close")}</button>
      </div>
    </form>
  </div>`;
}

const isField = (target) => ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
