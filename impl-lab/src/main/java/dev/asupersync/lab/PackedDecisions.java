package dev.asupersync.lab;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The decisions of a run as a list, unpacked when somebody asks for one: of most runs nobody does. Immutable. */
final class PackedDecisions extends AbstractList<Decision> implements RandomAccess {

  private static final DecisionKind[] KINDS = DecisionKind.values();

  private final byte[] bytes;
  private final int used;
  private final int count;
  private volatile @Nullable List<Decision> unpacked;

  /** Takes {@code bytes} over. */
  PackedDecisions(byte[] bytes, int used, int count) {
    this.bytes = bytes;
    this.used = used;
    this.count = count;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Decision get(int index) {
    List<Decision> all = unpacked;
    if (all == null) {
      all = unpack();
      unpacked = all;
    }
    return all.get(index);
  }

  private List<Decision> unpack() {
    List<Decision> all = new ArrayList<>(count);
    int[] at = {0};
    while (at[0] < used) {
      DecisionKind kind = KINDS[bytes[at[0]++]];
      int candidates = varint(at);
      all.add(new Decision(kind, candidates, varint(at)));
    }
    return List.copyOf(all);
  }

  private int varint(int[] at) {
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
