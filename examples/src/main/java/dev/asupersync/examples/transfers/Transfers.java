package dev.asupersync.examples.transfers;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.examples.Options;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Money is conserved, whenever it is stopped; unless there is a bug. */
public final class Transfers implements Program {

  private static final long EACH = 1_000;

  @Command(name = "transfers --")
  static final class Settings {
    @Option(names = "--bug", description = "Let tellers overwrite each other's updates.")
    boolean bug;

    @Option(names = "--accounts", description = "How many accounts, 2 to 10000.", defaultValue = "100")
    int accounts;

    @Option(names = "--tellers", description = "How many tasks move money, 1 to 10000.", defaultValue = "3")
    int tellers;

    @Option(names = "--transfers", description = "How many transfers each teller makes.", defaultValue = "4")
    int transfers;

    @Option(names = "--cancel-after", description = "Cancel itself after so many transfers.")
    @Nullable Long cancelAfter;
  }

  /** For {@code ServiceLoader}. */
  public Transfers() {}

  @Override
  public String name() {
    return "transfers";
  }

  @Override
  public String summary() {
    return "Concurrent transfers that conserve money; with --bug, a lost update for the lab to find.";
  }

  @Override
  public String run(Cx cx, Invocation invocation) throws MoneyLostException {
    Settings settings = Options.parse(new Settings(), invocation.arguments());
    check(settings);
    return cx.region(
        MoneyLostException.class, RegionOptions.named("transfers"),
        scope -> transfer(scope.cx(), Ledger.open(scope, settings.accounts, EACH), settings, invocation)).orThrow();
  }

  private static String transfer(Cx cx, Ledger ledger, Settings settings, Invocation invocation)
      throws MoneyLostException {
    long before = EACH * settings.accounts;
    Long cancelAfter = settings.cancelAfter;
    Bank bank =
        new Bank(
            ledger,
            settings.tellers,
            settings.transfers,
            cancelAfter == null ? OptionalLong.empty() : OptionalLong.of(cancelAfter));
    Outcome<@Nullable Void, RuntimeException> outcome = settings.bug ? bank.runWithBug(cx) : bank.run(cx);
    long after = ledger.sum(cx);
    long transfers = ledger.transfers(cx);
    if (after != before) {
      throw new MoneyLostException(before, after, transfers);
    }
    String result =
        transfers + " transfers between " + settings.accounts + " accounts; "
            + before + " before and after";
    if (!outcome.isOk()) {
      invocation.out().println(result);
    }
    outcome.orThrow();
    return result;
  }

  private static void check(Settings settings) {
    if (settings.accounts < 2 || settings.accounts > 10_000) {
      throw new UsageException("--accounts " + settings.accounts + ": money moves between 2 to 10000 accounts.");
    }
    if (settings.tellers < 1 || settings.tellers > 10_000) {
      throw new UsageException("--tellers " + settings.tellers + ": there can be 1 to 10000.");
    }
    if (settings.transfers < 0) {
      throw new UsageException("--transfers " + settings.transfers + ": it cannot be below 0.");
    }
    Long cancelAfter = settings.cancelAfter;
    if (cancelAfter != null && cancelAfter < 1) {
      throw new UsageException("--cancel-after " + cancelAfter + ": it counts transfers, from 1 on.");
    }
  }
}
