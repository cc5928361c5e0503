package dev.asupersync.lab;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Programs that the tests run in the lab. */
final class Programs {

  private Programs() {}

  /** A bit of everything: channels, timeouts, cancellation, random numbers, finalizers, nested regions. */
  static final Task<String, Exception> MIXED = cx -> {
    List<String> log = new ArrayList<>();
    cx.region(RegionOptions.named("outer"), scope -> {
      Channel<Integer> numbers = scope.open(Channel.<Integer>bounded(2).named("numbers"));
      scope.defer(c -> log.add("closed"));
      for (int i = 0; i < 3; i++) {
        Sender<Integer> end = numbers.sender();
        int first = i * 10;
        scope.launch(TaskOptions.named("producer" + i), c -> produce(c, end, first));
      }
      Receiver<Integer> end = numbers.receiver();
      scope.launch(TaskOptions.named("consumer"), c -> end.forEach(c, n -> log.add("got " + n)));
      TaskHandle<?, RuntimeException> slow = scope.launch(TaskOptions.named("slow"), c -> {
        c.sleep(Duration.ofHours(1));
        log.add("never");
      });
      cx.sleep(Duration.ofMillis(5 + Math.floorMod(cx.randomLong(), 3)));
      slow.cancel(CancelReason.user("enough"));
      scope.launch(TaskOptions.named("limited").withTimeout(Duration.ofMillis(1)), c -> {
        while (true) {
          c.checkpoint();
        }
      });
      return null;
    });
    cx.trace("done");
    return String.join(",", log);
  };

  private static void produce(Cx cx, Sender<Integer> end, int first) {
    try (end) {
      for (int i = 0; i < 5; i++) {
        cx.checkpoint("producing " + i);
        try (Permit<Integer> slot = end.reserve(cx)) {
          if (cx.random().nextInt(4) > 0) {
            slot.send(first + i);
          }
        }
        cx.sleep(Duration.ofMillis(1));
      }
    }
  }

  /** Two tasks that each wait for what only the other can give. */
  static final Task<String, Exception> DEADLOCK = cx -> {
    cx.region(scope -> {
      Channel<String> left = scope.open(Channel.<String>bounded(1).named("left"));
      Channel<String> right = scope.open(Channel.<String>bounded(1).named("right"));
      cross(scope, left, right, "anna");
      cross(scope, right, left, "bert");
      return null;
    });
    return "never";
  };

  private static void cross(Scope<RuntimeException> scope, Channel<String> from,
      Channel<String> to, String name) {
    Receiver<String> in = from.receiver();
    Sender<String> out = to.sender();
    scope.launch(TaskOptions.named(name), c -> {
      String message = in.recv(c);
      out.send(c, message);
    });
  }

  /** The consumer waits for the producer, and the producer holds a permit while it waits for a third. */
  static final Task<String, Exception> FUTURELOCK = cx -> {
    cx.region(scope -> {
      Channel<String> data = scope.open(Channel.<String>bounded(1).named("data"));
      Channel<String> go = scope.open(Channel.<String>bounded(1).named("go"));
      Sender<String> sender = data.sender();
      Receiver<String> signal = go.receiver();
      Sender<String> neverUsed = go.sender();
      scope.launch(TaskOptions.named("holder"), c -> {
        try (Permit<String> slot = sender.reserve(c)) {
          slot.send(signal.recv(c));
        }
      });
      Receiver<String> end = data.receiver();
      scope.launch(TaskOptions.named("waiter"), c -> {
        try {
          neverUsed.send(c, end.recv(c));
        } catch (ChannelClosedException closed) {
          c.trace("closed");
        }
      });
      return null;
    });
    return "never";
  };

  /** One task holds a permit and sleeps while another is busy. */
  static Task<String, Exception> idleHolder(int busySteps) {
    return cx -> {
      cx.region(scope -> {
        Channel<String> data = scope.open(Channel.<String>bounded(1).named("data"));
        Sender<String> sender = data.sender();
        scope.launch(TaskOptions.named("holder"), c -> {
          try (Permit<String> slot = sender.reserve(c)) {
            c.sleep(Duration.ofHours(1));
          }
        });
        cx.sleep(Duration.ofMillis(1));
        for (int i = 0; i < busySteps; i++) {
          cx.checkpoint();
        }
        return null;
      });
      return "done";
    };
  }

  /** The body of a region holds a permit and sleeps; it runs on the strand of the task around it. */
  static Task<String, Exception> idleBody(int busySteps) {
    return cx -> {
      cx.region(scope -> {
        Channel<String> data = scope.open(Channel.<String>bounded(1).named("data"));
        Sender<String> sender = data.sender();
        scope.launch(TaskOptions.named("opener"), c -> c.region(inner -> {
          try (Permit<String> slot = sender.reserve(inner.cx())) {
            inner.cx().sleep(Duration.ofHours(1));
          }
          return null;
        }));
        cx.sleep(Duration.ofMillis(1));
        for (int i = 0; i < busySteps; i++) {
          cx.checkpoint();
        }
        return null;
      });
      return "done";
    };
  }

  /** Ends Ok with a permit in hand. */
  static final Task<String, Exception> LEAK = cx -> {
    cx.region(scope -> {
      Channel<String> data = scope.open(Channel.<String>bounded(1).named("data"));
      Receiver<String> open = data.receiver();
      Sender<String> sender = data.sender();
      scope.launch(TaskOptions.named("forgetful"), c -> sender.reserve(c));
      scope.launch(c -> open.forEach(c, c::trace));
      return null;
    });
    return "done";
  };

  /** Two increments that are not atomic: some schedules lose one. */
  static final Task<Integer, Exception> LOST_UPDATE = cx -> {
    int[] account = new int[1];
    cx.region(scope -> {
      for (int i = 0; i < 2; i++) {
        scope.launch(c -> {
          int before = account[0];
          c.checkpoint();
          account[0] = before + 1;
        });
      }
      return null;
    });
    if (account[0] != 2) {
      throw new IllegalStateException("an update was lost");
    }
    return account[0];
  };

  /** Depends on something that the lab does not control. */
  static final Task<Optional<String>, Exception> UNCONTROLLED = cx -> {
    cx.trace("first");
    cx.trace("drew " + ThreadLocalRandom.current().nextLong());
    return Optional.empty();
  };
}
