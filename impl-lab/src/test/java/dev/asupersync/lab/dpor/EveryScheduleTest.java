package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Case;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.Task;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.Schedule;
import dev.asupersync.sync.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveryScheduleTest {

  private static final LabConfig CONFIG = LabConfig.defaults();

  private static EverySchedule.Seen<String, Exception> explore(Task<String, Exception> program) {
    return new EverySchedule(CONFIG, 100_000, _ -> {}).explore(Exception.class, program);
  }

  /** Two tasks that count in a cell, the one way or the other. */
  private static Task<String, Exception> counting(boolean atOnce) {
    return cx -> cx.region(Exception.class, scope -> {
      Cell<Integer> count = scope.open(Cell.of(0));
      cx.region(inner -> {
        for (int i = 0; i < 2; i++) {
          inner.launch(c -> {
            if (atOnce) {
              count.update(c, before -> before + 1);
            } else {
              count.set(c, count.get(c) + 1);
            }
          });
        }
        return "";
      }).orThrow();
      if (count.get(scope.cx()) != 2) {
        throw new IllegalStateException("counted " + count.get(scope.cx()));
      }
      return "2";
    }).orThrow();
  }

  /** Its wait is a step whether or not there is somebody left to wait for. */
  @Test
  void a_region_may_close_before_or_after_the_last_of_its_tasks_has_ended() {
    Task<String, Exception> program = cx -> cx.<String>region(scope -> {
      Cell<Integer> cell = scope.open(Cell.of(0));
      scope.launch(c -> cell.set(c, 1));
      scope.launch(c -> cell.set(c, 2)).join();
      return "";
    }).orThrow();

    EverySchedule.Seen<String, Exception> seen = explore(program);

    assertThat(seen.failure()).isEmpty();
    assertThat(seen.complete()).isTrue();
    assertThat(seen.classes()).isEqualTo(2);
  }

  @Test
  void a_program_without_a_race_is_proved() {
    EverySchedule.Seen<String, Exception> seen = explore(counting(true));

    assertThat(seen.complete()).isTrue();
    assertThat(seen.failure()).isEmpty();
    assertThat(seen.classes()).isEqualTo(2);
    assertThat(seen).hasToString(
        "all 2 classes of schedules explored, none fails; 200 runs at random were of these classes and ended alike");
  }

  @Test
  void a_lost_update_is_found_and_its_schedule_shows_it_again() {
    LabReport<String, Exception> failure = explore(counting(false)).failure().orElseThrow();

    assertThat(failure.outcome().orElseThrow().toString()).contains("counted 1");
    assertThat(failure.trace().size()).isPositive();
    Schedule copied = Schedule.parse(failure.schedule().toString());
    LabReport<String, Exception> again = LabRuntime.create(CONFIG).replay(copied, Exception.class, counting(false));
    assertThat(again.scheduleHash()).isEqualTo(failure.scheduleHash());
    assertThat(again.trace().sha256()).isEqualTo(failure.trace().sha256());
  }

  @Test
  void a_field_that_tasks_share_unseen_is_noticed() {
    Task<String, Exception> program = cx -> {
      int[] shared = new int[1];
      cx.region(scope -> {
        for (int i = 0; i < 2; i++) {
          scope.launch(c -> {
            int before = shared[0];
            c.checkpoint();
            shared[0] = before + 1;
          });
        }
        return "";
      }).orThrow();
      return String.valueOf(shared[0]);
    };

    EverySchedule.Seen<String, Exception> seen = explore(program);

    assertThat(seen.complete()).isFalse();
    assertThat(seen.failure().orElseThrow().violations().getFirst().code()).isEqualTo(ErrorCode.UNSEEN_STATE);
  }

  @Test
  void where_it_is_told_to_stop_it_does_not_say_all() {
    EverySchedule.Seen<String, Exception> seen =
        new EverySchedule(CONFIG, 1, _ -> {}).explore(Exception.class, counting(true));

    assertThat(seen.complete()).isFalse();
    assertThat(seen.failure()).isEmpty();
    assertThat(seen).hasToString("1 classes of schedules explored, none fails; there are more");
  }

  /** The time at which one is told and what it has done by then. */
  private static Task<String, Exception> cancelledWhileCounting(int checkpoints, List<String> seen) {
    return cx -> {
      int[] done = new int[1];
      Outcome<String, RuntimeException> outcome = cx.region(scope -> {
        var task = scope.launch(c -> {
          for (int i = 0; i < checkpoints; i++) {
            c.checkpoint();
            done[0]++;
          }
        });
        task.cancel(dev.asupersync.CancelReason.user("enough"));
        return "";
      });
      seen.add(done[0] + " " + outcome.isOk());
      return "";
    };
  }

  @Test
  void a_cancellation_is_tried_at_each_of_the_steps_of_its_task() {
    List<String> seen = new ArrayList<>();

    explore(cancelledWhileCounting(3, seen));

    assertThat(seen).contains("0 true", "1 true", "2 true", "3 true");
  }

  @Test
  void each_of_the_things_that_a_select_could_take_is_taken() {
    List<String> taken = new ArrayList<>();
    Task<String, Exception> program = cx -> cx.region(Exception.class, scope -> {
      Channel<String> one = scope.open(Channel.bounded(1));
      Channel<String> other = scope.open(Channel.bounded(1));
      try (Sender<String> toOne = one.sender();
          Sender<String> toOther = other.sender();
          Receiver<String> fromOne = one.receiver();
          Receiver<String> fromOther = other.receiver()) {
        toOne.send(scope.cx(), "one");
        toOther.send(scope.cx(), "other");
        List<Case<String>> cases = List.of(fromOne.onRecv(m -> m), fromOther.onRecv(m -> m));
        taken.add(Select.<String>first(scope.cx(), cases.get(0), cases.get(1)));
      }
      return "";
    }).orThrow();

    EverySchedule.Seen<String, Exception> seen = explore(program);

    assertThat(taken).contains("one", "other");
    assertThat(seen.complete()).isTrue();
    assertThat(seen.classes()).isEqualTo(2);
  }

  @Test
  void tasks_that_only_sleep_have_one_class() {
    Task<String, Exception> program = cx -> cx.region(Exception.class, scope -> {
      for (int i = 1; i <= 3; i++) {
        int hours = i;
        scope.launch(c -> c.sleep(Duration.ofHours(hours)));
      }
      return "";
    }).orThrow();

    assertThat(explore(program).classes()).isEqualTo(1);
  }
}
