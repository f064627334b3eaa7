//! Whether two names are of one person.

/// Whether two ids, `person:wang-yi`, are of one person: the same names in any order, some of them left out by one
/// account, or spelled a little differently (`dmytro-kuleba`, `dmitry-kuleba`).
pub(super) fn same_person(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (of_a, of_b) = (names(a), names(b));
    let (few, many) = if of_a.len() <= of_b.len() {
        (of_a, of_b)
    } else {
        (of_b, of_a)
    };
    // A single short name is that of many.
    if few.iter().map(|name| name.chars().count()).max() < Some(3) {
        return false;
    }
    let mut left = many;
    few.iter().all(|name| {
        let exact = left.iter().position(|other| other == name);
        let found = exact.or_else(|| left.iter().position(|other| spelled_alike(name, other)));
        found.map(|at| left.remove(at)).is_some()
    })
}

fn names(id: &str) -> Vec<&str> {
    let names = id.split_once(':').map_or(id, |(_, name)| name);
    names.split('-').filter(|name| !name.is_empty()).collect()
}

/// Names of five letters or more that differ in two of them at most, and begin alike.
fn spelled_alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let long = a.len().min(b.len()) >= 5 && a.len().abs_diff(b.len()) <= 2;
    long && a.first() == b.first() && edits(&a, &b) <= 2
}

/// How many letters have to be put in, left out or exchanged.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut last = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let here = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(last + 1);
            if let Some(cell) = row.get_mut(j) {
                *cell = last;
            }
            diagonal = above;
            last = here;
        }
        if let Some(cell) = row.last_mut() {
            *cell = last;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::same_person;

    #[test]
    fn order_fullness_and_spelling_do_not_matter() {
        assert!(same_person("person:aoki-haruka", "person:haruka-aoki"));
        assert!(same_person("person:haugen", "person:ingrid-haugen"));
        assert!(same_person(
            "person:dmytro-kovalenko",
            "person:dmitry-kovalenko"
        ));
    }

    #[test]
    fn those_who_share_a_name_are_not_one() {
        assert!(!same_person("person:wang-yi", "person:wang-yong"));
        assert!(!same_person("person:li", "person:li-qiang"));
        assert!(!same_person("person:ingrid-haugen", "person:astrid-haugen"));
        assert!(!same_person("person:han-zheng", "person:wang-yi"));
    }
}
