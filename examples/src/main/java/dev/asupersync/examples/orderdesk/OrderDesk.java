package dev.asupersync.examples.orderdesk;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.examples.Options;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A server in small, made to be watched. */
public final class OrderDesk implements Program {

  @Command(name = "orderdesk --")
  static final class Settings {
    @Option(names = "--orders", description = "How many orders are placed; 0 for no end.", defaultValue = "200")
    long orders;

    @Option(names = "--rate", description = "How many come in a second, 1 to 10000.", defaultValue = "40")
    int rate;

    @Option(names = "--clerks", description = "How many tasks serve them, 1 to 1000.", defaultValue = "12")
    int clerks;

    @Option(names = "--bugs", description = "Leak a receipt, and divide by zero, now and then.")
    boolean bugs;
  }

  /** For {@code ServiceLoader}. */
  public OrderDesk() {}

  @Override
  public String name() {
    return "orderdesk";
  }

  @Override
  public String summary() {
    return "A server in small: orders with deadlines, hedged questions, retries, changes of mind.";
  }

  @Override
  public String run(Cx cx, Invocation invocation) {
    Settings settings = Options.parse(new Settings(), invocation.arguments());
    check(settings);
    Day day = new Day();
    Desk desk =
        new Desk(
            new Desk.Load(settings.orders, settings.rate, settings.clerks, settings.bugs),
            day,
            invocation.progress());
    Outcome<Day, RuntimeException> outcome = desk.open(cx);
    if (!outcome.isOk()) {
      invocation.out().println(day);
    }
    return outcome.orThrow().toString();
  }

  private static void check(Settings settings) {
    if (settings.orders < 0) {
      throw new UsageException("--orders " + settings.orders + ": it cannot be below 0.");
    }
    if (settings.rate < 1 || settings.rate > 10_000) {
      throw new UsageException("--rate " + settings.rate + ": 1 to 10000 can come in a second.");
    }
    if (settings.clerks < 1 || settings.clerks > 1_000) {
      throw new UsageException("--clerks " + settings.clerks + ": there can be 1 to 1000.");
    }
  }
}
