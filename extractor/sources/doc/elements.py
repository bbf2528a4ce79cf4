"""Stories → elements: what each paragraph, cell and text box says, in reading order."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document.content import Element, Paragraph
from extractor.sources.doc.blocks import Block, Row, Table, build_blocks
from extractor.sources.doc.information_block import Part
from extractor.sources.doc.opened import WordDocument
from extractor.sources.doc.paragraphs import Paragraph as WordParagraph
from extractor.sources.doc.row_definition import Vertical
from extractor.sources.doc.shapes import group_of_shapes
from extractor.sources.doc.stories import Range, TextBox, anchors, header_stories, text_boxes, within
from extractor.sources.doc.table import make_grid


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Text boxes in the order of the places that they hang on."""

    places: tuple[int, ...]
    stories: tuple[Range, ...]
    without_place: tuple[Range, ...]

    def on(self, paragraph: WordParagraph) -> Sequence[Range]:
        """The stories of the boxes that hang on a paragraph, its closing mark included."""
        if not self.places:
            return ()
        first, last = bisect_left(self.places, paragraph.start), bisect_left(self.places, paragraph.end + 1)
        return self.stories[first:last]


@dataclass(frozen=True, slots=True)
class _Reading:
    document: WordDocument
    main_boxes: _Boxes
    header_boxes: _Boxes
    covered: list[str]

    def body(self) -> Iterator[Element]:
        """The main part with its text boxes, then footnotes, then endnotes."""
        parts = self.document.parts
        yield from self._blocks(self._story(parts.main))
        for story in (*self.main_boxes.without_place, parts.footnotes, parts.endnotes):
            yield from self._blocks(self._story(story))

    def furniture(self, stories: Sequence[Range]) -> Iterator[Paragraph]:
        """Each text of these stories once, their text boxes included."""
        said: set[str] = set()
        for story in stories:
            for paragraph in self._paragraphs(story):
                boxed = (one for box in self.header_boxes.on(paragraph) for one in self._paragraphs(box))
                for one in (paragraph, *boxed):
                    text = self._text(one)
                    if text and text not in said:
                        said.add(text)
                        yield Paragraph(text, furniture=True)

    def _paragraphs(self, story: Range) -> Sequence[WordParagraph]:
        return within(self.document.paragraphs.items, story)

    def _story(self, story: Range) -> tuple[Block, ...]:
        return build_blocks(self._paragraphs(story))

    def _text(self, paragraph: WordParagraph, *, goes_on: bool = False) -> str:
        """``goes_on``: it stands in a cell that is merged with the one above, where no number shows by itself."""
        text = self.document.visible.between(paragraph.start, paragraph.end)
        alone = paragraph.properties.depth > 0 and not goes_on
        return self.document.numbers.before(paragraph.start, text, alone=alone)

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Element]:
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: WordParagraph) -> Iterator[Element]:
        text = self._text(paragraph)
        if text:
            own = paragraph.properties.outline_level
            level = self.document.styles.outline_level(paragraph.properties.style) if own is None else own
            yield Paragraph(text, heading_level=level, size=self._size(paragraph))
        for box in self.main_boxes.on(paragraph):
            yield from self._blocks(self._story(box))

    def _size(self, paragraph: WordParagraph) -> float | None:
        items = self.document.paragraphs.items
        index = bisect_left(items, paragraph.start, key=lambda item: item.start)
        return self.document.sizes[index] or self.document.styles.size(paragraph.properties.style)

    def _table(self, table: Table) -> Iterator[Element]:
        """The table, then each table nested in its cells; their text is not said again by the outer one.

        A row that a tracked change deleted is left out, as Word prints it, if nothing in it is shown.
        """
        rows = [
            (row, [self._cell_text(cell, goes_on=_goes_on(row, place)) for place, cell in enumerate(row.cells)])
            for row in table.rows
        ]
        gone = self.document.visible.deleted_marks
        if gone:
            rows = [(row, texts) for row, texts in rows if row.mark not in gone or any(texts)]
        if rows:
            yield make_grid([row for row, _ in rows], [texts for _, texts in rows], self.covered)
        for row in table.rows:
            for cell in row.cells:
                if len(cell) > 1 or self.main_boxes.places:
                    for inner in self._nested(cell):
                        yield from self._table(inner)

    def _cell_text(self, blocks: Sequence[Block], *, goes_on: bool = False) -> str:
        """The paragraphs of a cell, one a line, text boxes after the paragraph that they hang on."""
        if len(blocks) == 1 and not self.main_boxes.places and not isinstance(blocks[0], Table):
            return self._text(blocks[0], goes_on=goes_on)
        lines: list[str] = []
        for block in blocks:
            if not isinstance(block, Table):
                lines.append(self._text(block, goes_on=goes_on))
                lines.extend(self._cell_text(self._story(box)) for box in self.main_boxes.on(block))
        return "\n".join(lines).strip()

    def _nested(self, blocks: Sequence[Block]) -> Iterator[Table]:
        for block in blocks:
            if isinstance(block, Table):
                yield block
            else:
                for box in self.main_boxes.on(block):
                    yield from self._nested(self._story(box))


def _goes_on(row: Row, place: int) -> bool:
    cells = () if row.definition is None else row.definition.cells
    return place < len(cells) and cells[place].vertical is Vertical.CONTINUES


def read_elements(document: WordDocument, covered: list[str]) -> Iterator[Element]:
    """Running heads first, feet last, both as furniture; between them the body and its notes. What stands in cells that
    are merged away is put into ``covered``."""
    heads, feet = header_stories(document.block.part(Part.HEADERS, document.table), document.parts.headers)
    groups = group_of_shapes(document.block.part(Part.DRAWINGS, document.table))
    parts = document.parts
    main = _hang(document, (Part.MAIN_ANCHORS, Part.TEXT_BOXES), (parts.main, parts.text_boxes), groups)
    header = _hang(
        document, (Part.HEADER_ANCHORS, Part.HEADER_TEXT_BOXES), (parts.headers, parts.header_text_boxes), groups
    )
    reading = _Reading(document, main, header, covered)
    yield from reading.furniture(heads)
    yield from reading.body()
    yield from reading.furniture((*feet, *header.without_place))


def _hang(
    document: WordDocument, kinds: tuple[Part, Part], ranges: tuple[Range, Range], groups: dict[int, int]
) -> _Boxes:
    """Find the place of each text box by its shape's number, or by that of the group in which the shape stands."""
    anchor_part, box_part = (document.block.part(kind, document.table) for kind in kinds)
    place_of = {anchor.shape: anchor.place for anchor in anchors(anchor_part, ranges[0])}
    hung: list[tuple[int, int, TextBox]] = []
    without: list[Range] = []
    for number, box in enumerate(text_boxes(box_part, ranges[1])):
        place = place_of.get(box.shape, place_of.get(groups.get(box.shape, box.shape)))
        if place is None:
            without.append(box.story)
        else:
            hung.append((place, number, box))
    hung.sort(key=lambda entry: entry[:2])
    return _Boxes(tuple(place for place, _, _ in hung), tuple(box.story for _, _, box in hung), tuple(without))
