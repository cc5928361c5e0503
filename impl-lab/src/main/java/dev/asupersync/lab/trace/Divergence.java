package dev.asupersync.lab.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where two traces part.
 *
 * @param index the number of the first event that is not the same
 * @param expected nothing where the first trace has ended
 * @param actual nothing where the second one has
 * @param before the events before, which are the same in both
 * @param expectedAfter how the first goes on
 * @param actualAfter how the second does
 */
public record Divergence(
    Category category,
    long index,
    Optional<TraceEvent> expected,
    Optional<TraceEvent> actual,
    String explanation,
    List<TraceEvent> before,
    List<TraceEvent> expectedAfter,
    List<TraceEvent> actualAfter) {

  private static final int BEFORE = 10;
  private static final int AFTER = 5;

  /** In what they differ. */
  public enum Category {
    /** One goes on where the other ends. */
    LENGTH,
    /** Another task had its turn. */
    SCHEDULING_ORDER,
    /** The same, at another virtual time. */
    TIME,
    ALARM,
    /** A task, region or finalizer ended in another way. */
    OUTCOME,
    CANCELLATION,
    OBLIGATION,
    REGION,
    OPERATION,
    /** What the program said of itself. */
    MESSAGE,
    /** Something else happened. */
    EVENT_KIND,
    /** The same kind of event, of another task or with other values. */
    VALUE;

    /** In lower case, with hyphens. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Divergence {
    before = List.copyOf(before);
    expectedAfter = List.copyOf(expectedAfter);
    actualAfter = List.copyOf(actualAfter);
  }

  /** The first difference, if there is one. Reads both only up to a little after it. */
  public static Optional<Divergence> first(Iterator<TraceEvent> expected, Iterator<TraceEvent> actual) {
    Deque<TraceEvent> before = new ArrayDeque<>();
    for (long index = 0; ; index++) {
      @Nullable TraceEvent one = expected.hasNext() ? expected.next() : null;
      @Nullable TraceEvent other = actual.hasNext() ? actual.next() : null;
      if (one == null && other == null) {
        return Optional.empty();
      }
      if (!Objects.equals(one, other)) {
        return Optional.of(new Divergence(
            category(one, other), index, Optional.ofNullable(one), Optional.ofNullable(other),
            explain(one, other), List.copyOf(before), some(expected), some(actual)));
      }
      if (before.size() == BEFORE) {
        before.removeFirst();
      }
      before.addLast(Objects.requireNonNull(one));
    }
  }

  private static List<TraceEvent> some(Iterator<TraceEvent> from) {
    List<TraceEvent> events = new ArrayList<>();
    while (events.size() < AFTER && from.hasNext()) {
      events.add(from.next());
    }
    return events;
  }

  private static Category category(@Nullable TraceEvent expected, @Nullable TraceEvent actual) {
    if (expected == null || actual == null) {
      return Category.LENGTH;
    }
    if (expected.kind() != actual.kind()) {
      boolean turns = expected.kind() == TraceKind.SCHEDULE || actual.kind() == TraceKind.SCHEDULE;
      return turns ? Category.SCHEDULING_ORDER : Category.EVENT_KIND;
    }
    if (expected.numbers().equals(actual.numbers()) && expected.text().equals(actual.text())) {
      return Category.TIME;
    }
    return switch (expected.kind()) {
      case SCHEDULE, CHOICE, ASIDE, CAPTURED, CUT, FAULT_INJECTED -> Category.SCHEDULING_ORDER;
      case TIME_ADVANCED -> Category.TIME;
      case ALARM_SET, ALARM_FIRED, ALARM_CANCELLED -> Category.ALARM;
      case END, REGION_CLOSED, FINALIZER_ENDED ->
          expected.numbers().getFirst().equals(actual.numbers().getFirst()) ? Category.OUTCOME : Category.VALUE;
      case CANCEL_REQUESTED, CANCEL_ACKNOWLEDGED, REGION_CANCELLED, BUDGET_EXHAUSTED -> Category.CANCELLATION;
      case OBLIGATION_RESERVED, OBLIGATION_COMMITTED, OBLIGATION_ABORTED, OBLIGATION_LEAKED,
          OBLIGATION_TRANSFERRED -> Category.OBLIGATION;
      case REGION_OPENED, REGION_STATE -> Category.REGION;
      case OPERATION, BLOCKED, RESUMED -> Category.OPERATION;
      case USER_TRACE -> Category.MESSAGE;
      case SPAWN, START, TASK_STATE, MASK, FINALIZER_REGISTERED, FINALIZER_STARTED, REGION_STUCK, VIOLATION,
          RANDOM_SEED ->
          Category.VALUE;
    };
  }

  private static String explain(@Nullable TraceEvent expected, @Nullable TraceEvent actual) {
    if (expected == null || actual == null) {
      return (expected == null ? "The first trace" : "The second trace") + " has ended and the other goes on.";
    }
    return switch (category(expected, actual)) {
      case LENGTH -> "One trace has ended.";
      case SCHEDULING_ORDER -> "Another strand had its turn: from here on the schedules differ.";
      case TIME -> "The same happened at another virtual time, or time went on by another step.";
      case ALARM -> "Another alarm, or one with another deadline: something waits for another time.";
      case OUTCOME -> "It ended in another way.";
      case CANCELLATION -> "Somebody else was asked to stop, or for another reason.";
      case OBLIGATION -> "Something else was reserved or resolved, or by somebody else.";
      case REGION -> "Another region, or another step of one.";
      case OPERATION -> "A task did something else: "
          + (expected.number("task") == actual.number("task")
              ? "task " + expected.number("task") + " took another path." : "another task was at it.");
      case MESSAGE -> "The program said something else: a value in it differs.";
      case EVENT_KIND -> "Something else happened: " + expected.kind() + " before, " + actual.kind() + " now.";
      case VALUE -> "The same kind of event with other values, or of another task.";
    };
  }

  /** For people, in several lines. */
  public String text() {
    StringBuilder text = new StringBuilder("The traces differ at event " + index + " (" + category + "). "
        + explanation + "\n");
    before.forEach(event -> text.append("  before:   ").append(event).append('\n'));
    text.append("  expected: ").append(expected.map(TraceEvent::toString).orElse("the end")).append('\n');
    expectedAfter.forEach(event -> text.append("            ").append(event).append('\n'));
    text.append("  actual:   ").append(actual.map(TraceEvent::toString).orElse("the end")).append('\n');
    actualAfter.forEach(event -> text.append("            ").append(event).append('\n'));
    return text.toString().stripTrailing();
  }
}
