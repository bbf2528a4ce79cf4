// What the checks test, in words; asked for once.
import { getRules } from "./api.js";
import { useEffect, useState } from "./html.js";

let asked = null;
const NONE = new Map();

export function useRules() {
  const [rules, setRules] = useState(NONE);
  useEffect(() => {
    asked ??= getRules().then((list) => new Map(list.map((rule) => [rule.code, rule])));
    asked.then(setRules, () => (asked = null));
  }, []);
  return rules;
}
