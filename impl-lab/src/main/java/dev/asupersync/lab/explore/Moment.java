package dev.asupersync.lab.explore;

import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a run at one moment and keeps what was alive then: who waits for what, and who holds what. For one run.
 */
public final class Moment implements RuntimeObserver {

  /** What the interpretation does, and no observer is told. */
  private static final Set<TraceKind> UNTOLD = EnumSet.of(TraceKind.SCHEDULE, TraceKind.TIME_ADVANCED,
      TraceKind.ALARM_SET, TraceKind.ALARM_FIRED, TraceKind.ALARM_CANCELLED, TraceKind.RANDOM_SEED,
      TraceKind.VIOLATION, TraceKind.CAPTURED, TraceKind.CHOICE, TraceKind.ASIDE, TraceKind.CUT,
      TraceKind.FAULT_INJECTED);

  private final long wanted;
  private final @Nullable TraceKind kind;
  private final String text;
  private final TraceRecorder events = new TraceRecorder(() -> 0, 0);
  private @Nullable RuntimeView view;
  private @Nullable RuntimeDump picture;
  private volatile boolean due;
  private long operations;
  private long at;

  private Moment(long wanted, @Nullable TraceKind kind, String text) {
    this.wanted = wanted;
    this.kind = kind;
    this.text = text;
    events.heardBy((happened, words, _) -> {
      due |= happened == kind && words.contains(text);
      return false;
    });
  }

  /** When that many operations have begun, from 1; the last of them has not been done. */
  public static Moment ofOperation(long number) {
    if (number < 1) {
      throw new IllegalArgumentException("Operation " + number + ": they are counted from 1.");
    }
    return new Moment(number, null, "");
  }

  /**
   * At the operation that follows on the first event of that kind, {@code CANCEL_REQUESTED}, or of that kind and with
   * that in its text, {@code END:TimeoutException}. Errors: IllegalArgumentException for a kind that is none.
   */
  public static Moment of(String words) {
    int colon = words.indexOf(':');
    String name = (colon < 0 ? words : words.substring(0, colon)).strip().toUpperCase(Locale.ROOT).replace('-', '_');
    TraceKind kind = Arrays.stream(TraceKind.values())
        .filter(one -> one.name().equals(name) && !UNTOLD.contains(one))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no kind of event to stop at. There are: "
            + Arrays.stream(TraceKind.values()).filter(one -> !UNTOLD.contains(one)).map(Enum::name)
                .collect(Collectors.joining(", ")) + "."));
    return new Moment(Long.MAX_VALUE, kind, colon < 0 ? "" : words.substring(colon + 1));
  }

  /** Those who must watch the run. */
  public List<RuntimeObserver> observers() {
    return kind == null ? List.of(this) : List.of(events, this);
  }

  /** What was alive; nothing if that moment did not come. */
  public Optional<RuntimeDump> picture() {
    return Optional.ofNullable(picture);
  }

  /** Which operation it was, from 1; 0 if that moment did not come. */
  public long operation() {
    return at;
  }

  /** What it waits for, for people. */
  @Override
  public String toString() {
    return kind == null ? "operation " + wanted : "an event " + kind + (text.isEmpty() ? "" : " with \"" + text + "\"");
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.RUNTIME, Hook.OPERATION);
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    view = opened;
  }

  @Override
  public void onOperation(TaskInfo task, OpKind operation, long resource) {
    operations++;
    RuntimeView runtime = view;
    if (picture == null && runtime != null && (due || operations >= wanted)) {
      picture = runtime.dump();
      at = operations;
    }
  }
}
