//! Restores damaged text exactly, with an audit of every edit
