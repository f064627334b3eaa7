//! Which stretches of a window are damaged: the cheapest explanation of every character, either as itself or as bytes
//! of UTF-8 misread by one encoding.

use super::codec::Codec;
use super::cost::{Class, cost};

/// What it costs to suppose damage at all; with other damage of the same kind in the text it costs less.
pub(super) const ENTRY: i32 = 100;
pub(super) const ENTRY_KNOWN: i32 = 35;
/// What each further damaged stretch costs once in damage.
const STRETCH: i32 = 15;
/// What it costs that damage begins or ends inside a word beyond ASCII.
const GLUE: i32 = 60;
/// What it costs to suppose a byte lost to U+FFFD, lost to `?` with its neighbour, dropped, or turned from a
/// no-break space into a space.
const LOST: i32 = 20;
const MARKED: i32 = 35;
const DROPPED: i32 = 60;
const SPACED: i32 = 40;

/// How one character was explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// As itself, outside damage.
    Itself,
    /// As its bytes, or as itself if it is ASCII between damage.
    Bytes,
    /// As its other bytes.
    OtherBytes,
    /// U+FFFD as a byte that was lost.
    Lost,
    /// `?` as a lost byte together with the character after it.
    Marked,
    /// A space that was a no-break space, the byte A0.
    Spaced,
    /// A byte was lost without a trace before this character.
    Dropped,
}

/// Bytes of a UTF-8 sequence not yet complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pending {
    bytes: [u8; 3],
    len: u8,
}

/// A byte that cannot continue the sequence.
#[derive(Debug)]
pub(super) struct Malformed;

impl Pending {
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// How long the sequence is when complete.
    fn whole(&self) -> usize {
        match self.bytes[0] {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        }
    }

    /// Whether one byte is missing.
    pub fn lacks_one(&self) -> bool {
        !self.is_empty() && usize::from(self.len) + 1 == self.whole()
    }

    /// The character that `last` would complete.
    pub fn completed(&self, last: u8) -> Option<char> {
        let mut copy = *self;
        copy.feed(last).ok().flatten()
    }

    /// Takes one more byte; gives the character it completes, if it does.
    pub fn feed(&mut self, byte: u8) -> Result<Option<char>, Malformed> {
        if self.len == 0 {
            return match byte {
                0..=0x7f => Ok(Some(char::from(byte))),
                0xc2..=0xf4 => {
                    self.bytes[0] = byte;
                    self.len = 1;
                    Ok(None)
                }
                _ => Err(Malformed),
            };
        }
        let range = match (self.len, self.bytes[0]) {
            (1, 0xe0) => 0xa0..=0xbf,
            (1, 0xed) => 0x80..=0x9f,
            (1, 0xf0) => 0x90..=0xbf,
            (1, 0xf4) => 0x80..=0x8f,
            _ => 0x80..=0xbf,
        };
        if !range.contains(&byte) {
            return Err(Malformed);
        }
        if usize::from(self.len) + 1 < self.whole() {
            self.bytes[usize::from(self.len)] = byte;
            self.len += 1;
            return Ok(None);
        }
        let mut whole = [0u8; 4];
        let len = usize::from(self.len);
        whole[..len].copy_from_slice(self.bytes());
        whole[len] = byte;
        *self = Self::default();
        let text = std::str::from_utf8(&whole[..=len]).map_err(|_| Malformed)?;
        Ok(text.chars().next())
    }
}

/// The cheapest explanation of all that ends in one state: outside damage, or inside with 0 to 3 bytes pending.
#[derive(Clone, Copy, Debug)]
struct Node {
    cost: i32,
    before: Class,
    pending: Pending,
}

const STATES: usize = 5;
const OUTSIDE: usize = 0;

#[derive(Clone, Copy, Debug)]
struct Back {
    state: u8,
    event: Event,
}

const NOWHERE: Back = Back {
    state: u8::MAX,
    event: Event::Itself,
};

