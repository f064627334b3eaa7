//! Reads an official readout into a record in which every claim carries its sentence
