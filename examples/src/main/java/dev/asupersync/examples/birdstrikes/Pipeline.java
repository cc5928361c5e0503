package dev.asupersync.examples.birdstrikes;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A reader, parsers and an aggregator, joined by two channels. However it ends, {@code read = aggregated +
 * handed back}: a task takes something only when it already has the place to put it, and what lies in a channel
 * at the end is handed back by a finalizer.
 */
final class Pipeline {

  private static final int CHUNK = 64;

  private final StrikeFile file;
  private final int parsers;
  private final OptionalLong cancelAfter;
  private final LongConsumer progress;
  private final Totals totals = new Totals();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong handedBack = new AtomicLong();

  Pipeline(StrikeFile file, int parsers, OptionalLong cancelAfter, LongConsumer progress) {
    this.file = file;
    this.parsers = parsers;
    this.cancelAfter = cancelAfter;
    this.progress = progress;
  }

  Outcome<Totals, BadFileException> run(Cx cx, RegionOptions options) {
    return cx.region(BadFileException.class, options, scope -> {
      Channel<Row> rows = scope.open(Channel.<Row>bounded(128).named("rows"));
      Channel<Strike> strikes = scope.open(Channel.<Strike>bounded(128).named("strikes"));
      scope.defer(c -> handBack(c, rows));
      scope.defer(c -> handBack(c, strikes));

      // Every end is made before the first task: one that ended early would close the channel for the rest.
      Sender<Row> toParsers = rows.sender();
      List<Receiver<Row>> ins = Stream.generate(rows::receiver).limit(parsers).toList();
      List<Sender<Strike>> outs = Stream.generate(strikes::sender).limit(parsers).toList();
      Receiver<Strike> fromParsers = strikes.receiver();

      scope.launch(TaskOptions.named("reader"), c -> read(c, toParsers));
      for (int i = 0; i < parsers; i++) {
        Receiver<Row> in = ins.get(i);
        Sender<Strike> out = outs.get(i);
        scope.launch(TaskOptions.named("parser-" + (i + 1)), c -> parse(c, in, out));
      }
      scope.launch(TaskOptions.named("aggregator"), c -> aggregate(c, fromParsers, scope));
      return totals;
    });
  }

  private void read(Cx cx, Sender<Row> out) throws BadFileException {
    Deque<Row> chunk = new ArrayDeque<>();
    try (out) {
      while (true) {
        chunk.addAll(cx.blocking(() -> file.next(CHUNK)));
        read.addAndGet(chunk.size());
        if (chunk.isEmpty()) {
          return;
        }
        while (!chunk.isEmpty()) {
          try (Permit<Row> slot = out.reserve(cx)) {
            slot.send(chunk.peek());
            chunk.remove();
          }
        }
      }
    } finally {
      handedBack.addAndGet(chunk.size());
    }
  }

  private void parse(Cx cx, Receiver<Row> in, Sender<Strike> out) throws BadFileException {
    try (in; out) {
      while (true) {
        try (Permit<Strike> slot = out.reserve(cx)) {
          send(in.recv(cx), slot);
        }
      }
    } catch (ChannelClosedException finished) {
      cx.trace("a parser is done: " + finished.code());
    }
  }

  /** A row that makes no sense, or that nobody wants any more, goes back. */
  private void send(Row row, Permit<Strike> slot) throws BadFileException {
    boolean sent = false;
    try {
      slot.send(file.parse(row));
      sent = true;
    } finally {
      handedBack.addAndGet(sent ? 0 : 1);
    }
  }

  private void aggregate(Cx cx, Receiver<Strike> in, Scope<BadFileException> scope) {
    try (in) {
      in.forEach(cx, strike -> {
        totals.add(strike);
        progress.accept(totals.records());
        if (cancelAfter.isPresent() && totals.records() == cancelAfter.getAsLong()) {
          scope.cancel(CancelReason.user("--cancel-after " + cancelAfter.getAsLong()));
        }
      });
    }
  }

  private void handBack(Cx cx, Channel<?> channel) {
    try (Receiver<?> left = channel.receiver()) {
      while (left.tryRecv(cx).isPresent()) {
        handedBack.incrementAndGet();
      }
    }
  }

  Totals totals() {
    return totals;
  }

  long read() {
    return read.get();
  }

  long handedBack() {
    return handedBack.get();
  }
}
