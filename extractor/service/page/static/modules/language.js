// The words of the page in the language that the person chose.
import en from "./words/en.js";
import zh from "./words/zh.js";

const KEPT = "extractor.language";
const words = { en, zh };
let current = localStorage.getItem(KEPT) || (navigator.language.startsWith("zh") ? "zh" : "en");
if (!(current in words)) current = "en";
document.documentElement.lang = current === "zh" ? "zh-CN" : "en";

export const language = () => current;

export function setLanguage(chosen) {
  current = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
}

/** The words of a name, with `{parts}` filled in; the name itself where there are none. */
export function t(name, parts = {}) {
  const text = words[current][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, part) => (part in parts ? String(parts[part]) : whole));
}

export const tOr = (name, otherwise) => words[current][name] ?? otherwise;
export const percent = (part, whole) => (whole ? `${floorTenth((100 * part) / whole)}%` : "—");
const floorTenth = (value) => (Math.floor(value * 10) / 10).toFixed(1).replace(/\.0$/, "");

/** A time as the person's own clock has it, to the minute. */
export function when(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString(current === "zh" ? "zh-CN" : "en-GB", { dateStyle: "short", timeStyle: "short" });
}
