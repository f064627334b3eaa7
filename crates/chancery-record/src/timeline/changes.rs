//! What changed along a track.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::alike::{Likeness, Stems};
use super::silence::Contacts;
use super::track::{self, Release, Track};
use super::{BETWEEN, Change, ChangeKind, GAP, MENTIONS, Mention, SHARE, SILENT};
use crate::readings::Readings;
use crate::{Error, Found, Query};

/// From here on two statements are on the same matter.
const SAME_MATTER: f64 = 0.3;
/// From here on they are, even if the acts are of different families: “supports those who were attacked” shares many
/// words with “condemns the attack” and is another matter.
const SAME_MATTER_OTHER_FAMILY: f64 = 0.5;
/// From here on one is a rewording of the other.
const SAME_WORDS: f64 = 0.55;
/// More new words than these are another sentence.
const FEW: usize = 8;

/// All changes among statements, by day. Accounts before the day on which the record `begins` are none.
pub(crate) fn of(
    query: &Query,
    begins: Option<&str>,
    statements: &[Found],
    readings: &mut Readings<'_>,
) -> Result<Vec<Change>, Error> {
    let likeness = Likeness::among(statements);
    let by_topic = !track::names_matter(query);
    let tracks = track::tracks(statements, by_topic);
    let mut contacts = Contacts::of(
        readings.record(),
        begins.map(str::to_owned),
        query.until.clone(),
    );
    let mut changes = Vec::new();
    let first_days = first_days(&tracks);
    for (track, releases) in &tracks {
        let first = releases.first().map(|release| release.day);
        // With the first account on anything a topic is new only because the record begins there.
        let is_news = !by_topic || first_days.get(&track.without_topic()).copied() < first;
        let new_to = first.map_or_else(Vec::new, |day| unheard(&tracks, track, day));
        let mut along = Along {
            query,
            track,
            is_news: is_news && (track.to.is_empty() || !new_to.is_empty()),
            new_to,
            readings,
            contacts: &mut contacts,
            changes: &mut changes,
        };
        along.mentions(releases)?;
        if track::is_narrow(query) {
            along.strongest(releases)?;
        }
    }
    // The first topic of two sentences on one matter can differ, so what is alike is looked for in all of them.
    if !track::is_narrow(query) {
        for (track, releases) in &track::tracks(statements, false) {
            let mut along = Along {
                query,
                track,
                is_news: false,
                new_to: Vec::new(),
                readings,
                contacts: &mut contacts,
                changes: &mut changes,
            };
            along.alike(releases, &likeness)?;
        }
    }
    changes.sort_by(|a, b| {
        let key = |change: &Change| {
            (
                change.at.evidence.day.clone(),
                change.at.evidence.document,
                change.at.statement,
            )
        };
        key(a).cmp(&key(b)).then(a.kind.cmp(&b.kind))
    });
    Ok(changes)
}

/// The first day on which each publisher tells of each side speaking to each other one, on whatever topic.
fn first_days<'a>(tracks: &BTreeMap<Track, Vec<Release<'a>>>) -> BTreeMap<Track, &'a str> {
    let mut begins: BTreeMap<Track, &'a str> = BTreeMap::new();
    for (track, releases) in tracks {
        let Some(first) = releases.first() else {
            continue;
        };
        let day = begins.entry(track.without_topic()).or_insert(first.day);
        *day = first.day.min(*day);
    }
    begins
}

/// Those addressed on a track who did not hear of its matter before some day, alone or with others.
fn unheard(tracks: &BTreeMap<Track, Vec<Release<'_>>>, track: &Track, day: &str) -> Vec<String> {
    let heard = |side: &&String| {
        tracks.iter().any(|(other, releases)| {
            let before = releases.first().is_some_and(|release| release.day < day);
            before
                && other.to.contains(side)
                && other.sides == track.sides
                && other.publisher == track.publisher
                && other.joint == track.joint
                && other.topic == track.topic
        })
    };
    track
        .to
        .iter()
        .filter(|side| !heard(side))
        .cloned()
        .collect()
}

/// The direction in which an act can be strong; `None` for acts that take no position.
fn direction(found: &Found) -> Option<bool> {
    match found.statement.family.as_str() {
        _ if found.statement.negated => None,
        "state" | "stress" | "raise" | "press" | "criticise" | "warn" | "reject" => Some(true),
        "welcome" | "support" | "intend" | "agree" => Some(false),
        _ => None,
    }
}

struct Along<'a, 'r> {
    query: &'a Query,
    track: &'a Track,
    /// Whether a first mention is told.
    is_news: bool,
    /// Those addressed to whom it is the first.
    new_to: Vec<String>,
    readings: &'a mut Readings<'r>,
    contacts: &'a mut Contacts<'r>,
    changes: &'a mut Vec<Change>,
}

