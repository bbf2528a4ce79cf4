// Exact decimals as whole numbers of their last place; amounts never become floats.
const PATTERN = /^([-+]?)(\d+)(?:\.(\d+))?$/;

/** A decimal string as {units, places}; null where it is none. */
export function parse(text) {
  const found = PATTERN.exec(String(text ?? ""));
  if (!found) return null;
  const places = (found[3] || "").length;
  const units = BigInt(found[2] + (found[3] || ""));
  return { units: found[1] === "-" ? -units : units, places };
}

const scaled = (value, places) => value.units * 10n ** BigInt(places - value.places);

export function add(first, second) {
  const places = Math.max(first.places, second.places);
  return { units: scaled(first, places) + scaled(second, places), places };
}

export const negated = (value) => ({ units: -value.units, places: value.places });
export const sum = (values) => values.reduce(add, { units: 0n, places: 0 });
export const equal = (first, second) => add(first, negated(second)).units === 0n;

/** With separators between thousands. */
export function show(value) {
  const digits = (value.units < 0n ? -value.units : value.units).toString().padStart(value.places + 1, "0");
  const whole = digits.slice(0, digits.length - value.places).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = value.places ? "." + digits.slice(digits.length - value.places) : "";
  return (value.units < 0n ? "−" : "") + whole + rest;
}

export function showText(text) {
  const value = parse(text);
  return value ? show(value) : String(text ?? "");
}
