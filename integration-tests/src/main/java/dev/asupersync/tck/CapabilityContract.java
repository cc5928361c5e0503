package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Capability;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.RegionOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a task may do, and that it may use no Cx but its own. Rules: D1, 11.2 to 11.6. */
public interface CapabilityContract extends RuntimeSource {

  @Test
  default void a_program_begins_with_every_capability() {
    Bench.check(this, cx -> assertThat(cx.capabilities()).containsExactlyInAnyOrder(Capability.values()));
  }

  @Test
  default void each_effect_needs_its_capability() {
    Bench.check(this, cx -> {
      Cx bare = cx.restrict(Set.of());
      ErrorCode missing = ErrorCode.CAPABILITY_MISSING;
      Refusals.expect(missing, () -> bare.sleep(Duration.ofMillis(1)));
      Refusals.expect(missing, bare::now);
      Refusals.expect(missing, bare::nanoTime);
      Refusals.expect(missing, bare::randomLong);
      Refusals.expect(missing, () -> bare.random().nextLong());
      Refusals.expect(missing, () -> bare.trace("hello"));
      Refusals.expect(missing, () -> bare.blocking(() -> ""));
      Refusals.expect(missing, () -> bare.region(scope -> ""));
    });
  }

  @Test
  default void cancel_points_masks_and_the_budget_need_none() {
    Bench.check(this, cx -> {
      Cx bare = cx.restrict(Set.of());
      bare.checkpoint();
      bare.checkpoint("still here");
      bare.spend(1);
      try (Mask _ = bare.mask()) {
        assertThat(bare.isCancelRequested()).isFalse();
        assertThat(bare.cancelReason()).isEmpty();
        assertThat(bare.budget()).isNotNull();
      }
    });
  }

  @Test
  default void what_was_taken_away_cannot_be_had_back() {
    Bench.check(this, cx -> {
      Cx less = cx.restrict(EnumSet.of(Capability.TIME, Capability.TRACE));
      Cx again = less.restrict(EnumSet.allOf(Capability.class));
      assertThat(again.capabilities()).containsExactlyInAnyOrder(Capability.TIME, Capability.TRACE);
      Refusals.expect(ErrorCode.CAPABILITY_MISSING, again::randomLong);
      assertThat(cx.capabilities()).containsExactlyInAnyOrder(Capability.values());
    });
  }

  @Test
  default void tasks_have_no_more_than_the_region_that_they_were_spawned_in() {
    Bench.check(this, cx -> {
      Cx less = cx.restrict(EnumSet.of(Capability.SPAWN, Capability.TRACE));
      less.region(scope -> {
        assertThat(scope.cx().capabilities()).containsExactlyInAnyOrder(Capability.SPAWN, Capability.TRACE);
        scope.launch(c -> {
          assertThat(c.capabilities()).containsExactlyInAnyOrder(Capability.SPAWN, Capability.TRACE);
          Refusals.expect(ErrorCode.CAPABILITY_MISSING, () -> c.sleep(Duration.ofMillis(1)));
        });
        return "";
      });
    });
  }

  @Test
  default void a_cx_is_refused_on_another_strand() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      scope.launch(c -> {
        Refusals.expect(ErrorCode.WRONG_STRAND, own::checkpoint);
        Refusals.expect(ErrorCode.WRONG_STRAND, own::mask);
        Refusals.expect(ErrorCode.WRONG_STRAND, () -> own.sleep(Duration.ofMillis(1)));
        Refusals.expect(ErrorCode.WRONG_STRAND, () -> own.region(inner -> ""));
        Refusals.expect(ErrorCode.WRONG_STRAND, () -> scope.launch(t -> {}));
      }).join();
    });
  }

  @Test
  default void a_cx_that_is_none_of_ours_is_refused_by_the_primitives() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      ForeignCx mock = new ForeignCx();
      Refusals.expect(ErrorCode.FOREIGN_CX, () -> sender.reserve(mock));
      Refusals.expect(ErrorCode.FOREIGN_CX, () -> sender.send(mock, "hello"));
      Refusals.expect(ErrorCode.FOREIGN_CX, () -> receiver.recv(mock));
      Refusals.expect(ErrorCode.FOREIGN_CX, () -> scope.launch(c -> {}).join(mock));
    });
  }

  @Test
  default void traces_reach_the_observers() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.cx().trace("half way");
        return "";
      }));

      assertThat(bench.events.lines("trace")).containsExactly("trace body of r half way");
    }
  }
}