impl Along<'_, '_> {
    fn change(&mut self, kind: ChangeKind, at: &Found, mentions: usize) -> Result<Change, Error> {
        Ok(Change {
            kind,
            sides: self.track.sides.clone(),
            to: self.track.to.clone(),
            joint: self.track.joint,
            publisher: self.track.publisher.clone(),
            topic: self.topic(at),
            at: Mention::of(at, self.readings)?,
            before: None,
            added: Vec::new(),
            removed: Vec::new(),
            gap_days: None,
            mentions,
            silent: Vec::new(),
        })
    }

    /// The topic of the track; where it has none and the query names no matter, that of the statement.
    fn topic(&self, at: &Found) -> Option<String> {
        let own = at.statement.topics.first();
        let own = own.filter(|_| !track::names_matter(self.query));
        self.track.topic.as_ref().or(own).cloned()
    }

    /// First, resumed, dropped.
    fn mentions(&mut self, releases: &[Release<'_>]) -> Result<(), Error> {
        let mut before: Option<&Release<'_>> = None;
        for (count, release) in releases.iter().enumerate() {
            let Some(at) = strongest(&release.said) else {
                continue;
            };
            match before {
                None if self.is_news => {
                    let mut change = self.change(ChangeKind::First, at, 1)?;
                    change.to.clone_from(&self.new_to);
                    self.changes.push(change);
                }
                None => {}
                Some(last) => self.resumed(last, release, at, count + 1)?,
            }
            before = Some(release);
        }
        // What was only discussed cannot be dropped: nobody held it.
        let holds = |release: &&Release<'_>| {
            let mut said = release.said.iter();
            said.any(|found| direction(found).is_some())
        };
        let last = releases.last().filter(holds);
        let Some(last) = last.filter(|_| releases.len() >= MENTIONS) else {
            return Ok(());
        };
        if !self.is_regular(releases)? {
            return Ok(());
        }
        let Some(at) = strongest(&last.said) else {
            return Ok(());
        };
        let silent = self
            .contacts
            .silent(self.track, self.query, last.day, None, self.readings)?;
        if let Some(silent) = silent.filter(|silent| silent.len() >= SILENT) {
            let mut change = self.change(ChangeKind::Dropped, at, releases.len())?;
            change.silent = silent;
            self.changes.push(change);
        }
        Ok(())
    }

    /// Whether a matter was spoken of so regularly that its absence is remarkable. A name or words are: who uses them means
    /// them. A topic must have stood in its share of the accounts from its first mention to its last.
    fn is_regular(&mut self, releases: &[Release<'_>]) -> Result<bool, Error> {
        let (Some(first), Some(last)) = (releases.first(), releases.last()) else {
            return Ok(false);
        };
        if track::is_narrow(self.query) {
            return Ok(true);
        }
        let accounts = self
            .contacts
            .accounts(self.track, self.query, first.day, last.day)?;
        Ok(releases.len() > MENTIONS && releases.len() * SHARE >= accounts)
    }

    fn resumed(
        &mut self,
        last: &Release<'_>,
        release: &Release<'_>,
        at: &Found,
        mentions: usize,
    ) -> Result<(), Error> {
        let Some(gap) = days(last.day, release.day).filter(|gap| *gap >= GAP) else {
            return Ok(());
        };
        let between = self.contacts.silent(
            self.track,
            self.query,
            last.day,
            Some(release.day),
            self.readings,
        )?;
        if let Some(between) = between.filter(|between| between.len() >= BETWEEN) {
            let mut change = self.change(ChangeKind::Resumed, at, mentions)?;
            change.gap_days = Some(gap);
            change.silent = between;
            if let Some(before) = strongest(&last.said) {
                change.before = Some(Mention::of(before, self.readings)?);
            }
            self.changes.push(change);
        }
        Ok(())
    }

    /// The strongest act of each release against that of the one before, direction by direction.
    fn strongest(&mut self, releases: &[Release<'_>]) -> Result<(), Error> {
        for insisting in [true, false] {
            let mut before: Option<(&str, &Found)> = None;
            for (count, release) in releases.iter().enumerate() {
                let said = release.said.iter().copied();
                let said: Vec<&Found> = said
                    .filter(|found| direction(found) == Some(insisting))
                    .collect();
                let Some(at) = strongest(&said) else {
                    continue;
                };
                if let Some((_, before)) = before.filter(|(day, _)| *day < release.day) {
                    // The same words are no other act, even if the release has others as strong.
                    let same_act = said.iter().any(|found| {
                        found.statement.strength == at.statement.strength
                            && found.statement.act == before.statement.act
                    });
                    if !same_act {
                        self.compare(before, at, count + 1, None)?;
                    }
                }
                before = Some((release.day, at));
            }
        }
        Ok(())
    }

    /// Each statement against the last one before it that says nearly the same.
    fn alike(&mut self, releases: &[Release<'_>], likeness: &Likeness) -> Result<(), Error> {
        let of_release = |release: &Release<'_>| {
            let said = release.said.iter();
            said.map(|found| likeness.stems(found)).collect()
        };
        let words: Vec<Vec<Stems>> = releases.iter().map(of_release).collect();
        for (count, release) in releases.iter().enumerate() {
            // What stands against the same earlier statement is one comparison, of the strongest.
            let mut pairs: Vec<(&Found, &Found, f64)> = Vec::new();
            for (at, stems) in release.said.iter().zip(&words[count]) {
                let Some(direction_of_at) = direction(at) else {
                    continue;
                };
                let earlier = releases[..count].iter().zip(&words).rev();
                let found = earlier
                    .filter(|(earlier, _)| earlier.day < release.day)
                    .find_map(|(earlier, words)| {
                        let like = earlier.said.iter().zip(words);
                        let like = like
                            .filter(|(before, _)| direction(before) == Some(direction_of_at))
                            .map(|(before, other)| (*before, likeness.between(stems, other)))
                            .filter(|(before, alike)| {
                                let same = before.statement.family == at.statement.family;
                                let least = if same {
                                    SAME_MATTER
                                } else {
                                    SAME_MATTER_OTHER_FAMILY
                                };
                                *alike >= least
                            });
                        like.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.id.cmp(&a.0.id)))
                    });
                let Some((before, alike)) = found else {
                    continue;
                };
                match pairs.iter_mut().find(|(_, other, _)| other.id == before.id) {
                    Some(pair) if pair.0.statement.strength >= at.statement.strength => {}
                    Some(pair) => *pair = (at, before, alike),
                    None => pairs.push((at, before, alike)),
                }
            }
            for (at, before, alike) in pairs {
                self.compare(before, at, count + 1, Some(alike))?;
            }
        }
        Ok(())
    }

