package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * One schedule of each class comes to every end to which any schedule comes. Ends are compared, not classes: a thing
 * that the exploration takes to commute and that does not would make two ends of one class.
 */
class OutcomesTest {

  private static final long MOST = 20_000;

  /** What tasks share, and what they have to say at the end. */
  private static final class Things {
    final List<Cell<Integer>> cells = new ArrayList<>();
    final List<Mutex> locks = new ArrayList<>();
    Semaphore semaphore;
    final List<Sender<Integer>> in = new ArrayList<>();
    final List<Receiver<Integer>> out = new ArrayList<>();
    final List<TaskHandle<String, RuntimeException>> tasks = new ArrayList<>();
  }

  /** Does one thing and tells what it saw. */
  private interface Act {
    String run(Cx cx, Things things, int task);
  }

  private static final Act READ = (cx, things, task) -> "r" + things.cells.getFirst().get(cx);
  private static final Act WRITE = (cx, things, task) -> {
    things.cells.getFirst().set(cx, task + 1);
    return "w";
  };
  private static final Act ADD = (cx, things, task) -> "u" + things.cells.get(1).update(cx, value -> value * 3 + task);
  private static final Act LOCKED = (cx, things, task) -> {
    try (Guard held = things.locks.getFirst().lock(cx)) {
      return "l" + things.cells.get(1).get(cx);
    }
  };
  private static final Act TRY = (cx, things, task) -> {
    Optional<Guard> held = things.locks.getFirst().tryLock(cx);
    held.ifPresent(Guard::release);
    return "t" + held.isPresent();
  };
  private static final Act ENTER = (cx, things, task) -> {
    try (var permit = things.semaphore.acquire(cx)) {
      return "s";
    }
  };
  private static final Act SEND = (cx, things, task) -> {
    things.in.get(task).send(cx, task * 10 + 1);
    return ">";
  };
  private static final Act RESERVE = (cx, things, task) -> {
    try (var permit = things.in.get(task).reserve(cx)) {
      permit.send(task * 10 + 2);
      return ")";
    }
  };
  private static final Act RECEIVE = (cx, things, task) -> "<" + things.out.get(task).recv(cx);
  private static final Act GLANCE = (cx, things, task) -> "?" + things.out.get(task).tryRecv(cx).orElse(-1);
  private static final Act CANCEL = (cx, things, task) -> {
    things.tasks.getFirst().cancel(CancelReason.user("enough")); // by the body, when all are there
    return "c";
  };
  private static final Act CHECK = (cx, things, task) -> {
    cx.checkpoint();
    return ".";
  };


  private static Task<String, Exception> program(List<List<Act>> scripts, int capacity) {
    RegionOptions all = RegionOptions.named("all").withPolicy(Policy.COLLECT_ALL);
    return cx -> cx.<String>region(all, scope -> {
      Things things = new Things();
      things.cells.add(scope.open(Cell.of(0)));
      things.cells.add(scope.open(Cell.of(1)));
      things.locks.add(scope.open(Mutex.create()));
      things.semaphore = scope.open(Semaphore.of(1));
      Channel<Integer> channel = scope.open(capacity == 0 ? Channel.unbounded() : Channel.bounded(capacity));
      for (List<Act> script : scripts) {
        // an end that nobody uses would stay open when the others end
        things.in.add(script.contains(SEND) || script.contains(RESERVE) ? channel.sender() : null);
        things.out.add(script.contains(RECEIVE) || script.contains(GLANCE) ? channel.receiver() : null);
      }
      int body = scripts.size() - 1;
      for (int task = 0; task < body; task++) {
        int me = task;
        things.tasks.add(scope.spawn(c -> told(c, scripts.get(me), things, me)));
      }
      StringBuilder said = new StringBuilder(told(scope.cx(), scripts.get(body), things, body));
      things.tasks.forEach(task -> said.append(word(task.join())).append(' '));
      things.cells.forEach(cell -> said.append(cell.get(scope.cx())));
      return said.toString();
    }).orThrow();
  }

