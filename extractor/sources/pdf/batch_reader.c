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

#define INTERFACE 4 /* raised with every change of the structures or of what is read; batch.py has the same number */

typedef void *Handle;
typedef struct { double a, b, c, d, e, f; } Transform;
typedef struct { double x0, top, x1, bottom; } Box;
typedef struct { double x0, top, x1, bottom, width; } Segment;
typedef struct { double x, y; } Point;
typedef struct { double object; Box ink; } Sight; /* an address is below 2^53: a double holds it exactly */
typedef struct { double code, turn; Box box; double object; } Sideways;
typedef struct { double object, order, paint; Box box; } DrawnText;
typedef struct { double order, kind; Box box; double object; } Area;
typedef struct { double mark, first, last; } Layer;
typedef struct { float left, top, right, bottom; } FloatRect;
typedef struct { float a, b, c, d, e, f; } FloatMatrix;

typedef struct {
    int (*count_chars)(Handle);
    unsigned (*unicode)(Handle, int);
    int (*is_generated)(Handle, int);
    int (*has_map_error)(Handle, int);
    int (*is_hyphen)(Handle, int);
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
    int (*has_transparency)(Handle);
    int (*count_marks)(Handle);
    Handle (*mark)(Handle, unsigned long);
    int (*mark_name)(Handle, unsigned short *, unsigned long, unsigned long *);
} Pdfium;

typedef struct {
    double thin, slant, highest, highest_small, small_share, upright_cosine;
    int64_t white, max_form_depth, max_objects, max_strokes;
    double least_letter, largest_letter;
    int64_t clips;
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
    int64_t sights, sideways, texts, areas, layers, doubtful;
    Sight *sight_values;
    Sideways *sideways_values;
    DrawnText *text_values;
    Area *area_values;
    Layer *layer_values;
} Page;

typedef struct {
    Page page;
    Pdfium pdfium;
    Rules rules;
    const unsigned char *printable; /* one byte for each code point below 0x10000 */
    int (*printable_beyond)(unsigned);
    size_t room_codes, room_boxes, room_sizes, room_segments, room_fills, room_slants, room_pictures, room_points;
    size_t room_sights, room_sideways, room_texts, room_areas, room_layers;
    Point *points;
    int64_t seen;
    Transform shown;
    int failed;
} Reader;

enum { OBJECT_TEXT = 1, OBJECT_PATH = 2, OBJECT_IMAGE = 3, OBJECT_SHADING = 4, OBJECT_FORM = 5 };
/* As in values.py. */
enum { PAINT_SEEN = 0, PAINT_WHITE = 1, PAINT_NONE = 2 };
enum { AREA_SHAPE = 0, AREA_WHITE = 1, AREA_FILL = 2, AREA_PICTURE = 3 };
enum { SEGMENT_BEZIER = 1, SEGMENT_MOVE = 2 };
enum { TEXT_STROKED = 1, TEXT_FILLED_AND_STROKED = 2, TEXT_INVISIBLE = 3, TEXT_CLIPPING = 4 };

#define HYPHEN_MARK 2 /* as in text_page.py */

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

static int add_sight(Reader *reader, Handle object, Box ink) {
    Page *page = &reader->page;
    Sight value = {(double)(uintptr_t)object, ink};
    if (!has_room((void **)&page->sight_values, &reader->room_sights, (size_t)page->sights, sizeof value)) return 0;
    page->sight_values[page->sights++] = value;
    return 1;
}

/* The box of a glyph that is set sideways: judged as if the page lay on its side. */
static Box reasonable_sideways(const Rules *rules, Box loose, Box tight) {
    Box lying = {loose.top, loose.x0, loose.bottom, loose.x1}, ink = {tight.top, tight.x0, tight.bottom, tight.x1};
    Box box = reasonable(rules, lying, ink), stood = {box.top, box.x0, box.bottom, box.x1};
    return stood;
}

static int add_sideways(Reader *reader, unsigned code, int quarter, Box box, Handle object) {
    Page *page = &reader->page;
    Sideways value = {(double)code, 90.0 * quarter, box, (double)(uintptr_t)object};
    if (!has_room((void **)&page->sideways_values, &reader->room_sideways, (size_t)page->sideways, sizeof value))
        return 0;
    page->sideways_values[page->sideways++] = value;
    return 1;
}

