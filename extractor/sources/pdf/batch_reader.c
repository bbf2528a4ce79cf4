/* Reads all that a page draws in one call, over PDFium's own functions, into flat arrays.
 *
 * It does what text_page.py and drawing.py do, in the same order and with the same arithmetic (IEEE doubles, no
 * contraction), so that both give the same page; those two say why each step is as it is. Nothing of PDFium is linked:
 * the caller hands over the addresses of the functions that pypdfium2 has loaded. It is no Python extension, so one
 * library serves every version of Python.
 *
 * The arrays belong to the reader and are overwritten by its next call. A count of -1 says that memory ran out.
 */
#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if FLT_EVAL_METHOD != 0
#error "doubles are not computed as doubles here: results would differ from those of Python"
#endif

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

#define INTERFACE 3 /* raised with every change of the structures or of what is read; batch.py has the same number */

typedef void *Handle;
typedef struct { double a, b, c, d, e, f; } Transform;
typedef struct { double x0, top, x1, bottom; } Box;
typedef struct { double x0, top, x1, bottom, width; } Segment;
typedef struct { double x, y; } Point;
typedef struct { float left, top, right, bottom; } FloatRect;
typedef struct { float a, b, c, d, e, f; } FloatMatrix;

typedef struct {
    int (*count_chars)(Handle);
    unsigned (*unicode)(Handle, int);
    int (*is_generated)(Handle, int);
    int (*has_map_error)(Handle, int);
    Handle (*text_object)(Handle, int);
    float (*char_angle)(Handle, int);
    int (*char_box)(Handle, int, double *left, double *right, double *bottom, double *top);
    int (*loose_box)(Handle, int, FloatRect *);
    int (*render_mode)(Handle);
    int (*count_objects)(Handle);
    Handle (*object)(Handle, int);
    int (*object_type)(Handle);
    int (*count_form_objects)(Handle);
    Handle (*form_object)(Handle, unsigned long);
    int (*object_matrix)(Handle, FloatMatrix *);
    int (*object_bounds)(Handle, float *left, float *bottom, float *right, float *top);
    int (*draw_mode)(Handle, int *fill, int *stroke);
    int (*stroke_color)(Handle, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*fill_color)(Handle, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*stroke_width)(Handle, float *);
    int (*count_segments)(Handle);
    Handle (*segment)(Handle, int);
    int (*segment_type)(Handle);
    int (*segment_point)(Handle, float *, float *);
    int (*segment_close)(Handle);
    Handle (*clip_path)(Handle);
    int (*count_clip_paths)(Handle);
    int (*count_clip_segments)(Handle, int);
    Handle (*clip_segment)(Handle, int path, int index);
} Pdfium;

typedef struct {
    double thin, slant, highest, highest_small, small_share, upright_cosine;
    int64_t white, max_form_depth, max_objects, max_strokes;
    double least_letter, largest_letter;
} Rules;

/* What batch.py reads. */
typedef struct {
    int64_t glyphs, unrounded, undecodable, private_use, unmapped, turned, turns[4]; /* turns: by 0 (none), 90, 180, 270 degrees */
    uint32_t *codes;
    Box *boxes;
    double *sizes;
    int64_t segments, fills, slants, pictures, capped, has_invisible_text, has_clipped_text, outlines;
    Segment *segment_values;
    Box *fill_values, *slant_values, *picture_values;
} Page;

typedef struct {
    Page page;
    Pdfium pdfium;
    Rules rules;
    const unsigned char *printable; /* one byte for each code point below 0x10000 */
    int (*printable_beyond)(unsigned);
    size_t room_codes, room_boxes, room_sizes, room_segments, room_fills, room_slants, room_pictures, room_points;
    Point *points;
    int64_t seen;
    Transform shown;
    int failed;
} Reader;

enum { OBJECT_TEXT = 1, OBJECT_PATH = 2, OBJECT_IMAGE = 3, OBJECT_FORM = 5 };
enum { SEGMENT_BEZIER = 1, SEGMENT_MOVE = 2 };
enum { TEXT_INVISIBLE = 3 };

