package dev.asupersync.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A region from its opening until it has closed. */
@Name("dev.asupersync.Region")
@Label("Region")
@Category("Asupersync")
@Description("A region from its opening until it has closed")
@StackTrace(false)
final class RegionEvent extends Event {

  /** Whether any recording wants such events. Asked before one is made. */
  private static final RegionEvent ANY = new RegionEvent();

  @Label("Run")
  long run;

  @Label("Region")
  long region;

  @Label("Name")
  String name = "";

  @Label("Parent")
  @Description("The region around it; -1 for the root of a program")
  long parent;

  @Label("Outcome")
  @Description("ok, err, cancelled or panicked")
  String outcome = "";

  @Label("Cancel Kind")
  String cancelKind = "";

  @Label("Error")
  String error = "";

  @Label("Lived")
  @Description("From the opening until it has closed, on the clock of the runtime")
  @Timespan(Timespan.NANOSECONDS)
  long lived;

  static boolean isWanted() {
    return ANY.isEnabled();
  }
}
