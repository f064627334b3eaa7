//! Which stretches of a window are damaged: the cheapest explanation of every character, either as itself or as bytes
//! misread by one channel.

use super::channel::{Channel, Malformed, Pending};
use super::charset::Unit;
use crate::characters::{Model, Place, cost, model, place};

/// What it costs to suppose damage in a text known to have other damage of the same kind, and what more in any other.
pub(super) const ENTRY: i32 = 35;
pub(super) const DOUBT: i32 = 65;
/// What each further damaged stretch costs once in damage.
const STRETCH: i32 = 15;
/// What it costs that damage begins or ends inside a word beyond ASCII.
const GLUE: i32 = 60;
/// What it costs to suppose a byte lost to U+FFFD, lost to `?` with its neighbour, dropped, or turned from a
/// no-break space into a space.
const LOST: i32 = 20;
const MARKED: i32 = 35;
const DROPPED: i32 = 60;
const MERGED: i32 = 25;
const SPACED: i32 = 5;

/// One character of a window and its place in the model of characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    pub c: char,
    pub place: Place,
}

impl Sign {
    pub fn new(c: char) -> Self {
        Self { c, place: place(c) }
    }
}

/// How one character was explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// As itself, outside damage.
    Itself,
    /// As its bytes, or as itself if it is ASCII between damage.
    Bytes,
    /// `€` as the byte 80, which GBK also reads so.
    Byte80,
    /// U+FFFD as a byte that was lost.
    Lost,
    /// `?` as a lost byte together with the character after it.
    Marked,
    /// A space that was a no-break space, the byte A0.
    Spaced,
    /// The same, and another space after it that was merged with it.
    Merged,
    /// A byte was lost without a trace before this character.
    Dropped,
}

/// The cheapest explanation of all that ends in one state: outside damage, or inside with 0 to 5 bytes pending.
#[derive(Clone, Copy, Debug)]
struct Node {
    cost: i32,
    before: Place,
    pending: Pending,
}

impl Node {
    /// The node after a character has been taken as said, for `extra`.
    fn then(self, model: &Model, next: Place, extra: i32) -> Self {
        Self {
            cost: self.cost + model.cost(self.before, next) + extra,
            before: next,
            ..self
        }
    }
}

const STATES: usize = 7;
const OUTSIDE: usize = 0;
/// Inside damage with no byte pending; the states behind it have one to five.
const INSIDE: usize = 1;

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
    /// By how much it is cheaper than no damage, in tenths of a bit, in a text known to be damaged in this way.
    pub gain: i32,
    /// How much of that is lost in a text that is not known to be.
    pub doubt: i32,
    /// How much more is lost unless this layer of the text is known to be: all of it may be written as it stands.
    pub lone: i32,
}

impl Explanation {
    pub fn new(events: Vec<Event>, gain: i32) -> Self {
        Self {
            events,
            gain,
            doubt: DOUBT,
            lone: 0,
        }
    }

    /// Takes over what another one finds damaged, too.
    pub fn join(&mut self, other: &Self) {
        for (event, other) in self.events.iter_mut().zip(&other.events) {
            if *event == Event::Itself {
                *event = *other;
            }
        }
        self.gain = self.gain.saturating_add(other.gain);
        self.doubt = self.doubt.saturating_add(other.doubt);
    }
}

/// What the characters cost as they stand, but for those of ASCII behind others of ASCII: these cost the same however the
/// rest is explained.
pub(super) fn standing_cost(before: Place, signs: &[Sign]) -> i32 {
    let model = model();
    let (mut before, mut passed) = (before, false);
    signs.iter().fold(0i32, |sum, sign| {
        let own = if passed && sign.c.is_ascii() {
            0
        } else {
            model.cost(before, sign.place)
        };
        (before, passed) = (sign.place, sign.c.is_ascii());
        sum.saturating_add(own)
    })
}

/// What the characters cost as they stand.
pub(super) fn clean_cost(before: Place, signs: &[Sign]) -> i32 {
    let model = model();
    let mut before = before;
    signs.iter().fold(0i32, |sum, sign| {
        let own = model.cost(before, sign.place);
        before = sign.place;
        sum.saturating_add(own)
    })
}