/* As in unseen_text.py. */
#define INSIDE_EM 0.1
#define CLIP_SLACK 1.0

/* Room for one value more behind `count` of them; 0 where memory runs out. */
static int has_room(void **values, size_t *room, size_t count, size_t size) {
    size_t wanted = *room ? 2 * *room : 256;
    void *grown;
    if (count < *room) return 1;
    if (wanted > SIZE_MAX / size) return 0;
    grown = realloc(*values, wanted * size);
    if (!grown) return 0;
    *values = grown;
    *room = wanted;
    return 1;
}

/* As Python has them, for what is no number too: the first where the second is not less (greater). */
static double least(double a, double b) { return b < a ? b : a; }
static double most(double a, double b) { return b > a ? b : a; }

static Point apply(const Transform *t, double x, double y) {
    Point p = {t->a * x + t->c * y + t->e, t->b * x + t->d * y + t->f};
    return p;
}

static Transform after(const Transform *t, const Transform *first) {
    Transform whole = {
        t->a * first->a + t->c * first->b,
        t->b * first->a + t->d * first->b,
        t->a * first->c + t->c * first->d,
        t->b * first->c + t->d * first->d,
        t->a * first->e + t->c * first->f + t->e,
        t->b * first->e + t->d * first->f + t->f,
    };
    return whole;
}

static Box box_of(const Transform *t, double x0, double y0, double x1, double y1) {
    Point a = apply(t, x0, y0), b = apply(t, x1, y1);
    Box box = {least(a.x, b.x), least(a.y, b.y), most(a.x, b.x), most(a.y, b.y)};
    return box;
}

static Box reasonable(const Rules *rules, Box loose, Box tight) {
    double width = loose.x1 - loose.x0, height = loose.bottom - loose.top;
    double tight_width = tight.x1 - tight.x0, tight_height = tight.bottom - tight.top;
    double x = (tight.x0 + tight.x1) / 2, y = (tight.top + tight.bottom) / 2;
    int around = loose.x0 - 1 <= x && x <= loose.x1 + 1 && loose.top - 1 <= y && y <= loose.bottom + 1;
    int small = most(tight_height, tight_width) <= rules->small_share * height;
    double highest = small ? rules->highest_small : rules->highest;
    int usable = width > 0 && height > 0;
    return usable && (around || tight_width <= 0) && height <= highest * most(tight_height, width) ? loose : tight;
}

/* The double that Python's round(value, 2) gives, for 0 <= value < 1e9: the sign of a fused product is exact. */
static double hundredths(double value) {
    double whole = floor(value * 100.0), rest;
    if (fma(value, 100.0, -whole) < 0) whole -= 1;
    if (fma(value, 100.0, -(whole + 1)) >= 0) whole += 1;
    rest = fma(value, 100.0, -(whole + 0.5));
    if (rest > 0 || (rest == 0 && fmod(whole, 2.0) != 0)) whole += 1;
    return whole / 100.0;
}

/* The clockwise turn (in quarters) that makes a text of this angle upright: 0 none, -1 where it is upright. */
static int quarter_of(const Reader *reader, double angle) {
    static const double ways[4][2] = {{0, 0}, {0, -1}, {-1, 0}, {0, 1}};
    const Transform *t = &reader->shown;
    double x = cos(angle), y = -sin(angle);
    double across = t->a * x + t->c * y, down = t->b * x + t->d * y;
    double length = sqrt(across * across + down * down);
    int turn;
    if (length == 0) length = 1;
    across /= length;
    down /= length;
    if (!(across < reader->rules.upright_cosine)) return -1;
    for (turn = 1; turn < 4; turn++)
        if (across * ways[turn][0] + down * ways[turn][1] > reader->rules.upright_cosine) return turn;
    return 0;
}

static int is_printable(const Reader *reader, unsigned code) {
    return code < 0x10000 ? reader->printable[code] : reader->printable_beyond(code);
}

