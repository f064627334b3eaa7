//! Typed spans, sentences, tokens and part-of-speech tags
