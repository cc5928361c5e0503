package dev.asupersync.lab.selftest;

import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.combine.Race;
import dev.asupersync.obligation.Permit;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.time.Duration;
import java.util.EnumSet;

/** A program that has some of everything that there are rules about, and keeps them all. */
final class Showcase {

  static final Task<String, Exception> PROGRAM = Showcase::run;

  private Showcase() {}

  private static String run(Cx cx) {
    cx.region(RegionOptions.named("work").withTimeout(Duration.ofSeconds(10)), scope -> {
      channel(scope);
      locks(scope);
      scope.launch(TaskOptions.named("racer"), c -> Race.of(
          c, Showcase::quick, Showcase::slow));
      scope.launch(TaskOptions.named("masked"), Showcase::masked);
      finalizers(scope);
      cancelled(scope);
      return null;
    });
    cx.trace("done");
    return "done";
  }

  private static void channel(Scope<RuntimeException> scope) {
    Channel<String> orders = scope.open(Channel.<String>bounded(1).named("orders"));
    Sender<String> out = orders.sender();
    Receiver<String> in = orders.receiver();
    TaskHandle<?, RuntimeException> clerk = scope.launch(TaskOptions.named("clerk"), c -> c.sleep(Duration.ofHours(1)));
    scope.launch(TaskOptions.named("sender"), c -> {
      try (out) {
        for (int i = 0; i < 3; i++) {
          try (Permit<String> slot = out.reserve(c)) {
            slot.send("order " + i);
          }
        }
        out.reserve(c).transfer(clerk);
        clerk.cancel(CancelReason.user("not needed"));
      }
    });
    scope.launch(TaskOptions.named("receiver"), c -> {
      Cx less = c.restrict(EnumSet.of(Capability.TIME));
      try {
        in.forEach(less, _ -> less.sleep(Duration.ofMillis(1)));
      } catch (ChannelClosedException over) {
        c.trace("over");
      }
    });
  }

  private static void locks(Scope<RuntimeException> scope) {
    Mutex mutex = scope.open(Mutex.create().named("till"));
    for (int i = 0; i < 2; i++) {
      scope.launch(TaskOptions.named("teller" + i), c -> {
        try (Guard _ = mutex.lock(c)) {
          c.sleep(Duration.ofMillis(2));
        }
      });
    }
  }

  private static String quick(Cx cx) {
    cx.sleep(Duration.ofMillis(1));
    return "quick";
  }

  private static String slow(Cx cx) {
    cx.sleep(Duration.ofHours(1));
    return "slow";
  }

  private static void masked(Cx cx) {
    try (Mask _ = cx.mask()) {
      cx.region(RegionOptions.named("quiet"), inner -> {
        try (Mask _ = inner.cx().mask()) {
          inner.cx().checkpoint();
        }
        return null;
      });
    }
  }

  private static void finalizers(Scope<RuntimeException> scope) {
    scope.launch(TaskOptions.named("tidy"), c -> c.region(RegionOptions.named("tidied"), inner -> {
      inner.defer(f -> f.trace("first in"));
      inner.defer(f -> f.trace("last in"));
      return null;
    }));
  }

  /** A region in a region, both cancelled from above. */
  private static void cancelled(Scope<RuntimeException> scope) {
    TaskHandle<?, RuntimeException> victim = scope.launch(TaskOptions.named("victim"), c ->
        c.region(RegionOptions.named("outer"), outer -> outer.cx().region(RegionOptions.named("inner"), inner -> {
          inner.launch(TaskOptions.named("sleeper"), d -> d.sleep(Duration.ofHours(1)));
          inner.cx().sleep(Duration.ofHours(1));
          return null;
        })));
    scope.cx().sleep(Duration.ofMillis(3));
    victim.cancel(CancelReason.user("enough"));
    victim.join();
  }
}
