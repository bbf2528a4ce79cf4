// What the server says of problems and errors, in the language of the page; its own words are English.
import { language } from "./language.js";
import errors from "./words/errors.js";
import problems from "./words/problems.js";

/** Errors whose own words name a place that no catalogue knows. */
const WITH_PLACE = ["bad_reading", "bad_request", "bad_option"];
const isChinese = () => language() === "zh";

/** A problem of the conversion. */
export const problemWords = ({ code, message }) => (isChinese() && Object.hasOwn(problems, code) ? problems[code] : message);

/** Why something was refused or failed. */
export function errorWords({ code, message, remedy = "" }) {
  if (!isChinese() || !Object.hasOwn(errors, code)) return `${message} ${remedy}`.trim();
  return WITH_PLACE.includes(code) ? `${errors[code]}（${message}）` : errors[code];
}
