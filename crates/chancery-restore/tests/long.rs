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
const DAMAGED: [(&str, &str); 10] = [
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
    ("detta УЄr standard", "detta är standard"),
    ("dabar Δ―jungtas", "dabar įjungtas"),
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

/// What offices of several countries write, each in a code page of its own, most lines with few letters that tell.
const PAGES: [(&str, [&str; 8]); 4] = [
    (
        "windows-1250",
        [
            "Ministr zahraničí dnes v Praze přijal svou slovenskou kolegyni.",
            "Jednali o bezpečnosti v regionu, o dodávkách energie a o podpoře Ukrajiny.",
            "Obě strany se shodly, že spolupráce musí pokračovat.",
            "Ministryně poděkovala za pomoc při povodních.",
            "Na závěr podepsali dohodu o ochraně utajovaných informací.",
            "Další schůzka se uskuteční na jaře v Bratislavě.",
            "Ministr zdůraznil význam dialogu s občanskou společností.",
            "Delegaci doprovázel velvyslanec a náměstek ministra.",
        ],
    ),
    (
        "iso-8859-2",
        [
            "Minister spraw zagranicznych przyjął dziś w Warszawie ambasadora Litwy.",
            "Rozmowa dotyczyła bezpieczeństwa granic oraz współpracy gospodarczej.",
            "Strony podkreśliły znaczenie wspólnej polityki wobec sąsiadów.",
            "Ambasador podziękował za pomoc udzieloną uchodźcom.",
            "Kolejne spotkanie odbędzie się w przyszłym miesiącu.",
            "Minister wyraził zaniepokojenie sytuacją więźniów politycznych.",
            "Omówiono także przygotowania do szczytu.",
            "Delegacje zgodziły się powołać grupę roboczą.",
        ],
    ),
    (
        "windows-1254",
        [
            "Dışişleri Bakanı bugün Ankara'da Alman mevkidaşıyla görüştü.",
            "Görüşmede ikili ilişkiler ve bölgesel gelişmeler ele alındı.",
            "Bakan, sığınmacıların durumuna dikkat çekti.",
            "Taraflar ekonomik işbirliğinin artırılması konusunda anlaştı.",
            "Toplantının ardından ortak basın açıklaması yapıldı.",
            "Heyetler arası görüşmelere büyükelçiler de katıldı.",
            "Bir sonraki toplantının ilkbaharda yapılması kararlaştırıldı.",
            "Bakan ayrıca şehitliği ziyaret etti.",
        ],
    ),
    (
        "windows-1257",
        [
            "Užsienio reikalų ministras šiandien Vilniuje susitiko su Latvijos kolege.",
            "Pokalbyje aptarta saugumo padėtis ir energetikos jungtys.",
            "Šalys sutarė toliau remti Ukrainą.",
            "Ministras padėkojo už pagalbą pabėgėliams.",
            "Kitas susitikimas įvyks pavasarį Rygoje.",
            "Buvo pasirašytas susitarimas dėl keitimosi informacija.",
            "Ministrė pabrėžė pilietinės visuomenės svarbą.",
            "Delegacijos aptarė pasirengimą viršūnių susitikimui.",
        ],
    ),
];

#[test]
fn a_document_of_another_code_page_is_restored_to_its_last_line() {
    for (page, lines) in PAGES {
        let written = format!("{}\n", lines.join("\n")).repeat(10);
        assert!(written.len() > 4_096);
        let encoding =
            encoding_rs::Encoding::for_label(page.as_bytes()).expect("a label of the standard");
        let (bytes, _, unmappable) = encoding.encode(&written);
        assert!(!unmappable, "{page} has all letters");
        let misread = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0;
        let options = Options::default();
        let restored = restore_text(&misread, &options);
        let lines = restored.text.lines().zip(written.lines());
        let left: Vec<_> = lines
            .filter(|(restored, written)| restored != written)
            .collect();
        assert!(left.is_empty(), "{page}: {left:?}");
        assert!(restore_text(&restored.text, &options).repairs.is_empty());
        assert!(restore_text(&written, &options).repairs.is_empty());
    }
}
