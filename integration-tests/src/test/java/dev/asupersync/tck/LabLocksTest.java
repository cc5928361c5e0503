package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.RegionBody;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import org.junit.jupiter.api.Test;

/** What the lab says of locks that are taken in different orders. */
class LabLocksTest {

  private static void lockBoth(Scope<RuntimeException> scope, String name, Mutex first, Mutex second) {
    scope.launch(TaskOptions.named(name), c -> {
      try (Guard _ = first.lock(c); Guard _ = second.lock(c)) {
        c.checkpoint();
      }
    });
  }

  private static Task<String, Exception> program(RegionBody<String, RuntimeException> body) {
    return cx -> cx.region(body).orThrow();
  }

  @Test
  void two_locks_taken_in_two_orders_are_found_with_who_holds_what_and_who_waits_for_whom() {
    Task<String, Exception> crossed = program(scope -> {
      Mutex left = scope.open(Mutex.create().named("left"));
      Mutex right = scope.open(Mutex.create().named("right"));
      lockBoth(scope, "anna", left, right);
      lockBoth(scope, "bert", right, left);
      return "";
    });

    LabReport<String, Exception> found =
        LabRuntime.create(LabConfig.defaults())
            .explore(200, Exception.class, crossed, LabReport::isFailure)
            .firstFailure()
            .orElseThrow();

    assertThat(found.violations().getFirst().code()).isEqualTo(ErrorCode.FUTURELOCK);
    assertThat(found.violations().getFirst().text())
        .containsPattern("\"anna\" holds LEASE O\\d+ on mutex \"left\".* and waits for mutex \"right\"")
        .containsPattern("\"bert\" holds LEASE O\\d+ on mutex \"right\".* and waits for mutex \"left\"")
        .containsPattern("\"anna\" waits for mutex \"right\" -> T\\d+ \"bert\" waits for mutex \"left\" -> ");
  }

  @Test
  void two_locks_taken_in_one_order_are_never_a_deadlock() {
    Task<String, Exception> ordered = program(scope -> {
      Mutex left = scope.open(Mutex.create());
      Mutex right = scope.open(Mutex.create());
      lockBoth(scope, "anna", left, right);
      lockBoth(scope, "bert", left, right);
      return "fine";
    });

    assertThat(
        LabRuntime.create(LabConfig.defaults())
            .explore(200, Exception.class, ordered, LabReport::isFailure)
            .firstFailure())
        .isEmpty();
  }
}
