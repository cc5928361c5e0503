package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.TaskId;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Notify;
import java.util.ArrayList;
import java.util.List;

/**
 * What tasks in a {@link Monitor} wait for. A signal ends the wait that began first, and is lost where there is none.
 *
 * <p>A task stands in line before it leaves the lock, so no signal after that is lost to it. Each has a bell of its
 * own, so none that comes later can take what was meant for it: with one bell for all, a task that looked again and
 * came back would wake in place of one that sleeps, and nobody would wake that.
 */
final class Condition {

  /** The most tasks that ever wait for one. */
  static final int BELLS = 4;

  /**
   * Who waits.
   *
   * @param known the tasks that have ever waited; the place of each is the number of its bell
   * @param waiting the numbers of those who wait now, the longest first
   */
  record Line(List<TaskId> known, List<Integer> waiting) {

    static final Line EMPTY = new Line(List.of(), List.of());

    int bell(TaskId task) {
      return known.indexOf(task);
    }

    Line with(TaskId task) {
      List<TaskId> all = known.contains(task) ? known : plus(known, task);
      return new Line(all, plus(waiting, all.indexOf(task)));
    }

    Line without(int first) {
      return new Line(known, List.copyOf(waiting.subList(first, waiting.size())));
    }

    private static <T> List<T> plus(List<T> list, T last) {
      List<T> longer = new ArrayList<>(list);
      longer.add(last);
      return List.copyOf(longer);
    }
  }

  private final Cell<Line> line;
  private final List<Notify> bells;

  Condition(Cell<Line> line, List<Notify> bells) {
    this.line = line;
    this.bells = bells;
  }

  /** Joins the line. The bell that rings for this task. */
  Notify enlist(Cx cx) {
    TaskId task = cx.taskId();
    return bells.get(line.update(cx, others -> others.with(task)).bell(task));
  }

  void signal(Cx cx) {
    ring(cx, 1);
  }

  void signalAll(Cx cx) {
    ring(cx, Integer.MAX_VALUE);
  }

  private void ring(Cx cx, int most) {
    Line seen = line.get(cx);
    int count = Math.min(most, seen.waiting().size());
    while (count > 0 && !line.compareAndSet(cx, seen, seen.without(count))) {
      seen = line.get(cx);
      count = Math.min(most, seen.waiting().size());
    }
    for (int bell : seen.waiting().subList(0, count)) {
      bells.get(bell).notifyOne(cx);
    }
  }
}
