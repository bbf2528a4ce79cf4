"""The tables of what a document is: itself, its pages, its reporting units, its blocks of text."""

from collections.abc import Iterable

from extractor.document.content import PageInfo
from extractor.document.document import Block, Document, ReportingUnit
from extractor.export.tidy.model import Field, Reference, TidyTable, document_field
from extractor.export.tidy.view import DocumentView, first_place

OF_DOCUMENT = Reference(("document_id",), "documents", ("document_id",))


def _itself(view: DocumentView) -> Iterable[Document]:
    return (view.document,)


DOCUMENTS: TidyTable[Document] = TidyTable(
    "documents",
    "One row a document.",
    "每个文档一行。",
    "the whole object",
    ("document_id",),
    _itself,
    (
        Field(
            "document_id",
            "text",
            "key: the first 32 hexadecimal digits of the SHA-256 of `sha256`, a line feed and `source`",
            "文档标识：由文件哈希和路径得出",
            lambda v, _: v.document_id,
            True,
        ),
        Field(
            "source",
            "text",
            "path of the source with `/`, relative to what was converted",
            "源文件路径",
            lambda v, _: v.source,
            True,
        ),
        Field("sha256", "text", "SHA-256 of the source's bytes", "源文件哈希", lambda _, d: d.source.sha256, True),
        Field("bytes", "integer", "size of the source", "源文件字节数", lambda _, d: d.source.bytes, True),
        Field("media_type", "category", "what its content is", "文件类型", lambda _, d: d.source.media_type, True),
        Field("reader", "category", "what read it", "读取方式", lambda _, d: d.source.reader, True),
        Field(
            "status", "category", "`ok`, or `partial` where something was lost", "转换状态", lambda _, d: d.status, True
        ),
        Field("kind", "category", "budget, final account, targets …", "文档种类", lambda _, d: d.kind, True),
        Field("department_code", "category", "code of the department", "部门代码", lambda _, d: d.department.code),
        Field("department_name", "category", "name of the department", "部门名称", lambda _, d: d.department.name),
        Field("division_code", "category", "GB/T 2260 code", "行政区划代码", lambda _, d: d.division.code),
        Field("division_name", "category", "name of the division", "行政区划名称", lambda _, d: d.division.name),
        Field("fiscal_year", "integer", "the year that the amounts are of", "预算年度", lambda _, d: d.fiscal_year),
        Field(
            "fiscal_year_source",
            "category",
            "`printed`, `file_name`, `code` or `inferred`",
            "年度依据",
            lambda _, d: d.metadata_sources.get("fiscal_year"),
        ),
        Field("page_count", "integer", "pages or sheets", "页数", lambda _, d: len(d.pages), True),
        Field("table_count", "integer", "tables", "表数", lambda _, d: len(d.tables), True),
        Field("statement_count", "integer", "statements", "报表数", lambda _, d: len(d.statements), True),
        Field("project_count", "integer", "target forms", "绩效目标表数", lambda _, d: len(d.projects), True),
        Field(
            "amounts", "integer", "amounts other than blank, dash, zero", "金额数", lambda _, d: d.summary.amounts, True
        ),
        Field("proved", "integer", "of them proved by an identity", "勾稽证实数", lambda _, d: d.summary.proved, True),
        Field(
            "consistent", "integer", "of them within rounding", "误差内一致数", lambda _, d: d.summary.consistent, True
        ),
        Field("failed", "integer", "of them contradicted", "勾稽不符数", lambda _, d: d.summary.failed, True),
        Field("unchecked", "integer", "of them untested", "未核对数", lambda _, d: d.summary.unchecked, True),
        Field(
            "failed_checks",
            "integer",
            "broken identities of severity `error`",
            "不成立的勾稽关系数",
            lambda _, d: d.summary.failed_checks,
            True,
        ),
        Field("problem_count", "integer", "problems said", "问题数", lambda _, d: len(d.problems), True),
        Field("schema_version", "category", "version of the contract", "契约版本", lambda _, d: d.schema_version, True),
        Field(
            "producer_version", "category", "version of extractor", "程序版本", lambda _, d: d.producer.version, True
        ),
    ),
)

PAGES: TidyTable[PageInfo] = TidyTable(
    "pages",
    "One row a page or sheet.",
    "每页（或工作表）一行。",
    "`pages[]`",
    ("document_id", "page"),
    lambda view: view.document.pages,
    (
        document_field(),
        Field("page", "integer", "number, from 1", "页码", lambda _, p: p.number, True),
        Field("width", "number", "width in points", "宽（磅）", lambda _, p: p.width, True),
        Field("height", "number", "height in points", "高（磅）", lambda _, p: p.height, True),
        Field("rotation", "integer", "degrees", "旋转角度", lambda _, p: p.rotation, True),
        Field(
            "text_layer", "category", "`native`, `ocr`, `mixed` or `none`", "文字层", lambda _, p: p.text_layer, True
        ),
        Field("reading", "category", "what read it", "读取方式", lambda _, p: p.reading, True),
    ),
    (OF_DOCUMENT,),
)

REPORTING_UNITS: TidyTable[ReportingUnit] = TidyTable(
    "reporting_units",
    "One row a department or unit that the document reports of.",
    "每个部门或单位一行。",
    "`reporting_units[]`",
    ("document_id", "reporting_unit_id"),
    lambda view: view.document.reporting_units,
    (
        document_field(),
        Field("reporting_unit_id", "text", "id within the document", "单位标识", lambda _, u: u.id, True),
        Field("level", "category", "`department` or `unit`", "部门或单位", lambda _, u: u.level, True),
        Field("code", "text", "its code", "单位代码", lambda _, u: u.code),
        Field("name", "text", "its name", "单位名称", lambda _, u: u.name),
    ),
    (OF_DOCUMENT,),
)

BLOCKS: TidyTable[tuple[int, Block]] = TidyTable(
    "blocks",
    "One row a heading, paragraph, list item, table or figure, in reading order.",
    "每个标题、段落、列表项、表格或图一行，按阅读顺序。",
    "`blocks[]`",
    ("document_id", "block_id"),
    lambda view: enumerate(view.document.blocks, 1),
    (
        document_field(),
        Field("block_id", "text", "id within the document", "块标识", lambda _, b: b[1].id, True),
        Field("position", "integer", "place in reading order, from 1", "阅读次序", lambda _, b: b[0], True),
        Field("kind", "category", "heading, paragraph, table …", "种类", lambda _, b: b[1].kind, True),
        Field("level", "integer", "depth of a heading", "标题级别", lambda _, b: b[1].level),
        Field("number", "text", "number printed before it", "编号", lambda _, b: b[1].number),
        Field("text", "text", "its words", "文字", lambda _, b: b[1].text),
        Field("table_id", "text", "the table that stands here", "表标识", lambda _, b: b[1].table),
        Field(
            "page",
            "integer",
            "page on which it begins",
            "起始页",
            lambda _, b: place.page if (place := first_place(b[1].boxes)) else None,
        ),
    ),
    (OF_DOCUMENT,),
)
