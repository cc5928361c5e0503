package dev.asupersync.lab.explore;

import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who plays which role: strands that did the same operations on the same shared things, in some runs. */
final class Cast {

  /** What strands did in one run. */
  static final class Sample {
    private final Map<Long, Map<Long, Set<OpKind>>> parts = new HashMap<>();

    void did(long path, OpKind operation, long thing) {
      operations(parts, path, thing).add(operation);
    }
  }

  /** Instead of the path of the only one that uses a thing. */
  private static final Long MANY = -1L;

  private final Map<Long, Map<Long, Set<OpKind>>> parts = new HashMap<>();
  private final Map<Long, Long> users = new HashMap<>();
  private final Map<Long, Long> roles = new HashMap<>();

  void add(Sample run) {
    run.parts.forEach((path, things) -> things.forEach((thing, operations) -> {
      operations(parts, path, thing).addAll(operations);
      users.merge(thing, path, (one, other) -> one.equals(other) ? one : MANY);
    }));
    roles.clear();
    parts.forEach((path, things) -> roles.put(path, role(things)));
  }

  private static Set<OpKind> operations(Map<Long, Map<Long, Set<OpKind>>> parts, long path, long thing) {
    return parts.computeIfAbsent(path, _ -> new HashMap<>())
        .computeIfAbsent(thing, _ -> EnumSet.noneOf(OpKind.class));
  }

  private long role(Map<Long, Set<OpKind>> things) {
    long role = 0;
    for (Map.Entry<Long, Set<OpKind>> entry : things.entrySet()) {
      for (OpKind operation : entry.getValue()) {
        role += part(operation, shared(entry.getKey()));
      }
    }
    return role;
  }

  /** The same for those who play one role; 0 for who was never seen. */
  long role(long path) {
    return roles.getOrDefault(path, 0L);
  }

  /** That thing, if more than one strand uses it; else none. */
  long shared(long thing) {
    return users.getOrDefault(thing, MANY).equals(MANY) ? thing : Touched.NOTHING;
  }

  /** A number for an operation on a thing. */
  static long part(OpKind operation, long thing) {
    return SplitMix.mix(thing + SplitMix.mix(operation.name().hashCode()));
  }
}
