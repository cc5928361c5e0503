package dev.asupersync.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asupersync.error.Coded;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

  private static final TraceMeta META =
      new TraceMeta("transfers", 7, "random walk", 99, Instant.parse("2026-01-01T00:00:00.000000005Z"), "test");

  @TempDir
  Path directory;

  /** As a lab would make them: mostly small steps of time, names that come again, now and then a long text. */
  private static List<TraceEvent> events(int count, long seed) {
    Random random = new Random(seed);
    TraceKind[] kinds = TraceKind.values();
    List<TraceEvent> events = new ArrayList<>();
    long nanos = 0;
    for (int i = 0; i < count; i++) {
      TraceKind kind = kinds[random.nextInt(kinds.length)];
      nanos += random.nextInt(3) * 1_000L;
      List<Long> numbers = new ArrayList<>();
      kind.numbers().forEach(_ -> numbers.add(random.nextLong(40) - 1));
      String text = kind.hasText() ? "name " + random.nextInt(20) + "é\n" : "";
      events.add(new TraceEvent(i, nanos, kind, numbers, text));
    }
    return events;
  }

  private static byte[] file(List<TraceEvent> events, boolean compress) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFileWriter writer = new TraceFileWriter(Path.of("x.cxtrace"), null, out, META, compress);
    events.forEach(writer::add);
    writer.finish(0, 12, "abc", "s1/2 s0/3");
    return out.toByteArray();
  }

  private static TraceFileReader reader(byte[] bytes, boolean recovering) {
    return new TraceFileReader("x.cxtrace", new ByteArrayInputStream(bytes), recovering);
  }

  private static List<TraceEvent> read(byte[] bytes) {
    List<TraceEvent> events = new ArrayList<>();
    try (TraceFileReader reader = reader(bytes, false)) {
      reader.forEachRemaining(events::add);
    }
    return events;
  }

  private static ErrorCode refusal(byte[] bytes) {
    Throwable thrown = catchThrowable(() -> read(bytes));
    assertThat(thrown).isInstanceOf(CxConfigException.class);
    return ((Coded) thrown).code();
  }

  @Test
  void what_is_written_is_read_back_with_its_metadata_and_its_end() {
    List<TraceEvent> events = events(30_000, 1);
    for (boolean compress : new boolean[] {true, false}) {
      try (TraceFileReader reader = reader(file(events, compress), false)) {
        List<TraceEvent> read = new ArrayList<>();
        reader.forEachRemaining(read::add);

        assertThat(read).isEqualTo(events);
        assertThat(reader.meta()).isEqualTo(META);
        assertThat(reader.isCompressed()).isEqualTo(compress);
        assertThat(reader.end()).hasValueSatisfying(end -> {
          assertThat(end.events()).isEqualTo(30_000);
          assertThat(end.steps()).isEqualTo(12);
          assertThat(end.nanos()).isEqualTo(events.getLast().nanos());
          assertThat(end.scheduleHash()).isEqualTo("abc");
          assertThat(end.schedule()).isEqualTo("s1/2 s0/3");
        });
      }
    }
  }

  @Test
  void a_trace_of_nothing_is_a_trace() {
    assertThat(read(file(List.of(), true))).isEmpty();
  }

  @Test
  void the_same_events_are_the_same_bytes_and_compressed_they_are_fewer() {
    List<TraceEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.addAll(events(300, 2));
    }

    assertThat(file(events, true)).isEqualTo(file(events, true));
    assertThat(file(events, true).length).isLessThan(file(events, false).length / 2);
  }

  @Test
  void every_changed_bit_of_a_file_is_noticed() {
    for (boolean compress : new boolean[] {true, false}) {
      byte[] bytes = file(events(60, 3), compress);
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));

        ErrorCode code = refusal(changed);

        assertThat(code).as("bit %d", bit).isIn(
            ErrorCode.TRACE_UNREADABLE, ErrorCode.TRACE_UNKNOWN, ErrorCode.TRACE_CORRUPT);
      }
    }
  }

  @Test
  void every_other_value_of_every_byte_of_a_small_file_is_noticed() {
    byte[] bytes = file(events(8, 4), true);
    for (int at = 0; at < bytes.length; at++) {
      for (int more = 1; more < 256; more++) {
        byte[] changed = bytes.clone();
        changed[at] += (byte) more;

        assertThat(refusal(changed)).as("byte %d plus %d", at, more).isNotNull();
      }
    }
  }

  @Test
  void a_file_cut_at_any_length_is_noticed() {
    byte[] small = file(events(60, 5), true);
    for (int length = 0; length < small.length; length++) {
      assertThat(refusal(Arrays.copyOf(small, length))).as("cut at %d", length).isIn(
          ErrorCode.TRACE_UNREADABLE, ErrorCode.TRACE_CORRUPT);
    }
    byte[] bytes = file(events(20_000, 5), true);
    for (int length = 0; length < bytes.length; length += length < 200 || length > bytes.length - 300 ? 1 : 97) {
      assertThat(refusal(Arrays.copyOf(bytes, length))).as("cut at %d", length).isIn(
          ErrorCode.TRACE_UNREADABLE, ErrorCode.TRACE_CORRUPT);
    }
    assertThat(refusal(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(ErrorCode.TRACE_CORRUPT);
  }

  @Test
  void chunks_that_change_places_or_are_left_out_are_noticed() {
    List<TraceEvent> twice = new ArrayList<>();
    for (int half = 0; half < 3; half++) {
      events(5_000, 6).forEach(event -> twice.add(event));
    }
    byte[] bytes = file(twice, false);
    int head = 20 + ByteBuffer.wrap(bytes).getInt(12);
    int first = 17 + ByteBuffer.wrap(bytes).getInt(head + 9);
    int second = 17 + ByteBuffer.wrap(bytes).getInt(head + first + 9);
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, head + first, swapped, head, second);
    System.arraycopy(bytes, head, swapped, head + second, first);
    byte[] without = Arrays.copyOf(bytes, bytes.length - first);
    System.arraycopy(bytes, head + first, without, head, bytes.length - head - first);

    assertThat(refusal(swapped)).isEqualTo(ErrorCode.TRACE_CORRUPT);
    assertThat(refusal(without)).isEqualTo(ErrorCode.TRACE_CORRUPT);
    for (byte[] bad : List.of(swapped, without)) {
      assertThatThrownBy(() -> read(bad)).hasMessageContaining("checksum");
      assertThat(reader(bad, true).hasNext()).as("nothing of it is trusted").isFalse();
    }
  }

  @Test
  void what_can_be_trusted_is_recovered_and_is_said_to_be_a_part() {
    List<TraceEvent> events = events(30_000, 7);
    byte[] bytes = file(events, true);
    int before = 0;
    for (int length = 100; length < bytes.length; length += 997) {
      try (TraceFileReader reader = reader(Arrays.copyOf(bytes, length), true)) {
        List<TraceEvent> read = new ArrayList<>();
        reader.forEachRemaining(read::add);

        assertThat(read).isEqualTo(events.subList(0, read.size()));
        assertThat(read.size()).isGreaterThanOrEqualTo(before);
        assertThat(reader.damage()).isPresent();
        assertThat(reader.end()).isEmpty();
        before = read.size();
      }
    }
    assertThat(before).isGreaterThan(20_000);
    try (TraceFileReader whole = reader(bytes, true)) {
      whole.forEachRemaining(_ -> {});
      assertThat(whole.damage()).isEmpty();
      assertThat(whole.end()).isPresent();
    }
  }

  @Test
  void lengths_that_lie_make_nobody_take_memory() {
    byte[] bytes = file(events(3, 8), true);
    int head = 20 + ByteBuffer.wrap(bytes).getInt(12);
    for (int at : new int[] {12, head + 1, head + 5, head + 9}) {
      for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, TraceFormat.MAX_CHUNK + 1}) {
        byte[] hostile = bytes.clone();
        ByteBuffer.wrap(hostile).putInt(at, length);

        assertThatThrownBy(() -> read(hostile)).hasMessageContaining("at most");
      }
    }
  }

  /** With checksums that fit, as whoever means harm would make them. */
  @Test
  void a_chunk_that_is_not_what_it_says_is_refused_though_its_checksum_fits() {
    byte[] plain = file(List.of(), false);
    int head = 20 + ByteBuffer.wrap(plain).getInt(12);
    int checksum = ByteBuffer.wrap(plain).getInt(head - 4);
    byte[][] bodies = {
      {63, 0, 0}, {1, 0, 6, 0}, {1, 0}, {29, 0, 2, 0, 127, 'x'}, {29, 0, 2, 5}, {1, 0, -1, -1},
      {29, 0, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 'x'}};
    for (byte[] body : bodies) {
      byte[] frame = ByteBuffer.allocate(13)
          .put(TraceFormat.CHUNK).putInt(1).putInt(body.length).putInt(body.length).array();
      byte[] all = ByteBuffer.allocate(head + 17 + body.length)
          .put(plain, 0, head).put(frame).put(body)
          .putInt(TraceFormat.checksum(checksum, frame, body, body.length)).array();

      ErrorCode code = refusal(all);

      assertThatThrownBy(() -> read(all)).hasMessageNotContaining("in the middle.");
      assertThat(code).isEqualTo(body[0] == 63 ? ErrorCode.TRACE_UNKNOWN : ErrorCode.TRACE_CORRUPT);
    }
  }

  @Test
  void versions_and_flags_of_the_future_are_refused() {
    byte[] version = file(List.of(), true);
    version[9] = 2;
    byte[] flags = file(List.of(), true);
    flags[11] |= 4;

    assertThatThrownBy(() -> read(version)).hasMessageContaining("CX-4102").hasMessageContaining("version 2");
    assertThatThrownBy(() -> read(flags)).hasMessageContaining("CX-4102").hasMessageContaining("flags 101");
  }

  @Test
  void a_disk_that_is_full_at_any_byte_leaves_no_file_that_looks_whole() throws IOException {
    List<TraceEvent> events = events(200, 9);
    int length = file(events, true).length - "abcs1/2 s0/3".length();
    Path target = directory.resolve("run.cxtrace");
    Files.writeString(target, "what was there before");
    for (int room = 0; room < length; room++) {
      Path part = directory.resolve("run.cxtrace.part");
      TraceFileWriter writer =
          new TraceFileWriter(target, part, new SmallDisk(Files.newOutputStream(part), room), META, true);
      events.forEach(writer::add);

      assertThatThrownBy(writer::finish).as("room for %d", room)
          .hasMessageContaining("CX-4104").hasMessageContaining("no space").hasMessageContaining("run.cxtrace.part");
      assertThat(target).hasContent("what was there before");
      assertThat(refusal(Files.readAllBytes(part))).isNotNull();
    }
  }

  @Test
  void a_file_takes_its_place_only_when_it_is_finished() {
    Path target = directory.resolve("run.cxtrace");
    TraceFileWriter given = TraceFileWriter.create(target, META);
    given.add(events(1, 1).getFirst());
    given.close();
    assertThat(target).doesNotExist();

    TraceFileWriter whole = TraceFileWriter.create(target, META);
    whole.finish();

    assertThat(target).exists();
    assertThat(directory.resolve("run.cxtrace.part")).doesNotExist();
    try (TraceFileReader reader = TraceFileReader.open(target)) {
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void two_runs_do_not_write_one_file_at_once() {
    Path target = directory.resolve("run.cxtrace");
    try (TraceFileWriter first = TraceFileWriter.create(target, META)) {
      assertThatThrownBy(() -> TraceFileWriter.create(target, META))
          .hasMessageContaining("CX-4104").hasMessageContaining("another run is writing it");
      first.finish();
    }
    assertThat(target).exists();
  }

  @Test
  void what_cannot_be_opened_is_told_with_its_name() throws IOException {
    Path nowhere = directory.resolve("none").resolve("run.cxtrace");
    Path other = Files.writeString(directory.resolve("notes.txt"), "a shopping list");

    assertThatThrownBy(() -> TraceFileWriter.create(nowhere, META)).hasMessageContaining("CX-4104");
    assertThatThrownBy(() -> TraceFileWriter.create(directory, META)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> TraceFileReader.open(nowhere)).hasMessageContaining("CX-4101");
    assertThatThrownBy(() -> TraceFileReader.open(directory)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> TraceFileReader.open(other)).hasMessageContaining("notes.txt is no trace");
  }

  /** Has room for so many bytes. */
  private static final class SmallDisk extends OutputStream {

    private final OutputStream disk;
    private int room;

    SmallDisk(OutputStream disk, int room) {
      this.disk = disk;
      this.room = room;
    }

    @Override
    public void write(int octet) throws IOException {
      if (room-- <= 0) {
        throw new IOException("no space");
      }
      disk.write(octet);
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }
}
