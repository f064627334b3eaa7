//! `chancery restore` as its users meet it: what it prints, what it tells on standard error, how it ends.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use base64::Engine as _;
use serde_json::Value;

fn chancery(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .current_dir(folder)
        .arg("restore")
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    chancery(folder, args).output().expect("the program starts")
}

/// What becomes of bytes that come through a pipe.
fn pipe(args: &[&str], input: &[u8]) -> Output {
    let mut child = chancery(Path::new("."), args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("a thread").expect("it reads");
    output
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

fn objects(output: &Output) -> Vec<Value> {
    out(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).expect("a file");
    }
    folder
}

/// The input, from a restored text and its repairs as they stand in JSON.
fn undone(object: &Value) -> String {
    let text: Vec<char> = object["text"].as_str().expect("a text").chars().collect();
    let mut raw = String::new();
    let mut at = 0;
    for repair in object["repairs"].as_array().expect("repairs") {
        let place = |span: &str, end: usize| repair[span][end].as_u64().expect("a place") as usize;
        let (start, end) = (place("span", 0), place("span", 1));
        let after: String = text[start..end].iter().collect();
        assert_eq!(after, repair["after"]);
        raw.extend(&text[at..start]);
        assert_eq!(raw.chars().count(), place("raw_span", 0));
        raw.push_str(repair["before"].as_str().expect("what was there"));
        assert_eq!(raw.chars().count(), place("raw_span", 1));
        at = end;
    }
    raw.extend(&text[at..]);
    raw
}

const DAMAGED: &str =
    "The minister鈥檚 visit\r\nbegan in Bogot谩 &amp; ended\u{200B} there. 𝒳\r\nNothing else.";
const RESTORED: &str = "The minister’s visit\nbegan in Bogotá & ended there. 𝒳\nNothing else.";

#[test]
fn text_is_the_restored_text_and_nothing_else() {
    let folder = folder(&[("a.txt", DAMAGED.as_bytes()), ("clean.txt", b"No end")]);
    let output = run(folder.path(), &["a.txt"]);
    assert_eq!((out(&output), err(&output)), (RESTORED, ""));
    assert_eq!(output.status.code(), Some(0));
    // From a pipe, with and without a name for it.
    assert_eq!(out(&pipe(&[], DAMAGED.as_bytes())), RESTORED);
    assert_eq!(out(&pipe(&["-"], DAMAGED.as_bytes())), RESTORED);
    assert_eq!(out(&pipe(&[], b"")), "");
    // Several are one behind the other, as they stand.
    let output = run(folder.path(), &["clean.txt", "a.txt"]);
    assert_eq!(out(&output), format!("No end{RESTORED}"));
}

#[test]
fn a_text_larger_than_any_buffer_arrives_whole() {
    let text = "All the ministers met again in the old town hall.\n".repeat(12_000);
    assert!(out(&pipe(&[], text.as_bytes())) == text);
    let damaged = text.replace("old town", "minister鈥檚");
    assert!(out(&pipe(&[], damaged.as_bytes())) == damaged.replace("鈥檚", "’s"));
}

#[test]
fn places_and_sums_are_those_of_the_whole_of_a_large_text() {
    let damaged = "The minister鈥檚 visit.\n";
    let text = damaged.to_owned() + &"All the ministers met again.\r\n".repeat(90_000) + damaged;
    let difference = pipe(&["--diff"], text.as_bytes());
    assert_eq!(
        out(&difference),
        "standard input:1: The minister[-鈥檚-]{+’s+} visit.\n\
         standard input:90002: The minister[-鈥檚-]{+’s+} visit.\n\
         standard input: 90000 more lines change only in their ends\n"
    );
    let explained = pipe(&["--explain"], text.as_bytes());
    let told = err(&explained);
    assert!(
        told.contains("standard input:90002:13 @2700034  mojibake"),
        "{told}"
    );
    assert!(
        told.ends_with("chancery: 90002 repairs: 2 mojibake, 90000 layout\n"),
        "{told}"
    );
}

#[test]
fn explanations_go_to_standard_error_with_their_places() {
    let folder = folder(&[("a.txt", DAMAGED.as_bytes())]);
    let output = run(folder.path(), &["--explain", "a.txt"]);
    assert_eq!(out(&output), RESTORED);
    let told: Vec<&str> = err(&output).lines().collect();
    let starts = [
        "a.txt:1:13 @12  mojibake  \"鈥檚\" → \"’s\"  utf-8 read as gb18030, exact: ",
        "a.txt:1:21 @20  layout  \"\\u{d}⏎\" → \"⏎\" ×2 exact: ",
        "a.txt:2:15 @36  mojibake  \"谩\" → \"á\"  utf-8 read as gb18030, exact: ",
        "a.txt:2:17 @38  entity  \"&amp;\" → \"&\"  html escape, exact: ",
        "a.txt:2:28 @49  control  \"\\u{200b}\" → ∅ exact: ",
        "chancery: 6 repairs: 2 mojibake, 1 entity, 1 control, 2 layout",
    ];
    assert_eq!(told.len(), starts.len(), "{told:#?}");
    for (line, start) in told.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    let clean = pipe(&["--explain"], b"Nothing.");
    assert_eq!(
        (out(&clean), err(&clean)),
        ("Nothing.", "chancery: nothing to repair\n")
    );
}

#[test]
fn undecodable_bytes_are_explained() {
    let bytes = ["Встреча министров. ".as_bytes(), b"\xFF ok"].concat();
    let output = pipe(&["--explain", "--only", "entity"], &bytes);
    assert_eq!(out(&output), "Встреча министров. \u{FFFD} ok");
    assert_eq!(
        err(&output),
        "standard input:1:20 @19  undecodable  FF has no meaning in UTF-8 and stays U+FFFD\n\
         chancery: nothing to repair; 1 undecodable, left as U+FFFD\n"
    );
}

#[test]
fn a_difference_shows_the_lines_that_change() {
    let folder = folder(&[("a.txt", DAMAGED.as_bytes())]);
    let output = run(folder.path(), &["--diff", "a.txt"]);
    assert_eq!(
        out(&output),
        "a.txt:1: The minister[-鈥檚-]{+’s+} visit[-\\u{d}⏎-]{+⏎+}\n\
         a.txt:2: began in Bogot[-谩-]{+á+} [-&amp;-]{+&+} ended[-\\u{200b}-] there. 𝒳[-\\u{d}⏎-]{+⏎+}\n"
    );
    let ends = pipe(&["--diff"], b"a\r\nb\r\nc");
    assert_eq!(
        out(&ends),
        "standard input: 2 more lines change only in their ends\n"
    );
    assert_eq!(out(&pipe(&["--diff"], b"Nothing.")), "");
}

#[test]
fn colour_follows_the_wish() {
    let folder = folder(&[("a.txt", DAMAGED.as_bytes())]);
    let shown = |args: &[&str], set: Option<&str>| {
        let mut command = chancery(folder.path(), args);
        set.map(|name| command.env(name, "1"));
        out(&command.output().expect("the program starts")).to_owned()
    };
    let colored = shown(&["--diff", "--color", "always", "a.txt"], Some("NO_COLOR"));
    assert!(
        colored.contains("\u{1b}[31m鈥檚\u{1b}[0m") && colored.contains("\u{1b}[32m’s\u{1b}[0m"),
        "{colored:?}"
    );
    assert!(!colored.contains("[-"));
    assert_eq!(shown(&["--diff", "a.txt"], Some("CLICOLOR_FORCE")), colored);
    let mut command = chancery(folder.path(), &["--diff", "a.txt"]);
    command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    let plain = command.output().expect("the program starts");
    assert!(!out(&plain).contains('\u{1b}') && out(&plain).contains("[-鈥檚-]{+’s+}"));
}

#[test]
fn a_text_that_stays_as_it_is_does_not_reach_the_terminal() {
    let output = pipe(&["--diff", "--only", "entity"], b"\x1b[31m &amp; \x07");
    assert_eq!(
        out(&output),
        "standard input:1: \\u{1b}[31m [-&amp;-]{+&+} \\u{7}\n"
    );
}

#[test]
fn json_has_the_repairs_that_undo_it() {
    let folder = folder(&[("a.txt", DAMAGED.as_bytes()), ("b.txt", b"Nothing.")]);
    let output = run(folder.path(), &["--format", "json", "a.txt"]);
    let object: Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!(object["text"], RESTORED);
    assert_eq!(object["encoding"], "UTF-8");
    assert_eq!(object["source"], "a.txt");
    assert_eq!(undone(&object), DAMAGED);
    assert_eq!(object["repairs"].as_array().map(Vec::len), Some(6));
    // The same names as in a reading.
    let repairs: Vec<chancery::reading::Repair> =
        serde_json::from_value(object["repairs"].clone()).expect("repairs of a reading");
    assert_eq!(repairs[0].before, "鈥檚");

    let several = run(folder.path(), &["--format", "json", "b.txt", "a.txt"]);
    let objects: Vec<Value> = serde_json::from_slice(&several.stdout).expect("an array");
    assert_eq!(objects[0]["text"], "Nothing.");
    assert_eq!(objects[1], object);
}

#[test]
fn a_plain_text_is_one_line_of_json() {
    let output = pipe(&["--format", "jsonl"], DAMAGED.as_bytes());
    let objects = objects(&output);
    assert_eq!(objects.len(), 1);
    assert_eq!(undone(&objects[0]), DAMAGED);
    assert_eq!(objects[0].get("source"), None);
}

#[test]
fn json_lines_are_restored_one_by_one() {
    let gbk = base64::engine::general_purpose::STANDARD.encode(b"\xCD\xE2\xBD\xBB\xB2\xBF\xB3\xA4");
    let lines = format!(
        "{{\"id\": \"a\", \"text\": {}}}\r\n\n{{\"id\": 2, \"base64\": \"{gbk}\", \"declared\": \"gb2312\", \"tags\": [1.50]}}\n{{\"text\": \"clean\", \"repairs\": [7]}}",
        Value::from(DAMAGED)
    );
    let output = pipe(&["--format", "jsonl"], lines.as_bytes());
    assert_eq!((err(&output), output.status.code()), ("", Some(0)));
    let restored = objects(&output);
    assert_eq!(restored.len(), 3);
    assert_eq!(
        (&restored[0]["id"], &restored[0]["text"]),
        (&"a".into(), &RESTORED.into())
    );
    assert_eq!(undone(&restored[0]), DAMAGED);
    assert_eq!(restored[1]["text"], "外交部长");
    assert_eq!(restored[1]["encoding"], "GBK");
    assert!(
        out(&output)
            .lines()
            .nth(1)
            .expect("a line")
            .starts_with("{\"id\":2,\"tags\":[1.50],\"text\":")
    );
    assert_eq!(
        out(&output).lines().nth(2),
        Some("{\"text\":\"clean\",\"repairs\":[]}")
    );
    // What was restored stays as it is.
    let again = pipe(&["--format", "jsonl"], &output.stdout);
    assert!(
        objects(&again)
            .iter()
            .all(|object| object["repairs"] == Value::Array(Vec::new()))
    );
}

#[test]
fn json_lines_are_known_by_name_in_every_format() {
    let lines = format!(
        "{{\"text\": {}}}\n{{\"text\": \"clean\"}}\n",
        Value::from(DAMAGED)
    );
    let folder = folder(&[("a.ndjson", lines.as_bytes()), ("b", lines.as_bytes())]);
    let text = run(folder.path(), &["a.ndjson"]);
    assert_eq!(out(&text), format!("{RESTORED}\nclean\n"));
    let json = run(folder.path(), &["--format", "json", "a.ndjson"]);
    let objects: Vec<Value> = serde_json::from_slice(&json.stdout).expect("an array");
    assert_eq!(objects.len(), 2);
    // By content, where JSON is asked for; otherwise a file is what it is.
    let by_content = run(folder.path(), &["--format", "jsonl", "b"]);
    assert_eq!(out(&by_content).lines().count(), 2);
    assert!(out(&run(folder.path(), &["b"])).ends_with("{\"text\": \"clean\"}\n"));
}

#[test]
fn undecodable_bytes_stay_in_the_record() {
    let bytes = b"caf\xC3\xA9 \xFF\xFE and so on, caf\xC3\xA9, na\xC3\xAFve";
    let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
    let line = format!("{{\"base64\": \"{encoded}\"}}\n");
    let output = pipe(&["--format", "jsonl", "--only", "entity"], line.as_bytes());
    let object = &objects(&output)[0];
    assert_eq!(object["encoding"], "UTF-8");
    let text: Vec<char> = object["text"].as_str().expect("a text").chars().collect();
    let mut raw = Vec::new();
    let mut at = 0;
    for lost in object["undecoded"].as_array().expect("undecodable bytes") {
        let start = lost["raw_span"][0].as_u64().expect("a place") as usize;
        raw.extend(text[at..start].iter().collect::<String>().bytes());
        let lost = lost["base64"].as_str().expect("bytes");
        raw.extend(
            base64::engine::general_purpose::STANDARD
                .decode(lost)
                .expect("base64"),
        );
        at = start + 1;
    }
    raw.extend(text[at..].iter().collect::<String>().bytes());
    assert_eq!(raw, bytes);
}

#[test]
fn bad_lines_are_told_and_the_rest_is_restored() {
    let lines = "{\"id\": 1, \"text\": \"a\"}\n{\"text\": \n[1]\n{\"id\": 4}\n{\"base64\": \"*\"}\n{\"id\": 6, \"text\": \"b\"}\n";
    let output = pipe(&["--format", "jsonl"], lines.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> = objects(&output)
        .iter()
        .map(|object| object["id"].clone())
        .collect();
    assert_eq!(ids, [1, 6]);
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(told.len(), 4, "{told:?}");
    for (line, number) in told.iter().zip(2..) {
        let start = format!("chancery: standard input:{number}: ");
        assert!(line.starts_with(&start) && line.contains(" — "), "{line}");
    }
    // A broken first line does not make a text of them.
    let output = pipe(&["--format", "jsonl"], b"{\"text\": \n{\"text\": \"b\"}\n");
    assert_eq!(
        (objects(&output).len(), err(&output).lines().count()),
        (1, 1)
    );
}

#[test]
fn inputs_that_cannot_be_read_are_told_and_the_rest_is_restored() {
    let folder = folder(&[
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0"),
        ("z.txt", b"The end"),
    ]);
    let output = run(folder.path(), &["missing.txt", "image.txt", "z.txt"]);
    assert_eq!((out(&output), output.status.code()), ("The end", Some(1)));
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("chancery: missing.txt: ") && told[0].contains(" — "));
    assert!(told[1].starts_with("chancery: image.txt: ") && told[1].contains(" — "));
}

#[test]
fn only_the_wanted_repairs_are_made() {
    let mojibake = pipe(&["--only", "mojibake"], DAMAGED.as_bytes());
    assert_eq!(
        out(&mojibake),
        DAMAGED.replace("鈥檚", "’s").replace('谩', "á")
    );
    for args in [
        &["--only", "entity,layout", "-"][..],
        &["--only", "entity", "--only", "layout", "-"],
    ] {
        let output = pipe(args, DAMAGED.as_bytes());
        assert_eq!(
            out(&output),
            DAMAGED.replace("&amp;", "&").replace("\r\n", "\n")
        );
    }
    let unknown = pipe(&["--only", "mojibake,spelling"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    for kind in [
        "mojibake",
        "injected-text",
        "entity",
        "control",
        "layout",
        "charset",
    ] {
        assert!(err(&unknown).contains(kind), "{}", err(&unknown));
    }
}

#[test]
fn what_is_known_of_the_text_is_evidence() {
    let lost = "The talks 鈥� the third this year 鈥� ended.";
    let dash = |args: &[&str]| out(&pipe(args, lost.as_bytes())).chars().nth(10);
    assert_eq!(dash(&["--region", "GB"]), Some('–'));
    assert_eq!(dash(&["--region", "gb"]), Some('–'));
    let line = |more: &str| {
        let line = format!("{{\"text\": {}, {more}}}", Value::from(lost));
        let object = &objects(&pipe(
            &["--format", "jsonl", "--region", "US"],
            line.as_bytes(),
        ))[0];
        object["text"]
            .as_str()
            .and_then(|text| text.chars().nth(10))
    };
    assert_eq!(line("\"region\": \"GB\""), Some('–'));
    assert_eq!(line("\"publisher\": \"GB\""), Some('–'));
    assert_eq!(line("\"publisher\": [\"GB\"]"), dash(&["--region", "US"]));
    let koi8 = b"\xF7\xD3\xD4\xD2\xC5\xDE\xC1";
    assert_eq!(out(&pipe(&["--declared", "koi8-r"], koi8)), "Встреча");
}

#[test]
fn lines_keep_their_order_on_any_number_of_threads() {
    let lines: String = (0..8_000)
        .map(|n| format!("{{\"id\": {n}, \"text\": \"Day {n} of the minister鈥檚 visit, as announced by the ministry.\"}}\n"))
        .collect();
    let folder = folder(&[("many.jsonl", lines.as_bytes())]);
    let one = run(
        folder.path(),
        &["--jobs", "1", "--format", "jsonl", "many.jsonl"],
    );
    let ids: Vec<u64> = objects(&one)
        .iter()
        .filter_map(|object| object["id"].as_u64())
        .collect();
    assert_eq!(ids, (0..8_000).collect::<Vec<_>>());
    for jobs in ["2", "5"] {
        let more = run(
            folder.path(),
            &["--jobs", jobs, "--format", "jsonl", "many.jsonl"],
        );
        assert!(one.stdout == more.stdout, "{jobs} jobs");
    }
}

#[test]
fn who_waits_for_each_answer_gets_it() {
    let mut child = chancery(Path::new("."), &["--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut questions = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for n in 0..3 {
        writeln!(questions, "{{\"id\": {n}, \"text\": \"the minister鈥檚\"}}").expect("it reads");
        questions.flush().expect("it reads");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("it writes");
        assert!(
            answer.starts_with(&format!("{{\"id\":{n},\"text\":\"the minister’s\"")),
            "{answer}"
        );
    }
    drop(questions);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn nothing_gives_nothing() {
    for format in ["text", "jsonl"] {
        let output = pipe(&["--format", format], b"");
        assert_eq!((out(&output), output.status.code()), ("", Some(0)));
    }
    let json = pipe(&["--format", "json"], b"");
    let object: Value = serde_json::from_slice(&json.stdout).expect("an object");
    assert_eq!(object["text"], "");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let lines = "{\"text\": \"the minister鈥檚 visit\"}\n".repeat(10_000);
    let folder = folder(&[("many.jsonl", lines.as_bytes())]);
    let mut child = chancery(folder.path(), &["--format", "jsonl", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((err(&output), output.status.code()), ("", Some(0)));
}

#[test]
fn a_wrong_command_line_is_a_usage_error() {
    for args in [
        &["--format", "xml"][..],
        &["--region", "Britain"],
        &["--diff", "--format", "json"],
        &["--jobs", "0"],
    ] {
        let output = pipe(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!err(&output).is_empty());
    }
}

#[test]
fn completions_manual_and_help_know_the_command() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(args)
            .output();
        out(&output.expect("the program starts")).to_owned()
    };
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        assert!(
            script.contains("injected-text") && script.contains("explain"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).contains("CHANCERY RESTORE"));
    assert!(run(&["restore", "--help"]).contains("Exit status: 0"));
}
