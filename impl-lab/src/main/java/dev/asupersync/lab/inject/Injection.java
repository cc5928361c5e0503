package dev.asupersync.lab.inject;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultRule;
import dev.asupersync.lab.fault.Place;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a program at each of its points, in many schedules each, and judges every run: it must drain, its
 * finalizers must run, and the oracles must be content. An outcome of Cancelled is fine; Err and Panicked are not,
 * unless they are of a type that is {@link #allowing allowed}.
 *
 * <pre>{@code
 * InjectionReport report = Injection.of(LabConfig.defaults())
 *     .kinds(List.of(CancelKind.USER, CancelKind.SHUTDOWN))
 *     .schedules(50)
 *     .run("transfer", Exception.class, cx -> transfer(cx));
 * assertTrue(report.isOk(), report.toString());
 * }</pre>
 *
 * <p>A point stands before each operation and each wait of each task. First the program is run without any request:
 * that shows its points. Then each is taken in turn, with each kind and each target; points that only show in those
 * runs are taken, too. With {@code dpor} as the search, each point is combined with one schedule of each class.
 *
 * <p>Rules: D27, 12.27. Threads: each call is a sweep of its own.
 */
public final class Injection {

  private final LabConfig config;
  private final InjectionOptions options;
  private final Supplier<Search> search;
  private final Consumer<InjectionReport> listener;

  private Injection(
      LabConfig config, InjectionOptions options, Supplier<Search> search, Consumer<InjectionReport> listener) {
    this.config = config;
    this.options = options;
    this.search = search;
    this.listener = listener;
  }

  /** A request of kind User to the task at the point, at all points, in 20 random walks each. */
  public static Injection of(LabConfig config) {
    return new Injection(config, InjectionOptions.DEFAULT, () -> Searches.walk(config.seed()), _ -> {});
  }

  /** How many schedules are tried for each point; of {@code dpor}, at most. */
  public Injection schedules(long each) {
    return new Injection(config, options.schedules(each), search, listener);
  }

  /** Each of these in turn. */
  public Injection kinds(List<CancelKind> some) {
    return new Injection(config, options.kinds(some), search, listener);
  }

  /** Each of these in turn. */
  public Injection targets(List<Target> some) {
    return new Injection(config, options.targets(some), search, listener);
  }

  /** At which points. */
  public Injection points(Points some) {
    return new Injection(config, options.points(some), search, listener);
  }

  /** Counts as points only those of such operations; empty for all. */
  public Injection at(Set<OpKind> operations) {
    return new Injection(config, options.where(options.where().at(operations)), search, listener);
  }

  /** Counts as points only those of tasks with such a name; empty for all. */
  public Injection inTasks(Set<String> names) {
    return new Injection(config, options.where(options.where().of(names)), search, listener);
  }

  /** A second request comes from 1 to so many points after the first, to strike the cleanup. 0 for none. */
  public Injection second(int within) {
    return new Injection(config, options.second(within), search, listener);
  }

  /** An outcome with one of these is no failure: a side of a channel that is gone, because its task was cancelled. */
  public Injection allowing(List<? extends Class<? extends Throwable>> errors) {
    return new Injection(config, options.allowing(errors), search, listener);
  }

  /** How many runs go on at the same time; 1 for a program that keeps things from one run to the next. */
  public Injection threads(int value) {
    return new Injection(config, options.threads(value), search, listener);
  }

  /** The sweep ends when so many points have failed. */
  public Injection mostFailures(int value) {
    return new Injection(config, options.mostFailures(value), search, listener);
  }

  /** Which schedules: asked for a new one for each point. */
  public Injection search(Supplier<Search> value) {
    return new Injection(config, options, value, listener);
  }

  /** Is told what was found so far, after each point. */
  public Injection listener(Consumer<InjectionReport> value) {
    return new Injection(config, options, search, value);
  }

  /**
   * Sweeps. Errors: CX-4009 for an unknown oracle.
   *
   * @param name what the program is called; its tokens are for programs of that name
   */
  public <T extends @Nullable Object, E extends Exception> InjectionReport run(
      String name, Class<E> errorType, Task<T, E> program) {
    return new Sweep<>(name, errorType, program).run();
  }

  private boolean isFailure(LabReport<?, ?> report) {
    if (!report.isFailure() || !report.isClean() || report.outcome().isEmpty()) {
      return report.isFailure();
    }
    return switch (report.outcome().get()) {
      case Outcome.Err<?, ?>(Exception thrown) -> !options.isAllowed(thrown);
      case Outcome.Panicked<?, ?>(Throwable thrown) -> !options.isAllowed(thrown);
      case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> false;
    };
  }

  /** One sweep, and what it has found so far. */
  private final class Sweep<T extends @Nullable Object, E extends Exception> {
    private final String name;
    private final Class<E> errorType;
    private final Task<T, E> program;
    private final Explorer explorer;
    private final Places places = new Places();
    private final List<Fault> faults;
    private final List<InjectionReport.Found> failures = new ArrayList<>();
    private final long began = System.nanoTime();
    private Optional<Exploration.Failure> without = Optional.empty();
    private String words = "";
    private int first;
    private long points;
    private long tried;
    private long runs;
    private long delivered;
    private long complete;
    private int judges;

    Sweep(String name, Class<E> errorType, Task<T, E> program) {
      this.name = name;
      this.errorType = errorType;
      this.program = program;
      this.faults = options.faults();
      this.explorer = Explorer.of(config).threads(options.threads()).failing(Injection.this::isFailure)
          .budget(Budget.schedules(options.schedules()));
    }

    InjectionReport run() {
      without = explore(options.where().with(faults), null).failure();
      first = places.size();
      for (int i = 0; i < places.size() && without.isEmpty() && failures.size() < options.mostFailures(); i++) {
        if (options.points().has(i + 1L)) {
          points++;
          at(places.get(i));
          listener.accept(report());
        }
      }
      return report();
    }

    private void at(Place place) {
      for (Fault fault : faults) {
        Exploration found = explore(options.where().with(List.of(fault)), place);
        tried++;
        runs += found.runs();
        complete += found.isComplete() ? 1 : 0;
        if (found.failure().isPresent()) {
          failures.add(new InjectionReport.Found(place, fault, found.failure().get()));
          return;
        }
      }
    }

    private Exploration explore(FaultRule rule, @Nullable Place place) {
      InjectingSearch injecting =
          new InjectingSearch(search.get(), FaultPlan.of(rule), places, place, options.second());
      Exploration found = explorer.explore(name, injecting, errorType, program);
      delivered += injecting.delivered();
      judges = found.judges();
      words = words.isEmpty() ? found.search() : words;
      return found;
    }

    private InjectionReport report() {
      return new InjectionReport(name, words, faults, points, places.size() - first, options.schedules(), runs,
          delivered, tried > 0 && complete == tried, judges, System.nanoTime() - began, without, failures, nothing());
    }

    private Optional<String> nothing() {
      return delivered > 0 || without.isPresent()
          ? Optional.empty()
          : Optional.of(ErrorCode.NOTHING_INJECTED.code() + " Nothing was cancelled: " + places.size()
              + " points were met, " + points + " of them were to be cancelled at, and the target was never there.");
    }
  }
}
