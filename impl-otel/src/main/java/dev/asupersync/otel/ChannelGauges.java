package dev.asupersync.otel;

import dev.asupersync.dump.OwnedDump;
import dev.asupersync.dump.RegionDump;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How full named channels are, read off the live tree when somebody collects. Those of one name are one series, as the
 * shards of one queue are; one without a limit has no limit to tell, and then neither have the others of its name.
 */
final class ChannelGauges {

  /** The most names that are told, in each of the metrics of {@link MetricGroup#CHANNEL}. */
  static final int NAMES = 100;

  /** Those of one name, in all runtimes that are asked. */
  static final class Level {
    long used;
    long limit;
    boolean endless;

    void add(long taken, OptionalLong most) {
      used += taken;
      limit += most.orElse(0);
      endless |= most.isEmpty();
    }
  }

  private final ObservableLongMeasurement usage;
  private final ObservableLongMeasurement limit;
  private final FirstNames names = new FirstNames(NAMES);

  ChannelGauges(Meter meter) {
    usage = Metric.CHANNEL_USAGE.gauge(meter).buildObserver();
    limit = Metric.CHANNEL_LIMIT.gauge(meter).buildObserver();
  }

  List<ObservableLongMeasurement> all() {
    return List.of(usage, limit);
  }

  /** Adds those from this region down; {@code dropped} counts those whose name is one too many. */
  void read(RegionDump region, Map<String, Level> into, Dropped dropped) {
    for (OwnedDump owned : region.owned()) {
      OptionalLong used = owned.used();
      String name = used.isPresent() && ChannelNames.isChannel(owned.subject())
          ? ChannelNames.name(owned.subject()) : "";
      if (!name.isEmpty() && names.admits(name)) {
        into.computeIfAbsent(name, _ -> new Level()).add(used.orElse(0), owned.capacity());
      } else if (!name.isEmpty()) {
        dropped.add(Dropped.Reason.CARDINALITY, 1);
      }
    }
    for (RegionDump child : region.children()) {
      read(child, into, dropped);
    }
  }

  void observe(Map<String, Level> levels) {
    levels.forEach((name, level) -> {
      Attributes series = Attributes.of(Metric.CHANNEL_USAGE.attributes.getFirst(), name);
      usage.record(level.used, series);
      if (!level.endless) {
        limit.record(level.limit, series);
      }
    });
  }
}
