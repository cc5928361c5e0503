package dev.asupersync.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A task ended without resolving an obligation. */
@Name("dev.asupersync.ObligationLeak")
@Label("Obligation Leak")
@Category("Asupersync")
@Description("A task ended without resolving an obligation")
@StackTrace(false)
final class LeakEvent extends Event {

  /** Whether any recording wants such events. Asked before one is made. */
  private static final LeakEvent ANY = new LeakEvent();

  @Label("Obligation")
  long obligation;

  @Label("Kind")
  String kind = "";

  @Label("Holder")
  long task;

  @Label("Region")
  long region;

  @Label("Subject")
  String subject = "";

  @Label("Site")
  @Description("Where it was reserved; empty where sites are not recorded")
  String site = "";

  static boolean isWanted() {
    return ANY.isEnabled();
  }
}
