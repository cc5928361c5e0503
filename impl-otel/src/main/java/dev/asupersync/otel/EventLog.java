package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Writes log events, of each kind so many a second; those beyond are counted. */
@SuppressWarnings("EnumOrdinal") // an array lookup, within one version
final class EventLog {

  /** Of each kind, a second. */
  static final int RATE = 10;

  private static final int MOST_TEXT = 4_000;

  private final Logger logger;
  private final Watched watched;
  private final Dropped dropped;
  private final RateLimit[] limits = new RateLimit[LogEvent.values().length];

  EventLog(Logger logger, Watched watched, Dropped dropped) {
    this.logger = logger;
    this.watched = watched;
    this.dropped = dropped;
    for (int i = 0; i < limits.length; i++) {
      limits[i] = new RateLimit(RATE);
    }
  }

  void write(LogEvent event, Context where, Attributes attributes, String text) {
    write(event, where, attributes, text, null);
  }

  void write(LogEvent event, Context where, Attributes attributes, String text, @Nullable Throwable thrown) {
    long now = watched.epochNanos();
    if (!limits[event.ordinal()].admits(now)) {
      dropped.add(Dropped.Reason.RATE_LIMITED, 1);
      return;
    }
    LogRecordBuilder record =
        logger
            .logRecordBuilder()
            .setTimestamp(now, NANOSECONDS)
            .setObservedTimestamp(now, NANOSECONDS)
            .setContext(where)
            .setSeverity(event.severity)
            .setEventName(event.key)
            .setAllAttributes(attributes)
            .setBody(text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...");
    if (thrown != null) {
      record.setException(thrown);
    }
    record.emit();
  }
}
