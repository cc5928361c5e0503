package dev.asupersync.config;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.Cleanup;
import dev.asupersync.kernel.KernelSettings.LeakPolicy;
import dev.asupersync.kernel.KernelSettings.Limits;
import dev.asupersync.kernel.KernelSettings.StuckPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what decides the meaning of programs, whichever way they are interpreted. */
final class KernelSection {

  private static final long MOST = Long.MAX_VALUE;

  private final SectionSettings settings;

  private KernelSection(SectionSettings settings) {
    this.settings = settings;
  }

  static KernelSettings read(SectionSettings settings) {
    return new KernelSection(settings).read();
  }

  private KernelSettings read() {
    return new KernelSettings(
        new Budget(
            Optional.empty(),
            settings.whole("budget.poll-quota", 0, MOST),
            settings.whole("budget.cost-quota", 0, MOST),
            (int) settings.whole("budget.priority", 0, 255)),
        settings.timeOrNever("budget.deadline"),
        cleanup(),
        settings.whole("finalizers.polls", 0, MOST),
        settings.positiveTime("finalizers.time"),
        word("obligations.on-leak", LeakPolicy.class),
        word("cleanup.on-stuck", StuckPolicy.class),
        new Limits(
            settings.whole("limits.tasks", 1, MOST),
            settings.whole("limits.children", 1, MOST),
            settings.whole("limits.obligations", 1, MOST),
            settings.whole("limits.finalizers", 1, MOST)),
        settings.flag("obligations.record-sites"),
        true);
  }

  private Map<CancelKind, Cleanup> cleanup() {
    Map<CancelKind, Cleanup> table = new EnumMap<>(CancelKind.class);
    for (CancelKind kind : CancelKind.values()) {
      String block = "cleanup." + kind.key('-');
      long polls = settings.whole(block + ".polls", 0, MOST);
      int priority = (int) settings.whole(block + ".priority", 0, 255);
      Duration time = settings.positiveTime(block + ".time");
      table.put(kind, new Cleanup(polls, priority, time));
    }
    return table;
  }

  private <E extends Enum<E>> E word(String key, Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return Enum.valueOf(type, settings.oneOf(key, words).toUpperCase(Locale.ROOT));
  }
}
