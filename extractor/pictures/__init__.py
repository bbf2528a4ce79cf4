"""Page picture → straightened, cleaned picture with its rulings; picture + recognised lines → RawPage.

Pure functions on pixels. OpenCV is optional (the extra ``ocr``): only ``pipeline`` imports this folder, and only when
a page is to be read from its picture.
"""
