package dev.asupersync.tck;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Severity;
import dev.asupersync.Task;
import dev.asupersync.combine.Join;
import dev.asupersync.combine.Race;
import dev.asupersync.combine.Timeout;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A small program, of which is known what it means before it is run. */
sealed interface Sketch {

  /** How a program ended, by what laws are about: how badly, and which value or error. */
  record End(Severity severity, String text) {

    static End ok(String value) {
      return new End(Severity.OK, value);
    }

    static final End CANCELLED = new End(Severity.CANCELLED, "");
    static final End PANICKED = new End(Severity.PANICKED, "");

    static End of(Outcome<String, Oops> outcome) {
      return switch (outcome) {
        case Outcome.Ok<String, Oops>(String value) -> ok(value);
        case Outcome.Err<String, Oops>(Oops error) -> new End(Severity.ERR, String.valueOf(error.getMessage()));
        case Outcome.Cancelled<String, Oops> _ -> CANCELLED;
        case Outcome.Panicked<String, Oops>(AssertionError failed) -> throw failed;
        case Outcome.Panicked<String, Oops> _ -> PANICKED;
      };
    }

    /** What several are together: a join. */
    static End together(List<End> ends) {
      Severity worst = ends.stream().map(End::severity).reduce(Severity.OK, Severity::max);
      return worst == Severity.OK
          ? ok(ends.stream().map(End::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" ")))
          : ends.stream().filter(end -> end.severity() == worst).findFirst().orElseThrow();
    }
  }

  /** When and how. */
  record Timed(long millis, End end) {}

  long FOR_EVER = Long.MAX_VALUE;

  /** The program itself. */
  Outcome<String, Oops> run(Cx cx);

  /** What it does by the clock when it is cancelled at that time; no two things happen at one time. */
  Timed meaning(long cancelledAt);

  /** How it may end when nothing is known of the time. */
  Set<End> mayEnd();

  default Task<String, Oops> task() {
    return cx -> run(cx).orThrow();
  }

  /** Ends so after so long, 0 for at once; may panic when it is told to stop. */
  record Leaf(long millis, End end, boolean breaksWhenTold) implements Sketch {

    @Override
    public Outcome<String, Oops> run(Cx cx) {
      return cx.region(Oops.class, scope -> {
        try {
          scope.cx().sleep(Duration.ofMillis(millis));
        } catch (CancelledError told) {
          if (breaksWhenTold) {
            throw new IllegalStateException("broken when told");
          }
          throw told;
        }
        return switch (end.severity()) {
          case OK -> end.text();
          case ERR -> throw new Oops(end.text());
          case CANCELLED -> throw new CancelledError(CancelReason.user("enough"));
          case PANICKED -> throw new IllegalStateException("broken");
        };
      });
    }

    @Override
    public Timed meaning(long cancelledAt) {
      return millis < cancelledAt
          ? new Timed(millis, end)
          : new Timed(cancelledAt, breaksWhenTold ? End.PANICKED : End.CANCELLED);
    }

    @Override
    public Set<End> mayEnd() {
      return Set.of(end);
    }
  }

  record Never() implements Sketch {

    @Override
    public Outcome<String, Oops> run(Cx cx) {
      return Race.of(cx, Oops.class, List.of());
    }

    @Override
    public Timed meaning(long cancelledAt) {
      return new Timed(cancelledAt, End.CANCELLED);
    }

    @Override
    public Set<End> mayEnd() {
      return Set.of();
    }
  }

  record Together(List<Sketch> parts) implements Sketch {

    @Override
    public Outcome<String, Oops> run(Cx cx) {
      return Join.all(cx, Oops.class, parts.stream().map(Sketch::task).toList()).values()
          .map(values -> values.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" ")));
    }

    @Override
    public Timed meaning(long cancelledAt) {
      List<Timed> all = parts.stream().map(part -> part.meaning(cancelledAt)).toList();
      long last = all.stream().mapToLong(Timed::millis).max().orElse(0);
      return new Timed(last, End.together(all.stream().map(Timed::end).toList()));
    }

    @Override
    public Set<End> mayEnd() {
      List<List<End>> rows = List.of(List.of());
      for (Sketch part : parts) {
        List<List<End>> longer = new ArrayList<>();
        for (List<End> row : rows) {
          for (End end : part.mayEnd()) {
            List<End> next = new ArrayList<>(row);
            next.add(end);
            longer.add(next);
          }
        }
        rows = longer;
      }
      return rows.stream().map(End::together).collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  record First(List<Sketch> parts) implements Sketch {

    @Override
    public Outcome<String, Oops> run(Cx cx) {
      return Race.of(cx, Oops.class, parts.stream().map(Sketch::task).toList());
    }

    @Override
    public Timed meaning(long cancelledAt) {
      List<Timed> alone = parts.stream().map(part -> part.meaning(cancelledAt)).toList();
      long first = alone.stream().mapToLong(Timed::millis).min().orElse(cancelledAt);
      End won = End.CANCELLED;
      boolean panic = false;
      for (int i = 0; i < parts.size(); i++) {
        boolean winner = alone.get(i).millis() == first;
        End end = winner ? alone.get(i).end() : parts.get(i).meaning(first).end();
        won = winner ? end : won;
        panic |= end.severity() == Severity.PANICKED;
      }
      return new Timed(first, panic ? End.PANICKED : won);
    }

    @Override
    public Set<End> mayEnd() {
      return parts.stream().flatMap(part -> part.mayEnd().stream())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  record Within(long millis, Sketch part) implements Sketch {

    @Override
    public Outcome<String, Oops> run(Cx cx) {
      Duration limit = millis == FOR_EVER ? Duration.ofSeconds(Long.MAX_VALUE) : Duration.ofMillis(millis);
      return Timeout.of(cx, Oops.class, limit, part.task());
    }

    @Override
    public Timed meaning(long cancelledAt) {
      return part.meaning(Math.min(millis, cancelledAt));
    }

    @Override
    public Set<End> mayEnd() {
      return part.mayEnd();
    }
  }
}
