//! Mentions, entities, engagements and statements of a readout
