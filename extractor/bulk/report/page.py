"""Figures → one HTML page that stands alone: no scripts, nothing fetched."""

from html import escape

from extractor.bulk.file_names import printable
from extractor.bulk.report.figures import BARS, Figures
from extractor.bulk.report.plots import columns, rows
from extractor.bulk.report.reasons import REASONS, Reason
from extractor.version import __version__

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2330, #e6e8ee); --paper: light-dark(#fff, #14171d);
  --soft: light-dark(#5a6374, #9aa3b4); --line: light-dark(#dfe3ea, #303642); --bar: light-dark(#2f6f9f, #6fb1e0); }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 68rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .2rem; } h2 { font-size: 1.05rem; margin: 2.2rem 0 .6rem; }
p { margin: .2rem 0; color: var(--soft); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 1rem; margin: 1.4rem 0; }
dl div { border-top: 2px solid var(--line); padding-top: .4rem; }
dt { color: var(--soft); font-size: .85rem; } dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 2.5rem; }
svg { width: 100%; height: auto; } svg rect { fill: var(--bar); } svg path { fill: none; stroke: var(--line); }
svg text { fill: var(--soft); font-size: 14px; }
table { border-collapse: collapse; width: 100%; }
td { border-top: 1px solid var(--line); padding: .25rem .8rem .25rem 0;
  vertical-align: top; overflow-wrap: anywhere; } td:first-child { width: 45%; }
summary { cursor: pointer; padding: .4rem 0; } summary b { font-weight: 600; }
"""
_SHOWN_AT_ONCE = 12
"""Documents of one reason that are shown unasked; longer lists open at a click."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report_page(figures: Figures, title: str) -> str:
    """The page of a run; ``title`` names the folder."""
    tally = figures.tally
    return (
        "<!doctype html><!-- extractor -->"
        f'<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_said(title)}: {_said(tally.in_words())}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{_said(title)}</h1><p>{_said(tally.in_words())}. extractor {__version__}, {_span(figures.seconds)}.</p>"
        f"{_numbers(figures)}<div class=plots>{_plots(figures)}</div>{_people(figures)}</body></html>\n"
    )


def _numbers(figures: Figures) -> str:
    tally = figures.tally
    share = tally.proved_share
    pace = tally.new_pages / figures.seconds if figures.seconds else 0.0
    numbers = {
        "inputs": f"{tally.inputs:,}",
        "failed": f"{tally.failed:,}",
        "done before": f"{tally.resumed:,}",
        "pages": f"{tally.pages:,}",
        "pages a second": f"{pace:,.1f}",
        "amounts": f"{tally.amounts:,}",
        "proved": "–" if share is None else f"{share:.1%}",
    }
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in numbers.items()) + "</dl>"


def _plots(figures: Figures) -> str:
    part = figures.seconds / BARS
    pace = [pages / part if part else 0.0 for pages in figures.pace]
    plots = {
        "Documents by share of amounts proved": columns(
            figures.shares, ("0 %", "50 %", "100 %"), "documents by proved share", "documents"
        ),
        "Pages a second, over the time of the run": columns(
            pace, ("0", _span(figures.seconds / 2), _span(figures.seconds)), "pages a second over time", "pages/s"
        ),
    }
    failures = [(code, reason.count) for code, reason in figures.ordered_reasons() if code not in REASONS]
    if failures:
        plots["Failures by code"] = rows(failures, "failures by code")
    return "".join(f"<section><h2>{title}</h2>{plot}</section>" for title, plot in plots.items())


def _people(figures: Figures) -> str:
    reasons = figures.ordered_reasons()
    if not reasons:
        return "<h2>Documents that need a person</h2><p>None.</p>"
    return "<h2>Documents that need a person</h2>" + "".join(_reason(why, reason) for why, reason in reasons)


def _reason(why: str, reason: Reason) -> str:
    documents = reason.documents()
    lines = "".join(f"<tr><td>{_said(one.source)}<td>{_said(one.detail)}" for one in documents)
    left = reason.count - len(documents)
    more = f"<p>and {left:,} more: see the manifest</p>" if left else ""
    said = f"{_said(why)}: {_said(REASONS[why])}" if why in REASONS else _said(why)
    shown = " open" if reason.count <= _SHOWN_AT_ONCE else ""
    return f"<details{shown}><summary><b>{reason.count:,}</b> {said}</summary><table>{lines}</table>{more}</details>"


def _said(text: str) -> str:
    return escape(printable(text), quote=True)


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
