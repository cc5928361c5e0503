package dev.asupersync.examples.orderdesk;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.combine.Hedge;
import dev.asupersync.combine.Retry;
import dev.asupersync.sync.Pool;
import dev.asupersync.sync.PoolLease;
import dev.asupersync.sync.PoolOptions;
import java.time.Duration;

/** Those whom the desk depends on: sometimes slow, sometimes busy, sometimes unable. */
final class Suppliers {

  private static final Retry PATIENTLY =
      Retry.DEFAULT
          .withAttempts(3)
          .withBackoff(Duration.ofMillis(10), 2)
          .onlyWhen(error -> error instanceof OrderException order && order.isPassing());

  private static final Duration LONG_FOR_A_PRICE = Duration.ofMillis(30);

  private final Pool<String> forklifts;

  private Suppliers(Pool<String> forklifts) {
    this.forklifts = forklifts;
  }

  static Suppliers open(Scope<?> scope) {
    return new Suppliers(
        scope.open(
            Pool.<String>of(_ -> "forklift", _ -> {}).named("forklifts").with(PoolOptions.DEFAULT.withSize(0, 6))));
  }

  /** Fetches the pieces: a few forklifts do it all, and one in forty times something stands in their way. */
  void fetch(Cx cx, Order order) throws OrderException {
    try (PoolLease<String> forklift = forklifts.acquire(cx)) {
      cx.trace(forklift.value() + " fetches " + order.pieces() + " pieces");
      pause(cx, 5, 25);
      if (oneIn(cx, 40)) {
        pause(cx, 300, 400);
      }
    }
    if (oneIn(cx, 25)) {
      throw OrderException.refused("not on stock");
    }
  }

  /** The price of a piece. Who is near answers at once, most of the time; if not, who is far is asked as well. */
  long price(Cx cx, Order order) throws OrderException {
    long all = Hedge.of(
        cx, OrderException.class, LONG_FOR_A_PRICE,
        c -> {
          pause(c, 2, 12);
          if (oneIn(c, 12)) {
            pause(c, 80, 200);
          }
          return 1_999L * order.pieces();
        },
        c -> {
          pause(c, 25, 45);
          return 2_049L * order.pieces();
        }).orThrow();
    return all / order.pieces();
  }

  /** Takes the money. The bank is often busy for a moment, and sometimes there is none to take. */
  void charge(Cx cx, long cents) throws OrderException {
    PATIENTLY.run(cx, OrderException.class, c -> {
      pause(c, 5, 15);
      if (oneIn(c, 8)) {
        throw OrderException.busy("the bank");
      }
      if (oneIn(c, 50)) {
        throw OrderException.refused("no money for " + cents + " cents");
      }
      return cents;
    }).orThrow();
  }

  private static void pause(Cx cx, int fromMillis, int toMillis) {
    cx.sleep(Duration.ofMillis(cx.random().nextInt(fromMillis, toMillis)));
  }

  private static boolean oneIn(Cx cx, int times) {
    return cx.random().nextInt(times) == 0;
  }
}
