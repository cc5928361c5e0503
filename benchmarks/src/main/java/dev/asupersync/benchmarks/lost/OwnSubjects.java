package dev.asupersync.benchmarks.lost;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Asupersync's own channels. */
final class OwnSubjects {

  private interface Receiving {
    @Nullable Integer from(Cx cx, Receiver<Integer> in);
  }

  private static final CancelReason RACED = CancelReason.user("raced");

  private OwnSubjects() {}

  static List<Subject> all(CxRuntime runtime) {
    return List.of(
        new Subject("asupersync recv, cancel", false, race -> round(runtime, (cx, in) -> in.recv(cx), false, race)),
        new Subject("asupersync select(recv), cancel", false, race -> round(
            runtime,
            (cx, in) -> Select.<@Nullable Integer>first(
                cx, in.onRecv(m -> m), cx.after(Duration.ofMinutes(1), () -> null)),
            false, race)),
        new Subject("asupersync select(recv, after 1 ms)", true, race -> round(
            runtime,
            (cx, in) -> Select.<@Nullable Integer>first(
                cx, in.onRecv(m -> m), cx.after(Duration.ofMillis(Race.TIMEOUT_MILLIS), () -> null)),
            true, race)),
        new Subject("asupersync recv as a task's result, cancel, join", false, race -> result(runtime, race)));
  }

  private static Place round(CxRuntime runtime, Receiving receiving, boolean timed, Race race) {
    return runtime.run(cx -> cx.<Place>region(scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(1));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      Receiver<Integer> later = channel.receiver();
      AtomicBoolean waiting = new AtomicBoolean();
      @Nullable Integer[] received = new Integer[1];
      TaskHandle<?, ?> receiver = scope.launch(c -> {
        waiting.set(true);
        received[0] = receiving.from(c, in);
      });
      boolean accepted =
          timed
              ? race.runTimed(waiting, () -> out.trySend(scope.cx(), 1))
              : race.run(waiting, () -> out.trySend(scope.cx(), 1), () -> receiver.cancel(RACED));
      receiver.join();
      return Place.of(received[0], later.tryRecv(scope.cx()).isPresent(), accepted);
    }).orThrow()).orThrow();
  }

  /** As with a future: what a task made that was cancelled before it ended is not handed to who joins it. */
  private static Place result(CxRuntime runtime, Race race) {
    return runtime.run(cx -> cx.<Place>region(scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(1));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      Receiver<Integer> later = channel.receiver();
      AtomicBoolean waiting = new AtomicBoolean();
      TaskHandle<Integer, RuntimeException> receiver = scope.spawn(c -> {
        waiting.set(true);
        return in.recv(c);
      });
      boolean accepted =
          race.run(waiting, () -> out.trySend(scope.cx(), 1), () -> receiver.cancel(RACED));
      Integer received = receiver.join() instanceof Outcome.Ok<Integer, ?>(Integer message) ? message : null;
      return Place.of(received, later.tryRecv(scope.cx()).isPresent(), accepted);
    }).orThrow()).orThrow();
  }
}