/// The explanation that all of it is damage, without anything lost; `None` if the bytes do not make sense so. `clean` is
/// the [`standing_cost`].
pub(super) fn explain_whole(
    channel: &Channel,
    before: Place,
    signs: &[Sign],
    clean: i32,
) -> Option<Explanation> {
    let model = model();
    let mut node = Node {
        cost: ENTRY + channel.rarity,
        before,
        pending: Pending::default(),
    };
    let mut passed = false;
    for sign in signs {
        let ascii = sign.c.is_ascii();
        if !ascii {
            node = feed(channel, model, node, channel.read.unit(sign.c)?.bytes())?;
        } else if !node.pending.is_empty() {
            node = feed(channel, model, node, &[sign.c as u8])?;
        } else if passed {
            node.before = sign.place;
        } else {
            node = node.then(model, sign.place, 0);
        }
        passed = ascii && node.before == sign.place;
        if node.cost >= clean {
            return None;
        }
    }
    node.pending
        .is_empty()
        .then(|| Explanation::new(vec![Event::Bytes; signs.len()], clean - node.cost))
}

/// What all of it says as bytes of a channel, and what that costs; `None` if it makes no sense so or costs `most`.
pub(super) fn transcode(
    channel: &Channel,
    before: Place,
    signs: &[Sign],
    most: i32,
) -> Option<(String, i32)> {
    let mut said = String::with_capacity(signs.len() * 2);
    let (mut sum, mut before, mut pending) = (0, before, Pending::default());
    let model = model();
    let mut say = |c: char| {
        said.push(c);
        let next = model.place(c);
        sum += model.cost(before, next);
        before = next;
        (sum < most).then_some(())
    };
    for sign in signs {
        if sign.c.is_ascii() && pending.is_empty() {
            say(sign.c)?;
            continue;
        }
        let unit = if sign.c.is_ascii() {
            Unit::one(sign.c as u8)
        } else {
            channel.read.unit(sign.c)?
        };
        for byte in unit.bytes() {
            if let Some(c) = channel.feed(&mut pending, *byte).ok()? {
                say(c)?;
            }
        }
    }
    pending.is_empty().then_some((said, sum))
}

fn feed(channel: &Channel, model: &Model, mut node: Node, bytes: &[u8]) -> Option<Node> {
    for byte in bytes {
        match channel.feed(&mut node.pending, *byte) {
            Ok(None) => {}
            Ok(Some(out)) => node = node.then(model, model.place(out), 0),
            Err(Malformed) => return None,
        }
    }
    Some(node)
}

struct Search<'a> {
    channel: &'a Channel,
    model: &'static Model,
    entry: i32,
    signs: &'a [Sign],
    /// The bytes of the sign that is looked at, if it is not of ASCII and has any.
    unit: Option<Unit>,
    nodes: Nodes,
    next: Nodes,
    back: [Back; STATES],
}

/// The cheapest explanations by the state they end in; of the states that `alive` has a bit for, the others are not
/// reached.
#[derive(Clone, Copy)]
struct Nodes {
    alive: u8,
    of: [Node; STATES],
}

/// The states in which no byte is pending.
const AT_REST: u8 = 1 << OUTSIDE | 1 << INSIDE;

/// Explains `signs`, which follow a character at `before` and of which `clean` is the [`standing_cost`], as misread by a
/// channel.
/// `None` if no damage is the cheapest explanation.
pub(super) fn explain(
    channel: &Channel,
    before: Place,
    signs: &[Sign],
    clean: i32,
    doubt: Doubt,
) -> Option<Explanation> {
    let strictly = search(channel, ENTRY + DOUBT, before, signs, clean);
    match doubt {
        Doubt::Allowed => strictly.or_else(|| search(channel, ENTRY, before, signs, clean)),
        Doubt::None => strictly,
    }
}

/// What is asked of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Damage in any text.
    None,
    /// Else damage in a text that has more of the same.
    Allowed,
}

