//! Damage anywhere in a long text, most of which is looked at in blocks, not character by character.

use chancery_restore::{Options, restore_text};

/// Clean text of several scripts, longer than what is looked at character by character.
fn clean() -> String {
    let lines = [
        "The two ministers met in Geneva and agreed to meet again in the spring of next year.\n",
        "Der Außenminister traf seine Kollegin in Köln; über Öl und Gas sprachen sie nicht.\n",
        "Les ministres se sont félicités de l’accord conclu à l’été dernier.\n",
        "Министр обсудил с коллегой вопросы двусторонних отношений, в том числе торговлю.\n",
        "Ο υπουργός συναντήθηκε με τον ομόλογό του στην Αθήνα.\n",
        "外交部长今天在北京会见了来访的客人，双方就共同关心的问题交换了意见。\n",
        "وزير الخارجية يلتقي نظيره في القاهرة.\n",
        "विदेश मंत्री ने अपने समकक्ष से बात की।\n",
        "외교부 장관은 오늘 서울에서 회견을 했다.\n",
    ];
    lines.concat().repeat(12)
}

/// Damaged text and what it said.
const DAMAGED: [(&str, &str); 8] = [
    ("the countryâ€™s security", "the country’s security"),
    ("le prÃ©sident a dÃ©clarÃ©", "le président a déclaré"),
    (
        "РџСЂРµР·РёРґРµРЅС‚ РїРѕРґРїРёСЃР°Р» СѓРєР°Р·",
        "Президент подписал указ",
    ),
    (
        "оПЕГХДЕМР ОНДОХЯЮК СЙЮГ Н МЮГМЮВЕМХХ",
        "Президент подписал указ о назначении",
    ),
    ("the minister鈥檚 visit", "the minister’s visit"),
    (
        "Ìèíèñòð èíîñòðàííûõ äåë ñåãîäíÿ âûñòóïèë",
        "Министр иностранных дел сегодня выступил",
    ),
    ("Ð\u{9f}Ñ\u{80}ÐµÐ·Ð¸Ð´ÐµÐ½Ñ\u{82}", "Президент"),
    ("la sÃ©curitÃ© et la dÃ©fense", "la sécurité et la défense"),
];

#[test]
fn damage_is_found_wherever_it_stands() {
    let clean = clean();
    assert!(clean.len() > 8_000);
    let lines: Vec<&str> = clean.split_inclusive('\n').collect();
    for (damaged, said) in DAMAGED {
        for shift in 0..67 {
            let (before, behind) = lines.split_at(lines.len() / 2 + shift % 9);
            // Spaces move what follows over the edges of blocks.
            let around = |line: &str| {
                let indent = " ".repeat(shift);
                format!("{}{indent}{line}\n{}", before.concat(), behind.concat())
            };
            let damaged = around(damaged);
            let restored = restore_text(&damaged, &Options::default()).text;
            // Not of what differs: the texts are long.
            assert!(restored == around(said), "{said:?} behind {shift} spaces");
        }
    }
}

#[test]
fn a_long_clean_text_is_left_as_it_is() {
    let clean = clean();
    for start in 0..80 {
        let text = format!("{}{clean}", "x".repeat(start));
        assert!(restore_text(&text, &Options::default()).repairs.is_empty());
    }
}
