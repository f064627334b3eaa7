//! The tables and their schemas.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::Reading;
use chancery::reading::SCHEMA;

use crate::columns::{self, Column, Row, Value};

/// A flat table of readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// One row for each document.
    Documents,
    /// One row for each meeting, call, visit or other contact.
    Engagements,
    /// One row for each party to each engagement.
    Participants,
    /// One row for each speech act.
    Statements,
    /// One row for each edit of the restoration.
    Repairs,
}

impl Table {
    /// All of them, in their order.
    pub const ALL: [Table; 5] = [
        Table::Documents,
        Table::Engagements,
        Table::Participants,
        Table::Statements,
        Table::Repairs,
    ];

    /// Its name: `statements`.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Engagements => "engagements",
            Table::Participants => "participants",
            Table::Statements => "statements",
            Table::Repairs => "repairs",
        }
    }

    /// The table with a name.
    pub fn from_name(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What one row is.
    pub fn meaning(self) -> &'static str {
        match self {
            Table::Documents => "One row for each document.",
            Table::Engagements => {
                "One row for each meeting, call, visit or other contact that a document reports or announces."
            }
            Table::Participants => "One row for each party to each engagement.",
            Table::Statements => {
                "One row for each speech act that a document reports: who said what to whom, and the sentence that proves it."
            }
            Table::Repairs => {
                "One row for each difference between what was read of a document and its restored text."
            }
        }
    }

    /// Its columns, in their order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Documents => columns::DOCUMENTS,
            Table::Engagements => columns::ENGAGEMENTS,
            Table::Participants => columns::PARTICIPANTS,
            Table::Statements => columns::STATEMENTS,
            Table::Repairs => columns::REPAIRS,
        }
    }

    /// Its Arrow schema. What a field holds is in its metadata under `description`; the schema's metadata names the
    /// table and the version of the record.
    pub fn schema(self) -> SchemaRef {
        let fields: Vec<Field> = self.columns().iter().map(field).collect();
        let metadata = HashMap::from([
            ("table".to_owned(), self.name().to_owned()),
            ("schema".to_owned(), SCHEMA.to_owned()),
            ("description".to_owned(), self.meaning().to_owned()),
        ]);
        Arc::new(Schema::new_with_metadata(fields, metadata))
    }

    /// The rows that a reading gives, in order.
    pub(crate) fn rows(self, reading: &Reading) -> Vec<Row<'_>> {
        let row = |number, part| Row {
            reading,
            number,
            part,
        };
        let several = |count: usize| (0..count).map(|number| row(number, 0)).collect();
        match self {
            Table::Documents => several(1),
            Table::Engagements => several(reading.engagements.len()),
            Table::Statements => several(reading.statements.len()),
            Table::Repairs => several(reading.repairs.len()),
            Table::Participants => {
                let engagements = reading.engagements.iter().enumerate();
                let parties = engagements.flat_map(|(number, engagement)| {
                    (0..engagement.participants.len()).map(move |part| row(number, part))
                });
                parties.collect()
            }
        }
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

fn field(column: &Column) -> Field {
    let nullable = column.nullable();
    Field::new(column.name, data_type(column), nullable).with_metadata(HashMap::from([(
        "description".to_owned(),
        column.meaning.to_owned(),
    )]))
}

fn data_type(column: &Column) -> DataType {
    match column.value {
        Value::Text(_) | Value::TextIfAny(_) => DataType::Utf8,
        Value::Day(_) => DataType::Date32,
        Value::Number(_) | Value::NumberIfAny(_) => DataType::Int64,
        Value::Flag(_) => DataType::Boolean,
        Value::Texts(_) | Value::Names(_) => DataType::List(item(DataType::Utf8)),
        Value::Numbers(_) => DataType::List(item(DataType::Int64)),
    }
}

/// The field of what a list holds, which is never null.
pub(crate) fn item(of: DataType) -> Arc<Field> {
    Arc::new(Field::new_list_field(of, false))
}
