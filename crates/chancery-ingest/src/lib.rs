//! Sources to releases: files, folders, standard input, JSON lines
