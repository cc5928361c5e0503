package dev.asupersync.lab.dpor;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Mutex;
import java.util.ArrayList;
import java.util.List;

/** A small program: some cells and locks, and tasks that use them. */
final class Model {

  /** What a task does. */
  interface Body {
    void run(Cx cx, List<Cell<Integer>> cells, List<Mutex> locks) throws Exception;
  }

  private final int cells;
  private final int locks;
  private final List<Body> tasks = new ArrayList<>();

  private Model(int cells, int locks) {
    this.cells = cells;
    this.locks = locks;
  }

  static Model with(int cells, int locks) {
    return new Model(cells, locks);
  }

  Model task(Body body) {
    tasks.add(body);
    return this;
  }

  Model tasks(int count, java.util.function.IntFunction<Body> body) {
    for (int i = 0; i < count; i++) {
      tasks.add(body.apply(i));
    }
    return this;
  }

  int size() {
    return tasks.size();
  }

  /** A program that can be run again and again. */
  Task<String, Exception> program() {
    return cx -> cx.region(Exception.class, scope -> {
      List<Cell<Integer>> variables = new ArrayList<>();
      for (int i = 0; i < cells; i++) {
        variables.add(scope.open(Cell.of(0)));
      }
      List<Mutex> mutexes = new ArrayList<>();
      for (int i = 0; i < locks; i++) {
        mutexes.add(scope.open(Mutex.create()));
      }
      for (Body task : tasks) {
        scope.launch(c -> task.run(c, variables, mutexes));
      }
      return "";
    }).orThrow();
  }
}
