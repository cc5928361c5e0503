package dev.asupersync.lab.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class MemoryDiskTest {

  private static final IntUnaryOperator KEEP = _ -> 0;
  private static final IntUnaryOperator LOSE = _ -> 1;
  private static final IntUnaryOperator TEAR = candidates -> candidates == 4 ? 2 : 0;
  private static final IntUnaryOperator HOLLOW = candidates -> candidates == 4 ? 3 : 0;

  private final MemoryDisk disk = new MemoryDisk();

  private void crash(IntUnaryOperator choose) {
    disk.crash(choose);
    disk.restart();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void what_was_written_is_read_at_once() throws IOException {
    disk.append("f", bytes(1, 2));
    disk.append("f", bytes(3));
    disk.write("f", 4, bytes(5));

    assertThat(disk.read("f")).containsExactly(1, 2, 3, 0, 5);
    disk.truncate("f", 2);
    assertThat(disk.read("f")).containsExactly(1, 2);
  }

  @Test
  void what_was_synced_survives_and_nothing_else_must() throws IOException {
    disk.append("f", bytes(1, 2));
    disk.sync("f");
    disk.syncDirectory();
    disk.append("f", bytes(3, 4));

    crash(LOSE);

    assertThat(disk.read("f")).containsExactly(1, 2);
  }

  @Test
  void what_was_not_synced_may_be_kept_or_torn() throws IOException {
    disk.append("f", bytes(1, 2));
    crash(KEEP);
    assertThat(disk.read("f")).containsExactly(1, 2);

    disk.append("f", bytes(3, 4));
    crash(TEAR);
    assertThat(disk.read("f")).containsExactly(1, 2, 3);

    disk.append("f", bytes(4, 5));
    crash(HOLLOW);
    assertThat(disk.read("f")).containsExactly(1, 2, 3, 4, 0);
  }

  @Test
  void a_later_write_may_survive_an_earlier_one() throws IOException {
    disk.append("f", bytes(0));
    disk.sync("f");
    disk.syncDirectory();
    disk.append("f", bytes(1));
    disk.append("f", bytes(2));
    int[] asked = {0};

    crash(candidates -> candidates == 1 ? 0 : asked[0]++ == 0 ? 1 : 0);

    assertThat(disk.read("f")).containsExactly(0, 0, 2);
  }

  @Test
  void a_file_whose_name_is_not_safe_may_be_gone_though_it_was_synced() throws IOException {
    disk.append("f", bytes(1));
    disk.sync("f");

    crash(LOSE);

    assertThat(disk.list()).isEmpty();
    assertThatThrownBy(() -> disk.read("f")).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void a_rename_is_done_or_not_done() throws IOException {
    disk.append("old", bytes(1));
    disk.sync("old");
    disk.append("new", bytes(2));
    disk.sync("new");
    disk.syncDirectory();
    disk.rename("new", "old");
    assertThat(disk.read("old")).containsExactly(2);

    crash(LOSE);

    assertThat(disk.read("old")).containsExactly(1);
    assertThat(disk.read("new")).containsExactly(2);

    disk.rename("new", "old");
    disk.syncDirectory();
    crash(LOSE);

    assertThat(disk.list()).containsExactly("old");
    assertThat(disk.read("old")).containsExactly(2);
  }

  @Test
  void a_file_that_is_deleted_comes_back_if_that_is_lost() throws IOException {
    disk.append("f", bytes(1));
    disk.sync("f");
    disk.syncDirectory();
    disk.delete("f");
    assertThat(disk.exists("f")).isFalse();

    crash(LOSE);

    assertThat(disk.exists("f")).isTrue();
  }

  @Test
  void after_a_crash_it_is_off_until_it_is_restarted() throws IOException {
    disk.append("f", bytes(1));
    disk.crash(KEEP);

    assertThatThrownBy(() -> disk.append("f", bytes(2))).hasMessageContaining("the power is off");
    disk.restart();
    assertThat(disk.read("f")).containsExactly(1);
  }
}
