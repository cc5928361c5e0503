package dev.asupersync.benchmarks.lost;

import dev.asupersync.benchmarks.peer.Coroutine;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.TimeoutKt;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import org.jspecify.annotations.Nullable;

/** Channels of kotlinx.coroutines, without a handler for undelivered elements, as they are made by default. */
final class KotlinxSubjects {

  /** A suspending function. */
  private interface Receiving {
    @Nullable Object from(Channel<Integer> channel, Continuation<? super Integer> then);
  }

  private KotlinxSubjects() {}

  static List<Subject> all() {
    return List.of(
        new Subject(
            "kotlinx receive(), job.cancel()", false, race -> round((from, then) -> from.receive(then), false, race)),
        new Subject("kotlinx withTimeoutOrNull(1 ms) { receive() }", true, race -> round(
            (from, then) -> TimeoutKt.<Integer>withTimeoutOrNull(
                Race.TIMEOUT_MILLIS, (_, inner) -> from.receive(inner), then),
            true, race)));
  }

  @SuppressWarnings("deprecation") // see offer
  private static Place round(Receiving receiving, boolean timed, Race race) throws InterruptedException {
    Channel<Integer> channel = ChannelKt.Channel(1, BufferOverflow.SUSPEND, null);
    AtomicBoolean waiting = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    @Nullable Object[] received = new Object[1];
    Job job =
        BuildersKt.launch(
            GlobalScope.INSTANCE, Dispatchers.getDefault(), CoroutineStart.DEFAULT,
            (_, completion) -> new Receiver(channel, receiving, waiting, received, completion).start());
    job.invokeOnCompletion(_ -> {
      ended.countDown();
      return Unit.INSTANCE;
    });
    boolean accepted =
        timed
            ? race.runTimed(waiting, () -> offer(channel))
            : race.run(waiting, () -> offer(channel), () -> job.cancel(null));
    ended.await();
    return Place.of((Integer) received[0], channel.poll() != null, accepted);
  }

  /** Deprecated for Kotlin; the new names cannot be written in Java. */
  @SuppressWarnings("deprecation")
  private static boolean offer(Channel<Integer> channel) {
    return channel.offer(1);
  }

  private static final class Receiver extends Coroutine {

    private final Channel<Integer> channel;
    private final Receiving receiving;
    private final AtomicBoolean waiting;
    private final @Nullable Object[] received;
    private boolean started;

    Receiver(
        Channel<Integer> channel,
        Receiving receiving,
        AtomicBoolean waiting,
        @Nullable Object[] received,
        Continuation<?> completion) {
      super(completion);
      this.channel = channel;
      this.receiving = receiving;
      this.waiting = waiting;
      this.received = received;
    }

    @Override
    protected Object resume(@Nullable Object result) {
      Object next = result;
      if (!started) {
        started = true;
        waiting.set(true);
        next = receiving.from(channel, this);
        if (next == SUSPENDED) {
          return SUSPENDED;
        }
      }
      received[0] = next;
      return Unit.INSTANCE;
    }
  }
}
