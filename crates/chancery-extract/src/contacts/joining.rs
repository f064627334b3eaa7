//! One contact or several, new or told before.

use super::*;

/// One contact for each separate counterpart of one person; one for a group, or for counterparts of several sides.
pub(super) fn split(
    own: &[Participant],
    others: Vec<Participant>,
    subjects: usize,
    private: Code,
) -> Vec<Vec<Participant>> {
    let mut sides = Vec::new();
    others.iter().for_each(|o| push(&mut sides, o.side));
    let public: Vec<Code> = sides.iter().copied().filter(|s| *s != private).collect();
    let together = |others: Vec<Participant>| {
        let mut all = own.to_vec();
        all.extend(others);
        all
    };
    if others.len() == 1 || subjects > 1 || public.len() > 1 {
        return vec![together(others)];
    }
    others.into_iter().map(|o| together(vec![o])).collect()
}

/// Adds a contact, or joins it with the one that it names again.
pub(crate) fn admit(contact: Contact, contacts: &mut Vec<Contact>) -> usize {
    let same = contacts.iter().position(|c| same_contact(c, &contact));
    let Some(i) = same else {
        contacts.push(contact);
        return contacts.len() - 1;
    };
    let known = &mut contacts[i];
    if known.participants.iter().any(|p| p.entity.is_none())
        && contact
            .participants
            .iter()
            .filter(|p| p.entity.is_some())
            .count()
            > known
                .participants
                .iter()
                .filter(|p| p.entity.is_some())
                .count()
    {
        known.participants = contact.participants;
        known.evidence = contact.evidence.clone();
    }
    known.place = known.place.take().or(contact.place);
    known.country = known.country.or(contact.country);
    known.ordinal = known.ordinal.or(contact.ordinal);
    let closer = match (known.when, contact.when) {
        (Some(a), Some(b)) => b.days() < a.days() && !contact.assumed_day,
        _ => false,
    };
    if known.assumed_day && !contact.assumed_day || closer {
        known.when = contact.when;
        known.assumed_day = false;
    }
    if known.evidence.is_none() {
        known.evidence = contact.evidence;
    }
    i
}

pub(super) fn same_contact(a: &Contact, b: &Contact) -> bool {
    if a.kind != b.kind {
        return false;
    }
    let dates = a.assumed_day
        || b.assumed_day
        || match (a.when, b.when) {
            (Some(x), Some(y)) => x.overlaps(&y),
            _ => true,
        };
    let sides = |c: &Contact| {
        let mut s: Vec<Code> = Vec::new();
        c.participants.iter().for_each(|p| push(&mut s, p.side));
        s.sort_unstable();
        s
    };
    let named = |c: &Contact| {
        c.participants
            .iter()
            .filter_map(|p| p.entity)
            .collect::<Vec<_>>()
    };
    let (x, y) = (named(a), named(b));
    let one_names_nobody_else = x.iter().all(|e| y.contains(e)) || y.iter().all(|e| x.contains(e));
    dates && sides(a) == sides(b) && one_names_nobody_else
}
