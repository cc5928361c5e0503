package dev.asupersync.lab.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.Cx;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.sync.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class LabTestTest {

  private static final List<Integer> SEEN = Collections.synchronizedList(new ArrayList<>());

  @LabTest(seeds = 100)
  void a_message_is_received_once_and_an_hour_takes_no_time(Cx cx) {
    Instant before = cx.now();
    List<String> received = new ArrayList<>();

    cx.region(scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      scope.launch(c -> {
        c.sleep(Duration.ofHours(1));
        sender.send(c, "hello");
      });
      scope.launch(c -> receiver.forEach(c, received::add));
      return null;
    }).orThrow();

    assertThat(received).containsExactly("hello");
    assertThat(Duration.between(before, cx.now())).isEqualTo(Duration.ofHours(1));
  }

  /** Run by the tests below, through a launcher of their own. */
  @EnabledIfSystemProperty(named = "asupersync.lab.self-test", matches = "on")
  static class Failing {

    @LabTest(seeds = 50, firstSeed = 1)
    void an_update_is_lost(Cx cx) {
      int[] account = new int[1];
      cx.region(scope -> {
        for (int i = 0; i < 2; i++) {
          scope.launch(c -> {
            int before = account[0];
            c.checkpoint();
            account[0] = before + 1;
          });
        }
        return null;
      });
      SEEN.add(account[0]);
      assertThat(account[0]).isEqualTo(2);
    }

    @LabTest(strategy = "surw", schedules = 500)
    void an_update_of_a_cell_is_lost(Cx cx) {
      int held = cx.<Integer>region(scope -> {
        Cell<Integer> account = scope.open(Cell.of(0));
        List<TaskHandle<?, RuntimeException>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          tasks.add(scope.launch(c -> account.set(c, account.get(c) + 1)));
        }
        tasks.forEach(TaskHandle::join);
        return account.get(cx);
      }).orThrow();
      SEEN.add(held);
      assertThat(held).isEqualTo(2);
    }

    @LabTest(inject = {CancelKind.USER, CancelKind.SHUTDOWN})
    void a_token_is_lost_when_it_is_cancelled(Cx cx) {
      borrow(cx, false);
    }

    @LabTest(inject = CancelKind.USER, injectInto = "task:nobody")
    void nobody_is_cancelled(Cx cx) {
      borrow(cx, true);
    }

    @LabTest(inject = CancelKind.USER, injectInto = "the boss")
    void the_target_is_no_target(Cx cx) {
      borrow(cx, true);
    }

    @LabTest(seeds = 50, chaos = "light,cancel=0,exhaust=0,delay=0.5")
    void a_time_is_not_long_enough(Cx cx) {
      List<String> done = new ArrayList<>();
      cx.region(scope -> {
        scope.launch(c -> {
          c.checkpoint();
          done.add("first");
        });
        cx.sleep(Duration.ofMillis(1));
        return null;
      });
      assertThat(done).hasSize(1);
      cx.region(scope -> {
        scope.launch(c -> {
          c.checkpoint();
          done.add("second");
        });
        cx.sleep(Duration.ofMillis(1));
        assertThat(done).hasSize(2);
        return null;
      }).orThrow();
    }

    @LabTest
    void nobody_ever_sends(Cx cx) {
      cx.region(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Sender<String> kept = channel.sender();
        Receiver<String> receiver = channel.receiver();
        scope.launch(receiver::recv);
        return kept;
      });
    }

    @LabTest
    void no_parameter() {}
  }

  /** Takes a token out of a box and puts it back, {@code carefully} or not. */
  static void borrow(Cx cx, boolean carefully) {
    cx.region(scope -> {
      Cell<Integer> box = scope.open(Cell.of(1));
      scope.launch(c -> {
        try (var mask = carefully ? c.mask() : null) {
          box.set(c, 0);
          c.checkpoint();
          box.set(c, 1);
        }
      }).join();
      try (var mask = cx.mask()) {
        assertThat(box.get(cx)).isEqualTo(1);
      }
      return null;
    }).orThrow();
  }

  @LabTest(inject = {CancelKind.USER, CancelKind.SHUTDOWN}, injectInto = {"self", "run"}, schedules = 5,
      strategy = "portfolio")
  void a_test_that_is_cancelled_everywhere_keeps_its_token(Cx cx) {
    borrow(cx, true);
  }

  @LabTest(seeds = 20, chaos = "heavy")
  void a_test_in_chaos_keeps_its_token(Cx cx) {
    borrow(cx, true);
  }

  @Test
  void a_test_that_fails_when_it_is_cancelled_tells_where_and_is_replayed() {
    String message = failureOf("a_token_is_lost_when_it_is_cancelled(dev.asupersync.Cx)").getMessage();

    assertThat(message).startsWith("cancel self (user) at point ").contains("-Dasupersync.lab.replay=");
    System.setProperty("asupersync.lab.replay", wordOf(message));
    assertThat(failureOf("a_token_is_lost_when_it_is_cancelled(dev.asupersync.Cx)").getMessage())
        .startsWith("The replay: ");
  }

  @Test
  void a_test_in_which_nobody_is_cancelled_fails() {
    assertThat(failureOf("nobody_is_cancelled(dev.asupersync.Cx)")).hasMessageStartingWith("CX-4041");
    assertThat(failureOf("the_target_is_no_target(dev.asupersync.Cx)"))
        .hasMessageContaining("There are: self, here, run, task:NAME and region:NAME.");
  }

  @Test
  void a_test_that_fails_in_chaos_is_replayed() {
    String message = failureOf("a_time_is_not_long_enough(dev.asupersync.Cx)").getMessage();

    System.setProperty("asupersync.lab.replay", wordOf(message));
    assertThat(failureOf("a_time_is_not_long_enough(dev.asupersync.Cx)").getMessage())
        .startsWith("The replay: ");
  }

  @AfterEach
  void clear() {
    System.clearProperty("asupersync.lab.seed");
    System.clearProperty("asupersync.lab.replay");
    System.clearProperty("asupersync.lab.self-test");
    SEEN.clear();
  }

  private static Throwable failureOf(String method) {
    System.setProperty("asupersync.lab.self-test", "on");
    List<Throwable> failures = new ArrayList<>();
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectMethod(Failing.class.getName() + "#" + method))
        .build();
    LauncherFactory.create().execute(request, new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
      }
    });
    assertThat(failures).hasSize(1);
    return failures.getFirst();
  }

  @Test
  void the_first_seed_that_fails_is_named_with_how_to_run_only_that() {
    Throwable failure = failureOf("an_update_is_lost(dev.asupersync.Cx)");

    assertThat(failure).isInstanceOf(AssertionError.class).hasCauseInstanceOf(AssertionError.class);
    assertThat(failure.getMessage()).startsWith("Seed ").contains("of 50").contains("-Dasupersync.lab.seed=");
    assertThat(SEEN.getLast()).isEqualTo(1);
  }

  @Test
  void the_property_runs_only_that_seed() {
    String message = failureOf("an_update_is_lost(dev.asupersync.Cx)").getMessage();
    SEEN.clear();
    System.setProperty("asupersync.lab.seed", message.replaceAll("(?s)Seed (\\d+).*", "$1"));

    assertThat(failureOf("an_update_is_lost(dev.asupersync.Cx)").getMessage()).contains("Seed ");
    assertThat(SEEN).as("once, once more with the trace, and then to make it shorter").startsWith(1, 1);
  }

  private static String tokenOf(Throwable failure) {
    return wordOf(failure.getMessage());
  }

  private static String wordOf(String message) {
    return message.replaceAll("(?s).*Only this run: -Dasupersync.lab.replay=(\\S+).*", "$1");
  }

  @Test
  void the_word_of_a_failure_runs_only_that() {
    for (String method : List.of("an_update_is_lost", "an_update_of_a_cell_is_lost")) {
      Throwable failure = failureOf(method + "(dev.asupersync.Cx)");
      SEEN.clear();
      System.setProperty("asupersync.lab.replay", tokenOf(failure));

      assertThat(failureOf(method + "(dev.asupersync.Cx)"))
          .hasMessageStartingWith("The replay: ").hasMessageContaining(tokenOf(failure));
      assertThat(SEEN).containsExactly(1);
      System.clearProperty("asupersync.lab.replay");
    }
  }

  @Test
  void the_schedule_that_fails_is_named_with_its_number_and_who_chose() {
    assertThat(failureOf("an_update_of_a_cell_is_lost(dev.asupersync.Cx)").getMessage())
        .startsWith("Schedule ").contains(" of 500 (SURW from seed ", "expected: 2", "asupersync.lab.replay=");
  }

  @Test
  void a_failure_is_told_with_the_shortest_run_that_shows_it() {
    String message = failureOf("an_update_of_a_cell_is_lost(dev.asupersync.Cx)").getMessage();

    assertThat(message).contains("The shortest run found that fails so has 1 preemptions", "CELL_READ", "CELL_WRITE",
        "is stopped before");
    System.setProperty("asupersync.lab.replay", message.replaceAll("(?s).*The shortest: -D\\S+=(\\S+).*", "$1"));
    SEEN.clear();
    assertThat(failureOf("an_update_of_a_cell_is_lost(dev.asupersync.Cx)"))
        .hasMessageStartingWith("The replay: ").hasMessageNotContaining("shortest");
    assertThat(SEEN).as("a replay is for a debugger: it runs once").hasSize(1);
  }

  @Test
  void a_word_of_another_test_changes_nothing() {
    System.setProperty("asupersync.lab.replay", tokenOf(failureOf("an_update_is_lost(dev.asupersync.Cx)")));

    assertThat(failureOf("an_update_of_a_cell_is_lost(dev.asupersync.Cx)")).hasMessageStartingWith("Schedule ");
  }

  @Test
  void a_violation_fails_the_test() {
    assertThat(failureOf("nobody_ever_sends(dev.asupersync.Cx)").getMessage())
        .contains("CX-4001").contains("waits for");
  }

  @Test
  void a_method_without_the_context_is_refused() {
    assertThat(failureOf("no_parameter()")).hasMessageContaining("one parameter, of type Cx");
  }
}
