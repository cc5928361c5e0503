package dev.asupersync.lab;

import dev.asupersync.lab.fault.FaultPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The decisions of a run as they are made: a few bytes each, and a hash over them and who was chosen. */
final class DecisionLog {

  /** Beyond this only the hash goes on; such a schedule cannot be replayed, and asking for it fails. */
  private static final int MAX_BYTES = 256 << 20;

  private final boolean lanes;
  private final FaultPlan plan;
  private byte[] bytes = new byte[256];
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
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, bytes.length * 2L));
    }
    bytes[used++] = (byte) kind.code();
    varint(candidates);
    varint(chosen);
  }

  long count() {
    return count;
  }

  /** 16 hex digits: equal for equal schedules. */
  String hash() {
    return HexFormat.of().toHexDigits(SplitMix.mix(hash ^ count));
  }

  Schedule schedule() {
    if (truncated) {
      throw new IllegalStateException("The run made " + count + " decisions, more than are kept for replay.");
    }
    List<Decision> decisions = new ArrayList<>((int) count);
    DecisionKind[] kinds = DecisionKind.values();
    int[] at = {0};
    while (at[0] < used) {
      DecisionKind kind = kinds[bytes[at[0]++]];
      int candidates = read(at);
      decisions.add(new Decision(kind, candidates, read(at)));
    }
    return new Schedule(decisions, lanes, plan);
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      bytes[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[used++] = (byte) rest;
  }

  private int read(int[] at) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = bytes[at[0]++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
