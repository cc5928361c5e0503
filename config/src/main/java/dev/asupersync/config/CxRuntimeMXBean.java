package dev.asupersync.config;

/**
 * An open runtime, as JMX shows it: {@code dev.asupersync:type=Runtime,name=…,id=…}. Every attribute is
 * computed when it is asked for.
 */
public interface CxRuntimeMXBean {

  /** The name in {@code asupersync.runtime}. */
  String getName();

  /** How many programs run now. */
  int getRunningPrograms();

  /** How many regions are open now. */
  int getLiveRegions();

  /** How many tasks are live now. */
  int getLiveTasks();

  /** How many obligations are held now. */
  int getHeldObligations();

  /** The live tree as text, with who waits for whom. */
  String getDumpText();

  /** The live tree as one JSON object. */
  String getDumpJson();

  /** Asks every running program to stop with kind Shutdown. Returns at once. */
  void shutdown(String message);
}
