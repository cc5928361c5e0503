package dev.asupersync;

/** The part of {@link Cx} that writes to the trace. Needs {@link Capability#TRACE} (CX-2006). */
public interface Tracing {

  /** Leaves a message in the event stream, which observers, traces and telemetry read. */
  void trace(String message);
}
