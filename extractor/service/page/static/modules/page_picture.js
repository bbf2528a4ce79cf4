// A page as its picture, with the boxes of its cells over it.
import { getPicture } from "./api.js";
import { html, memo, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { t } from "./language.js";

const WIDTHS = [600, 1200, 1800, 2400];
const MOST_ZOOM = 4;
const STEP = 1.25;

export const zoomed = (zoom, direction) => Math.min(MOST_ZOOM, Math.max(0.5, direction > 0 ? zoom * STEP : zoom / STEP));

/** `page` is the document's own {number, width, height}; `boxes` what lies on it: [{cell, bbox}]; `isPlain`: only the
 *  picture, whose size tells the page's. */
export function PagePicture({ id, page, pages, boxes, zoom, shown, select, isPlain = false }) {
  const frame = useRef(null);
  const [width, setWidth] = useState(0);
  const [address, setAddress] = useState(null);
  const [isMissing, setIsMissing] = useState(false);
  useLayoutEffect(() => {
    const measured = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    measured.observe(frame.current);
    return () => measured.disconnect();
  }, []);
  const drawn = Math.max(1, Math.round(width * zoom));
  const wanted = WIDTHS.find((one) => one >= drawn * Math.min(devicePixelRatio, 2)) ?? WIDTHS.at(-1);
  useEffect(() => {
    if (!width) return undefined;
    let isCurrent = true;
    setIsMissing(false);
    getPicture(id, page.number, wanted).then(
      (found) => {
        if (!isCurrent) return;
        setAddress({ page: page.number, found });
        // The next page is the likeliest to be asked for; one process draws them one after the other.
        const next = pages.find((one) => one.number === page.number + 1);
        if (next) getPicture(id, next.number, wanted).catch(() => {});
      },
      (problem) => {
        if (problem.status === 401) throw problem;
        if (isCurrent) setIsMissing(true);
      }
    );
    return () => (isCurrent = false);
  }, [id, page.number, wanted, width > 0]);
  const picked = (event) => {
    const box = event.target.closest("[data-box]");
    if (box) select(box.getAttribute("data-box"));
  };
  const height = isPlain ? "auto" : `${(drawn * page.height) / page.width}px`;
  const isDrawn = address && address.page === page.number && !isMissing;
  return html`<div class="frame" ref=${frame} data-page=${page.number}>
    <div class="sheet" style=${{ width: `${drawn}px`, height }} onClick=${picked}>
      ${isDrawn && html`<img src=${address.found} alt=${`${t("doc.page")} ${page.number}`} />`}
      ${isMissing && html`<p class="quiet missing">${t("doc.noPicture")}</p>`}
      ${!isPlain && html`<${Boxes} boxes=${boxes} page=${page} shown=${shown} />`}
    </div>
  </div>`;
}

const Boxes = memo(({ boxes, page, shown }) =>
  html`<svg class=${shown ? "boxes" : "boxes faint"} viewBox=${`0 0 ${page.width} ${page.height}`} preserveAspectRatio="none">
    ${boxes.map(
      ({ cell, bbox }) =>
        html`<rect class=${cell.check || "plain"} data-box=${cell.id} x=${bbox[0]} y=${bbox[1]}
          width=${Math.max(1, bbox[2] - bbox[0])} height=${Math.max(1, bbox[3] - bbox[1])} />`
    )}
  </svg>`
);
