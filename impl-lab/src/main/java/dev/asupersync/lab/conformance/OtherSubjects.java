package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.obligation.IoOp;
import dev.asupersync.obligation.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was begun is finished or taken back, and what was registered is done. */
final class OtherSubjects {

  private OtherSubjects() {}

  static List<Subject> all() {
    return List.of(
        Play.exactlyOnce("regions, joins and finalizers", OtherSubjects::finalizers),
        Play.exactlyOnce("transaction and I/O", OtherSubjects::promises),
        Play.exactlyOnce("masked section", OtherSubjects::masked));
  }

  private static void finalizers(Scope<RuntimeException> scope, Goods goods) {
    scope.defer(_ -> goods.arrived("first"));
    goods.sent("first");
    TaskHandle<?, RuntimeException> task = scope.launch(c -> c.region(inner -> {
      inner.defer(_ -> goods.arrived("inner"));
      goods.sent("inner");
      inner.launch(d -> d.sleep(Duration.ofSeconds(1)));
      inner.cx().checkpoint();
      return "";
    }));
    scope.defer(_ -> goods.arrived("second"));
    goods.sent("second");
    task.join();
  }

  private static void promises(Scope<RuntimeException> scope, Goods goods) {
    for (int i = 0; i < 2; i++) {
      String name = "t" + i;
      scope.launch(c -> {
        try (Transaction all = c.beginTransaction(name, () -> goods.arrived(name))) {
          goods.sent(name);
          try (IoOp write = c.beginIo(name + " write", () -> goods.arrived(name + " write"))) {
            goods.sent(name + " write");
            c.sleep(Duration.ofMillis(1));
            write.complete();
            goods.arrived(name + " write");
          }
          all.commit();
          goods.arrived(name);
        }
      });
    }
  }

  /** Two halves of something that belongs together: both are done or neither. */
  private static void masked(Scope<RuntimeException> scope, Goods goods) {
    List<String> halves = new ArrayList<>();
    TaskHandle<?, RuntimeException> task = scope.launch(c -> {
      c.checkpoint();
      try (Mask _ = c.mask()) {
        halves.add("left");
        c.sleep(Duration.ofMillis(1));
        c.checkpoint();
        halves.add("right");
      }
      c.checkpoint();
    });
    Cx own = scope.cx();
    scope.defer(_ -> goods.check(halves.size() != 1, "only " + halves + " was done"));
    own.checkpoint();
    task.join();
  }
}
