package dev.asupersync.examples.orderdesk;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Ack;
import dev.asupersync.obligation.Permit;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Customers who place orders, clerks who serve them, and a till that collects the receipts.
 *
 * <p>An order is a region with a deadline: whatever becomes of it, nothing of it is left running. A clerk takes
 * it on approval, so an order that nobody could finish goes back. However the day ends, every order that was placed
 * has one ending.
 */
final class Desk {

  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration UNTIL_A_CHANGE_OF_MIND = Duration.ofMillis(15);

  /** How the crowd goes up and down. */
  private static final double SECONDS_OF_A_TIDE = 40;

  private static final int LEAK_EVERY = 400;
  private static final int NOTHING_EVERY = 150;
  private static final int FICKLE_EVERY = 30;

  /**
   * How much there is to do.
   *
   * @param orders how many are placed; 0 for as many as come until it is stopped
   * @param perSecond how many come on average
   * @param bugs whether a receipt is forgotten now and then, and an order of nothing breaks the arithmetic
   */
  record Load(long orders, int perSecond, int clerks, boolean bugs) {}

  private final Load load;
  private final Day day;
  private final Consumer<String> progress;

  Desk(Load load, Day day, Consumer<String> progress) {
    this.load = load;
    this.day = day;
    this.progress = progress;
  }

  Outcome<Day, RuntimeException> open(Cx cx) {
    return cx.region(RegionOptions.named("desk"), scope -> {
      Suppliers suppliers = Suppliers.open(scope);
      Channel<Order> orders =
          scope.open(Channel.<Order>bounded(16).named("orders").onUndelivered(_ -> day.end(Ending.HANDED_BACK)));
      Channel<Receipt> receipts = scope.open(Channel.<Receipt>bounded(16).named("receipts"));

      // Every end is made before the first task: one that ended early would close the channel for the rest.
      Sender<Order> door = orders.sender();
      Receiver<Receipt> till = receipts.receiver();
      List<Receiver<Order>> ins = Stream.generate(orders::receiver).limit(load.clerks()).toList();
      List<Sender<Receipt>> outs = Stream.generate(receipts::sender).limit(load.clerks()).toList();

      scope.launch(TaskOptions.named("customers"), c -> come(c, door));
      for (int i = 0; i < load.clerks(); i++) {
        Receiver<Order> in = ins.get(i);
        Sender<Receipt> out = outs.get(i);
        scope.launch(TaskOptions.named("clerk"), c -> serve(c, suppliers, in, receipts, out));
      }
      scope.launch(TaskOptions.named("till"), c -> {
        try (till) {
          till.forEach(c, _ -> day.receipt());
        }
      });
      return day;
    });
  }

  /** Waits at the door when the queue is full: who comes too often is slowed down, and nothing is lost. */
  private void come(Cx cx, Sender<Order> door) {
    long from = cx.nanoTime();
    try (door) {
      while (load.orders() == 0 || day.placed() < load.orders()) {
        double tide = 1 + 0.7 * Math.sin(2 * Math.PI * (cx.nanoTime() - from) / 1e9 / SECONDS_OF_A_TIDE);
        cx.sleep(Duration.ofNanos((long) (cx.random().nextExponential() * 1e9 / (load.perSecond() * tide))));
        try (Permit<Order> slot = door.reserve(cx)) {
          slot.send(next(day.place(), cx));
        }
      }
    }
  }

  private Order next(long number, Cx cx) {
    int pieces = load.bugs() && number % NOTHING_EVERY == 0 ? 0 : cx.random().nextInt(1, 10);
    return new Order(number, pieces, cx.random().nextInt(FICKLE_EVERY) == 0);
  }

  private void serve(
      Cx cx, Suppliers suppliers, Receiver<Order> in, Channel<Receipt> receipts, Sender<Receipt> open) {
    try (in; open) {
      open.own(cx); // as long as a clerk is there, receipts may come
      while (true) {
        try (Ack<Order> order = in.recvAck(cx)) {
          Ending how = handle(cx, suppliers, order.message(), receipts);
          order.commit();
          day.end(how);
          progress.accept(day.toString());
        }
      }
    } catch (ChannelClosedException closed) {
      cx.trace("nobody comes any more: " + closed.code());
    }
  }

  private Ending handle(Cx cx, Suppliers suppliers, Order order, Channel<Receipt> receipts) {
    Outcome<Receipt, OrderException> outcome = cx.region(
        OrderException.class, RegionOptions.named("order").withTimeout(PATIENCE),
        scope -> {
          TaskHandle<?, OrderException> goods =
              scope.launch(TaskOptions.named("fetch"), c -> suppliers.fetch(c, order));
          TaskHandle<Long, OrderException> price =
              scope.spawn(TaskOptions.named("price"), c -> suppliers.price(c, order));
          TaskHandle<?, OrderException> customer =
              scope.launch(TaskOptions.named("customer"), c -> wait(c, order, scope));
          long cents = price.join().orThrow() * order.pieces();
          goods.join().orThrow();
          suppliers.charge(scope.cx(), cents);
          Receipt receipt = new Receipt(order.number(), cents);
          scope.launch(TaskOptions.named("receipt"), c -> write(c, receipts, receipt));
          customer.cancel(CancelReason.user("served"));
          return receipt;
        });
    cx.checkpoint(); // stopped from outside: the order goes back with its ack
    return switch (outcome) {
      case Outcome.Ok(_) -> Ending.DELIVERED;
      case Outcome.Err(_) -> Ending.REFUSED;
      case Outcome.Cancelled(var why) -> why.kind().isTimeExceeded() ? Ending.TOO_LATE : Ending.CALLED_OFF;
      case Outcome.Panicked(_) -> Ending.BROKEN;
    };
  }

  private static void wait(Cx cx, Order order, Scope<OrderException> scope) {
    cx.sleep(order.fickle() ? UNTIL_A_CHANGE_OF_MIND : PATIENCE);
    if (order.fickle()) {
      scope.cancel(CancelReason.user("the customer has changed their mind"));
    }
  }

  private void write(Cx cx, Channel<Receipt> receipts, Receipt receipt) {
    try (Sender<Receipt> out = receipts.sender()) {
      Permit<Receipt> slot = out.reserve(cx);
      if (load.bugs() && receipt.order() % LEAK_EVERY == 0) {
        return; // the bug: the place is neither filled nor given back
      }
      try (slot) {
        slot.send(receipt);
      }
    }
  }
}
