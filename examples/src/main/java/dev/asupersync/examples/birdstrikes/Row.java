package dev.asupersync.examples.birdstrikes;

import org.apache.commons.csv.CSVRecord;

/** A record as it stands in the file, and the line that it ends on. */
record Row(CSVRecord fields, long line) {}
