package dev.asupersync.lab.explore;

import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultPoints;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the choices of a {@link ReplayToken} again. A run that goes another way ends with CX-4008: at once where the
 * number of candidates shows it, else within {@value ReplayToken#STRIDE} choices.
 */
public final class Replay implements ScheduleStrategy {

  private final ReplayToken token;
  private final ReplayToken.Choices choices;
  private final Rolling rolling = new Rolling();
  private final boolean strict;
  private int position;
  private boolean broken;
  private Consumer<FaultPoints> store = _ -> {};
  private Optional<String> divergence = Optional.empty();

  private Replay(ReplayToken token, boolean strict) {
    this.token = token;
    this.choices = token.choices();
    this.strict = strict;
  }

  /** Makes exactly those choices. */
  public static Replay of(ReplayToken token) {
    return new Replay(token, true);
  }

  /** Makes those choices as far as they fit, and then none: whoever runs keeps running. Never diverges. */
  public static Replay asFarAsItFits(ReplayToken token) {
    return new Replay(token, false);
  }

  /** The same, of a run that used a store, which is told where to ask when the run begins. */
  public Replay over(Consumer<FaultPoints> used) {
    store = used;
    return this;
  }

  @Override
  public void attached(FaultPoints points) {
    store.accept(points);
  }

  /** Where the run went another way, if it did. */
  public Optional<String> divergence() {
    return divergence;
  }

  @Override
  public FaultPlan plan() {
    return token.plan();
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public boolean minds(Lane lane) {
    return token.mindsLanes();
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (broken) {
      return 0;
    }
    if (strict && position > 0 && position % ReplayToken.STRIDE == 0 && position < choices.size()
        && choices.hashes()[position / ReplayToken.STRIDE - 1] != rolling.hash()) {
      throw diverged("between the choices " + (position - ReplayToken.STRIDE) + " and " + position
          + " something was done that was not done then. The latest steps, as strand, operation and resource, were: "
          + rolling.words());
    }
    boolean fits = position < choices.size()
        && choices.kinds()[position] == kind.code() && choices.counts()[position] == candidates.count();
    if (!fits) {
      if (strict) {
        throw unfitting(kind, candidates);
      }
      position = choices.size();
      return Canon.index(kind, candidates, 0);
    }
    rolling.choosing(kind, candidates);
    return Canon.index(kind, candidates, choices.ranks()[position++]);
  }

  private CxViolationException unfitting(DecisionKind kind, Candidates candidates) {
    String now = "now there is one of kind " + kind + " among " + candidates.count() + ": "
        + Rolling.words(kind, candidates);
    if (position == choices.size()) {
      return diverged("at choice " + position + ", step " + rolling.steps() + ", the token has ended; " + now);
    }
    return diverged("at choice " + position + ", step " + rolling.steps() + ", the token has one of kind "
        + kindOf(choices.kinds()[position]) + " among " + choices.counts()[position] + "; " + now);
  }

  @SuppressWarnings("EnumOrdinal") // the codes of tokens are the places, which only grow
  private static DecisionKind kindOf(int code) {
    return DecisionKind.values()[code];
  }

  private CxViolationException diverged(String where) {
    divergence = Optional.of("The run went another way than the token tells: " + where
        + ". The program, its input or the settings of the lab have changed since, or something decides that the lab"
        + " does not control.");
    return new CxViolationException(ErrorCode.SCHEDULE_DIVERGED, divergence.get());
  }

  private boolean isAtTheSameEnd() {
    return position == choices.size() && rolling.hash() == choices.last();
  }

  private CxViolationException otherEnd() {
    return diverged(position < choices.size()
        ? "it ended at choice " + position + " of " + choices.size()
        : "behind the last " + Math.min(position, ReplayToken.STRIDE) + " choices it was not the same. The latest"
            + " steps, as strand, operation and resource, were: " + rolling.words());
  }

  @Override
  public void started(int strand, int by, long path) {
    rolling.started(strand, path);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    rolling.stepped(strand, operation, resource, resuming);
  }

  @Override
  public void broken() {
    if (!broken && strict && divergence.isEmpty() && !isAtTheSameEnd()) {
      otherEnd();
    }
    broken = true;
  }

  @Override
  public void ended() {
    if (strict && !isAtTheSameEnd()) {
      throw otherEnd();
    }
  }

  @Override
  public String describe() {
    return "replay of " + choices.size() + " choices";
  }
}
