package dev.asupersync.prod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.spi.Lane;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandSpec;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only production promises; the rest is the contract of every interpretation. */
class ProdInterpretationTest {

  private final ProdInterpretation prod = ProdInterpretation.open();

  @AfterEach
  void close() {
    prod.close();
  }

  @Test
  void a_strand_is_a_virtual_thread_with_the_name_of_its_strand() {
    AtomicReference<Thread> seen = new AtomicReference<>();

    prod.run(spec(1, "checkout/mailer T7"), self -> seen.set(Thread.currentThread()), () -> {});

    assertThat(seen.get().isVirtual()).isTrue();
    assertThat(seen.get().getName()).isEqualTo("checkout/mailer T7");
  }

  @Test
  void no_inheritable_value_travels_but_the_class_loader_does() {
    InheritableThreadLocal<String> ambient = new InheritableThreadLocal<>();
    ambient.set("leaked");
    AtomicReference<String> inherited = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();
    ClassLoader mine = new ClassLoader("mine", getClass().getClassLoader()) {};
    Thread.currentThread().setContextClassLoader(mine);

    prod.run(spec(1, "root"), self -> {
      inherited.set(ambient.get());
      loader.set(Thread.currentThread().getContextClassLoader());
    }, () -> {});

    assertThat(inherited.get()).isNull();
    assertThat(loader.get()).isSameAs(mine);
  }

  @Test
  void a_start_that_fails_leaves_nothing_to_wait_for() {
    AtomicInteger made = new AtomicInteger();
    ProdInterpretation outOfThreads = new ProdInterpretation(strand -> {
      if (made.incrementAndGet() == 2) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return VirtualStrand.newThread(strand);
    });
    AtomicReference<Throwable> refused = new AtomicReference<>();
    AtomicBoolean ran = new AtomicBoolean();

    outOfThreads.run(spec(1, "root"), self -> {
      try {
        outOfThreads.start(spec(1, "child"), child -> ran.set(true));
      } catch (OutOfMemoryError e) {
        refused.set(e);
      }
    }, () -> {});

    assertThat(refused.get()).isInstanceOf(OutOfMemoryError.class);
    assertThat(ran).isFalse();
  }

  @Test
  void a_run_whose_root_cannot_start_throws_and_its_number_can_be_used_again() {
    AtomicBoolean fail = new AtomicBoolean(true);
    ProdInterpretation once = new ProdInterpretation(strand -> {
      if (fail.getAndSet(false)) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return VirtualStrand.newThread(strand);
    });
    AtomicBoolean ran = new AtomicBoolean();

    assertThatThrownBy(() -> once.run(spec(1, "root"), self -> {}, () -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    once.run(spec(1, "root"), self -> ran.set(true), () -> {});

    assertThat(ran).isTrue();
  }

  @Test
  void run_does_not_wait_for_a_strand_that_was_abandoned() throws InterruptedException {
    CountDownLatch foreign = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);

    prod.run(spec(1, "root"), self -> {
      Strand stuck = prod.start(spec(1, "stuck"), child -> {
        awaitThroughInterrupts(foreign);
        ended.countDown();
      });
      stuck.abandon();
      stuck.abandon();
    }, () -> {});

    assertThat(ended.getCount()).isEqualTo(1);
    foreign.countDown();
    ended.await();
  }

  @Test
  void an_unpark_is_remembered_though_foreign_code_uses_up_the_permit_of_the_thread() {
    prod.run(spec(1, "root"), self -> {
      self.unpark();
      LockSupport.unpark(Thread.currentThread());
      LockSupport.park();

      self.park();
    }, () -> {});
  }

  @Test
  void a_park_uses_up_an_interrupt_so_that_it_does_not_spin() {
    AtomicBoolean left = new AtomicBoolean(true);

    prod.run(spec(1, "root"), self -> {
      self.interrupt();
      prod.alarm(prod.nanoTime() + 5_000_000, self::unpark);
      self.park();
      left.set(Thread.currentThread().isInterrupted());
    }, () -> {});

    assertThat(left).isFalse();
  }

  @Test
  void an_interrupt_reaches_code_that_blocks_outside_the_runtime() {
    AtomicBoolean interrupted = new AtomicBoolean();

    prod.run(spec(1, "root"), self -> {
      self.interrupt();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.set(true);
      }
    }, () -> {});

    assertThat(interrupted).isTrue();
  }

  @Test
  void the_stack_of_a_strand_can_be_seen_from_outside() {
    AtomicReference<StackTraceElement[]> stack = new AtomicReference<>();

    prod.run(spec(1, "root"), self -> stack.set(self.stackTrace()), () -> {});

    assertThat(Arrays.stream(stack.get()).map(StackTraceElement::getClassName))
        .contains(VirtualStrand.class.getName());
  }

  @Test
  void runs_go_on_side_by_side() {
    CountDownLatch both = new CountDownLatch(2);
    Thread other = Thread.ofVirtual().start(() ->
        prod.run(spec(2, "other"), self -> meet(both), () -> {}));

    prod.run(spec(1, "root"), self -> meet(both), () -> {});

    assertThat(both.getCount()).isZero();
    joinThroughInterrupts(other);
  }

  @Test
  void seeds_differ() {
    assertThat(prod.nextSeed()).isNotEqualTo(prod.nextSeed());
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    awaitThroughInterrupts(both);
  }

  private static void awaitThroughInterrupts(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException goOn) {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }

  private static void joinThroughInterrupts(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static StrandSpec spec(long run, String name) {
    return new StrandSpec(run, 1, name, Lane.READY, Long.MAX_VALUE);
  }
}
