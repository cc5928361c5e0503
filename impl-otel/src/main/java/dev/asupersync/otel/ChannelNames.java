package dev.asupersync.otel;

import dev.asupersync.RegionId;
import dev.asupersync.spi.OpKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The names that programs gave to their channels, by the numbers of these, while their regions are open. */
final class ChannelNames {

  private static final String SUFFIX = "\"";
  private static final String MARK = " \"";

  private final Map<Long, String> names = new ConcurrentHashMap<>();
  private final Map<RegionId, List<Long>> byRegion = new ConcurrentHashMap<>();

  /** {@code subject}: {@code channel "orders"}; what has no name is passed over. */
  void opened(RegionId region, long resource, String subject) {
    String name = name(subject);
    if (!name.isEmpty()) {
      names.put(resource, name);
      byRegion.computeIfAbsent(region, _ -> new CopyOnWriteArrayList<>()).add(resource);
    }
  }

  void closed(RegionId region) {
    List<Long> gone = byRegion.remove(region);
    if (gone != null) {
      gone.forEach(names::remove);
    }
  }

  /** Empty for one that has no name. */
  String of(long channel) {
    return names.getOrDefault(channel, "");
  }

  int size() {
    return names.size();
  }

  /** Of {@code channel "orders"}: orders. Empty where there is none. */
  static String name(String subject) {
    int at = subject.indexOf(MARK);
    return at >= 0 && subject.endsWith(SUFFIX)
        ? subject.substring(at + MARK.length(), subject.length() - SUFFIX.length()) : "";
  }

  /** Whether messages wait in it, and not permits or values. */
  static boolean isChannel(String subject) {
    return subject.startsWith("channel") || subject.startsWith("broadcast");
  }

  /** What a task does that waits in this operation; null where that is no channel's affair. */
  static @Nullable String verb(OpKind kind) {
    return switch (kind) {
      case CHANNEL_RESERVE, CHANNEL_SEND -> "send";
      case CHANNEL_RECV -> "receive";
      default -> null;
    };
  }
}
