//! What is written as a table is what was read, in every form, and can be read back.

use std::fs::File;
use std::path::Path;

use arrow_array::{Array, ListArray, RecordBatch, StringArray, cast::AsArray, types};
use arrow_schema::DataType;
use chancery::{Reader, Reading, Release};
use chancery_arrow::{Format, Rows, Table, Writer};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value, json};

/// Releases in the styles of several houses, each with something that the others do not have.
const RELEASES: [(&str, &str, &str); 6] = [
    (
        "GB",
        "2024-05-07",
        "The Foreign Secretary spoke to the Foreign Minister of Japan on 6 May 2024. He raised “freedom of navigation”, \
         and called for restraint if the talks resume.",
    ),
    (
        "CN",
        "2023-10-30",
        "On October 29, 2023, Foreign Minister Wang Yi met with Norwegian Foreign Minister Ingrid Haugen in Beijing. Wang \
         Yi stressed that the two sides should deepen practical cooperation.",
    ),
    (
        "UA",
        "2024-02-02",
        "Foreign Minister Dmytro Kuleba thanked Estonia for its support. The parties agreed to continue the consultations.",
    ),
    (
        "IN",
        "2022-03-03",
        "External Affairs Minister held talks with the Foreign Minister of Brazil in New Delhi.\nThe two Ministers discussed \
         trade, energy and health.",
    ),
    (
        "EU",
        "2024-01-09",
        "The High Representative condemned the attack and expressed concern about the situation in Sudan.",
    ),
    (
        "NO",
        "2024-05-07",
        "The minister鈥檚 visit to Chile begins today. She will meet the Foreign Minister of Chile in Santiago.",
    ),
];

fn readings() -> Vec<Reading> {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let read = |(number, (publisher, day, text)): (usize, &(&str, &str, &str))| {
        let mut release = Release::from_text(*text);
        release.url = (number != 4).then(|| format!("https://example.org/{number}"));
        release.publisher = Some((*publisher).to_owned());
        release.published = Some(day.parse().expect("a day"));
        release.title = (number == 0).then(|| "Call, with =\"Japan\"\nand others".to_owned());
        reader.read(&release)
    };
    RELEASES.iter().enumerate().map(read).collect()
}

/// The batches of a Parquet file that was written in several.
fn parquet(folder: &Path, table: Table, readings: &[Reading]) -> Vec<RecordBatch> {
    let path = folder.join(table.name());
    let file = File::create(&path).expect("a file");
    let mut writer = Writer::new(table, Format::Parquet, file).expect("a writer");
    for reading in readings {
        writer.write([reading]).expect("it is written");
    }
    writer.finish().expect("it ends");
    let file = File::open(&path).expect("the file");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("a Parquet file");
    assert_eq!(reader.schema().fields(), table.schema().fields());
    let reader = reader.build().expect("a reader");
    reader.map(|batch| batch.expect("a batch")).collect()
}

/// A cell of a batch, as JSON has it.
fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => json!(array.as_string::<i32>().value(row)),
        DataType::Int64 => json!(array.as_primitive::<types::Int64Type>().value(row)),
        DataType::Boolean => json!(array.as_boolean().value(row)),
        DataType::Date32 => {
            let days = array.as_primitive::<types::Date32Type>();
            json!(days.value_as_date(row).expect("a day").to_string())
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>().value(row);
            (0..list.len()).map(|item| value(&list, item)).collect()
        }
        other => panic!("no column is {other}"),
    }
}

fn objects(batches: &[RecordBatch]) -> Vec<Value> {
    let rows = batches
        .iter()
        .flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    let object = |(batch, row): (&RecordBatch, usize)| {
        let schema = batch.schema();
        let columns = schema.fields().iter().zip(batch.columns());
        let cells = columns.map(|(field, array)| (field.name().clone(), value(array, row)));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    rows.map(object).collect()
}

fn lines(table: Table, format: Format, readings: &[Reading]) -> String {
    let mut writer = Writer::new(table, format, Vec::new()).expect("a writer");
    writer.write(readings).expect("it is written");
    let bytes = writer.finish().expect("it ends");
    String::from_utf8(bytes).expect("text")
}

#[test]
fn parquet_and_json_lines_and_batches_hold_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let readings = readings();
    for table in Table::ALL {
        let back = objects(&parquet(folder.path(), table, &readings));
        let printed: Vec<Value> = lines(table, Format::Jsonl, &readings)
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!(back, printed, "{table}");
        assert!(!back.is_empty(), "{table} is tried on rows");
        let batch = table.batch(&readings).expect("a batch");
        assert_eq!(objects(&[batch]), printed, "{table}");
        let rows: Vec<Value> = readings
            .iter()
            .flat_map(|reading| {
                let rows = Rows::of(table, reading);
                let rows = rows.iter().map(serde_json::to_value);
                rows.collect::<Result<Vec<_>, _>>().expect("JSON")
            })
            .collect();
        assert_eq!(rows, printed, "{table}");
    }
}

#[test]
fn tables_hold_what_the_readings_hold() {
    let readings = readings();
    let count = |of: fn(&Reading) -> usize| readings.iter().map(of).sum::<usize>();
    let expected = [
        (Table::Documents, readings.len()),
        (Table::Engagements, count(|it| it.engagements.len())),
        (
            Table::Participants,
            count(|it| it.engagements.iter().map(|e| e.participants.len()).sum()),
        ),
        (Table::Statements, count(|it| it.statements.len())),
        (Table::Repairs, count(|it| it.repairs.len())),
    ];
    for (table, rows) in expected {
        let batch = table.batch(&readings).expect("a batch");
        assert_eq!(batch.num_rows(), rows, "{table}");
    }
    let statements = Table::Statements.batch(&readings).expect("a batch");
    let said = readings.iter().flat_map(|reading| &reading.statements);
    let sides = statements["addressee_sides"].as_list::<i32>();
    for (row, said) in said.enumerate() {
        assert_eq!(strings(sides, row), said.addressee_sides);
    }
}

