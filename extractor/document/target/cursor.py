"""A place in the tokens of one target; productions move it on, or back where they do not fit."""

from dataclasses import dataclass

from extractor.document.target.lexer import Token, TokenKind


@dataclass(slots=True)
class Cursor:
    """``raw`` and ``plain`` are the same text as printed and in plain signs, equally long."""

    raw: str
    plain: str
    tokens: tuple[Token, ...]
    at: int = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The next token, or the one ``ahead`` of it; None at the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def take(self, *kinds: TokenKind) -> Token | None:
        """The next token where it is of one of the kinds; the cursor moves behind it."""
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    @property
    def place(self) -> int:
        """Where the next token begins in the text."""
        token = self.peek()
        return token.start if token else len(self.plain)

    def printed(self, token: Token) -> str:
        """The token as printed."""
        return self.raw[token.start : token.end]
