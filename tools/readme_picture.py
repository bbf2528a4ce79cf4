"""Draws docs/images/side-by-side.png: a table as the demo PDF prints it, and what becomes of it.

Needs Pillow and the Noto CJK fonts, which nobody needs to use the product.
"""

import json
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extractor import extract
from extractor.document.wire import to_data

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "side-by-side.png"
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
MONO_FACE = 7
"""The place of Noto Sans Mono CJK SC in the collection."""
SCALE, FONT_SIZE, MARGIN, WIDTH = 2.0, 17, 24, 960
CROP = (0.06, 0.05, 0.94, 0.46)
"""The part of the page that the table takes, as shares of its width and height."""


def main() -> None:
    """Draw page and JSON beside each other."""
    source = next((ROOT / "corpora" / "demo").glob("*.pdf"))
    document = to_data(extract(source))
    table = document["tables"][0]
    page = _page(source, table["pages"][0])
    words = _sample(document)
    font = ImageFont.truetype(FONT, FONT_SIZE, index=MONO_FACE)
    height = max(page.height, round(len(words) * FONT_SIZE * 1.45)) + 2 * MARGIN
    picture = Image.new("RGB", (page.width + WIDTH, height), "white")
    picture.paste(page, (0, (height - page.height) // 2))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((page.width, 0, page.width + WIDTH, height), fill="#f6f8fa")
    for number, line in enumerate(words):
        colour = "#116329" if '"proved"' in line else "#24292f"
        draw.text((page.width + MARGIN, MARGIN + number * FONT_SIZE * 1.45), line, font=font, fill=colour)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(64).save(PICTURE, optimize=True)


def _page(source: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(source) as pdf:
        page = pdf[number - 1].render(scale=SCALE).to_pil()
    left, top, right, bottom = CROP
    return page.crop(
        (int(left * page.width), int(top * page.height), int(right * page.width), int(bottom * page.height))
    )


def _sample(document: dict[str, Any]) -> list[str]:
    """The first statement's first lines of each side, one amount each."""
    statement = document["statements"][0]
    table = document["tables"][0]
    lines = [f"{_short({k: table[k] for k in ('id', 'title', 'kind', 'unit', 'pages')})}", ""]
    for side in ("revenue", "expenditure"):
        chosen = [line for line in statement["lines"] if line["side"] == side and line["amounts"][0]["value"]]
        for line in [*chosen[:3], chosen[-1]]:
            amount = line["amounts"][0]
            lines.append(_short({k: line[k] for k in ("id", "side", "label", "role")}))
            lines.append(f"    {_short({k: amount[k] for k in ('raw', 'yuan', 'cell', 'check')})}")
    lines += ["", _short({"summary": document["summary"]})]
    sums = [check for check in document["checks"] if check["status"] == "pass" and len(check["subjects"]) > 3]
    lines += [_short({k: check[k] for k in ("rule", "status", "expected", "actual")}) for check in sums[:3]]
    return lines


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