    fn compare(
        &mut self,
        before: &Found,
        at: &Found,
        mentions: usize,
        alike: Option<f64>,
    ) -> Result<(), Error> {
        let (old, new) = (&before.statement, &at.statement);
        // The verb of a statement that only states is the house's; the position is in what follows it.
        let stated = (old.family == "state") != (new.family == "state");
        let other_family = !stated && new.family != old.family;
        let kind = match new.strength.cmp(&old.strength) {
            Ordering::Greater if !stated => ChangeKind::Stronger,
            // Who says it again holds on to it.
            Ordering::Less if !stated && !new.reiterated => ChangeKind::Weaker,
            // “Underlined” for “stressed” is no news unless the matter is narrow.
            Ordering::Equal if other_family => ChangeKind::NewAct,
            Ordering::Equal if alike.is_none() && !stated && new.act != old.act => {
                ChangeKind::NewAct
            }
            _ => ChangeKind::Reworded,
        };
        let (added, removed) = match kind {
            ChangeKind::Reworded if alike.is_some_and(|alike| alike >= SAME_WORDS) => {
                reworded(&content(before), &content(at))
            }
            _ => (Vec::new(), Vec::new()),
        };
        if kind == ChangeKind::Reworded && added.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let mut change = self.change(kind, at, mentions)?;
        change.before = Some(Mention::of(before, self.readings)?);
        change.added = added;
        change.removed = removed;
        self.changes.push(change);
        Ok(())
    }
}

/// The strongest, of equals the first; what is negated only if nothing else is said.
fn strongest<'a>(said: &[&'a Found]) -> Option<&'a Found> {
    let rank = |found: &&Found| {
        (
            !found.statement.negated,
            found.statement.strength,
            std::cmp::Reverse(found.id),
        )
    };
    said.iter().copied().max_by_key(rank)
}

fn days(from: &str, to: &str) -> Option<i64> {
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    Some(i64::from(from.until(to).ok()?.get_days()))
}

fn content(found: &Found) -> String {
    let content = found.statement.content.as_ref();
    content
        .map(|content| content.quote.clone())
        .unwrap_or_default()
}

/// Runs of words that are new and that are gone; none where too much is. Case and marks are no words.
fn reworded(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let (old, new) = (plain(before), plain(after));
    let lower =
        |words: &[&str]| -> Vec<String> { words.iter().map(|word| word.to_lowercase()).collect() };
    let (mut added, mut removed): (Vec<String>, Vec<String>) = (vec![], vec![]);
    for op in capture_diff_slices(Algorithm::Myers, &lower(&old), &lower(&new)) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        let run = |words: &[&str], range: std::ops::Range<usize>| {
            words.get(range).unwrap_or_default().join(" ")
        };
        removed.push(run(&old, op.old_range()));
        added.push(run(&new, op.new_range()));
    }
    let count = |runs: &[String]| -> usize {
        let words = runs.iter().map(|run| run.split_whitespace().count());
        words.sum()
    };
    if count(&added) > FEW || count(&removed) > FEW {
        return (Vec::new(), Vec::new());
    }
    // An article more or less is no news.
    let telling = |run: &String| run.split_whitespace().any(|word| word.chars().count() > 3);
    added.retain(telling);
    removed.retain(telling);
    (added, removed)
}

/// Words without the marks around them.
fn plain(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}
