package dev.asupersync.benchmarks.peer;

import dev.asupersync.CxRuntime;
import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.Select;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.util.function.Function;

/** Asupersync's own channels, between tasks of one region in production. */
final class OwnChannels implements Peer {

  private final CxRuntime runtime =
      Kernel.open("prod", Wiring.of(ProdInterpretation.open()), KernelSettings.DEFAULT);

  private static ChannelSpec<Integer> spec(int capacity) {
    return capacity == 0 ? Channel.rendezvous() : Channel.bounded(capacity);
  }

  private long inRegion(Function<Scope<RuntimeException>, Long> body) {
    return runtime.run(cx -> cx.<Long>region(body::apply).orThrow()).orThrow();
  }

  private static void send(Cx cx, Sender<Integer> to, int messages) {
    for (int i = 0; i < messages; i++) {
      to.send(cx, MESSAGE);
    }
  }

  private static long receive(Cx cx, Receiver<Integer> from, int messages) {
    long sum = 0;
    for (int i = 0; i < messages; i++) {
      sum += from.recv(cx);
    }
    return sum;
  }

  @Override
  public long fanIn(int senders, int capacity, int messages) {
    return inRegion(scope -> {
      Channel<Integer> channel = scope.open(spec(capacity));
      Receiver<Integer> in = channel.receiver();
      for (int s = 0; s < senders; s++) {
        Sender<Integer> out = channel.sender();
        scope.launch(c -> send(c, out, messages / senders));
      }
      return scope.spawn(c -> receive(c, in, messages)).join().orThrow();
    });
  }

  @Override
  public long chain(int tasks, int capacity, int messages) {
    return inRegion(scope -> {
      Channel<Integer> channel = scope.open(spec(capacity));
      Sender<Integer> first = channel.sender();
      Receiver<Integer> last = channel.receiver();
      for (int t = 0; t < tasks; t++) {
        Receiver<Integer> from = last;
        Channel<Integer> next = scope.open(spec(capacity));
        Sender<Integer> to = next.sender();
        last = next.receiver();
        scope.launch(c -> {
          for (int i = 0; i < messages; i++) {
            to.send(c, from.recv(c));
          }
        });
      }
      Receiver<Integer> end = last;
      scope.launch(c -> send(c, first, messages));
      return scope.spawn(c -> receive(c, end, messages)).join().orThrow();
    });
  }

  @Override
  public long select(int capacity, int messages) {
    return inRegion(scope -> {
      Channel<Integer> one = scope.open(spec(capacity));
      Channel<Integer> other = scope.open(spec(capacity));
      Sender<Integer> toOne = one.sender();
      Sender<Integer> toOther = other.sender();
      Receiver<Integer> fromOne = one.receiver();
      Receiver<Integer> fromOther = other.receiver();
      one.sender().own(scope.cx()); // so that neither channel ends before the other
      other.sender().own(scope.cx());
      scope.launch(c -> send(c, toOne, messages / 2));
      scope.launch(c -> send(c, toOther, messages / 2));
      return scope.spawn(c -> {
        long sum = 0;
        for (int i = 0; i < messages; i++) {
          sum += Select.<Integer>first(c, fromOne.onRecv(m -> m), fromOther.onRecv(m -> m));
        }
        return sum;
      }).join().orThrow();
    });
  }

  @Override
  public long alone(int capacity, int messages) {
    return inRegion(scope -> {
      Channel<Integer> channel = scope.open(spec(capacity));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      long sum = 0;
      for (int i = 0; i < messages; i++) {
        out.send(scope.cx(), MESSAGE);
        sum += in.recv(scope.cx());
      }
      return sum;
    });
  }

  @Override
  public long aloneInTwoPhases(int capacity, int messages) {
    return inRegion(scope -> {
      Channel<Integer> channel = scope.open(spec(capacity));
      Sender<Integer> out = channel.sender();
      Receiver<Integer> in = channel.receiver();
      long sum = 0;
      for (int i = 0; i < messages; i++) {
        try (var permit = out.reserve(scope.cx())) {
          permit.send(MESSAGE);
        }
        sum += in.recv(scope.cx());
      }
      return sum;
    });
  }

  @Override
  public void close() {
    runtime.close();
  }
}
