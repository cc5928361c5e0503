package dev.asupersync.kernel;

import dev.asupersync.dump.ObligationDump;
import dev.asupersync.spi.OpKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task holds: unresolved obligations, newest first, and channel ends that close with it. Changed only by
 * the own strand, except that others hand obligations over to it; those wait in a list of their own until the
 * strand looks. A dump reads all of it from outside and may see a moment that is already over.
 *
 * <p>Rule: 6.18. Once the task has ended nothing is handed over to it any more.
 */
final class Holdings {

  /** Something that ends with the task that used it first. */
  interface Bound {
    void closeWithTask();

    boolean isClosed();

    /** The number of the channel. */
    long resource();

    OpKind closeKind();
  }

  /** An obligation on its way to this task. */
  private record Handover(@Nullable ObligationRecord obligation, @Nullable Handover next) {}

  private static final Handover ENDED = new Handover(null, null);
  private static final int SHOWN = 100;
  private static final VarHandle NEWEST;
  private static final VarHandle INCOMING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEWEST = lookup.findVarHandle(Holdings.class, "newest", ObligationRecord.class);
      INCOMING = lookup.findVarHandle(Holdings.class, "incoming", Handover.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** What a task that has ended has. */
  static final Holdings SEALED = new Holdings();

  static {
    SEALED.seal();
  }

  private volatile @Nullable ObligationRecord newest;
  private volatile @Nullable Handover incoming;
  private long open;
  private @Nullable List<Bound> ends;

  void add(ObligationRecord obligation) {
    ObligationRecord next = own();
    obligation.older = next;
    if (next != null) {
      next.newer = obligation;
    }
    obligation.linked = true;
    NEWEST.setRelease(this, obligation);
    open++;
  }

  private @Nullable ObligationRecord own() {
    return (ObligationRecord) NEWEST.getOpaque(this);
  }

  void remove(ObligationRecord obligation) {
    if (!obligation.linked) {
      adopt();
      if (!obligation.linked) {
        return;
      }
    }
    ObligationRecord older = obligation.older;
    ObligationRecord newer = obligation.newer;
    if (older != null) {
      older.newer = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else {
      NEWEST.setRelease(this, older);
    }
    obligation.newer = null;
    obligation.linked = false;
    open--;
  }

  /** Takes an obligation over from another strand; false when this task has ended. */
  @SuppressWarnings("ReferenceEquality") // ENDED is that object
  boolean receive(ObligationRecord obligation) {
    while (true) {
      Handover before = incoming;
      if (before == ENDED) {
        return false;
      }
      if (INCOMING.compareAndSet(this, before, new Handover(obligation, before))) {
        return true;
      }
    }
  }

  private void adopt() {
    adoptAll((Handover) INCOMING.getAndSet(this, (Handover) null));
  }

  /** From now on nothing can be handed over; what was is this task's. */
  void seal() {
    adoptAll((Handover) INCOMING.getAndSet(this, ENDED));
  }

  private void adoptAll(@Nullable Handover list) {
    for (Handover at = list; at != null; at = at.next) {
      if (at.obligation != null && !at.obligation.state().isFinal()) {
        add(at.obligation);
      }
    }
  }

  /** How many; only by the own strand. */
  long open() {
    if (incoming != null) {
      adopt();
    }
    return open;
  }

  @Nullable ObligationRecord newest() {
    return newest;
  }

  void bind(Bound end) {
    List<Bound> list = ends;
    if (list == null) {
      list = new ArrayList<>(2);
      ends = list;
    }
    list.add(end);
  }

  void closeEnds(TaskRecord task) {
    List<Bound> list = ends;
    if (list != null) {
      for (Bound end : list) {
        if (!end.isClosed()) {
          TaskRun.announce(task, end.closeKind(), end.resource());
          end.closeWithTask();
        }
      }
      ends = null;
    }
  }

  /** At most so many. */
  List<ObligationDump> dump() {
    List<ObligationDump> lines = new ArrayList<>();
    for (ObligationRecord at = newest; at != null && lines.size() < SHOWN; at = at.older) {
      lines.add(at.dump());
    }
    for (Handover at = incoming; at != null && lines.size() < SHOWN; at = at.next) {
      if (at.obligation != null) {
        lines.add(at.obligation.dump());
      }
    }
    return lines;
  }
}
