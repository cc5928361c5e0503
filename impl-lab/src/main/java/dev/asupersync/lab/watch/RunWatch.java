package dev.asupersync.lab.watch;

import dev.asupersync.Outcome;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches some of the runs of a runtime with oracles, each run with its own. What they remember is bounded: a run in
 * which too much is alive is watched no longer, and that is told.
 */
public final class RunWatch implements RunWatcher {

  private final WatchSettings settings;
  private final Verdicts verdicts;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong drawn = new AtomicLong();
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong unjudged = new AtomicLong();

  /** Errors: CX-4009 for an oracle that there is not. */
  public RunWatch(WatchSettings settings) {
    this.settings = settings;
    this.verdicts = new Verdicts(settings);
    OracleSuite.of(settings.oracles());
  }

  /** How many rules were found broken. */
  public long violations() {
    return verdicts.violations();
  }

  /** How many runs were not judged, or not to their end. */
  public long unjudged() {
    return unjudged.get();
  }

  @Override
  public Set<Hook> hooks() {
    return OracleSuite.of(settings.oracles()).hooks();
  }

  @Override
  public List<String> notes() {
    List<String> lines = new ArrayList<>();
    lines.add("oracles: " + drawn.get() + " of " + seen.get() + " runs watched, " + now.get() + " of them now, "
        + unjudged.get() + " not judged to the end, " + verdicts.violations() + " violations");
    lines.addAll(verdicts.last());
    return lines;
  }

  @Override
  public @Nullable RuntimeObserver begin(long run, @Nullable RuntimeView runtime) {
    seen.incrementAndGet();
    if (!settings.draws(run)) {
      return null;
    }
    drawn.incrementAndGet();
    now.incrementAndGet();
    OracleSuite suite = OracleSuite.of(settings.oracles());
    Verdicts.Run told = new Verdicts.Run(run, suite);
    suite.heardBy((oracle, text) -> verdicts.broken(told, oracle, text));
    suite.limit(settings.mostLive(), () -> giveUp(run, "more than " + settings.mostLive()
        + " tasks, regions, finalizers and obligations are alive in it. Raise asupersync.oracles.most-live, or watch"
        + " fewer runs."));
    if (runtime != null) {
      suite.onRuntimeOpened(runtime);
    }
    return suite;
  }

  @Override
  public void ended(long run, RuntimeObserver observer, Outcome<?, ?> outcome) {
    now.decrementAndGet();
    OracleSuite suite = (OracleSuite) observer;
    if (suite.isOverLimit()) {
      return;
    }
    suite.blindness().ifPresent(why -> giveUp(run, why));
    // Asked for what only the end shows; what each found, it has told.
    List<OracleReport> reports = suite.reports();
    assert !reports.isEmpty();
  }

  private void giveUp(long run, String why) {
    unjudged.incrementAndGet();
    verdicts.unjudged(run, why);
  }

  @Override
  public void unlocked(@Nullable RuntimeView runtime) {
    if (!verdicts.isEmpty()) {
      verdicts.tell(runtime);
    }
  }
}
