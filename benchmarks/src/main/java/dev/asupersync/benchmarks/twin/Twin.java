package dev.asupersync.benchmarks.twin;

import java.util.ArrayList;
import java.util.List;

/**
 * A program of {@code dev.asupersync.lab.bugs} in plain Java: cells are volatile fields, mutexes are monitors.
 *
 * @param name as there
 * @param part what it does: with its bug, or without
 */
public record Twin(String name, Part part) {

  /** What happens in it. */
  @FunctionalInterface
  interface Part {
    void play(Stage stage, boolean wrong);
  }

  /** Throws, or blocks for ever, where the bug shows. */
  public void run(boolean wrong) {
    Stage stage = new Stage();
    part.play(stage, wrong);
    stage.join();
  }

  /** In the order of the corpus. */
  public static List<Twin> all() {
    List<Twin> all = new ArrayList<>(AccountTwins.all());
    all.addAll(LockTwins.all());
    all.addAll(OrderTwins.all());
    all.addAll(BufferTwins.all());
    all.addAll(RaceTwins.all());
    return List.copyOf(all);
  }
}
