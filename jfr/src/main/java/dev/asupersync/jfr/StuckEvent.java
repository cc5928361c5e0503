package dev.asupersync.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A region did not close within its cleanup time. */
@Name("dev.asupersync.StuckClose")
@Label("Stuck Close")
@Category("Asupersync")
@Description("A region did not close within its cleanup time")
@StackTrace(false)
final class StuckEvent extends Event {

  /** Whether any recording wants such events. Asked before one is made. */
  private static final StuckEvent ANY = new StuckEvent();

  @Label("Run")
  long run;

  @Label("Region")
  long region;

  @Label("Name")
  String name = "";

  @Label("Report")
  @Description("What holds it up, with stacks")
  String report = "";

  static boolean isWanted() {
    return ANY.isEnabled();
  }
}
