package dev.asupersync.lab;

import static dev.asupersync.lab.Strands.run;
import static dev.asupersync.lab.Strands.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LabInterpretationTest {

  private static final LabConfig CONFIG = LabConfig.defaults().oracles(List.of());

  /** Three strands that each leave their number five times. */
  private static List<Integer> interleaving(LabInterpretation lab) {
    List<Integer> seen = new ArrayList<>();
    run(lab, root -> {
      for (int i = 1; i <= 3; i++) {
        int number = i;
        lab.start(spec(i), self -> {
          for (int round = 0; round < 5; round++) {
            self.schedulingPoint(OpKind.CHECKPOINT, number);
            seen.add(number);
          }
        });
      }
    });
    return seen;
  }

  @Test
  void one_seed_gives_one_interleaving_and_another_seed_another() {
    List<Integer> first = interleaving(LabInterpretation.of(CONFIG.seed(1)));
    Set<List<Integer>> all = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      all.add(interleaving(LabInterpretation.of(CONFIG.seed(seed))));
    }

    assertThat(interleaving(LabInterpretation.of(CONFIG.seed(1)))).isEqualTo(first).hasSize(15);
    assertThat(all).hasSizeGreaterThan(45);
  }

  @Test
  void recorded_decisions_give_the_same_interleaving_again() {
    LabInterpretation recorded = LabInterpretation.of(CONFIG.seed(7));
    List<Integer> first = interleaving(recorded);
    Schedule schedule = recorded.decisions().schedule();

    List<Integer> again = interleaving(LabInterpretation.of(CONFIG.seed(8), new FixedSchedule(schedule)));

    assertThat(again).isEqualTo(first);
    assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
  }

  @Test
  void a_schedule_that_does_not_fit_fails_at_the_first_decision_that_differs() {
    LabInterpretation recorded = LabInterpretation.of(CONFIG.seed(7));
    interleaving(recorded);
    List<Decision> decisions = new ArrayList<>(recorded.decisions().schedule().decisions());
    decisions.set(3, new Decision(DecisionKind.STRAND, 9, 8));
    LabInterpretation wrong = LabInterpretation.of(CONFIG, new FixedSchedule(new Schedule(decisions)));
    LabInterpretation tooLong = LabInterpretation.of(CONFIG, new FixedSchedule(
        Schedule.parse(recorded.decisions().schedule() + " s0/2")));

    assertThatThrownBy(() -> interleaving(wrong))
        .isInstanceOf(CxViolationException.class)
        .hasMessageContaining("CX-4008")
        .hasMessageContaining("position 3 STRAND 8 of 9");
    assertThatThrownBy(() -> interleaving(tooLong)).hasMessageContaining("1 decisions left");
  }

  @Test
  void time_passes_only_when_nothing_can_run() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.start(Instant.EPOCH));
    List<Long> times = new ArrayList<>();

    run(lab, root -> {
      times.add(lab.nanoTime());
      lab.alarm(Duration.ofHours(24).toNanos(), root::unpark);
      root.schedulingPoint(OpKind.CHECKPOINT, 0);
      times.add(lab.nanoTime());
      root.park();
      times.add(lab.nanoTime());
    });

    assertThat(times).containsExactly(0L, 0L, Duration.ofHours(24).toNanos());
    assertThat(lab.wallClock()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(24)));
  }

  @Test
  void alarms_ring_by_deadline_and_among_equals_by_choice_and_never_after_their_cancellation() {
    Set<String> orders = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      LabInterpretation lab = LabInterpretation.of(CONFIG.seed(seed));
      StringBuilder order = new StringBuilder();
      run(lab, root -> {
        lab.alarm(20, () -> order.append('d'));
        lab.alarm(10, () -> order.append('a'));
        lab.alarm(10, () -> order.append('b'));
        Alarm never = lab.alarm(10, () -> order.append('!'));
        lab.alarm(30, root::unpark);
        assertThat(never.cancel()).isTrue();
        assertThat(never.cancel()).isFalse();
        root.park();
      });
      orders.add(order.toString());
    }

    assertThat(orders).containsExactlyInAnyOrder("abd", "bad");
  }

  @Test
  void an_alarm_that_was_cancelled_does_not_move_time() {
    LabInterpretation lab = new LabInterpretation(CONFIG, new RandomWalk(1), false);

    run(lab, root -> {
      Alarm early = lab.alarm(10, () -> {});
      lab.alarm(30, root::unpark);
      early.cancel();
      root.park();
    });

    assertThat(lab.trace().events().stream().filter(event -> event.kind() == TraceKind.TIME_ADVANCED))
        .singleElement()
        .satisfies(event -> assertThat(event.numbers()).containsExactly(0L, 30L, 0L));
  }

  @Test
  void one_alarm_that_cancels_another_of_the_same_time_wins() {
    for (int seed = 0; seed < 20; seed++) {
      LabInterpretation lab = LabInterpretation.of(CONFIG.seed(seed));
      AtomicInteger rang = new AtomicInteger();
      Alarm[] both = new Alarm[2];
      run(lab, root -> {
        for (int i = 0; i < 2; i++) {
          int other = 1 - i;
          both[i] = lab.alarm(10, () -> {
            rang.incrementAndGet();
            both[other].cancel();
          });
        }
        lab.alarm(11, root::unpark);
        root.park();
      });

      assertThat(rang).hasValue(1);
    }
  }

  @Test
  void a_loop_that_never_waits_reaches_its_time_limit_after_a_thousand_steps() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicInteger rounds = new AtomicInteger();
    AtomicInteger rang = new AtomicInteger();

    run(lab, root -> {
      lab.alarm(1_000, rang::incrementAndGet);
      while (rang.get() == 0) {
        root.schedulingPoint(OpKind.CHECKPOINT, 0);
        rounds.incrementAndGet();
      }
    });

    assertThat(rounds).hasValue(1_000);
    assertThat(lab.nanoTime()).isEqualTo(1_000);
  }

  @Test
  void an_early_unpark_is_remembered_once() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicInteger parks = new AtomicInteger();

    run(lab, root -> {
      root.unpark();
      root.unpark();
      root.park();
      parks.incrementAndGet();
      lab.alarm(5, root::unpark);
      root.park();
      parks.incrementAndGet();
    });

    assertThat(parks).hasValue(2);
    assertThat(lab.nanoTime()).isEqualTo(5);
  }

  @Test
  void a_started_strand_never_runs_on_its_starter_and_only_one_runs_at_a_time() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicInteger inside = new AtomicInteger();
    Set<Thread> threads = new HashSet<>();

    run(lab, root -> {
      for (int i = 1; i <= 20; i++) {
        lab.start(spec(i), self -> {
          threads.add(Thread.currentThread());
          assertThat(self.isCurrent()).isTrue();
          assertThat(root.isCurrent()).isFalse();
          for (int round = 0; round < 10; round++) {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            inside.decrementAndGet();
            self.schedulingPoint(OpKind.CHECKPOINT, 0);
          }
        });
      }
      threads.add(Thread.currentThread());
    });

    assertThat(threads).hasSize(21);
  }

  @Test
  void the_cancel_lane_goes_first_but_never_more_than_sixteen_times_in_a_row() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    List<Lane> order = new ArrayList<>();
    Strand[] gate = new Strand[1];

    run(lab, root -> {
      gate[0] = root;
      for (Lane lane : List.of(Lane.READY, Lane.CANCEL, Lane.TIMED)) {
        lab.start(spec(lane.ordinal() + 1, lane), self -> {
          for (int i = 0; i < 200; i++) {
            order.add(lane);
            self.schedulingPoint(OpKind.CHECKPOINT, 0);
          }
        });
      }
    });

    List<Lane> whileAllRun = order.subList(0, order.lastIndexOf(Lane.CANCEL));
    assertThat(longest(whileAllRun, Lane.CANCEL)).isEqualTo(16);
    assertThat(whileAllRun.subList(0, 16)).containsOnly(Lane.CANCEL);
    assertThat(mostBetweenReady(whileAllRun)).isEqualTo(6);
  }

  private static int longest(List<Lane> order, Lane lane) {
    int longest = 0;
    int run = 0;
    for (Lane one : order) {
      run = one == lane ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static int mostBetweenReady(List<Lane> order) {
    int most = 0;
    int timed = 0;
    for (Lane one : order) {
      timed = one == Lane.READY ? 0 : timed + (one == Lane.TIMED ? 1 : 0);
      most = Math.max(most, timed);
    }
    return most;
  }

  @Test
  void a_deadlock_is_reported_at_once_with_who_waits_and_how_to_see_it_again() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.seed(5));

    assertThatThrownBy(() -> run(lab, root -> {
      lab.start(spec(1), self -> {
        self.schedulingPoint(OpKind.CHANNEL_RECV, 7);
        self.park();
      });
      root.park();
    }))
        .isInstanceOf(CxViolationException.class)
        .hasMessageContaining("CX-4001")
        .hasMessageContaining("T1 at CHANNEL_RECV of 7")
        .hasMessageContaining("\nAgain: -Dasupersync.lab.seed=5 (random walk from seed 5, schedule ");
    assertThat(interleaving(lab)).hasSize(15);
  }

  @Test
  void a_run_over_its_step_limit_fails_and_every_strand_is_ended() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.maxSteps(500));
    AtomicInteger unwound = new AtomicInteger();
    StrandBody endless = self -> {
      try {
        while (true) {
          self.schedulingPoint(OpKind.CHECKPOINT, 0);
        }
      } finally {
        unwound.incrementAndGet();
      }
    };

    assertThatThrownBy(() -> run(lab, root -> {
      lab.start(spec(1), endless);
      lab.start(spec(2), Strand::park);
      endless.run(root);
    })).hasMessageContaining("CX-4003").hasMessageContaining("500 steps");
    assertThat(unwound).hasValue(2);
  }

  @Test
  void a_strand_that_never_had_its_turn_does_not_begin_when_the_run_is_ended_by_force() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.maxSteps(100), (kind, candidates) -> 0);
    AtomicInteger began = new AtomicInteger();

    assertThatThrownBy(() -> run(lab, root -> {
      lab.start(spec(1), self -> began.incrementAndGet());
      while (true) {
        root.schedulingPoint(OpKind.CHECKPOINT, 0);
      }
    })).hasMessageContaining("CX-4003");
    assertThat(began).hasValue(0);
  }

  @Test
  void a_strand_that_swallows_its_end_is_left_behind() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.maxSteps(100));

    assertThatThrownBy(() -> run(lab, root -> {
      while (true) {
        try {
          root.schedulingPoint(OpKind.CHECKPOINT, 0);
        } catch (Throwable swallowed) {
          assertThat(swallowed).isNotNull();
        }
      }
    })).hasMessageContaining("CX-4003");
  }

  @Test
  void one_program_runs_at_a_time() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicReference<Throwable> refused = new AtomicReference<>();

    run(lab, root -> {
      try {
        run(lab, self -> {});
      } catch (CxUsageException nested) {
        refused.set(nested);
      }
    });

    assertThat(refused.get()).hasMessageContaining("CX-4007");
  }

  @Test
  void a_strand_that_blocks_outside_is_reported_with_its_stack_and_interrupted_once() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.stuckLimit(Duration.ofMillis(40)));

    assertThatThrownBy(() -> run(lab, root -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException asked) {
        assertThat(asked).isNotNull();
      }
    }))
        .hasMessageContaining("CX-4006")
        .hasMessageContaining("CountDownLatch.await")
        .hasMessageContaining("LabInterpretationTest");
  }

  @Test
  void an_interrupted_caller_asks_once_waits_on_and_keeps_the_interrupt() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicInteger asked = new AtomicInteger();
    Thread.currentThread().interrupt();

    lab.run(spec(0), root -> {
      while (asked.get() == 0) {
        root.schedulingPoint(OpKind.CHECKPOINT, 0);
        Thread.onSpinWait();
      }
    }, asked::incrementAndGet);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).hasValue(1);
  }

  @Test
  void requests_of_other_threads_are_done_by_the_holder() throws InterruptedException {
    LabInterpretation lab = LabInterpretation.of(CONFIG.maxSteps(0));
    AtomicInteger ran = new AtomicInteger();
    AtomicReference<Strand> sleeper = new AtomicReference<>();
    Thread outside = Thread.ofPlatform().unstarted(() -> {
      lab.alarm(0, ran::incrementAndGet);
      lab.start(spec(9), self -> ran.incrementAndGet());
      sleeper.get().lane(Lane.CANCEL, 0);
      sleeper.get().unpark();
    });

    run(lab, root -> {
      sleeper.set(lab.start(spec(1), self -> {
        self.park();
        ran.incrementAndGet();
      }));
      outside.start();
      while (ran.get() < 3) {
        root.schedulingPoint(OpKind.CHECKPOINT, 0);
      }
    });

    outside.join();
    assertThat(ran).hasValue(3);
  }

  @Test
  void an_interrupt_does_not_break_a_park() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    List<Boolean> seen = new ArrayList<>();

    run(lab, root -> {
      lab.alarm(10, root::unpark);
      lab.start(spec(1), self -> self.schedulingPoint(OpKind.CHECKPOINT, 0));
      root.interrupt();
      root.park();
      seen.add(lab.nanoTime() == 10);
      seen.add(Thread.interrupted());
      lab.alarm(20, root::unpark);
      root.park();
      seen.add(lab.nanoTime() == 20);
    });

    assertThat(seen).containsExactly(true, true, true);
  }

  @Test
  void the_run_does_not_wait_for_a_strand_that_was_given_up() {
    LabInterpretation lab = LabInterpretation.of(CONFIG);
    AtomicInteger steps = new AtomicInteger();

    run(lab, root -> {
      Strand endless = lab.start(spec(1), self -> {
        while (true) {
          self.schedulingPoint(OpKind.CHECKPOINT, 0);
          steps.incrementAndGet();
        }
      });
      Strand parked = lab.start(spec(2), Strand::park);
      for (int i = 0; i < 50; i++) {
        root.schedulingPoint(OpKind.CHECKPOINT, 0);
      }
      endless.abandon();
      parked.abandon();
    });

    assertThat(steps.get()).isPositive();
    assertThat(interleaving(lab)).hasSize(15);
  }

  @Test
  void seeds_for_programs_come_from_the_entropy_seed_alone() {
    long first = LabInterpretation.of(CONFIG.seed(1).entropySeed(9)).nextSeed();

    assertThat(LabInterpretation.of(CONFIG.seed(2).entropySeed(9)).nextSeed()).isEqualTo(first);
    assertThat(LabInterpretation.of(CONFIG.seed(9)).nextSeed()).isEqualTo(first);
    assertThat(LabInterpretation.of(CONFIG.seed(1)).nextSeed()).isNotEqualTo(first);
  }

  @Test
  void a_hundred_thousand_strands_live_at_once() {
    LabInterpretation lab = LabInterpretation.of(CONFIG.captureTrace(false));
    AtomicInteger ended = new AtomicInteger();

    run(lab, root -> {
      List<Strand> all = new ArrayList<>();
      for (int i = 1; i <= 100_000; i++) {
        all.add(lab.start(spec(i), self -> {
          self.park();
          ended.incrementAndGet();
        }));
      }
      lab.alarm(1, root::unpark);
      root.park();
      all.forEach(Strand::unpark);
    });

    assertThat(ended).hasValue(100_000);
  }
}