fn search(
    channel: &Channel,
    entry: i32,
    before: Place,
    signs: &[Sign],
    clean: i32,
) -> Option<Explanation> {
    let start = Node {
        cost: 0,
        before,
        pending: Pending::default(),
    };
    let mut search = Search {
        channel,
        model: model(),
        entry,
        signs,
        unit: None,
        nodes: Nodes {
            alive: 1 << OUTSIDE,
            of: [start; STATES],
        },
        next: Nodes {
            alive: 0,
            of: [start; STATES],
        },
        back: [NOWHERE; STATES],
    };
    let mut back = Vec::with_capacity(signs.len());
    for (at, sign) in signs.iter().enumerate() {
        if sign.c.is_ascii() && search.nodes.alive & !AT_REST == 0 {
            back.push(search.pass(at));
            continue;
        }
        search.unit = channel.read.unit(sign.c);
        search.next.alive = 0;
        search.back = [NOWHERE; STATES];
        let mut alive = search.nodes.alive;
        while alive != 0 {
            let state = alive.trailing_zeros() as usize;
            alive &= alive - 1;
            search.advance(at, state, search.nodes.of[state]);
        }
        back.push(search.back);
        std::mem::swap(&mut search.nodes, &mut search.next);
    }
    let (best, state) = search.best_end()?;
    if best >= clean {
        return None;
    }
    let mut events = vec![Event::Itself; signs.len()];
    let mut state = state;
    let mut entries = 0;
    for at in (0..signs.len()).rev() {
        let step = back[at][state];
        events[at] = step.event;
        let from = usize::from(step.state).min(STATES - 1);
        entries += i32::from(from == OUTSIDE && state != OUTSIDE);
        state = from;
    }
    // Every beginning of damage is as doubtful.
    let doubt = DOUBT * entries.max(1);
    let relief = (entry - ENTRY) * entries;
    Some(Explanation {
        events,
        gain: clean - best + relief,
        doubt,
        lone: 0,
    })
}