/* Control characters that are no white space stand for glyphs whose map is wrong. */
static int is_control(unsigned code) {
    return (code < 0x1C && (code < 9 || code > 13)) || (code >= 0x7F && code < 0xA0 && code != 0x85);
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
    page->sights = page->sideways = 0;
    page->turns[0] = page->turns[1] = page->turns[2] = page->turns[3] = 0;
    for (index = 0; index < count; index++) {
        unsigned code = pdfium->unicode(text_page, index);
        int printable, unmapped;
        Handle object = NULL;
        Box box, outer, ink;
        float angle;
        int quarter = -1;
        if (pdfium->is_generated(text_page, index) == 1) continue;
        if (code == HYPHEN_MARK && pdfium->is_hyphen(text_page, index) == 1) code = '-';
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
        if (angle >= 0) quarter = quarter_of(reader, (double)angle);
        if (quarter >= 0) {
            page->turned++;
            page->turns[quarter]++;
            if (quarter != 1 && quarter != 3) continue;
        }
        pdfium->char_box(text_page, index, &left, &right, &bottom, &top);
        pdfium->loose_box(text_page, index, &loose);
        outer = box_of(shown, loose.left, loose.bottom, loose.right, loose.top);
        ink = box_of(shown, left, bottom, right, top);
        if (quarter >= 0) {
            box = reasonable_sideways(&reader->rules, outer, ink);
            if (!add_sideways(reader, code, quarter, box, object)) return -1;
            continue;
        }
        box = reasonable(&reader->rules, outer, ink);
        if (visible_only) box = moved_into_clip(reader, object, box, (left + right) / 2, (bottom + top) / 2);
        if (!add_glyph(reader, code, box)) return -1;
        if (visible_only && !add_sight(reader, object, ink)) return -1;
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

/* What a colour leaves to be seen; `opaque` is 0 where something beneath may shine through or the colour is unknown. */
static int paint_of(const Reader *reader, Handle object,
                    int (*color)(Handle, unsigned *, unsigned *, unsigned *, unsigned *), int *opaque) {
    unsigned red = 0, green = 0, blue = 0, alpha = 0, white = (unsigned)reader->rules.white;
    *opaque = 0;
    if (!color(object, &red, &green, &blue, &alpha)) return PAINT_SEEN;
    *opaque = alpha == 255;
    if (alpha == 0) return PAINT_NONE;
    return red >= white && green >= white && blue >= white ? PAINT_WHITE : PAINT_SEEN;
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

/* What is known of the form, and the forms around it, in which an object stands: what may shine through is no cover. */
typedef struct { Transform matrix; int64_t depth; int shines; } Outer;

static int is_level(double a, double b, double slack) { return fabs(a - b) <= slack; }

/* Whether four points, or five of which the last is the first, are the corners of an upright rectangle. */
static int is_rectangle(const Point *p, int count, double slack) {
    int a, b;
    if (count != 4 && count != 5) return 0;
    if (count == 5 && !(is_level(p[4].x, p[0].x, slack) && is_level(p[4].y, p[0].y, slack))) return 0;
    a = is_level(p[0].x, p[1].x, slack) && is_level(p[1].y, p[2].y, slack) && is_level(p[2].x, p[3].x, slack) &&
        is_level(p[3].y, p[0].y, slack);
    b = is_level(p[0].y, p[1].y, slack) && is_level(p[1].x, p[2].x, slack) && is_level(p[2].y, p[3].y, slack) &&
        is_level(p[3].x, p[0].x, slack);
    return a || b;
}

/* Whether a map keeps what is upright upright, or lays it on its side. */
static int is_upright(const Transform *t, double slack) {
    return (is_level(t->b, 0, slack) && is_level(t->c, 0, slack)) || (is_level(t->a, 0, slack) && is_level(t->d, 0, slack));
}

static Box box_of_points(const Point *p) {
    Box box = {p[0].x, p[0].y, p[0].x, p[0].y};
    int index;
    for (index = 1; index < 4; index++) {
        box.x0 = least(box.x0, p[index].x);
        box.top = least(box.top, p[index].y);
        box.x1 = most(box.x1, p[index].x);
        box.bottom = most(box.bottom, p[index].y);
    }
    return box;
}

/* The rectangle that a path of `count` segments draws; 0 where it draws anything else. */
static int rectangle_of(const Reader *reader, Handle owner, int clip, int count, const Transform *whole, Box *box) {
    const Pdfium *pdfium = &reader->pdfium;
    Point points[5];
    float x = 0, y = 0;
    int index;
    if (count != 4 && count != 5) return 0;
    for (index = 0; index < count; index++) {
        Handle segment = clip < 0 ? pdfium->segment(owner, index) : pdfium->clip_segment(owner, clip, index);
        int kind = pdfium->segment_type(segment);
        if (kind == SEGMENT_BEZIER || (kind == SEGMENT_MOVE) != (index == 0)) return 0;
        pdfium->segment_point(segment, &x, &y);
        points[index] = apply(whole, x, y);
    }
    if (!is_rectangle(points, count, reader->rules.slant)) return 0;
    *box = box_of_points(points);
    return 1;
}

/* Cuts a box down to what an object is clipped to; 0 where that is no rectangle. */
static int cut_to_clip(const Reader *reader, Handle object, const Transform *outer, Box *box) {
    const Pdfium *pdfium = &reader->pdfium;
    Handle clip = pdfium->clip_path(object);
    int path, paths = clip ? pdfium->count_clip_paths(clip) : 0;
    Box part;
    if (paths > reader->rules.clips) return 0;
    for (path = 0; path < paths; path++) {
        int count = pdfium->count_clip_segments(clip, path);
        if (count <= 0) continue;
        if (!rectangle_of(reader, clip, path, count, outer, &part)) return 0;
        box->x0 = most(box->x0, part.x0);
        box->top = most(box->top, part.top);
        box->x1 = least(box->x1, part.x1);
        box->bottom = least(box->bottom, part.bottom);
    }
    return 1;
}

static void add_area(Reader *reader, int kind, Box box, Handle object) {
    Page *page = &reader->page;
    Area value = {(double)reader->seen, (double)kind, box, (double)(uintptr_t)object};
    if (!has_room((void **)&page->area_values, &reader->room_areas, (size_t)page->areas, sizeof value)) {
        reader->failed = 1;
        return;
    }
    page->area_values[page->areas++] = value;
    if (kind != AREA_SHAPE && page->texts) page->doubtful = 1;
}

/* The box around an object as displayed; 0 where PDFium knows none. */
static int displayed_bounds(const Reader *reader, Handle object, const Transform *outer, Box *box) {
    float left = 0, bottom = 0, right = 0, top = 0;
    if (!reader->pdfium.object_bounds(object, &left, &bottom, &right, &top)) return 0;
    *box = box_of(outer, left, bottom, right, top);
    return 1;
}

/* Where a path paints: as a rectangle that hides what is below it, or as some shape. */
static void read_area(Reader *reader, Handle path, const Outer *in, int fill, int opaque, int stroke, double width) {
    Transform own, outer, whole;
    Box box;
    if (fill == PAINT_NONE && (stroke != PAINT_SEEN || width <= reader->rules.thin)) return;
    own = matrix_of(reader, path);
    outer = after(&reader->shown, &in->matrix);
    whole = after(&outer, &own);
    if (opaque && !in->shines && !reader->pdfium.has_transparency(path) &&
        rectangle_of(reader, path, -1, reader->pdfium.count_segments(path), &whole, &box) &&
        cut_to_clip(reader, path, &outer, &box)) {
        add_area(reader, fill == PAINT_WHITE ? AREA_WHITE : AREA_FILL, box, path);
    } else if ((fill == PAINT_SEEN || (stroke == PAINT_SEEN && width > reader->rules.thin)) &&
               displayed_bounds(reader, path, &outer, &box)) {
        add_area(reader, AREA_SHAPE, box, path);
    }
}

static void read_path(Reader *reader, Handle path, const Outer *in) {
    const Pdfium *pdfium = &reader->pdfium;
    int fill_mode = 0, stroke = 0, stroked, filled, index, segments, straight = 1, closed = 0;
    int fill_paint = PAINT_NONE, stroke_paint = PAINT_NONE, opaque = 0, ignored = 0;
    float width = 0, x = 0, y = 0;
    size_t count = 0;
    Transform own, outer, whole;
    pdfium->draw_mode(path, &fill_mode, &stroke);
    if (stroke) stroke_paint = paint_of(reader, path, pdfium->stroke_color, &ignored);
    if (fill_mode) fill_paint = paint_of(reader, path, pdfium->fill_color, &opaque);
    stroked = stroke_paint == PAINT_SEEN;
    filled = fill_paint == PAINT_SEEN;
    pdfium->stroke_width(path, &width);
    read_area(reader, path, in, fill_paint, opaque, stroke_paint, width);
    if ((!stroked && !filled) || reader->failed) return;
    own = matrix_of(reader, path);
    outer = after(&reader->shown, &in->matrix);
    whole = after(&outer, &own);
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

static void read_picture(Reader *reader, Handle picture, const Outer *in) {
    Transform outer = after(&reader->shown, &in->matrix), whole;
    Page *page = &reader->page;
    Transform own = matrix_of(reader, picture);
    int kind = AREA_SHAPE;
    Box box, covered;
    if (!displayed_bounds(reader, picture, &outer, &box)) return;
    add_box(reader, &page->picture_values, &reader->room_pictures, &page->pictures, box);
    whole = after(&outer, &own);
    covered = box;
    if (!in->shines && is_upright(&whole, reader->rules.slant) &&
        !reader->pdfium.has_transparency(picture) && cut_to_clip(reader, picture, &outer, &covered))
        kind = AREA_PICTURE;
    add_area(reader, kind, kind == AREA_PICTURE ? covered : box, picture);
}

static void read_drawn_text(Reader *reader, Handle text, const Outer *in) {
    const Pdfium *pdfium = &reader->pdfium;
    Page *page = &reader->page;
    Transform outer = after(&reader->shown, &in->matrix);
    DrawnText value = {(double)(uintptr_t)text, (double)reader->seen, PAINT_SEEN, {0, 0, 0, 0}};
    int mode = pdfium->render_mode(text), fill = PAINT_NONE, stroke = PAINT_NONE, ignored = 0;
    if (mode == TEXT_INVISIBLE) page->has_invisible_text = 1;
    if (!page->has_clipped_text) page->has_clipped_text = is_clipped(pdfium, text);
    if (!displayed_bounds(reader, text, &outer, &value.box)) return;
    if (mode >= 0 && mode < TEXT_CLIPPING && mode != TEXT_INVISIBLE) {
        if (mode != TEXT_STROKED) fill = paint_of(reader, text, pdfium->fill_color, &ignored);
        if (mode != 0) stroke = paint_of(reader, text, pdfium->stroke_color, &ignored);
        value.paint = fill < stroke ? fill : stroke;
        if (value.paint != PAINT_SEEN) page->doubtful = 1;
    }
    if (!has_room((void **)&page->text_values, &reader->room_texts, (size_t)page->texts, sizeof value)) {
        reader->failed = 1;
        return;
    }
    page->text_values[page->texts++] = value;
}

/* The layers (optional content) that an object is marked to be of, with the objects from `first` on; how many. */
static int add_layers(Reader *reader, Handle object, int64_t first) {
    const Pdfium *pdfium = &reader->pdfium;
    Page *page = &reader->page;
    int index, found = 0, count = pdfium->count_marks(object);
    for (index = 0; index < count && !reader->failed; index++) {
        unsigned short name[4] = {0, 0, 0, 0};
        unsigned long length = 0;
        Handle mark = pdfium->mark(object, (unsigned long)index);
        Layer value = {(double)(uintptr_t)mark, (double)first, (double)first};
        if (!pdfium->mark_name(mark, name, sizeof name, &length) || length != 6 || name[0] != 'O' || name[1] != 'C')
            continue;
        if (!has_room((void **)&page->layer_values, &reader->room_layers, (size_t)page->layers, sizeof value)) {
            reader->failed = 1;
            return found;
        }
        page->layer_values[page->layers++] = value;
        page->doubtful = 1;
        found++;
    }
    return found;
}

static void walk(Reader *reader, Handle container, int is_form, const Outer *in) {
    const Pdfium *pdfium = &reader->pdfium;
    int index, count = is_form ? pdfium->count_form_objects(container) : pdfium->count_objects(container);
    for (index = 0; index < count && !reader->failed; index++) {
        Handle object;
        Outer marked = *in;
        int64_t layers = reader->page.layers;
        int found;
        if (reader->seen >= reader->rules.max_objects) {
            reader->page.capped = 1;
            return;
        }
        object = is_form ? pdfium->form_object(container, (unsigned long)index) : pdfium->object(container, index);
        reader->seen++;
        found = add_layers(reader, object, reader->seen);
        marked.shines = in->shines || found;
        switch (pdfium->object_type(object)) {
        case OBJECT_PATH:
            read_path(reader, object, &marked);
            break;
        case OBJECT_TEXT:
            read_drawn_text(reader, object, &marked);
            break;
        case OBJECT_IMAGE:
            read_picture(reader, object, &marked);
            break;
        case OBJECT_SHADING: {
            Transform outer = after(&reader->shown, &in->matrix);
            Box box;
            if (displayed_bounds(reader, object, &outer, &box)) add_area(reader, AREA_SHAPE, box, object);
            break;
        }
        case OBJECT_FORM:
            if (in->depth < reader->rules.max_form_depth) {
                Transform own = matrix_of(reader, object);
                marked.matrix = after(&in->matrix, &own);
                marked.depth = in->depth + 1;
                marked.shines = marked.shines || pdfium->has_transparency(object);
                walk(reader, object, 1, &marked);
                while (found-- > 0) reader->page.layer_values[layers++].last = (double)reader->seen;
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
    const Outer outermost = {{1, 0, 0, 1, 0, 0}, 0, 0};
    Page *page = &reader->page;
    page->segments = page->fills = page->slants = page->pictures = page->capped = page->outlines = 0;
    page->has_invisible_text = page->has_clipped_text = 0;
    page->texts = page->areas = page->layers = page->doubtful = 0;
    reader->shown = *shown;
    reader->seen = 0;
    reader->failed = 0;
    walk(reader, pdf_page, 0, &outermost);
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
    free(reader->page.sight_values);
    free(reader->page.sideways_values);
    free(reader->page.text_values);
    free(reader->page.area_values);
    free(reader->page.layer_values);
    free(reader->points);
    free(reader);
}

/* For the test that holds it against Python's own rounding. */
EXPORTED double rounded_to_hundredths(double value) { return hundredths(value); }
