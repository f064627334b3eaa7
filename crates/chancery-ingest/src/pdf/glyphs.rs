//! The letters of a PDF with their places.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, TransformExt as _,
    interpret_page,
};

use crate::error::Reason;

/// The most drawing that is followed in one file: forms that draw forms can ask for any amount.
const DRAWN: usize = 5_000_000;

/// What unwinds when more is drawn than is followed.
pub(super) struct TooMuch;

/// The most letters that are kept of one file; a readout has some ten thousand.
const KEPT: usize = 4_000_000;

/// A letter, or several that one sign stands for. Measures are points, from the upper left of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins …
    pub(super) left: f64,
    /// … and ends.
    pub(super) right: f64,
    /// The line that it stands on.
    pub(super) base: f64,
    /// The size of its font.
    pub(super) size: f64,
}

/// The letters of one page, in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f64,
}

/// All pages, and how many letters tell their character.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<Page>,
    pub(super) told: usize,
    pub(super) untold: usize,
}

/// The upright letters of all pages.
pub(super) fn of(pdf: &Pdf) -> Result<Pages, Reason> {
    let settings = InterpreterSettings {
        // Notes that someone stuck on a page are not its text.
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let mut pages = Pages::default();
    let mut drawn = 0;
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let size = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, size, &cache, pdf.xref(), settings.clone());
        let mut device = Letters {
            page: Page {
                glyphs: Vec::new(),
                height: f64::from(height),
            },
            size,
            drawn,
            told: 0,
            untold: 0,
            marked: Vec::new(),
        };
        interpret_page(page, &mut context, &mut device);
        drawn = device.drawn;
        pages.told += device.told;
        pages.untold += device.untold;
        pages.pages.push(device.page);
        if pages.told > KEPT {
            return Err(Reason::PdfTooLarge);
        }
    }
    Ok(pages)
}

/// Something to draw on that keeps letters only.
struct Letters {
    page: Page,
    size: Rect,
    drawn: usize,
    told: usize,
    untold: usize,
    /// For each mark that is open, whether what it encloses is no content: a running head, a page number.
    marked: Vec<bool>,
}

impl Letters {
    /// Counts something that is drawn.
    fn draw(&mut self) {
        self.drawn += 1;
        if self.drawn > DRAWN {
            // The interpreter cannot be told to stop; `release` catches this, and no message is printed.
            std::panic::resume_unwind(Box::new(TooMuch));
        }
    }

    fn letter(&mut self, glyph: &Drawn<'_>, transform: Affine) {
        self.draw();
        let advance = match glyph {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let up = transform * Point::new(0.0, 1000.0);
        let size = (up - start).hypot();
        let along = end - start;
        // What stands upside down or on its side is a stamp or a watermark.
        let is_upright = along.x >= 0.0 && along.y.abs() <= along.x.abs() * 0.02 && up.y < start.y;
        let is_seen = self.size.contains(start) && size > 0.5 && size.is_finite();
        if !is_upright || !is_seen || self.marked.contains(&true) {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | char::REPLACEMENT_CHARACTER);
        if text.chars().all(|c| private(c) || c.is_control()) {
            self.untold += 1;
            return;
        }
        self.told += 1;
        if text == "\u{AD}" && along.x < size * 0.05 {
            // It is there to say where a word may be divided, and is not seen.
            return;
        }
        if self.told <= KEPT {
            self.page.glyphs.push(Glyph {
                text: spelled_out(&text),
                left: start.x,
                right: end.x,
                base: start.y,
                size,
            });
        }
    }
}

/// A letter without ligatures, which are a matter of type and not of text.
fn spelled_out(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => spelled.push_str("ff"),
            'ﬁ' => spelled.push_str("fi"),
            'ﬂ' => spelled.push_str("fl"),
            'ﬃ' => spelled.push_str("ffi"),
            'ﬄ' => spelled.push_str("ffl"),
            'ﬅ' | 'ﬆ' => spelled.push_str("st"),
            c if c.is_control() => {}
            c => spelled.push(c),
        }
    }
    spelled
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.letter(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.draw();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.draw();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.draw();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.draw();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        self.draw();
        self.marked.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}
