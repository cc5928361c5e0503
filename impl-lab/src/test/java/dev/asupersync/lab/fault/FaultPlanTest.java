package dev.asupersync.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelKind;
import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static List<Fault> everyFault() {
    List<Fault> all = new ArrayList<>();
    for (CancelKind kind : CancelKind.values()) {
      for (Target target : List.of(Target.SELF, Target.HERE, Target.RUN, new Target.NamedTask("a b/@!;,=\u00e9"),
          new Target.NamedRegion(""))) {
        all.add(new Fault.Cancel(kind, target));
      }
    }
    Stream.of(CancelKind.DEADLINE, CancelKind.POLL_QUOTA, CancelKind.COST_BUDGET)
        .map(Fault.Exhaust::new).forEach(all::add);
    Stream.of(IoFailure.values()).map(Fault.FailIo::new).forEach(all::add);
    all.addAll(List.of(new Fault.Delay(1), new Fault.Slow(2), new Fault.Jump(3), new Fault.Late(4), new Fault.Wake(5),
        new Fault.Crash()));
    return all;
  }

  @Test
  void a_plan_is_the_same_when_its_word_is_read() {
    for (Fault fault : everyFault()) {
      FaultPlan plan = FaultPlan.of(
          FaultRule.once(List.of(fault)).at(EnumSet.of(OpKind.SLEEP)).of(Set.of("x;y", "z")),
          FaultRule.once(List.of(fault, new Fault.Crash())));

      assertThat(plan.toString()).doesNotContain(" ");
      assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
    }
    assertThat(FaultPlan.parse(Chaos.HEAVY.plan().toString())).isEqualTo(Chaos.HEAVY.plan());
    assertThat(FaultPlan.parse("")).isEqualTo(FaultPlan.NONE);
  }

  @Test
  void a_word_that_is_no_plan_is_refused() {
    for (String word : List.of("cancel", "cancel/user/self", "cancel/user/boss@operation", "rain/3@operation",
        "delay/-1@operation", "delay/x@operation", "crash@never", "crash@operation!x", "exhaust/user@operation",
        "crash@op=sleep", "crash@operation,op=dance")) {
      assertThatThrownBy(() -> FaultPlan.parse(word)).as(word).hasMessageContaining("CX-4040");
    }
  }

  @Test
  void only_what_fits_is_on_the_menu_and_0_is_nothing() {
    FaultPlan plan = FaultPlan.of(
        FaultRule.once(List.of(new Fault.Delay(1), new Fault.Delay(2))).at(EnumSet.of(OpKind.SLEEP)),
        FaultRule.once(List.of(new Fault.Crash())).of(Set.of("writer")));

    FaultMenu both = menu(plan, "writer", OpKind.SLEEP, new boolean[] {true, true});
    FaultMenu none = menu(plan, "reader", OpKind.START, new boolean[] {true, true});
    FaultMenu used = menu(plan, "writer", OpKind.SLEEP, new boolean[] {false, true});

    assertThat(both.count()).isEqualTo(4);
    assertThat(both.fault(3)).isEqualTo(new Fault.Crash());
    assertThat(none.isEmpty()).isTrue();
    assertThat(used.count()).isEqualTo(2);
  }

  private static FaultMenu menu(FaultPlan plan, String task, OpKind operation, boolean[] left) {
    return new FaultMenu(plan, new Place(1, 0, task, Moment.WAIT, operation), left);
  }
}
