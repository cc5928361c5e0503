package dev.asupersync.lab.explore;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.ArrayList;
import java.util.List;

/** Small programs over some cells and locks. */
final class Small {

  /** What a task does. */
  interface Body {
    void run(Cx cx, List<Cell<Integer>> cells, List<Mutex> locks) throws Exception;
  }

  /** The settings for programs that judge themselves. */
  static final LabConfig ALONE = LabConfig.defaults().oracles(List.of());

  private Small() {}

  /** Runs these tasks, and gives what the cells hold then. */
  static Task<String, Exception> program(int cells, int locks, Body... tasks) {
    return cx -> cx.region(Exception.class, scope -> {
      List<Cell<Integer>> variables = new ArrayList<>();
      for (int i = 0; i < cells; i++) {
        variables.add(scope.open(Cell.of(0)));
      }
      List<Mutex> mutexes = new ArrayList<>();
      for (int i = 0; i < locks; i++) {
        mutexes.add(scope.open(Mutex.create()));
      }
      List<TaskHandle<?, Exception>> handles = new ArrayList<>();
      for (Body task : tasks) {
        handles.add(scope.launch(c -> task.run(c, variables, mutexes)));
      }
      for (var handle : handles) {
        handle.join();
      }
      StringBuilder held = new StringBuilder();
      for (Cell<Integer> variable : variables) {
        held.append(variable.get(cx)).append(' ');
      }
      return held.toString().strip();
    }).orThrow();
  }

  /** Adds to a cell, and takes two steps for it. */
  static Body increment(int cell) {
    return (c, v, m) -> v.get(cell).set(c, v.get(cell).get(c) + 1);
  }

  static Body writes(int cell, int times) {
    return (c, v, m) -> {
      for (int i = 0; i < times; i++) {
        v.get(cell).set(c, 1);
      }
    };
  }

  static Body nested(int first, int second) {
    return (c, v, m) -> {
      try (Guard one = m.get(first).lock(c);
          Guard other = m.get(second).lock(c)) {
        c.taskId();
      }
    };
  }

  /** Many write two cells, one after the other; one must not see the first without the second. */
  static Task<String, Exception> reorder(int setters) {
    Body[] tasks = new Body[setters + 1];
    for (int i = 0; i < setters; i++) {
      tasks[i] = (c, v, m) -> {
        v.get(0).set(c, 1);
        v.get(1).set(c, -1);
      };
    }
    tasks[setters] = (c, v, m) -> {
      boolean isWhole = (v.get(0).get(c) == 0 && v.get(1).get(c) == 0)
          || (v.get(0).get(c) == 1 && v.get(1).get(c) == -1);
      if (!isWhole) {
        throw new IllegalStateException("saw the one without the other");
      }
    };
    return program(2, 0, tasks);
  }

  /** Many write two cells in two sections; one must not come between those of the first. */
  static Task<String, Exception> twoStage(int writers) {
    Body[] tasks = new Body[writers + 1];
    for (int i = 0; i < writers; i++) {
      tasks[i] = (c, v, m) -> {
        try (Guard _ = m.get(0).lock(c)) {
          v.get(0).set(c, 1);
        }
        try (Guard _ = m.get(1).lock(c)) {
          v.get(1).set(c, v.get(0).get(c) + 1);
        }
      };
    }
    tasks[writers] = (c, v, m) -> {
      int seen;
      try (Guard _ = m.get(0).lock(c)) {
        if (v.get(0).get(c) == 0) {
          return;
        }
        seen = v.get(0).get(c);
      }
      int next;
      try (Guard _ = m.get(1).lock(c)) {
        next = v.get(1).get(c);
      }
      if (next != seen + 1) {
        throw new IllegalStateException("the second has not been written");
      }
    };
    return program(2, 2, tasks);
  }
}
