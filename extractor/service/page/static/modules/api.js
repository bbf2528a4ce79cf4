// Everything that the page asks of the server.
const KEY = "extractor.key";

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.status = status;
    this.code = body.code || "unknown";
    this.remedy = body.remedy || "";
  }
}

export const getKey = () => sessionStorage.getItem(KEY) || "";
export function setKey(key) {
  if (key) sessionStorage.setItem(KEY, key);
  else sessionStorage.removeItem(KEY);
}

const headers = (more = {}) => (getKey() ? { "X-Api-Key": getKey(), ...more } : more);
const path = (...parts) => "/v1/documents/" + parts.map(encodeURIComponent).join("/");

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: headers(options.headers) });
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
  return answer;
}
const json = async (url, options) => (await ask(url, options)).json();
const body = (method, value) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});

export const listDocuments = (before = null) =>
  json("/v1/documents?" + new URLSearchParams({ limit: 100, ...(before && { before }) }));
export const getDocument = (id) => json(path(id));
export const getCard = (id) => json(path(id, "card"));
export const getRules = () => json("/v1/rules");
export const say = (id, entry) => json(path(id, "entries"), body("POST", entry));
export const getLabel = (id) => json(path(id, "label"));
export const keepLabel = (id, reader, seen) => json(`${path(id, "label", reader)}?seen=${seen}`, { method: "POST" });
export const getReaders = (id) => json(path(id, "readings"));
export const getReading = (id, reader) => json(path(id, "readings", reader));
export const putReading = (id, reader, label, seen) => json(`${path(id, "readings", reader)}?seen=${seen}`, body("PUT", label));
export const getAgreement = (id, first, second) =>
  json(path(id, "agreement") + "?" + new URLSearchParams({ first, second }));
export const getComparison = (id, other) => json(path(id, "comparison", other));
export const pollTask = (task, wait) => json(`/v1/status/poll/${encodeURIComponent(task)}?wait=${wait}`);

const MOST_TRIES = 5;

/** Ask for what a busy server gives a little later: 503 says when to come again. */
async function askPatiently(url) {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, { headers: headers() });
    if (answer.ok) return answer;
    const problem = new Problem(answer.status, await answer.json().catch(() => ({})));
    if (answer.status !== 503 || tries === MOST_TRIES) throw problem;
    await new Promise((resolve) => setTimeout(resolve, 1000 * (Number(answer.headers.get("Retry-After")) || 1)));
  }
}

const pictures = new Map();
const MOST_PICTURES = 40;

/** A page's picture as a blob URL; the last ones are kept. */
export function getPicture(id, page, width) {
  const name = `${id}/${page}/${width}`;
  if (!pictures.has(name)) {
    const url = `${path(id, "pages", String(page))}?width=${width}`;
    const asked = askPatiently(url).then(async (answer) => URL.createObjectURL(await answer.blob()));
    asked.catch(() => pictures.delete(name));
    pictures.set(name, asked);
    if (pictures.size > MOST_PICTURES) {
      const [oldest, dropped] = pictures.entries().next().value;
      pictures.delete(oldest);
      dropped.then((address) => URL.revokeObjectURL(address), () => {});
    }
  }
  return pictures.get(name);
}

/** Send one file; `progress` is told the share that is sent. Gives the task. */
export function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("files", file, file.name);
    request.open("POST", "/v1/convert/file/async");
    if (getKey()) request.setRequestHeader("X-Api-Key", getKey());
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status < 300 ? resolve(request.response) : reject(new Problem(request.status, request.response || {}));
    request.onerror = () => reject(new Problem(0, { detail: "The server can not be reached.", code: "unreachable" }));
    request.send(form);
  });
}

/** Let the person save a value as a JSON file. */
export function download(name, value) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