static int add_glyph(Reader *reader, unsigned code, Box box) {
    Page *page = &reader->page;
    size_t count = (size_t)page->glyphs;
    double size = box.bottom - box.top;
    if (!has_room((void **)&page->codes, &reader->room_codes, count, sizeof *page->codes)) return 0;
    if (!has_room((void **)&page->boxes, &reader->room_boxes, count, sizeof *page->boxes)) return 0;
    if (!has_room((void **)&page->sizes, &reader->room_sizes, count, sizeof *page->sizes)) return 0;
    if (size >= 0 && size < 1e9) {
        size = hundredths(size);
    } else {
        page->unrounded = 1;
    }
    page->codes[count] = code;
    page->boxes[count] = box;
    page->sizes[count] = size;
    page->glyphs++;
    return 1;
}

/* Control characters that are no white space stand for glyphs whose map is wrong; 2 is PDFium's own mark of a hyphen at
   the end of a line. */
static int is_control(unsigned code) {
    return (code < 0x1C && code != 2 && (code < 9 || code > 13)) || (code >= 0x7F && code < 0xA0 && code != 0x85);
}

static int is_invisible_text(const Pdfium *pdfium, Handle object) { return pdfium->render_mode(object) == TEXT_INVISIBLE; }

/* Whether a box lies beside the box around one part of a clipping path; a box here is that of Python, y upwards. */
static int misses(const Pdfium *pdfium, Handle clip, int path, const Box *text) {
    int index, count = pdfium->count_clip_segments(clip, path), left = 0, right = 0, below = 0, above = 0;
    float x = 0, y = 0;
    for (index = 0; index < count; index++) {
        pdfium->segment_point(pdfium->clip_segment(clip, path, index), &x, &y);
        left = left || x < text->x1;
        right = right || x > text->x0;
        below = below || y < text->bottom;
        above = above || y > text->top;
        if (left && right && below && above) return 0;
    }
    return count > 0;
}

static int is_beyond(const Pdfium *pdfium, Handle object, const Box *text) {
    Handle clip = pdfium->clip_path(object);
    int path, paths = clip ? pdfium->count_clip_paths(clip) : 0;
    for (path = 0; path < paths; path++)
        if (misses(pdfium, clip, path, text)) return 1;
    return 0;
}

static int text_bounds(const Pdfium *pdfium, Handle object, Box *text) {
    float left = 0, bottom = 0, right = 0, top = 0;
    if (!pdfium->object_bounds(object, &left, &bottom, &right, &top)) return 0;
    text->x0 = left;
    text->top = bottom;
    text->x1 = right;
    text->bottom = top;
    return text->x0 < text->x1 && text->top < text->bottom;
}

static int is_clipped(const Pdfium *pdfium, Handle object) {
    Box text, middle;
    if (!text_bounds(pdfium, object, &text)) return 0;
    middle.x0 = middle.x1 = (text.x0 + text.x1) / 2;
    middle.top = middle.bottom = (text.top + text.bottom) / 2;
    return is_beyond(pdfium, object, &middle);
}

static int is_clipped_away(const Pdfium *pdfium, Handle object) {
    Box text;
    return text_bounds(pdfium, object, &text) && is_beyond(pdfium, object, &text);
}

static int holds(const Box *text, double x, double y) {
    return text->x0 - CLIP_SLACK <= x && x <= text->x1 + CLIP_SLACK && text->top - CLIP_SLACK <= y &&
           y <= text->bottom + CLIP_SLACK;
}

/* `x` and `y`: the middle of the glyph's own box in the page's coordinates. */
static Box moved_into_clip(const Reader *reader, Handle object, Box glyph, double x, double y) {
    const Pdfium *pdfium = &reader->pdfium;
    double top = -INFINITY, bottom = INFINITY, inset, low, high, middle, by;
    Handle clip;
    int path, paths;
    Box text;
    if (!text_bounds(pdfium, object, &text) || !is_clipped(pdfium, object) || !holds(&text, x, y)) return glyph;
    clip = pdfium->clip_path(object);
    paths = clip ? pdfium->count_clip_paths(clip) : 0;
    for (path = 0; path < paths; path++) {
        int index, count = pdfium->count_clip_segments(clip, path);
        double least_y = 0, most_y = 0;
        float at_x = 0, at_y = 0;
        for (index = 0; index < count; index++) {
            double shown;
            pdfium->segment_point(pdfium->clip_segment(clip, path, index), &at_x, &at_y);
            shown = apply(&reader->shown, at_x, at_y).y;
            least_y = index ? least(least_y, shown) : shown;
            most_y = index ? most(most_y, shown) : shown;
        }
        if (!count) continue;
        top = most(top, least_y);
        bottom = least(bottom, most_y);
    }
    inset = INSIDE_EM * (glyph.bottom - glyph.top);
    low = top + inset;
    high = bottom - inset;
    if (low > high) low = high = (top + bottom) / 2;
    middle = (glyph.top + glyph.bottom) / 2;
    by = middle < low ? low - middle : middle > high ? high - middle : 0.0;
    glyph.top += by;
    glyph.bottom += by;
    return glyph;
}

