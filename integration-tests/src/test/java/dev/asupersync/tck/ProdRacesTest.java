package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only several processors show: between two schedule points the lab runs nothing else. */
@Timeout(120)
class ProdRacesTest {

  private static final int ROUNDS = 10_000;

  /** The receiver may be told first and close; what the sender must learn is that it is cancelled as well. */
  @Test
  void a_request_on_its_way_comes_before_the_end_of_a_channel() {
    AtomicInteger passed = new AtomicInteger();
    try (Kernel runtime = Kernel.open("prod", Wirings.prod(), KernelSettings.DEFAULT)) {
      for (int round = 0; round < ROUNDS; round++) {
        boolean below = round % 2 == 0;
        int turns = round % 200;

        Outcome<?, ?> ended = runtime.run(cx -> cx.region(scope -> {
          pump(scope, below);
          for (int i = 0; i < turns; i++) {
            passed.incrementAndGet();
          }
          scope.cancel(CancelReason.user("enough"));
          return "";
        }).orThrow());

        assertThat(ended).as("round " + round).isInstanceOf(Outcome.Cancelled.class);
      }
    }
  }

  private static void pump(Scope<RuntimeException> scope, boolean below) {
    Channel<Integer> channel = scope.open(Channel.bounded(2));
    Receiver<Integer> in = channel.receiver();
    Sender<Integer> out = channel.sender();
    scope.launch(c -> {
      while (true) {
        in.recv(c);
      }
    });
    scope.launch(c -> {
      if (below) {
        c.region(inner -> {
          inner.launch(d -> send(d, out));
          return "";
        }).orThrow();
      } else {
        send(c, out);
      }
    });
  }

  private static void send(Cx cx, Sender<Integer> out) {
    while (true) {
      out.send(cx, 1);
    }
  }

  /** Holds a request up between the region above, where the receiver is, and the one below, where the sender is. */
  private static final class Postman implements RuntimeObserver {

    private final CountDownLatch learned = new CountDownLatch(1);

    @Override
    public Set<Hook> hooks() {
      return Set.of(Hook.REGION_CANCELLED);
    }

    @Override
    public void onRegionCancelled(RegionInfo region, CancelReason reason) {
      if (region.name().equals("below")) {
        try {
          learned.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Test
  void whoever_sees_what_a_request_did_above_gets_the_request() {
    Postman postman = new Postman();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Kernel runtime = Kernel.open("prod", Wirings.prod().observedBy(postman), KernelSettings.DEFAULT)) {
      runtime.run(cx -> cx.region(scope -> {
        Channel<Integer> channel = scope.open(Channel.bounded(2));
        Receiver<Integer> in = channel.receiver();
        Sender<Integer> out = channel.sender();
        scope.launch(c -> c.region(RegionOptions.named("below"), inner -> {
          inner.launch(d -> {
            try {
              send(d, out);
            } catch (RuntimeException | Error e) {
              thrown.set(e);
              postman.learned.countDown();
              throw e;
            }
          });
          return "";
        }).orThrow());
        scope.launch(c -> {
          while (true) {
            in.recv(c);
          }
        });
        scope.launch(c -> {
          c.sleep(Duration.ofMillis(20));
          scope.cancel(CancelReason.user("enough"));
        });
        return "";
      }));
    }

    assertThat(thrown.get()).isInstanceOf(CancelledError.class);
  }

  /** An observer that is called under the lock of a region and blocks there. */
  private static final class Doorman implements RuntimeObserver {

    private final ReentrantLock door = new ReentrantLock();
    private final CountDownLatch entered = new CountDownLatch(1);

    @Override
    public Set<Hook> hooks() {
      return Set.of(Hook.SPAWN);
    }

    @Override
    public void onSpawn(TaskInfo task) {
      if (task.name().equals("last")) {
        entered.countDown();
        door.lock();
        door.unlock();
      }
    }
  }

  @Test
  void whoever_blocks_outside_while_holding_a_lock_of_the_kernel_gets_back_in() throws InterruptedException {
    int others = 4 * Runtime.getRuntime().availableProcessors();
    Doorman doorman = new Doorman();
    CountDownLatch started = new CountDownLatch(others);
    CountDownLatch leaving = new CountDownLatch(others);
    AtomicInteger ended = new AtomicInteger();
    doorman.door.lock();
    Thread program = Thread.ofPlatform().start(() -> {
      try (Kernel runtime = Kernel.open("prod", Wirings.prod().observedBy(doorman), KernelSettings.DEFAULT)) {
        runtime.run(cx -> cx.region(scope -> {
          for (int i = 0; i < others; i++) {
            scope.launch(c -> {
              started.countDown();
              await(doorman.entered);
              leaving.countDown(); // and the end of a task takes the lock of its region
              ended.incrementAndGet();
            });
          }
          await(started);
          scope.launch(TaskOptions.named("last"), c -> ended.incrementAndGet());
          return "";
        }));
      }
    });
    leaving.await();
    doorman.door.unlock();
    program.join();

    assertThat(ended).hasValue(others + 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
