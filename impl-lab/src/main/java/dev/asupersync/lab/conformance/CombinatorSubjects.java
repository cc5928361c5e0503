package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.combine.Bracket;
import dev.asupersync.combine.Hedge;
import dev.asupersync.combine.Join;
import dev.asupersync.combine.Pipeline;
import dev.asupersync.combine.Quorum;
import dev.asupersync.combine.Race;
import dev.asupersync.combine.Retry;
import dev.asupersync.combine.Timeout;
import java.time.Duration;
import java.util.List;

/** When a combinator returns, nothing that it started still runs. */
final class CombinatorSubjects {

  private CombinatorSubjects() {}

  static List<Subject> all() {
    return List.of(
        Play.exactlyOnce("join", (s, g) -> drained(s, g, c -> Join.both(c, work(g, 1), work(g, 2)))),
        Play.exactlyOnce("race", (s, g) -> drained(s, g, c -> Race.of(c, work(g, 1), work(g, 2), work(g, 2)))),
        Play.exactlyOnce("timeout", (s, g) -> drained(s, g, c -> Timeout.of(c, Duration.ofMillis(1), work(g, 1)))),
        Play.exactlyOnce(
            "hedge", (s, g) -> drained(s, g, c -> Hedge.of(c, Duration.ofMillis(1), work(g, 2), work(g, 1)))),
        Play.exactlyOnce(
            "quorum",
            (s, g) -> drained(s, g, c ->
                Quorum.of(c, RuntimeException.class, 2, work(g, 1), work(g, 2), work(g, 3)))),
        Play.exactlyOnce("retry", CombinatorSubjects::retry),
        Play.exactlyOnce("bracket", CombinatorSubjects::bracket),
        Play.exactlyOnce("pipeline", CombinatorSubjects::pipeline));
  }

  /** What is under test; its result does not matter. */
  @FunctionalInterface
  private interface Combined {
    void run(Cx cx);
  }

  /** Some work, noted when it begins and when it ends in whatever way. */
  private static Task<String, RuntimeException> work(Goods goods, int millis) {
    return c -> {
      goods.begin();
      try {
        c.sleep(Duration.ofMillis(millis));
        c.checkpoint();
        return "done";
      } finally {
        goods.end();
      }
    };
  }

  private static void drained(Scope<RuntimeException> scope, Goods goods, Combined combined) {
    scope.launch(c -> {
      try {
        combined.run(c);
      } finally {
        goods.check(goods.running() == 0, goods.running() + " still ran when the combinator had returned");
      }
    });
  }

  private static void retry(Scope<RuntimeException> scope, Goods goods) {
    drained(scope, goods, c ->
        Retry.DEFAULT.withAttempts(3).run(c, IllegalStateException.class, inner -> {
          work(goods, 1).run(inner);
          throw new IllegalStateException("again");
        }));
  }

  private static void bracket(Scope<RuntimeException> scope, Goods goods) {
    drained(scope, goods, c ->
        Bracket.of(
            c,
            inner -> {
              inner.checkpoint();
              goods.sent("held");
              return "held";
            },
            (inner, held) -> work(goods, 1).run(inner) + held,
            (_, held) -> goods.arrived(held)));
  }

  private static void pipeline(Scope<RuntimeException> scope, Goods goods) {
    drained(scope, goods, c ->
        Pipeline.<Integer, Integer, RuntimeException>of((_, n) -> n + 1)
            .<String>then((inner, n) -> {
              inner.checkpoint();
              return "n" + n;
            })
            .stream(c, 1, List.of(1, 2, 3), (_, text) -> {
              goods.check(text.startsWith("n"), text);
              return text;
            }));
  }
}
