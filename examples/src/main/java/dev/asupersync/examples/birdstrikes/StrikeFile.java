package dev.asupersync.examples.birdstrikes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The file of records, read a chunk at a time. */
final class StrikeFile implements AutoCloseable {

  private static final String SPECIES = "Wildlife Species";
  private static final String COST = "Cost Total $";

  private final String name;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private StrikeFile(String name, CSVParser parser) {
    this.name = name;
    this.parser = parser;
    this.records = parser.iterator();
  }

  /** The given file, or the one that comes with the program. */
  static StrikeFile open(Optional<Path> file) throws BadFileException {
    String name = file.map(Path::toString).orElse("birdstrikes.csv");
    try {
      InputStream bytes =
          file.isPresent() ? Files.newInputStream(file.get()) : StrikeFile.class.getResourceAsStream(name);
      if (bytes == null) {
        throw new IOException("it is missing from the program's jar");
      }
      CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
      CSVParser parser = CSVParser.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8), format);
      for (String column : List.of(SPECIES, COST)) {
        if (!parser.getHeaderNames().contains(column)) {
          parser.close();
          throw new BadFileException(
              name + ": 1: there is no column \"" + column + "\"; the columns are " + parser.getHeaderNames());
        }
      }
      return new StrikeFile(name, parser);
    } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
      throw new BadFileException(name + " cannot be read: " + unreadable, unreadable);
    }
  }

  /** The next records, at most so many; none at the end. Blocks while it reads. */
  List<Row> next(int most) throws BadFileException {
    try {
      List<Row> chunk = new ArrayList<>(most);
      while (chunk.size() < most && records.hasNext()) {
        chunk.add(new Row(records.next(), parser.getCurrentLineNumber()));
      }
      return chunk;
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new BadFileException(
          name + ": " + parser.getCurrentLineNumber() + ": " + broken.getMessage(), broken);
    }
  }

  /** What a record says. */
  Strike parse(Row row) throws BadFileException {
    try {
      long cost = Long.parseLong(row.fields().get(COST).strip());
      if (cost < 0) {
        throw new NumberFormatException("a cost below 0: " + cost);
      }
      return new Strike(row.fields().get(SPECIES), cost);
    } catch (IllegalArgumentException wrong) {
      throw new BadFileException(
          name + ": " + row.line() + ": this record makes no sense: " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException alreadyRead) {
      // What was to be read has been read; there is nothing to lose.
      assert alreadyRead != null;
    }
  }
}