EXPORTED int64_t read_glyphs(Reader *reader, Handle text_page, const Transform *shown, int visible_only) {
    const Pdfium *pdfium = &reader->pdfium;
    Page *page = &reader->page;
    double left = 0, right = 0, bottom = 0, top = 0;
    FloatRect loose = {0, 0, 0, 0};
    int index, count = pdfium->count_chars(text_page);
    reader->shown = *shown;
    page->glyphs = page->unrounded = page->undecodable = page->private_use = page->unmapped = page->turned = 0;
    page->turns[0] = page->turns[1] = page->turns[2] = page->turns[3] = 0;
    for (index = 0; index < count; index++) {
        unsigned code = pdfium->unicode(text_page, index);
        int printable, unmapped;
        Handle object = NULL;
        Box box;
        float angle;
        if (pdfium->is_generated(text_page, index) == 1) continue;
        unmapped = pdfium->has_map_error(text_page, index) == 1;
        if (code == 0 || (code >= 0xFFFD && code <= 0xFFFF) || code > 0x10FFFF) {
            page->undecodable++;
            continue;
        }
        printable = is_printable(reader, code);
        if (unmapped && !printable) {
            page->undecodable++;
            continue;
        }
        if (!printable && is_control(code)) {
            page->undecodable++;
            continue;
        }
        page->private_use += (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
        if (code == ' ' || !printable) continue;
        if (visible_only) {
            object = pdfium->text_object(text_page, index);
            if (is_invisible_text(pdfium, object) || is_clipped_away(pdfium, object)) continue;
        }
        page->unmapped += unmapped;
        angle = pdfium->char_angle(text_page, index);
        if (angle >= 0) {
            int quarter = quarter_of(reader, (double)angle);
            if (quarter >= 0) {
                page->turned++;
                page->turns[quarter]++;
                continue;
            }
        }
        pdfium->char_box(text_page, index, &left, &right, &bottom, &top);
        pdfium->loose_box(text_page, index, &loose);
        box = reasonable(&reader->rules, box_of(shown, loose.left, loose.bottom, loose.right, loose.top),
                         box_of(shown, left, bottom, right, top));
        if (visible_only) box = moved_into_clip(reader, object, box, (left + right) / 2, (bottom + top) / 2);
        if (!add_glyph(reader, code, box)) return -1;
    }
    return page->glyphs;
}

static void add_segment(Reader *reader, double x0, double top, double x1, double bottom, double width) {
    Page *page = &reader->page;
    Segment value = {x0, top, x1, bottom, width};
    if (!has_room((void **)&page->segment_values, &reader->room_segments, (size_t)page->segments, sizeof value)) {
        reader->failed = 1;
        return;
    }
    page->segment_values[page->segments++] = value;
}

static void add_box(Reader *reader, Box **values, size_t *room, int64_t *count, Box value) {
    if (!has_room((void **)values, room, (size_t)*count, sizeof value)) {
        reader->failed = 1;
        return;
    }
    (*values)[(*count)++] = value;
}

static void add_strokes(Reader *reader, size_t count, int closed, double width) {
    Page *page = &reader->page;
    size_t index, ends = closed ? count : count - 1;
    for (index = 0; index < ends && !reader->failed; index++) {
        Point a = reader->points[index], b = reader->points[index + 1 < count ? index + 1 : 0];
        Box box = {least(a.x, b.x), least(a.y, b.y), most(a.x, b.x), most(a.y, b.y)};
        if (fabs(b.x - a.x) <= reader->rules.slant || fabs(b.y - a.y) <= reader->rules.slant)
            add_segment(reader, box.x0, box.top, box.x1, box.bottom, width);
        else
            add_box(reader, &page->slant_values, &reader->room_slants, &page->slants, box);
    }
}

static Box box_around(const Reader *reader, size_t count) {
    Point first = reader->points[0];
    Box box = {first.x, first.y, first.x, first.y};
    size_t index;
    for (index = 1; index < count; index++) {
        Point p = reader->points[index];
        box.x0 = least(box.x0, p.x);
        box.top = least(box.top, p.y);
        box.x1 = most(box.x1, p.x);
        box.bottom = most(box.bottom, p.y);
    }
    return box;
}

static void add_outline(Reader *reader, size_t count) {
    Box box = box_around(reader, count);
    double height = box.bottom - box.top;
    reader->page.outlines += reader->rules.least_letter <= height && height <= reader->rules.largest_letter;
}

static void add_fill(Reader *reader, size_t count) {
    Page *page = &reader->page;
    Box box = box_around(reader, count);
    double width = box.x1 - box.x0, height = box.bottom - box.top;
    if (least(width, height) > reader->rules.thin) {
        add_box(reader, &page->fill_values, &reader->room_fills, &page->fills, box);
    } else if (width >= height) {
        double y = (box.top + box.bottom) / 2;
        add_segment(reader, box.x0, y, box.x1, y, height);
    } else {
        double x = (box.x0 + box.x1) / 2;
        add_segment(reader, x, box.top, x, box.bottom, width);
    }
}

/* Keeps a subpath; 0 where no more is to be read of the path. */
static int end_subpath(Reader *reader, size_t count, int straight, int closed, int stroked, int filled, double width) {
    Page *page = &reader->page;
    if (count < 2) return 1;
    if (page->segments + page->fills + page->slants >= reader->rules.max_strokes) {
        page->capped = 1;
        return 0;
    }
    if (stroked && straight)
        add_strokes(reader, count, closed, width);
    else if (filled && straight)
        add_fill(reader, count);
    else if (filled)
        add_outline(reader, count);
    return !reader->failed;
}

static int is_invisible(const Reader *reader, Handle object,
                        int (*color)(Handle, unsigned *, unsigned *, unsigned *, unsigned *)) {
    unsigned red = 0, green = 0, blue = 0, alpha = 0, white = (unsigned)reader->rules.white;
    if (!color(object, &red, &green, &blue, &alpha)) return 0;
    return alpha == 0 || (red >= white && green >= white && blue >= white);
}

static Transform matrix_of(const Reader *reader, Handle object) {
    FloatMatrix m = {0, 0, 0, 0, 0, 0};
    Transform t = {1, 0, 0, 1, 0, 0};
    if (reader->pdfium.object_matrix(object, &m)) {
        Transform found = {m.a, m.b, m.c, m.d, m.e, m.f};
        t = found;
    }
    return t;
}

static void read_path(Reader *reader, Handle path, const Transform *matrix) {
    const Pdfium *pdfium = &reader->pdfium;
    int fill_mode = 0, stroke = 0, stroked, filled, index, segments, straight = 1, closed = 0;
    float width = 0, x = 0, y = 0;
    size_t count = 0;
    Transform own, outer, whole;
    pdfium->draw_mode(path, &fill_mode, &stroke);
    stroked = stroke && !is_invisible(reader, path, pdfium->stroke_color);
    filled = fill_mode && !is_invisible(reader, path, pdfium->fill_color);
    if (!stroked && !filled) return;
    own = matrix_of(reader, path);
    outer = after(&reader->shown, matrix);
    whole = after(&outer, &own);
    pdfium->stroke_width(path, &width);
    segments = pdfium->count_segments(path);
    for (index = 0; index < segments; index++) {
        Handle segment = pdfium->segment(path, index);
        int kind = pdfium->segment_type(segment);
        pdfium->segment_point(segment, &x, &y);
        if (kind == SEGMENT_MOVE) {
            if (!end_subpath(reader, count, straight, closed, stroked, filled, width)) return;
            count = 0;
            straight = 1;
            closed = 0;
        }
        if (!has_room((void **)&reader->points, &reader->room_points, count, sizeof *reader->points)) {
            reader->failed = 1;
            return;
        }
        reader->points[count++] = apply(&whole, x, y);
        straight = straight && kind != SEGMENT_BEZIER;
        closed = closed || pdfium->segment_close(segment);
    }
    end_subpath(reader, count, straight, closed, stroked, filled, width);
}

static void read_picture(Reader *reader, Handle picture, const Transform *matrix) {
    float left = 0, bottom = 0, right = 0, top = 0;
    Transform whole;
    Page *page = &reader->page;
    if (!reader->pdfium.object_bounds(picture, &left, &bottom, &right, &top)) return;
    whole = after(&reader->shown, matrix);
    add_box(reader, &page->picture_values, &reader->room_pictures, &page->pictures,
            box_of(&whole, left, bottom, right, top));
}

static void walk(Reader *reader, Handle container, int is_form, const Transform *matrix, int64_t depth) {
    const Pdfium *pdfium = &reader->pdfium;
    int index, count = is_form ? pdfium->count_form_objects(container) : pdfium->count_objects(container);
    for (index = 0; index < count && !reader->failed; index++) {
        Handle object;
        if (reader->seen >= reader->rules.max_objects) {
            reader->page.capped = 1;
            return;
        }
        object = is_form ? pdfium->form_object(container, (unsigned long)index) : pdfium->object(container, index);
        reader->seen++;
        switch (pdfium->object_type(object)) {
        case OBJECT_PATH:
            read_path(reader, object, matrix);
            break;
        case OBJECT_TEXT:
            if (!reader->page.has_invisible_text) reader->page.has_invisible_text = is_invisible_text(pdfium, object);
            if (!reader->page.has_clipped_text) reader->page.has_clipped_text = is_clipped(pdfium, object);
            break;
        case OBJECT_IMAGE:
            read_picture(reader, object, matrix);
            break;
        case OBJECT_FORM:
            if (depth < reader->rules.max_form_depth) {
                Transform own = matrix_of(reader, object), inner = after(matrix, &own);
                walk(reader, object, 1, &inner, depth + 1);
            } else if (pdfium->count_form_objects(object) > 0) {
                reader->page.capped = 1;
            }
            break;
        default:
            break;
        }
    }
}

EXPORTED int64_t read_drawing(Reader *reader, Handle pdf_page, const Transform *shown) {
    const Transform identity = {1, 0, 0, 1, 0, 0};
    Page *page = &reader->page;
    page->segments = page->fills = page->slants = page->pictures = page->capped = page->outlines = 0;
    page->has_invisible_text = page->has_clipped_text = 0;
    reader->shown = *shown;
    reader->seen = 0;
    reader->failed = 0;
    walk(reader, pdf_page, 0, &identity, 0);
    return reader->failed ? -1 : page->segments;
}

EXPORTED int interface_number(void) { return INTERFACE; }

/* A reader, whose first field is its Page; NULL where memory runs out. */
EXPORTED Reader *new_reader(const Pdfium *pdfium, const Rules *rules, const unsigned char *printable,
                            int (*printable_beyond)(unsigned)) {
    Reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->pdfium = *pdfium;
    reader->rules = *rules;
    reader->printable = printable;
    reader->printable_beyond = printable_beyond;
    return reader;
}

EXPORTED void free_reader(Reader *reader) {
    if (!reader) return;
    free(reader->page.codes);
    free(reader->page.boxes);
    free(reader->page.sizes);
    free(reader->page.segment_values);
    free(reader->page.fill_values);
    free(reader->page.slant_values);
    free(reader->page.picture_values);
    free(reader->points);
    free(reader);
}

/* For the test that holds it against Python's own rounding. */
EXPORTED double rounded_to_hundredths(double value) { return hundredths(value); }
