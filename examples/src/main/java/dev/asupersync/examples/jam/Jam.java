package dev.asupersync.examples.jam;

import dev.asupersync.Action;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import dev.asupersync.sync.Barrier;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import java.time.Duration;
import java.util.List;

/**
 * A shop in which much goes wrong, each thing for a finding of the debug page: couriers who are too slow, so that
 * parcels pile up; two clerks who take two locks in opposite order; a promotion that is over and does not hear it; a
 * permit that is forgotten; and a crowd that waits for a sale.
 */
public final class Jam implements Program {

  private static final int CUSTOMERS = 12;
  private static final int PACKERS = 6;
  private static final int CROWD = 2_000;

  /** For {@code ServiceLoader}. */
  public Jam() {}

  @Override
  public String name() {
    return "jam";
  }

  @Override
  public String summary() {
    return "A shop in which much goes wrong, to be looked at with --debug. Argument: for how many seconds (60).";
  }

  @Override
  public String run(Cx cx, Invocation invocation) {
    Duration time = Duration.ofSeconds(seconds(invocation.arguments()));
    cx.region(RegionOptions.named("shop"), shop -> {
      Channel<String> orders = shop.open(Channel.<String>bounded(32).named("orders"));
      Channel<String> parcels = shop.open(Channel.<String>bounded(8).named("parcels"));
      part(shop, "sales", c -> sell(c, orders));
      part(shop, "packing", c -> pack(c, orders, parcels));
      part(shop, "delivery", c -> deliver(c, parcels.receiver()));
      part(shop, "accounts", Jam::countBothWays);
      part(shop, "promotion", Jam::promote);
      part(shop, "street", Jam::wait);
      shop.cx().sleep(time);
      shop.cancel(CancelReason.user("the shop closes"));
      return null;
    });
    return "The shop is closed.";
  }

  private static long seconds(List<String> arguments) {
    String given = arguments.isEmpty() ? "60" : arguments.getFirst();
    if (arguments.size() > 1 || !given.matches("[1-9]\\d{0,5}")) {
      throw new UsageException("it takes one number of seconds, 1 to 999999, and got " + arguments + ".");
    }
    return Long.parseLong(given);
  }

  /** A task that opens a region of its own: {@code shop/sales}. */
  private static void part(Scope<RuntimeException> shop, String name, Action<RuntimeException> work) {
    shop.launch(TaskOptions.named(name + " lead"), work);
  }

  private static void sell(Cx cx, Channel<String> orders) {
    cx.region(RegionOptions.named("sales"), sales -> {
      for (int i = 0; i < CUSTOMERS; i++) {
        Sender<String> out = orders.sender();
        String customer = "customer " + i;
        sales.launch(TaskOptions.named(customer), c -> {
          for (int order = 1; ; order++) {
            c.checkpoint("order " + order);
            out.send(c, customer + " wants " + order);
            c.sleep(Duration.ofMillis(40));
          }
        });
      }
      return null;
    });
  }

  private static void pack(Cx cx, Channel<String> orders, Channel<String> parcels) {
    cx.region(RegionOptions.named("packing"), packing -> {
      for (int i = 0; i < PACKERS; i++) {
        Receiver<String> in = orders.receiver();
        Sender<String> out = parcels.sender();
        packing.launch(TaskOptions.named("packer " + i), c -> {
          while (true) {
            String order = in.recv(c);
            try (var room = out.reserve(c)) {
              c.sleep(Duration.ofMillis(20));
              room.send(order);
            }
          }
        });
      }
      packing.launch(TaskOptions.named("forgetful packer"), c -> {
        c.sleep(Duration.ofMillis(300));
        parcels.sender().reserve(c); // never sent, never given back: a leak, and on purpose
      });
      return null;
    });
  }

  /** Too slow for what is packed: the parcels fill up, and everybody behind them waits. */
  private static void deliver(Cx cx, Receiver<String> parcels) {
    cx.region(RegionOptions.named("delivery"), delivery -> {
      delivery.launch(TaskOptions.named("courier"), c -> {
        while (true) {
          c.checkpoint(parcels.recv(c));
          c.sleep(Duration.ofMillis(400));
        }
      });
      return null;
    });
  }

  /** One takes the stock and wants the ledger; the other has the ledger and wants the stock. */
  private static void countBothWays(Cx cx) {
    cx.region(RegionOptions.named("accounts"), accounts -> {
      Mutex stock = accounts.open(Mutex.create().named("stock"));
      Mutex ledger = accounts.open(Mutex.create().named("ledger"));
      Barrier bothHaveOne = accounts.open(Barrier.of(2));
      accounts.launch(TaskOptions.named("stock clerk"), c -> lockBoth(c, stock, ledger, bothHaveOne));
      accounts.launch(TaskOptions.named("bookkeeper"), c -> lockBoth(c, ledger, stock, bothHaveOne));
      return null;
    });
  }

  private static void lockBoth(Cx cx, Mutex first, Mutex second, Barrier both) {
    try (var _ = first.lock(cx)) {
      both.await(cx);
      try (var _ = second.lock(cx)) {
        cx.checkpoint("both at last");
      }
    }
  }

  /** Its time is over after two seconds, but it is masked and does not hear it. */
  private static void promote(Cx cx) {
    cx.region(RegionOptions.named("promotion").withTimeout(Duration.ofSeconds(2)), promotion -> {
      promotion.launch(TaskOptions.named("loudspeaker"), c -> {
        try (var _ = c.mask()) {
          c.sleep(Duration.ofSeconds(25));
        }
      });
      promotion.launch(TaskOptions.named("poster"), c -> c.sleep(Duration.ofHours(1)));
      return null;
    });
  }

  private static void wait(Cx cx) {
    cx.region(RegionOptions.named("street"), street -> {
      Notify sale = street.open(Notify.create().named("sale"));
      for (int i = 0; i < CROWD; i++) {
        street.launch(TaskOptions.named("passer-by " + i), sale::await);
      }
      return null;
    });
  }
}
