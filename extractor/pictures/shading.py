"""Grey picture → the same on an even white: shadows, shaded cells and dark scan edges gone."""

import cv2
import numpy as np

from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.pictures.scaling import no_finer

_GROUND_PT = 6.0
"""The ground is what is lightest within this distance: wider than any stroke of running text."""
_SMOOTH_PT = 12.0
_DARKEST_GROUND = 120
"""Darker areas are printed dark, with light text: they are no shading to be evened."""
_EDGE_DPI = 36.0
"""At this resolution a ruling is no longer black, and what is black is an area."""
_EDGE_BLACK = 110
_EDGE_BAND = 0.12
"""How far a dark scan edge may reach into the page, as a share of its side."""
_EDGE_OUTSIDE = 0.3
"""What lies farther inside than that by more than this share is a photograph or a filled area."""


def even_ground(grey: Pixels, dpi: float) -> Pixels:
    """Divide by the ground's brightness, so that blank paper is white wherever it lies.

    A page that is white already comes back as it is.
    """
    step = max(1, round(dpi / POINTS_PER_INCH))
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    reach = 2 * round(_GROUND_PT / 2) + 1
    ground = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    smooth = 2 * round(_SMOOTH_PT / 2) + 1
    ground = np.maximum(cv2.blur(cv2.erode(ground, np.ones((reach, reach), np.uint8)), (smooth, smooth)), 1)
    if int(ground.min()) >= 250:
        return grey
    ground = np.where(ground < _DARKEST_GROUND, 255, ground).astype(np.uint8)
    whole = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, whole, scale=255), dtype=np.uint8)


def without_dark_edges(grey: Pixels, dpi: float) -> Pixels:
    """White where a scanner saw past the paper: black areas that touch an edge of the picture and hug it."""
    height, width = grey.shape
    dark = (no_finer(grey, dpi, _EDGE_DPI)[0] < _EDGE_BLACK).astype(np.uint8)
    _, labels = cv2.connectedComponents(dark)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    touching = np.unique(rim[rim > 0])
    if not len(touching):
        return grey
    band = np.zeros(dark.shape, bool)
    y_band, x_band = (max(1, int(_EDGE_BAND * side)) for side in dark.shape)
    band[:y_band], band[-y_band:], band[:, :x_band], band[:, -x_band:] = True, True, True, True
    edge = np.zeros(dark.shape, np.uint8)
    for label in touching:
        area = labels == label
        if (area & ~band).sum() <= _EDGE_OUTSIDE * area.sum():
            edge[area & band] = 1
    if not edge.any():
        return grey
    edge = np.asarray(cv2.dilate(edge, np.ones((3, 3), np.uint8)), np.uint8)
    whole = cv2.resize(edge, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.where(whole > 0, 255, grey).astype(np.uint8)
