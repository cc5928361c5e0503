package dev.asupersync.kernel;

import dev.asupersync.TaskHandle;
import dev.asupersync.dump.ObligationDump;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.Obligation;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the obligation ledger: reserved by one task, resolved once, by that task or, at its end, for it.
 * It changes hands only by {@link #transfer}.
 *
 * <p>Everything here happens on the holder's strand, so the state needs no lock; others may look at it.
 *
 * <p>Rules: 6.1 to 6.11, 6.18.
 */
public abstract class ObligationRecord implements Obligation {

  private static final VarHandle ID;
  private static final VarHandle STATE;

  static {
    try {
      ID = MethodHandles.lookup().findVarHandle(ObligationRecord.class, "number", long.class);
      STATE = MethodHandles.lookup().findVarHandle(ObligationRecord.class, "state", ObligationState.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final ObligationKind kind;
  private final @Nullable String site;
  private volatile TaskRecord holder;

  /** 0 until somebody asks: most are resolved before. By ID. */
  private volatile long number;

  @SuppressWarnings("FieldMayBeFinal") // by STATE
  private volatile ObligationState state = ObligationState.RESERVED;

  /** Neighbours in {@link Holdings}, of which only the holder's strand knows. */
  @Nullable ObligationRecord older;

  @Nullable ObligationRecord newer;
  boolean linked;

  /** Written before the new holder can know of it, in the same step as the new holder. */
  private boolean handedOver;

  protected ObligationRecord(TaskRecord holder, ObligationKind kind) {
    this.holder = holder;
    this.kind = kind;
    this.site = holder.kernel().settings().recordSites() ? CallSite.ofProgram() : null;
  }

  /** Enters it into the ledger. Called once, when nothing can fail any more. */
  public final void reserved() {
    holder.holdings().add(this);
    Observers observers = holder.kernel().observers();
    if (observers.want(Hook.TALLY)) {
      observers.tallyObligation(kind, ObligationState.RESERVED);
    }
    if (observers.want(Hook.OBLIGATION)) {
      observers.tell(Hook.OBLIGATION, o -> o.onObligationReserved(info()));
    }
  }

  /** Whether the same object may be reserved again: not where people want to know each one by its place. */
  protected final boolean isReusable() {
    return site == null;
  }

  /** A new obligation of the same holder in the same object, once the old one is resolved. */
  protected final void reservedAgain() {
    assert state != ObligationState.RESERVED;
    ID.setOpaque(this, 0L);
    STATE.setRelease(this, ObligationState.RESERVED);
    reserved();
  }

  @Override
  public final ObligationId id() {
    long known = number;
    if (known == 0) {
      long fresh = holder.kernel().nextObligationNumber();
      known = ID.compareAndSet(this, 0L, fresh) ? fresh : number;
    }
    return new ObligationId(known);
  }

  @Override
  public final ObligationKind kind() {
    return kind;
  }

  @Override
  public final ObligationState state() {
    return state;
  }

  protected final TaskRecord holder() {
    return holder;
  }

  /** What it is about: {@code channel "orders"}, and its number. */
  protected abstract String subject();

  protected abstract long resource();

  /** Undoes what was reserved; after its holder has ended, too. */
  protected abstract void undo();

  /** Whether a holder that ends Ok, Err or Panicked with it has leaked it. */
  protected boolean isMissed() {
    return true;
  }

  /** It has a new holder. */
  protected void transferred(TaskRecord to) {}

  /** The one way out of RESERVED. */
  protected final void resolve(ObligationState to) {
    resolve(to, to);
  }

  /** A leak that is made good ends aborted, and is told as the leak that it was. */
  final void recover() {
    resolve(ObligationState.ABORTED, ObligationState.LEAKED);
  }

  private void resolve(ObligationState to, ObligationState told) {
    assert state.allows(to) : this + " " + state + " -> " + to;
    STATE.setRelease(this, to);
    holder.holdings().remove(this);
    Observers observers = holder.kernel().observers();
    if (observers.want(Hook.TALLY)) {
      observers.tallyObligation(kind, told);
    }
    if (told == ObligationState.LEAKED && observers.want(Hook.LEAK)) {
      observers.tell(Hook.LEAK, o -> o.onObligationLeaked(info()));
    }
    if (observers.want(Hook.OBLIGATION)) {
      observers.tell(Hook.OBLIGATION, o -> o.onObligationResolved(info(), told));
    }
  }

  /** Refuses a caller that is not the holder, and a second resolution. */
  protected final void checkOpen(String verb) {
    if (!holder.requireStrand().isCurrent()) {
      throw new CxUsageException(
          ErrorCode.NOT_THE_HOLDER,
          describe() + " is held by " + holder.label() + ", and another strand tried to " + verb
              + " it. Only the task that holds it may resolve it.");
    }
    if ((ObligationState) STATE.getOpaque(this) != ObligationState.RESERVED) {
      throw new CxUsageException(
          ErrorCode.RESOLVED_TWICE,
          describe() + " of " + holder.label() + " is already " + state + ", so it cannot " + verb
              + " again. Resolve it exactly once; try-with-resources never does it twice.");
    }
  }

  @Override
  public final void transfer(TaskHandle<?, ?> to) {
    checkOpen("transfer");
    TaskRecord from = holder;
    TaskRecord target = Handle.taskOf(to);
    if (target == from || !from.region().isWithin(target.region())) {
      throw new CxUsageException(
          ErrorCode.TRANSFER_REFUSED,
          describe() + " of " + from.label() + " in " + from.region().label() + " cannot go to " + target.label()
              + " in " + target.region().label() + ". It may go to another task of the same region, or of one"
              + " around it.");
    }
    from.innermost().schedulingPoint(OpKind.TRANSFER, target.id().value());
    from.holdings().remove(this);
    handedOver = true;
    holder = target;
    if (!target.holdings().receive(this)) {
      holder = from;
      handedOver = false;
      from.holdings().add(this);
      throw new CxUsageException(
          ErrorCode.TRANSFER_REFUSED,
          describe() + " cannot go to " + target.label() + ", which has ended. It stays with " + from.label() + ".");
    }
    transferred(target);
    Observers observers = from.kernel().observers();
    if (observers.want(Hook.OBLIGATION)) {
      observers.tell(Hook.OBLIGATION, o -> o.onObligationTransferred(info(), from.id()));
    }
  }

  @Override
  public final void abort() {
    checkOpen("abort");
    holder.schedulingPoint(abortKind(), resource());
    resolve(ObligationState.ABORTED);
    undo();
  }

  protected abstract OpKind abortKind();

  /** Whoever has handed it over may close the block in which it was reserved: it is not theirs any more. */
  @Override
  public void close() {
    if (handedOver && !holder.requireStrand().isCurrent()) {
      return;
    }
    if ((ObligationState) STATE.getOpaque(this) == ObligationState.RESERVED) {
      letGo();
    }
  }

  /** What it means that its block ends while it is open. */
  protected void letGo() {
    abort();
  }

  final String describe() {
    return dump().toString();
  }

  final ObligationDump dump() {
    return new ObligationDump(id(), kind, subject(), site == null ? "" : site);
  }

  private ObligationInfo info() {
    return new ObligationInfo(
        id(), kind, holder.id(), holder.region().id(), subject(), resource(), site == null ? "" : site);
  }

  @Override
  public final String toString() {
    return describe();
  }
}
