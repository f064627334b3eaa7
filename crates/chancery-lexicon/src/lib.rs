//! What Chancery knows: countries, organisations, offices, office-holders, topics and acts, loaded and checked
