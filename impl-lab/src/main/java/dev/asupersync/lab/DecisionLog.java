package dev.asupersync.lab;

import dev.asupersync.lab.fault.FaultPlan;
import java.util.Arrays;
import java.util.HexFormat;

/** The decisions of a run as they are made: a few bytes each, and a hash over them and who was chosen. */
final class DecisionLog {

  /** Beyond this only the hash goes on; such a schedule cannot be replayed, and asking for it fails. */
  private static final int MAX_BYTES = 256 << 20;

  private static final byte[] NOTHING = new byte[0];

  /** That of a run that has not begun. */
  static final DecisionLog EMPTY = new DecisionLog(true, FaultPlan.NONE);

  private final boolean lanes;
  private final FaultPlan plan;
  private byte[] bytes = NOTHING;
  private int used;
  private long count;
  private boolean truncated;
  private long hash = 0x6C61622D73636864L;

  /** Of a strategy that minds lanes, or not, and of a run into which something may be injected, or not. */
  DecisionLog(boolean lanes, FaultPlan plan) {
    this.lanes = lanes;
    this.plan = plan;
  }

  void add(DecisionKind kind, int candidates, int chosen, long id) {
    count++;
    hash = SplitMix.mix(hash ^ (((long) kind.code() << 58) + ((long) candidates << 29) + chosen)) + id;
    if (used + 12 > MAX_BYTES) {
      truncated = true;
      return;
    }
    if (used + 12 > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(64, bytes.length * 2L)));
    }
    bytes[used++] = (byte) kind.code();
    varint(candidates);
    varint(chosen);
  }

  long count() {
    return count;
  }

  /** Equal for equal schedules. */
  long hash() {
    return SplitMix.mix(hash ^ count);
  }

  /** {@link #hash} as people see it: 16 hex digits. */
  static String words(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  Schedule schedule() {
    if (truncated) {
      throw new IllegalStateException("The run made " + count + " decisions, more than are kept for replay.");
    }
    return new Schedule(new PackedDecisions(bytes, used, (int) count), lanes, plan);
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      bytes[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[used++] = (byte) rest;
  }
}
