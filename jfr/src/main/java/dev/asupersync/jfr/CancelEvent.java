package dev.asupersync.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A region, or a task, was asked to stop: the first time, and whenever the reason grew stronger. */
@Name("dev.asupersync.Cancel")
@Label("Cancellation")
@Category("Asupersync")
@Description("A region, or a task, was asked to stop")
@StackTrace(false)
final class CancelEvent extends Event {

  /** Whether any recording wants such events. Asked before one is made. */
  private static final CancelEvent ANY = new CancelEvent();

  @Label("Run")
  long run;

  @Label("Region")
  long region;

  @Label("Region Name")
  String regionName = "";

  @Label("Task")
  @Description("-1 where all of the region was asked")
  long task = -1;

  @Label("Task Name")
  String taskName = "";

  @Label("Kind")
  String kind = "";

  @Label("Message")
  String message = "";

  @Label("Origin")
  @Description("The task that set it off, or the empty string")
  String origin = "";

  static boolean isWanted() {
    return ANY.isEnabled();
  }
}
