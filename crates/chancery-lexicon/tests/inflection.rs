//! The inflection of verbs: the rules of spelling and the table of exceptions.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use chancery_lexicon::{Lexicon, VerbForm};

/// Only the table of irregular verbs, as it is shipped.
fn lexicon() -> Lexicon {
    let table = include_str!("../../../data/en/irregular.tsv");
    Lexicon::load(&[("en/irregular.tsv", table)]).unwrap()
}

/// Lemma, third person, past, participle, gerund; `/` between variants.
const FORMS: &str = "
accuse accuses accused accused accusing
admit admits admitted admitted admitting
agree agrees agreed agreed agreeing
announce announces announced announced announcing
appeal appeals appealed appealed appealing
argue argues argued argued arguing
assess assesses assessed assessed assessing
be is/are/am was/were been being
benefit benefits benefited/benefitted benefited/benefitted benefiting/benefitting
brief briefs briefed briefed briefing
bring brings brought brought bringing
broadcast broadcasts broadcast/broadcasted broadcast/broadcasted broadcasting
cancel cancels cancelled/canceled cancelled/canceled cancelling/canceling
commit commits committed committed committing
concur concurs concurred concurred concurring
condemn condemns condemned condemned condemning
convey conveys conveyed conveyed conveying
counsel counsels counselled/counseled counselled/counseled counselling/counseling
deny denies denied denied denying
deplore deplores deplored deplored deploring
develop develops developed developed developing
discuss discusses discussed discussed discussing
draw draws drew drawn drawing
echo echoes echoed echoed echoing
emphasise emphasises emphasised emphasised emphasising
emphasize emphasizes emphasized emphasized emphasizing
express expresses expressed expressed expressing
extend extends extended extended extending
focus focuses/focusses focused/focussed focused/focussed focusing/focussing
forget forgets forgot forgotten forgetting
fulfil fulfils fulfilled fulfilled fulfilling
hail hails hailed hailed hailing
have has had had having
hope hopes hoped hoped hoping
initial initials initialled/initialed initialled/initialed initialling/initialing
issue issues issued issued issuing
lay lays laid laid laying
limit limits limited limited limiting
meet meets met met meeting
mention mentions mentioned mentioned mentioning
offer offers offered offered offering
outline outlines outlined outlined outlining
oversee oversees oversaw overseen overseeing
panic panics panicked panicked panicking
pay pays paid paid paying
permit permits permitted permitted permitting
plan plans planned planned planning
pledge pledges pledged pledged pledging
prefer prefers preferred preferred preferring
press presses pressed pressed pressing
put puts put put putting
quarrel quarrels quarrelled/quarreled quarrelled/quarreled quarrelling/quarreling
quit quits quit/quitted quit/quitted quitting
refer refers referred referred referring
regret regrets regretted regretted regretting
rely relies relied relied relying
repeat repeats repeated repeated repeating
reveal reveals revealed revealed revealing
review reviews reviewed reviewed reviewing
see sees saw seen seeing
signal signals signalled/signaled signalled/signaled signalling/signaling
speak speaks spoke spoken speaking
stop stops stopped stopped stopping
stress stresses stressed stressed stressing
submit submits submitted submitted submitting
support supports supported supported supporting
sync syncs synced synced syncing
target targets targeted/targetted targeted/targetted targeting/targetting
teach teaches taught taught teaching
thank thanks thanked thanked thanking
tie ties tied tied tying
touch touches touched touched touching
undergo undergoes underwent undergone undergoing
understand understands understood understood understanding
uphold upholds upheld upheld upholding
urge urges urged urged urging
veto vetoes vetoed vetoed vetoing
view views viewed viewed viewing
visit visits visited visited visiting
vow vows vowed vowed vowing
warn warns warned warned warning
welcome welcomes welcomed welcomed welcoming
wish wishes wished wished wishing
withdraw withdraws withdrew withdrawn withdrawing
worry worries worried worried worrying
";

#[test]
fn verbs_are_inflected_as_they_are_spelt() {
    let lexicon = lexicon();
    for line in FORMS.lines().filter(|line| !line.is_empty()) {
        let cells: Vec<Vec<&str>> = line
            .split(' ')
            .map(|cell| cell.split('/').collect())
            .collect();
        let forms = lexicon.forms(cells[0][0]);
        assert_eq!(forms.base, cells[0]);
        for (got, expected) in [&forms.third, &forms.past, &forms.participle, &forms.gerund]
            .into_iter()
            .zip(&cells[1..])
        {
            assert_eq!(got, expected, "{line}");
        }
    }
}

#[test]
fn of_several_words_the_first_is_inflected() {
    let forms = lexicon().forms("bring up");
    assert_eq!(
        (forms.past, forms.gerund),
        (
            vec!["brought up".to_owned()],
            vec!["bringing up".to_owned()]
        )
    );
}

#[test]
fn the_verb_of_a_form_is_found_among_those_the_lexicon_names() {
    let acts = "verb\tparticle\tnoun\tafter\tfamily\tact\tstrength\tcomplement\taddressee\tplover\tcameo\tsource
stress\t\t\t\tstress\tstress\t3\tnp | that\t\t\t\tusage\n";
    let irregular = "lemma\tthird\tpast\tparticiple\tgerund\tsource
find\t\tfound\t\t\tusage\nfound\t\t\t\t\tusage\n";
    let lexicon = Lexicon::load(&[("en/acts.tsv", acts), ("en/irregular.tsv", irregular)]).unwrap();
    let lemmas = |word| {
        let found = lexicon.inflections.lemmas(word);
        found
            .iter()
            .map(|(lemma, form)| (lemma.as_str(), *form))
            .collect::<Vec<_>>()
    };
    assert_eq!(lemmas("stresses"), [("stress", VerbForm::Third)]);
    assert_eq!(
        lemmas("stressed"),
        [("stress", VerbForm::Past), ("stress", VerbForm::Participle)]
    );
    assert_eq!(
        lemmas("found"),
        [
            ("find", VerbForm::Past),
            ("find", VerbForm::Participle),
            ("found", VerbForm::Base)
        ]
    );
    assert!(lemmas("table").is_empty());
}

#[test]
fn any_word_has_forms() {
    let lexicon = lexicon();
    for word in [
        "", "a", "e", "y", "ie", "ee", "c", "qu", "l", "é", "ça", "x-ray", " ", "1",
    ] {
        assert_eq!(lexicon.forms(word).base, [word]);
    }
}
