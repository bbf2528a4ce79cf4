// The one place that binds the templates to the library. Text in a template becomes text nodes; there is no way to
// put markup in.
import htm from "../vendor/htm.mjs";
import { h, render, Component } from "../vendor/preact.mjs";

export const html = htm.bind(h);
export { render, Component };
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.mjs";

/** A component that is drawn again only when one of its properties is another value. */
export function memo(draw) {
  return class extends Component {
    shouldComponentUpdate(next) {
      const keys = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      return [...keys].some((key) => next[key] !== this.props[key]);
    }
    render(properties) {
      return draw(properties);
    }
  };
}
