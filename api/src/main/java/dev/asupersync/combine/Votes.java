package dev.asupersync.combine;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@link Quorum}. Rule: 8.13.
 *
 * @param required how many had to end Ok
 * @param all how each ended, in the order in which they were given; those that were not needed any more are
 *     Cancelled with kind RaceLost
 */
public record Votes<T extends @Nullable Object, E extends Exception>(int required, All<T, E> all) {

  /** Whether enough ended Ok. A panic spoils it all the same: see {@link #values}. */
  public boolean isMet() {
    return all.ok().size() >= required;
  }

  /**
   * The values of those that ended Ok, in the order in which the programs were given: {@code required} of
   * them, or more when several came at once. Or what stands in the way: the first panic of any program; and
   * where too few ended Ok, the first cancellation that was not the quorum's own doing, else the first error.
   */
  public Outcome<List<T>, E> values() {
    Optional<Outcome<List<T>, E>> panic = Worst.panic(all.outcomes());
    if (panic.isPresent()) {
      return panic.get();
    }
    if (isMet()) {
      return new Outcome.Ok<>(all.ok());
    }
    return foreignCancel()
        .<Outcome<List<T>, E>>map(Outcome.Cancelled::new)
        .or(() -> all.errors().stream().findFirst().map(Outcome.Err::new))
        .orElseGet(all::values);
  }

  private Optional<CancelReason> foreignCancel() {
    return all.outcomes().stream()
        .flatMap(outcome -> outcome.cancelReason().stream())
        .filter(reason -> reason.kind() != CancelKind.RACE_LOST)
        .findFirst();
  }
}