fn strings(list: &ListArray, row: usize) -> Vec<String> {
    let values = list.value(row);
    let values: &StringArray = values.as_string();
    values.iter().flatten().map(str::to_owned).collect()
}

#[test]
fn every_quote_is_the_text_at_its_span() {
    let readings = readings();
    let texts: Vec<(String, Vec<char>)> = readings
        .iter()
        .map(|it| (it.document.id.clone(), it.document.text.chars().collect()))
        .collect();
    let mut compared = 0;
    for (table, quotes) in [
        (
            Table::Statements,
            &["cue", "content", "condition", "evidence"][..],
        ),
        (Table::Engagements, &["evidence"]),
        (Table::Participants, &["evidence"]),
    ] {
        for row in objects(&[table.batch(&readings).expect("a batch")]) {
            let (_, text) = texts
                .iter()
                .find(|(id, _)| row["document"] == **id)
                .expect("a known document");
            for quote in quotes {
                let at = |end: &str| row[format!("{quote}_{end}")].as_u64().map(|at| at as usize);
                let Some(words) = row[*quote].as_str() else {
                    assert_eq!((at("start"), at("end")), (None, None), "{row}");
                    continue;
                };
                let span = at("start").expect("a start")..at("end").expect("an end");
                assert_eq!(text[span].iter().collect::<String>(), words);
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn what_is_not_known_is_null_and_no_addressee_is_an_empty_list() {
    let reader = Reader::shipped().expect("the shipped data is checked");
    let mut reading = reader.read(&Release::from_text("The minister condemned the attack."));
    reading.document.published = Some("in May".to_owned());
    let rows = objects(&[Table::Documents.batch([&reading]).expect("a batch")]);
    for unknown in ["source", "title", "publisher", "published"] {
        assert_eq!(rows[0][unknown], Value::Null, "{unknown}");
    }
    let of_brussels = &readings()[4..5];
    let rows = objects(&[Table::Statements.batch(of_brussels).expect("a batch")]);
    assert_eq!(rows[0]["addressee_sides"], json!([]));
    assert_eq!(rows[0]["condition"], Value::Null);
    assert_eq!(rows[0]["source"], Value::Null);
    assert_eq!(rows[0]["published"], "2024-01-09");
}

#[test]
fn nothing_gives_tables_without_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    for table in Table::ALL {
        assert_eq!(table.batch([]).expect("a batch").num_rows(), 0);
        assert!(objects(&parquet(folder.path(), table, &[])).is_empty());
        assert_eq!(lines(table, Format::Jsonl, &[]), "");
        let head = lines(table, Format::Csv, &[]);
        assert_eq!(head.matches("\r\n").count(), 1);
        assert_eq!(head.split(',').count(), table.columns().len());
    }
}

#[test]
fn csv_keeps_every_character_and_says_which_values_are_of_a_list() {
    let mut readings = readings();
    readings[0].entities[0].name = "A|B\\C".to_owned();
    let speaker = readings[0].entities[0].id.clone();
    readings[0].statements[0].speakers = vec![speaker.clone(), speaker];
    let table = lines(Table::Statements, Format::Csv, &readings);
    let mut csv = csv::Reader::from_reader(table.as_bytes());
    let head = csv.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = csv.records().collect::<Result<_, _>>().expect("rows");
    let cell = |column: &str| {
        let place = head.iter().position(|name| name == column);
        &rows[0][place.expect("a column")]
    };
    // A title that a spreadsheet might calculate with stays what it is.
    assert_eq!(cell("title"), "Call, with =\"Japan\"\nand others");
    assert_eq!(cell("speaker_names"), "A\\|B\\\\C|A\\|B\\\\C");
    assert_eq!(cell("joint"), "false");
    assert_eq!(cell("published"), "2024-05-07");
}

#[test]
fn columns_are_explained_and_of_types_that_all_readers_know() {
    for table in Table::ALL {
        assert_eq!(Table::from_name(table.name()), Some(table));
        let schema = table.schema();
        for (field, column) in schema.fields().iter().zip(table.columns()) {
            assert_eq!(field.metadata()["description"], column.meaning);
            assert!(column.meaning.ends_with('.'), "{}", column.name);
            let of = match field.data_type() {
                DataType::List(item) => item.data_type(),
                other => other,
            };
            // No unsigned numbers: Spark has none.
            let known = matches!(
                of,
                DataType::Utf8 | DataType::Int64 | DataType::Boolean | DataType::Date32
            );
            assert!(known, "{table}.{}: {of}", column.name);
        }
        let mut names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table.columns().len(), "{table}");
    }
    assert_eq!(Table::from_name("sentences"), None);
}

#[test]
fn the_same_readings_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let readings = readings();
    let written = || {
        parquet(folder.path(), Table::Statements, &readings);
        std::fs::read(folder.path().join("statements")).expect("the file")
    };
    assert_eq!(written(), written());
}

#[test]
fn a_stream_that_fails_is_told_as_it_failed() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::Jsonl, Format::Csv, Format::Parquet] {
        let written = Writer::new(Table::Documents, format, Full).and_then(|mut writer| {
            writer.write(&readings())?;
            writer.finish()
        });
        match written.map(|_| ()) {
            Err(chancery_arrow::Error::Write(error)) => {
                assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format:?}");
            }
            other => panic!("{format:?}: {other:?}"),
        }
    }
}
