package dev.asupersync.examples.transfers;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tellers who move money at the same time.
 *
 * <p>The right way: they send orders to the one task that owns the ledger, which does both sides of a transfer
 * between two cancel points. The buggy way: each reads a balance and writes it back, over whatever came in between.
 */
final class Bank {

  private final Ledger ledger;
  private final int tellers;
  private final int transfersEach;
  private final OptionalLong cancelAfter;

  Bank(Ledger ledger, int tellers, int transfersEach, OptionalLong cancelAfter) {
    this.ledger = ledger;
    this.tellers = tellers;
    this.transfersEach = transfersEach;
    this.cancelAfter = cancelAfter;
  }

  Outcome<@Nullable Void, RuntimeException> run(Cx cx) {
    return cx.<@Nullable Void>region(RegionOptions.named("bank"), scope -> {
      Channel<Transfer> orders = scope.open(Channel.<Transfer>bounded(4).named("orders"));
      Receiver<Transfer> in = orders.receiver();
      // Every end is made before the first teller: one who is done at once would close the channel for the rest.
      List<Sender<Transfer>> outs = Stream.generate(orders::sender).limit(tellers).toList();
      for (Sender<Transfer> out : outs) {
        scope.launch(TaskOptions.named("teller"), c -> order(c, out));
      }
      scope.launch(TaskOptions.named("ledger"), c -> {
        try (in) {
          in.forEach(c, transfer -> {
            ledger.apply(c, transfer);
            cancelWhenDue(c, scope);
          });
        }
      });
      return null;
    });
  }

  private void order(Cx cx, Sender<Transfer> out) {
    try (out) {
      for (int i = 0; i < transfersEach; i++) {
        try (Permit<Transfer> slot = out.reserve(cx)) {
          slot.send(next(cx.random()));
        }
      }
    }
  }

  Outcome<@Nullable Void, RuntimeException> runWithBug(Cx cx) {
    return cx.<@Nullable Void>region(RegionOptions.named("bank"), scope -> {
      for (int i = 1; i <= tellers; i++) {
        scope.launch(TaskOptions.named("teller"), c -> overwrite(c, scope));
      }
      return null;
    });
  }

  private void overwrite(Cx cx, Scope<RuntimeException> scope) {
    for (int i = 0; i < transfersEach; i++) {
      Transfer transfer = next(cx.random());
      move(cx, transfer.from(), -transfer.amount());
      move(cx, transfer.to(), transfer.amount());
      ledger.count(cx);
      cancelWhenDue(cx, scope);
      cx.checkpoint();
    }
  }

  /** The bug: between reading and writing another teller may write. */
  private void move(Cx cx, int account, long amount) {
    ledger.set(cx, account, ledger.balance(cx, account) + amount);
  }

  private Transfer next(RandomGenerator random) {
    int from = random.nextInt(ledger.accounts());
    int to = (from + 1 + random.nextInt(ledger.accounts() - 1)) % ledger.accounts();
    return new Transfer(from, to, 1 + random.nextInt(100));
  }

  private void cancelWhenDue(Cx cx, Scope<RuntimeException> scope) {
    if (cancelAfter.isPresent() && ledger.transfers(cx) >= cancelAfter.getAsLong()) {
      scope.cancel(CancelReason.user("--cancel-after " + cancelAfter.getAsLong()));
    }
  }
}
