package dev.asupersync.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A task that has ended: the body of a region is none. */
@Name("dev.asupersync.Task")
@Label("Task")
@Category("Asupersync")
@Description("A task that has ended")
@StackTrace(false)
final class TaskEvent extends Event {

  /** Whether any recording wants such events. Asked before one is made. */
  private static final TaskEvent ANY = new TaskEvent();

  @Label("Run")
  long run;

  @Label("Task")
  long task;

  @Label("Name")
  String name = "";

  @Label("Region")
  long region;

  @Label("Region Name")
  String regionName = "";

  @Label("Tier")
  String tier = "";

  @Label("Outcome")
  @Description("ok, err, cancelled or panicked")
  String outcome = "";

  @Label("Cancel Kind")
  String cancelKind = "";

  @Label("Error")
  String error = "";

  @Label("Lived")
  @Description("From the spawn to the end, on the clock of the runtime")
  @Timespan(Timespan.NANOSECONDS)
  long lived;

  static boolean isWanted() {
    return ANY.isEnabled();
  }
}
