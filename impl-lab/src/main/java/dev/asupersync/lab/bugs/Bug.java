package dev.asupersync.lab.bugs;

import dev.asupersync.Action;
import dev.asupersync.Cx;
import java.util.Optional;

/**
 * A program with a bug that only some schedules show.
 *
 * @param name as the literature has it, with its size
 * @param flaw what is wrong, in one sentence
 * @param facts what others know of it
 * @param body the program
 * @param cure the same program without the bug
 */
public record Bug(
    String name,
    String flaw,
    Facts facts,
    Action<RuntimeException> body,
    Optional<Action<RuntimeException>> cure) {

  static Bug of(String name, String flaw, Facts facts, Scene.Story wrong, Scene.Story right) {
    return new Bug(name, flaw, facts, cx -> Scene.run(cx, wrong), Optional.of(cx -> Scene.run(cx, right)));
  }

  /**
   * Runs it once. Errors: {@link BugFound} where the schedule shows the bug; one that shows as a deadlock never
   * returns, and is for the lab to report.
   */
  public void run(Cx cx) {
    body.run(cx);
  }

  /** The same without the bug: every schedule of it is clean. */
  public Optional<Bug> fixed() {
    return cure.map(right ->
        new Bug(name + "_fixed", "Nothing is wrong.", Facts.NONE, right, Optional.empty()));
  }
}
