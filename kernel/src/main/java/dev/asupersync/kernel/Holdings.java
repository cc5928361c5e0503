package dev.asupersync.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task holds: unresolved obligations, newest first, and channel ends that close with it. Changed only by
 * the own strand; a dump reads it from outside and may see a moment that is already over.
 */
final class Holdings {

  /** Something that ends with the task that used it first. */
  interface End {
    void closeWithTask();
  }

  private static final int SHOWN = 100;

  private volatile @Nullable ObligationRecord newest;
  private long open;
  private @Nullable List<End> ends;

  void add(ObligationRecord obligation) {
    ObligationRecord next = newest;
    obligation.older = next;
    if (next != null) {
      next.newer = obligation;
    }
    newest = obligation;
    open++;
  }

  void remove(ObligationRecord obligation) {
    ObligationRecord older = obligation.older;
    ObligationRecord newer = obligation.newer;
    if (older != null) {
      older.newer = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else {
      newest = older;
    }
    obligation.newer = null;
    open--;
  }

  long open() {
    return open;
  }

  @Nullable ObligationRecord newest() {
    return newest;
  }

  void bind(End end) {
    List<End> list = ends;
    if (list == null) {
      list = new ArrayList<>(2);
      ends = list;
    }
    list.add(end);
  }

  void closeEnds() {
    List<End> list = ends;
    if (list != null) {
      list.forEach(End::closeWithTask);
      ends = null;
    }
  }

  /** At most so many, one line each. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (ObligationRecord at = newest; at != null && lines.size() < SHOWN; at = at.older) {
      lines.add(at.describe());
    }
    return lines;
  }
}
