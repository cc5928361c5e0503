package dev.asupersync.benchmarks.lost;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Jox channels. They have no offer that never waits, so a buffered one is used, where it does not. */
final class JoxSubjects {

  private interface Receiving {
    Integer from(Channel<Integer> channel) throws Exception;
  }

  private JoxSubjects() {}

  static List<Subject> all() {
    return List.of(
        new Subject("Jox receive(), interrupt", false, race -> interrupt(Channel::receive, race)),
        new Subject(
            "Jox select(receive), interrupt", false,
            race -> interrupt(
                channel -> Select.select(
                    channel.receiveClause(), Channel.<Integer>newBufferedChannel(1).receiveClause()),
                race)),
        new Subject("Jox selectWithin(1 ms, receive)", true, JoxSubjects::timed));
  }

  private static Place interrupt(Receiving receiving, Race race) throws InterruptedException {
    Channel<Integer> channel = Channel.newBufferedChannel(1);
    AtomicBoolean waiting = new AtomicBoolean();
    @Nullable Integer[] received = new Integer[1];
    Thread receiver = start(channel, receiving, waiting, received);
    boolean accepted = race.run(waiting, () -> offer(channel), receiver::interrupt);
    receiver.join();
    return Place.of(received[0], isQueued(channel), accepted);
  }

  private static Place timed(Race race) throws InterruptedException {
    Channel<Integer> channel = Channel.newBufferedChannel(1);
    AtomicBoolean waiting = new AtomicBoolean();
    @Nullable Integer[] received = new Integer[1];
    Thread receiver =
        start(
            channel,
            from -> Select.selectWithin(Duration.ofMillis(Race.TIMEOUT_MILLIS), from.receiveClause()),
            waiting, received);
    boolean accepted = race.runTimed(waiting, () -> offer(channel));
    receiver.join();
    return Place.of(received[0], isQueued(channel), accepted);
  }

  private static Thread start(
      Channel<Integer> channel, Receiving receiving, AtomicBoolean waiting, @Nullable Integer[] received) {
    return Thread.ofVirtual().start(() -> {
      waiting.set(true);
      try {
        received[0] = receiving.from(channel);
      } catch (InterruptedException | TimeoutException cancelled) {
        // That is what is asked for.
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static boolean offer(Channel<Integer> channel) {
    try {
      channel.send(1);
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isQueued(Channel<Integer> channel) throws InterruptedException {
    return Select.select(channel.receiveClause(), Select.defaultClause(0)) != 0;
  }
}