/// The cheapest explanation of a window.
#[derive(Debug)]
pub(super) struct Explanation {
    /// One event for each character.
    pub events: Vec<Event>,
    /// By how much it is cheaper than no damage, in tenths of a bit.
    pub gain: i32,
}

struct Search<'a> {
    codec: Codec,
    entry: i32,
    chars: &'a [char],
    nodes: [Option<Node>; STATES],
    next: [Option<(Node, Back)>; STATES],
}

/// Explains `chars`, which follow a character of class `before`, as misread by `codec`. `None` if no damage is the cheapest explanation.
pub(super) fn explain(
    codec: Codec,
    entry: i32,
    before: Class,
    chars: &[char],
) -> Option<Explanation> {
    let start = Node {
        cost: 0,
        before,
        pending: Pending::default(),
    };
    let nodes = [Some(start), None, None, None, None];
    let mut search = Search {
        codec,
        entry,
        chars,
        nodes,
        next: [None; STATES],
    };
    let mut back = Vec::with_capacity(chars.len());
    for at in 0..chars.len() {
        for state in 0..STATES {
            if let Some(node) = search.nodes[state] {
                search.advance(at, state, node);
            }
        }
        back.push(
            search
                .next
                .map(|slot| slot.map_or(NOWHERE, |(_, back)| back)),
        );
        search.nodes = search.next.map(|slot| slot.map(|(node, _)| node));
        search.next = [None; STATES];
    }
    let clean = clean_cost(before, chars);
    let (best, state) = search.best_end()?;
    if best >= clean {
        return None;
    }
    let mut events = vec![Event::Itself; chars.len()];
    let mut state = state;
    for at in (0..chars.len()).rev() {
        let step = back[at][state];
        events[at] = step.event;
        state = usize::from(step.state).min(STATES - 1);
    }
    Some(Explanation {
        events,
        gain: clean - best,
    })
}

fn clean_cost(before: Class, chars: &[char]) -> i32 {
    let mut class = before;
    chars.iter().fold(0i32, |sum, c| {
        let (own, next) = cost(class, *c);
        class = next;
        sum.saturating_add(own)
    })
}

