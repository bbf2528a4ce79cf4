"""Pillow (MIT-CMU), which only pictures need: the one place that imports it, and says what to do without it."""

from extractor.errors import MissingExtra

try:
    from PIL import Image, ImageDraw, ImageFont, ImageOps
except ImportError as error:
    raise MissingExtra("Pictures of pages need Pillow", "explain") from error

__all__ = ["Image", "ImageDraw", "ImageFont", "ImageOps"]