impl Search<'_> {
    /// A character of ASCII where no byte is pending: nothing begins or ends with it.
    fn pass(&mut self, at: usize) -> [Back; STATES] {
        let mut back = [NOWHERE; STATES];
        for (state, event) in [(OUTSIDE, Event::Itself), (INSIDE, Event::Bytes)] {
            if self.nodes.alive & 1 << state != 0 {
                self.nodes.of[state] = self.as_itself(at, self.nodes.of[state]);
                back[state] = Back {
                    state: state as u8,
                    event,
                };
            }
        }
        back
    }

    /// The node after a character as itself, for what it costs beyond its [`standing_cost`] if that leaves it out.
    fn as_itself(&self, at: usize, node: Node) -> Node {
        let next = self.signs[at].place;
        let before = at.checked_sub(1).map(|before| self.signs[before]);
        let before = before.filter(|before| before.c.is_ascii() && self.signs[at].c.is_ascii());
        match before {
            Some(before) if before.place == node.before => Node {
                before: next,
                ..node
            },
            Some(before) => node.then(self.model, next, -self.model.cost(before.place, next)),
            None => node.then(self.model, next, 0),
        }
    }

    fn advance(&mut self, at: usize, state: usize, node: Node) {
        let sign = self.signs[at];
        if state == OUTSIDE {
            self.outside(at, state, node, 0);
            if !sign.c.is_ascii() {
                let extra = self.entry + self.channel.rarity + glue(node, sign);
                self.bytes(state, node, sign.c, extra);
            }
        } else if !node.pending.is_empty() {
            self.inside_sequence(at, state, node, sign);
        } else if sign.c.is_ascii() {
            let reached = self.as_itself(at, node);
            self.reach(INSIDE, reached, state, Event::Bytes);
        } else {
            let follows_ascii = at == 0 || self.signs[at - 1].c.is_ascii();
            let extra = if follows_ascii { STRETCH } else { 0 };
            self.bytes(state, node, sign.c, extra);
            self.outside(at, state, node, glue(node, sign));
        }
    }

    /// A character while bytes are pending.
    fn inside_sequence(&mut self, at: usize, state: usize, node: Node, sign: Sign) {
        let c = sign.c;
        if c == char::REPLACEMENT_CHARACTER {
            if node.pending.lacks_one() && self.channel.loses() {
                self.lost(state, node, LOST, Event::Lost, None);
            }
        } else if !c.is_ascii() {
            self.bytes(state, node, c, 0);
        } else {
            let follows_ascii = at > 0 && self.signs[at - 1].c.is_ascii();
            if follows_ascii {
                return;
            }
            if c == '?' && self.channel.loses() && self.channel.is_gb() && node.pending.lacks_one()
            {
                self.lost(state, node, MARKED, Event::Marked, None);
            }
            if c == '?'
                && self.channel.reads_single()
                && node.pending.bytes() == [0xe2, 0x80]
                && self.channel.may_lose(0x9d)
            {
                self.lost(state, node, MARKED, Event::Lost, None);
            }
            if c == ' ' && self.channel.reads_single() && !self.column(at) {
                self.spaced(at, state, node, sign);
            }
            if node.pending.bytes() == [0xe2, 0x80]
                && self.channel.loses()
                && droppable(self.channel, c)
            {
                self.lost(state, node, DROPPED, Event::Dropped, Some(sign));
            }
        }
    }

    /// Whether the spaces from `at` on set off a column: those of misread text are one or two.
    fn column(&self, at: usize) -> bool {
        let spaces = self.signs[at..].iter().take(3);
        spaces.filter(|sign| sign.c == ' ').count() == 3
    }

    /// A space while bytes are pending.
    fn spaced(&mut self, at: usize, state: usize, node: Node, space: Sign) {
        let Some(mut spaced) = feed(self.channel, self.model, node, &[0xa0]) else {
            return;
        };
        spaced.cost += SPACED;
        self.reach(
            INSIDE + spaced.pending.bytes().len(),
            spaced,
            state,
            Event::Spaced,
        );
        if spaced.pending.is_empty() {
            // The word `à`: its byte A0 and the space behind it look like two spaces, of which one is left.
            let single = self.signs.get(at + 1).is_none_or(|next| next.c != ' ');
            let word =
                single && node.pending.completed(0xa0) == Some('à') && node.before == place(' ');
            let merged = spaced.then(self.model, space.place, if word { -MERGED } else { MERGED });
            self.reach(INSIDE, merged, state, Event::Merged);
        }
    }

    /// As itself, outside damage.
    fn outside(&mut self, at: usize, state: usize, node: Node, extra: i32) {
        let mut reached = self.as_itself(at, node);
        reached.cost += extra;
        reached.pending = Pending::default();
        self.reach(OUTSIDE, reached, state, Event::Itself);
    }

    /// As its bytes.
    fn bytes(&mut self, state: usize, node: Node, c: char, extra: i32) {
        let (channel, model, unit) = (self.channel, self.model, self.unit);
        let mut enter = |bytes: &[u8], event: Event| {
            if let Some(mut reached) = feed(channel, model, node, bytes) {
                reached.cost += extra;
                self.reach(
                    INSIDE + reached.pending.bytes().len(),
                    reached,
                    state,
                    event,
                );
            }
        };
        if let Some(unit) = unit {
            enter(unit.bytes(), Event::Bytes);
        }
        if c == '€' && channel.is_gb() {
            enter(&[0x80], Event::Byte80);
        }
    }

    /// A sequence whose last byte is gone, then perhaps another character.
    fn lost(&mut self, state: usize, node: Node, extra: i32, event: Event, then: Option<Sign>) {
        let (own, before) = lost_cost(node);
        let mut reached = Node {
            cost: node.cost + own + extra,
            before,
            pending: Pending::default(),
        };
        if let Some(sign) = then {
            reached = reached.then(self.model, sign.place, 0);
        }
        self.reach(INSIDE, reached, state, event);
    }

    fn reach(&mut self, state: usize, node: Node, from: usize, event: Event) {
        let bit = 1 << state;
        if self.next.alive & bit == 0 || node.cost < self.next.of[state].cost {
            self.next.alive |= bit;
            self.next.of[state] = node;
            self.back[state] = Back {
                state: from as u8,
                event,
            };
        }
    }

    /// The cheapest state in which the window may end.
    fn best_end(&self) -> Option<(i32, usize)> {
        let complete = [OUTSIDE, INSIDE]
            .into_iter()
            .filter(|state| self.nodes.alive & 1 << state != 0)
            .map(|state| (self.nodes.of[state].cost, state));
        complete.min()
    }
}

/// What it costs that damage begins or ends between two letters.
fn glue(node: Node, sign: Sign) -> i32 {
    if node.before.is_foreign_letter() && sign.place.is_foreign_letter() {
        GLUE
    } else {
        0
    }
}

/// A byte may vanish before what cannot follow it in the misreading.
fn droppable(channel: &Channel, c: char) -> bool {
    if channel.is_gb() {
        c < '@'
    } else {
        channel.may_lose(0x9d)
    }
}

/// The cost of a character whose last byte is unknown: typographic if that is what the sequence can be.
fn lost_cost(node: Node) -> (i32, Place) {
    match node.pending.bytes() {
        [0xe2, 0x80] => (50, place('’')),
        [0xe3, 0x80] | [0xef, 0xbc] => (70, place('。')),
        _ => match node.pending.completed(0xa8) {
            Some(c) => {
                let next = place(c);
                (cost(node.before, next).min(130) + 20, next)
            }
            None => (150, place(char::REPLACEMENT_CHARACTER)),
        },
    }
}
