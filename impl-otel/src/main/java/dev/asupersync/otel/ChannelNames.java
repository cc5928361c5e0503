package dev.asupersync.otel;

import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.ObligationInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names that programs gave to channels, by their numbers: learned from what is reserved on them. */
final class ChannelNames {

  private static final String PREFIX = "channel \"";
  private static final int MOST = 10_000;

  private final Map<Long, String> names = new ConcurrentHashMap<>();

  void learn(ObligationInfo obligation) {
    String subject = obligation.subject();
    if (subject.startsWith(PREFIX) && names.size() < MOST) {
      names.putIfAbsent(obligation.resource(), subject.substring(PREFIX.length(), subject.length() - 1));
    }
  }

  /** Empty for one that has no name, or was not heard of. */
  String of(long channel) {
    return names.getOrDefault(channel, "");
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
