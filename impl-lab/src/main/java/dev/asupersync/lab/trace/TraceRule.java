package dev.asupersync.lab.trace;

/**
 * What holds in every trace of a runtime that keeps its word. The ids are stable and only ever added to. The
 * rules whose id begins with SHAPE are about one event by itself, the others about an event after those before.
 */
public enum TraceRule {
  SHAPE_001("events are numbered one after the other, from 0"),
  SHAPE_002("virtual time never goes back"),
  SHAPE_003("what happens to a thing names it"),
  SHAPE_004("a severity is 0 to 3"),
  SHAPE_005("a kind of cancellation is a known one"),
  SHAPE_006("a state of a task is a known one"),
  SHAPE_007("a state of a region is a known one"),
  SHAPE_008("an operation is a known one"),
  SHAPE_009("a kind of obligation is a known one"),
  SHAPE_010("a yes or no is 0 or 1, and a mask is at most 64 deep"),

  SPAWN_001("a task is spawned once"),
  SPAWN_002("a task is spawned in a region that was opened"),
  SPAWN_003("a region that has begun to close admits nothing but its finalizers"),
  SPAWN_004("whoever spawns was spawned"),
  START_001("what starts was spawned"),
  START_002("a task starts once, and before it ends"),
  END_001("what ends was spawned"),
  END_002("a task ends once"),
  STATE_001("a task goes on from the state that it is in"),
  STATE_002("a task takes only steps that there are"),
  CANCEL_001("only a task or region that is there and has not ended is asked to stop"),
  CANCEL_002("requests never become milder"),
  ACK_001("only a request that was made is acknowledged"),
  ACK_002("nothing is acknowledged under a mask"),
  MASK_001("masks are entered and left one by one"),
  REGION_001("a region is opened once"),
  REGION_002("a region is opened in one that is open, or waits for its tasks and was not cancelled"),
  REGION_003("a region goes on from the state that it is in"),
  REGION_004("a region takes only steps that there are"),
  CLOSE_001("what closes was opened"),
  CLOSE_002("a region closes once, as its last step"),
  QUIESCENCE_001("when a region closes, every task in it has ended"),
  QUIESCENCE_002("when a region closes, every region in it has closed"),
  QUIESCENCE_003("when a region closes, every finalizer of it has ended"),
  FINALIZER_001("finalizers run once each, the last registered first"),
  FINALIZER_002("one finalizer ends before the next begins"),
  OBLIGATION_001("when a region closes, nobody in it owes anything"),
  OBLIGATION_002("an obligation is reserved once"),
  OBLIGATION_003("whoever reserves was spawned and has not ended"),
  OBLIGATION_004("an obligation is in the region of its holder"),
  OBLIGATION_005("what is resolved or handed on was reserved"),
  OBLIGATION_006("an obligation is resolved once"),
  OBLIGATION_007("an obligation is resolved or handed on by its holder"),
  OBLIGATION_008("whoever ends owes nothing any more"),
  LEAK_001("nothing leaks"),
  ALARM_001("an alarm is set once, and then rings or is cancelled once"),
  TIME_001("time goes on from where it was, and never back"),
  RUN_001("the lab had no reason to stop the run"),
  RUN_002("when all is over, every task has ended and every region has closed"),
  RUN_003("no event was lost");

  private final String sentence;

  TraceRule(String sentence) {
    this.sentence = sentence;
  }

  /** As in {@code SPAWN-001}. */
  public String id() {
    return name().replace('_', '-');
  }

  /** What holds, in words. */
  public String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return id() + " (" + sentence + ")";
  }
}