  private static String told(Cx cx, List<Act> script, Things things, int me) {
    StringBuilder seen = new StringBuilder();
    for (Act act : script) {
      seen.append(act.run(cx, things, me));
    }
    return seen.toString();
  }

  private static String word(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?>(Object value) -> String.valueOf(value);
      case Outcome.Err<?, ?>(Exception error) -> error.getClass().getSimpleName();
      case Outcome.Cancelled<?, ?>(CancelReason reason) -> reason.kind().name();
      case Outcome.Panicked<?, ?>(Throwable cause) -> cause.getClass().getSimpleName();
    };
  }

  /**
   * Compares programs.
   *
   * @param acts what the tasks do, drawn
   * @param ofBody what the body does when it has started them
   * @param lengths how many acts each task does
   */
  private static void compare(long seed, int programs, List<Act> acts, List<Act> ofBody, int... lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    int ends = 0;
    int compared = 0;
    for (int program = 0; program < programs; program++) {
      List<List<Act>> scripts = new ArrayList<>();
      List<List<Integer>> drawn = new ArrayList<>();
      for (int length : lengths) {
        List<Integer> numbers = random.ints(length, 0, acts.size()).boxed().toList();
        drawn.add(numbers);
        scripts.add(numbers.stream().map(acts::get).toList());
      }
      scripts.add(ofBody);
      int capacity = random.nextInt(3);
      Task<String, Exception> task = program(scripts, capacity);
      Set<String> all = new TreeSet<>();
      if (!Exploring.everyEnd(task, MOST, ofBody.isEmpty(), all)) {
        continue;
      }
      Set<String> each = new TreeSet<>();
      Exploring.eachEnd(task, each);
      assertThat(each).as("program %d of %s with capacity %d", program, drawn, capacity).isEqualTo(all);
      ends += all.size();
      compared++;
    }
    assertThat(compared).isGreaterThan(programs / 2);
    assertThat(ends).isGreaterThan(compared);
  }

  @Test
  void cells_come_to_every_end() {
    compare(1, 40, List.of(READ, WRITE, ADD), List.of(), 3, 2);
  }

  @Test
  void locks_come_to_every_end() {
    compare(2, 40, List.of(LOCKED, LOCKED, TRY, ADD, ENTER), List.of(), 2, 2);
  }

  @Test
  void channels_come_to_every_end() {
    compare(3, 40, List.of(SEND, SEND, RECEIVE, RECEIVE, WRITE, READ), List.of(), 2, 3);
    compare(4, 20, List.of(SEND, SEND, RECEIVE, RECEIVE), List.of(), 1, 1, 2);
  }

  @Test
  void all_that_channels_can_do_comes_to_every_end() {
    compare(5, 40, List.of(SEND, RESERVE, RECEIVE, GLANCE, WRITE, READ), List.of(), 2, 2);
    compare(11, 30, List.of(RESERVE, RESERVE, RECEIVE, RECEIVE, WRITE, READ), List.of(), 2, 3);
    compare(12, 30, List.of(RESERVE, SEND, RECEIVE), List.of(), 2, 2);
    compare(13, 20, List.of(RESERVE, SEND, RECEIVE), List.of(), 1, 1, 1);
  }

  @Test
  void cancelled_tasks_come_to_every_end() {
    compare(6, 30, List.of(CHECK, LOCKED, ADD, WRITE), List.of(CANCEL), 2);
    compare(7, 30, List.of(LOCKED, RECEIVE, SEND, ADD), List.of(CANCEL), 1, 1);
    compare(8, 30, List.of(LOCKED, TRY, ADD), List.of(CANCEL, LOCKED, READ), 2);
    compare(9, 30, List.of(RECEIVE, SEND, ADD), List.of(CANCEL, SEND), 2);
    compare(10, 30, List.of(RECEIVE, RESERVE, ENTER), List.of(CANCEL, GLANCE), 2);
  }
}