impl Search<'_> {
    fn advance(&mut self, at: usize, state: usize, node: Node) {
        let c = self.chars[at];
        if state == OUTSIDE {
            self.outside(state, node, c, 0);
            if !c.is_ascii() && self.codec.may_begin(c) {
                let glue = if node.before.is_foreign_letter()
                    && cost(node.before, c).1.is_foreign_letter()
                {
                    GLUE
                } else {
                    0
                };
                self.bytes(state, node, c, self.entry + self.codec.rarity() + glue);
            }
            return;
        }
        if node.pending.is_empty() {
            if c.is_ascii() {
                let (own, class) = cost(node.before, c);
                self.reach(
                    1,
                    Node {
                        cost: node.cost + own,
                        before: class,
                        ..node
                    },
                    state,
                    Event::Bytes,
                );
            } else {
                let follows_ascii = at == 0 || self.chars[at - 1].is_ascii();
                self.bytes(state, node, c, if follows_ascii { STRETCH } else { 0 });
                let glue = if node.before.is_foreign_letter()
                    && cost(node.before, c).1.is_foreign_letter()
                {
                    GLUE
                } else {
                    0
                };
                self.outside(state, node, c, glue);
            }
            return;
        }
        self.inside_sequence(at, state, node, c);
    }

    /// A character while bytes are pending.
    fn inside_sequence(&mut self, at: usize, state: usize, node: Node, c: char) {
        if c == char::REPLACEMENT_CHARACTER {
            if node.pending.lacks_one() && self.codec.loses() {
                self.lost(state, node, LOST, Event::Lost, None);
            }
        } else if !c.is_ascii() {
            self.bytes(state, node, c, 0);
        } else {
            let follows_ascii = at > 0 && self.chars[at - 1].is_ascii();
            if follows_ascii {
                return;
            }
            if c == '?' && matches!(self.codec, Codec::Gb18030) && node.pending.lacks_one() {
                self.lost(state, node, MARKED, Event::Marked, None);
            }
            if c == ' ' && matches!(self.codec, Codec::Single(_)) {
                let mut pending = node.pending;
                if let Ok(Some(out)) = pending.feed(0xa0) {
                    let (own, class) = cost(node.before, out);
                    let reached = Node {
                        cost: node.cost + own + SPACED,
                        before: class,
                        pending,
                    };
                    self.reach(1, reached, state, Event::Spaced);
                }
            }
            if node.pending.bytes() == [0xe2, 0x80]
                && self.codec.loses()
                && droppable(self.codec, c)
            {
                self.lost(state, node, DROPPED, Event::Dropped, Some(c));
            }
        }
    }

    /// As itself, outside damage.
    fn outside(&mut self, state: usize, node: Node, c: char, extra: i32) {
        let (own, class) = cost(node.before, c);
        let reached = Node {
            cost: node.cost + own + extra,
            before: class,
            pending: Pending::default(),
        };
        self.reach(OUTSIDE, reached, state, Event::Itself);
    }

    /// As its bytes.
    fn bytes(&mut self, state: usize, node: Node, c: char, extra: i32) {
        let readings = [
            (self.codec.unit(c), Event::Bytes),
            (self.codec.other_unit(c), Event::OtherBytes),
        ];
        for (unit, event) in readings {
            let Some(unit) = unit else { continue };
            let mut reached = Node {
                cost: node.cost + extra,
                ..node
            };
            let mut well_formed = true;
            for byte in unit.bytes() {
                match reached.pending.feed(*byte) {
                    Ok(None) => {}
                    Ok(Some(out)) => {
                        let (own, class) = cost(reached.before, out);
                        reached.cost += own;
                        reached.before = class;
                    }
                    Err(Malformed) => {
                        well_formed = false;
                        break;
                    }
                }
            }
            if well_formed {
                self.reach(1 + reached.pending.bytes().len(), reached, state, event);
            }
        }
    }

    /// A sequence whose last byte is gone, then perhaps the character `then`.
    fn lost(&mut self, state: usize, node: Node, extra: i32, event: Event, then: Option<char>) {
        let (own, class) = lost_cost(node);
        let mut reached = Node {
            cost: node.cost + own + extra,
            before: class,
            pending: Pending::default(),
        };
        if let Some(c) = then {
            let (own, class) = cost(reached.before, c);
            reached.cost += own;
            reached.before = class;
        }
        self.reach(1, reached, state, event);
    }

    fn reach(&mut self, state: usize, node: Node, from: usize, event: Event) {
        let slot = &mut self.next[state];
        if slot.is_none_or(|(known, _)| node.cost < known.cost) {
            *slot = Some((
                node,
                Back {
                    state: from as u8,
                    event,
                },
            ));
        }
    }

    /// The cheapest state in which the window may end.
    fn best_end(&self) -> Option<(i32, usize)> {
        let complete = [OUTSIDE, 1]
            .into_iter()
            .filter_map(|state| Some((self.nodes[state]?.cost, state)));
        complete.min_by_key(|(cost, state)| (*cost, *state))
    }
}

/// A byte may vanish before what cannot follow it in the misreading.
fn droppable(codec: Codec, c: char) -> bool {
    match codec {
        Codec::Gb18030 => c < '@',
        Codec::Single(_) => codec.may_lose(0x9d),
    }
}

/// The cost of a character whose last byte is unknown: typographic if that is what the sequence can be.
fn lost_cost(node: Node) -> (i32, Class) {
    match node.pending.bytes() {
        [0xe2, 0x80] => (50, Class::Typographic),
        [0xe3, 0x80] | [0xef, 0xbc] => (70, Class::Typographic),
        _ => match node.pending.completed(0xa8) {
            Some(c) => {
                let (own, class) = cost(node.before, c);
                (own.min(130) + 20, class)
            }
            None => (150, Class::Junk),
        },
    }
}
