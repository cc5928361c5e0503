package dev.asupersync.kernel;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.Obligation;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the obligation ledger: reserved by one task, resolved once, by that task or, at its end, for it.
 *
 * <p>Everything here happens on the holder's strand, so the state needs no lock.
 *
 * <p>Rules: 6.1 to 6.11.
 */
abstract class ObligationRecord implements Obligation {

  private final TaskRecord holder;
  private final ObligationId id;
  private final ObligationKind kind;
  private final @Nullable String site;
  private volatile ObligationState state = ObligationState.RESERVED;

  /** Neighbours in {@link Holdings}. */
  @Nullable ObligationRecord older;

  @Nullable ObligationRecord newer;

  ObligationRecord(TaskRecord holder, ObligationKind kind) {
    this.holder = holder;
    this.id = holder.kernel().nextObligationId();
    this.kind = kind;
    this.site = holder.kernel().settings().recordSites() ? CallSite.ofProgram() : null;
  }

  /** Enters it into the ledger. Called once, when nothing can fail any more. */
  final void reserved() {
    holder.holdings().add(this);
    Observers observers = holder.kernel().observers();
    if (observers.want(Hook.OBLIGATION)) {
      observers.tell(Hook.OBLIGATION, o -> o.onObligationReserved(info()));
    }
  }

  @Override
  public final ObligationId id() {
    return id;
  }

  @Override
  public final ObligationKind kind() {
    return kind;
  }

  @Override
  public final ObligationState state() {
    return state;
  }

  final TaskRecord holder() {
    return holder;
  }

  /** What it is about: {@code channel "orders"}, and its number. */
  abstract String subject();

  abstract long resource();

  /** Undoes what was reserved. */
  abstract void undo();

  /** The one way out of RESERVED. */
  final void resolve(ObligationState to) {
    resolve(to, to);
  }

  /** A leak that is made good ends aborted, and is told as the leak that it was. */
  final void recover() {
    resolve(ObligationState.ABORTED, ObligationState.LEAKED);
  }

  private void resolve(ObligationState to, ObligationState told) {
    assert state.allows(to) : this + " " + state + " -> " + to;
    state = to;
    holder.holdings().remove(this);
    Observers observers = holder.kernel().observers();
    if (observers.want(Hook.OBLIGATION)) {
      observers.tell(Hook.OBLIGATION, o -> o.onObligationResolved(info(), told));
    }
  }

  /** Refuses a caller that is not the holder, and a second resolution. */
  final void checkOpen(String verb) {
    if (!holder.requireStrand().isCurrent()) {
      throw new CxUsageException(
          ErrorCode.NOT_THE_HOLDER,
          describe() + " is held by " + holder.label() + ", and another strand tried to " + verb
              + " it. Only the task that reserved it may resolve it.");
    }
    if (state != ObligationState.RESERVED) {
      throw new CxUsageException(
          ErrorCode.RESOLVED_TWICE,
          describe() + " of " + holder.label() + " is already " + state + ", so it cannot " + verb
              + " again. Resolve it exactly once; try-with-resources never does it twice.");
    }
  }

  @Override
  public final void abort() {
    checkOpen("abort");
    holder.schedulingPoint(abortKind(), resource());
    resolve(ObligationState.ABORTED);
    undo();
  }

  abstract OpKind abortKind();

  @Override
  public final void close() {
    if (state == ObligationState.RESERVED) {
      abort();
    }
  }

  final String describe() {
    String text = kind + " " + id + " on " + subject();
    return site == null ? text : text + ", reserved at " + site;
  }

  private ObligationInfo info() {
    return new ObligationInfo(
        id, kind, holder.id(), holder.region().id(), subject(), resource(), site == null ? "" : site);
  }

  @Override
  public final String toString() {
    return describe();
  }
}
