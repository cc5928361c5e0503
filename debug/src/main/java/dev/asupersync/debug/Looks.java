package dev.asupersync.debug;

import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.spi.observe.RuntimeView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the live tree when somebody asks, and not more often than it should: one look serves everybody for a
 * while, and after a look that took long that while is ten times as long. Any thread; one looks, others wait for it.
 */
final class Looks {

  /** Since when a task has been seen to run with this number of polls. */
  private record Still(long polls, long sinceNanos) {}

  private static final int PATIENCE = 10;

  private final RuntimeView view;
  private final Findings findings;
  private final long freshNanos;
  private @Nullable Picture last;
  private long lastNanos;
  private Map<Long, Long> heldSince = new HashMap<>();
  private Map<Long, Still> running = new HashMap<>();

  Looks(RuntimeView view, Findings findings, Duration refresh) {
    this.view = view;
    this.findings = findings;
    this.freshNanos = refresh.toNanos() / 2;
  }

  synchronized Picture now() {
    long now = System.nanoTime();
    Picture known = last;
    if (known != null && now - lastNanos < Math.max(freshNanos, PATIENCE * known.lookNanos())) {
      return known;
    }
    RuntimeDump dump = view.dump();
    Picture picture = new Picture(dump, view.epochNanos());
    heldSince = heldSince(picture);
    running = running(picture);
    picture.seen(heldSince, sinceOf(running));
    picture.found(findings.in(picture));
    last = picture;
    lastNanos = System.nanoTime();
    picture.took(lastNanos - now);
    return picture;
  }

  /** The runtime does not note when something was reserved, which would cost each message; so the first look counts. */
  private Map<Long, Long> heldSince(Picture picture) {
    Map<Long, Long> since = new HashMap<>();
    picture.tasks().forEach(task -> task.obligations().forEach(held -> {
      long id = held.id().value();
      since.put(id, heldSince.getOrDefault(id, picture.dump().atNanos()));
    }));
    return since;
  }

  private Map<Long, Still> running(Picture picture) {
    Map<Long, Still> still = new HashMap<>();
    picture.tasks().stream().filter(task -> task.waitsFor().isEmpty()).forEach(task -> {
      Still before = running.get(task.id().value());
      still.put(task.id().value(), before != null && before.polls == task.polls()
          ? before
          : new Still(task.polls(), picture.dump().atNanos()));
    });
    return still;
  }

  private static Map<Long, Long> sinceOf(Map<Long, Still> running) {
    Map<Long, Long> since = new HashMap<>();
    running.forEach((id, still) -> since.put(id, still.sinceNanos));
    return since;
  }
}
