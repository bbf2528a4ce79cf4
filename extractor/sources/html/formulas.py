"""MathML → a formula on one line, with what tells its numbers apart: ``(100)/(3)``, ``x^(2)``."""

from collections.abc import Callable, Mapping
from typing import Final

from extractor.sources.html.node import Node

_UNPRINTED: Final = frozenset({"annotation", "annotation-xml", "mphantom", "maction", "script", "style"})
_BRACKETS: Final = ("open", "close")


def formula_text(node: Node) -> str:
    """What a formula prints; RecursionError where it is nested too deeply."""
    write = _WRITTEN.get(_name(node))
    if write is not None:
        return write(node)
    return (node.text or "").strip() + _joined(node, "")


def _name(node: Node) -> str:
    return str(node.tag).rpartition(":")[2] if isinstance(node.tag, str) else ""


def _parts(node: Node) -> list[str]:
    return [formula_text(child) for child in node if _name(child) not in _UNPRINTED]


def _joined(node: Node, between: str) -> str:
    """The parts and what stands between them, which broken pages have there."""
    return between.join(
        text + (child.tail or "").strip()
        for child in node
        if (text := "" if _name(child) in _UNPRINTED else formula_text(child)) or child.tail
    )


def _fraction(node: Node) -> str:
    return "/".join(f"({part})" for part in _parts(node))


def _scripts(*signs: str) -> Callable[[Node], str]:
    def write(node: Node) -> str:
        base, *others = _parts(node) or [""]
        # a formula that is broken has more parts than its kind
        named = (*signs, *[","] * len(others))
        return base + "".join(f"{sign}({one})" for sign, one in zip(named, others, strict=False) if one)

    return write


def _root(node: Node) -> str:
    inside, *degree = _parts(node) or [""]
    return "".join(f"[{one}]" for one in degree) + f"√({inside})"


def _fenced(node: Node) -> str:
    first, last = (node.get(name, sign) for name, sign in zip(_BRACKETS, "()", strict=True))
    between = (node.get("separators", ",").strip() or " ")[0]
    return f"{first}{between.join(_parts(node))}{last}"


_WRITTEN: Final[Mapping[str, Callable[[Node], str]]] = {
    "mfrac": _fraction,
    "msup": _scripts("^"),
    "mover": _scripts("^"),
    "msub": _scripts("_"),
    "munder": _scripts("_"),
    "msubsup": _scripts("_", "^"),
    "munderover": _scripts("_", "^"),
    "mmultiscripts": _scripts("_", "^"),
    "msqrt": lambda node: f"√({_joined(node, '')})",
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": lambda node: "; ".join(_parts(node)),
    "mtr": lambda node: ", ".join(_parts(node)),
    "semantics": lambda node: (_parts(node) or [""])[0],
    "mspace": lambda _: " ",
    "ms": lambda node: f'"{(node.text or "").strip()}"',
}
