package dev.asupersync.lab;

import dev.asupersync.dump.ObligationDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the run, and what was done about it. The first violation asks the program to stop by the
 * rules of cancellation; if that does not end it, the strands are ended by force.
 */
final class Distress implements RuntimeObserver {

  /** How far things have gone. */
  enum Stage {
    RUNNING,
    DRAINING,
    UNWINDING
  }

  private static final Set<Hook> HOOKS = EnumSet.of(Hook.RUNTIME);

  private final @Nullable TraceRecorder recorder;
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable RuntimeView view;
  private Stage stage = Stage.RUNNING;

  Distress(@Nullable TraceRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public Set<Hook> hooks() {
    return HOOKS;
  }

  @Override
  public void onRuntimeOpened(RuntimeView opened) {
    view = opened;
  }

  Stage stage() {
    return stage;
  }

  synchronized List<Violation> violations() {
    return List.copyOf(violations);
  }

  synchronized void reset() {
    violations.clear();
    stage = Stage.RUNNING;
  }

  /** Notes it and lets the program go on. Any thread. */
  synchronized void note(ErrorCode code, String text) {
    violations.add(new Violation(code, text));
  }

  void bodyThrew(LabStrand strand, Throwable thrown) {
    note(ErrorCode.INTERPRETATION_FAILED, "The body of strand \"" + strand + "\" threw " + thrown
        + ", which a body never does.");
  }

  /** Nothing can run and no alarm is pending. */
  void stalled(String when, List<LabStrand> live) {
    if (stage == Stage.RUNNING) {
      List<TaskDump> holders = holders();
      if (holders.isEmpty()) {
        drain(ErrorCode.DEADLOCK, "Deadlock " + when + ": nothing can run and no alarm is pending.\n"
            + lines(waiting(live))
            + "Break the circle, or give one of the waits a time limit.");
      } else {
        drain(ErrorCode.FUTURELOCK, "Futurelock " + when + ": nothing can run, no alarm is pending, and"
            + " what is held cannot be resolved.\n" + held(holders) + lines(waiting(live))
            + "Resolve what a task holds before it waits for others.");
      }
    } else {
      stage = Stage.UNWINDING;
    }
  }

  /** Too many steps. */
  void exhausted(String when, long limit, List<LabStrand> live) {
    if (stage == Stage.RUNNING) {
      drain(ErrorCode.STEP_LIMIT, "The run did not end within " + limit + " steps (now " + when + ").\n"
          + lines(alive(live))
          + "Look for a loop without an end, or raise asupersync.lab.max-steps.");
    } else {
      stage = Stage.UNWINDING;
    }
  }

  /** A task holds something and has waited too long. */
  void idle(String when, long task, long idleSteps, long limit) {
    if (stage != Stage.RUNNING) {
      return;
    }
    List<TaskDump> who = holders().stream().filter(holder -> holder.id().value() == task).toList();
    drain(ErrorCode.FUTURELOCK, "Futurelock " + when + ": T" + task + " has waited for " + idleSteps
        + " steps (limit " + limit + ") while it holds what others may need.\n" + held(who)
        + "Resolve what a task holds before it waits, or raise asupersync.lab.futurelock-max-idle-steps.");
  }

  /** The process is gone: from here on no step of any strand succeeds, and that is no violation. */
  void crashed() {
    stage = Stage.UNWINDING;
  }

  /** The run cannot go on as it should; {@code text} says why. */
  void failed(ErrorCode code, String text) {
    if (stage == Stage.RUNNING) {
      drain(code, text);
    } else {
      note(code, text);
    }
  }

  private void drain(ErrorCode code, String text) {
    note(code, text);
    if (recorder != null) {
      recorder.violation(code.code());
    }
    RuntimeView runtime = view;
    if (runtime == null) {
      stage = Stage.UNWINDING;
    } else {
      stage = Stage.DRAINING;
      runtime.shutdown("the lab found " + code.code());
    }
  }

  private List<TaskDump> holders() {
    RuntimeView runtime = view;
    return runtime == null
        ? List.of()
        : runtime.dump().tasks().stream()
            .filter(task -> task.waitsFor().isPresent() && !task.obligations().isEmpty())
            .toList();
  }

  private static String held(List<TaskDump> holders) {
    return lines(holders.stream()
        .map(task -> task.label() + " holds "
            + task.obligations().stream().map(ObligationDump::toString).collect(Collectors.joining(", "))
            + " and waits for " + task.waitsFor().map(wait -> wait.what()).orElse("nothing"))
        .toList());
  }

  private List<String> waiting(List<LabStrand> live) {
    RuntimeView runtime = view;
    return runtime == null ? strands(live) : runtime.dump().waitForChains();
  }

  private List<String> alive(List<LabStrand> live) {
    RuntimeView runtime = view;
    if (runtime == null) {
      return strands(live);
    }
    RuntimeDump dump = runtime.dump();
    return dump.tasks().stream()
        .map(task -> task.label() + " (" + task.state() + ")"
            + task.waitsFor().map(wait -> " waits for " + wait.what()).orElse("")
            + (task.progress().isEmpty() ? "" : ", last said \"" + task.progress() + "\""))
        .toList();
  }

  private static List<String> strands(List<LabStrand> live) {
    return live.stream()
        .map(strand -> strand + " at " + strand.operation + " of " + strand.resource)
        .toList();
  }

  /** Twenty lines say enough; a hundred thousand say nothing. */
  private static String lines(List<String> all) {
    String shown = all.stream().limit(20).map(line -> "  " + line + "\n").collect(Collectors.joining());
    return all.size() > 20 ? shown + "  ... and " + (all.size() - 20) + " more\n" : shown;
  }

  /** {@code at step 12, 1.5 s of virtual time}. */
  static String when(long step, long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return "at step " + step + ", virtual time " + time;
  }
}
