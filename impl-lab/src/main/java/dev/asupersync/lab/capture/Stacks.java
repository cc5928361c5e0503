package dev.asupersync.lab.capture;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a strand is: in the runtime, or in code of the program. The JDK and the api are called by both, so what counts
 * is who called them.
 */
final class Stacks {

  private static final String[] JDK = {"java.", "jdk.", "sun.", "javax."};
  private static final String KERNEL = "dev.asupersync.kernel.";
  private static final String[] RUNTIME = {
    KERNEL, "dev.asupersync.prod.", "dev.asupersync.spi.", "dev.asupersync.otel.",
    "dev.asupersync.lab.capture.", "dev.asupersync.lab.oracle.", "dev.asupersync.lab.trace.",
    "dev.asupersync.lab.watch."
  };

  /** Whole names of packages: programs may stand in packages inside of them. */
  private static final Set<String> API = Set.of(
      "dev.asupersync", "dev.asupersync.channel", "dev.asupersync.combine", "dev.asupersync.combine.plan",
      "dev.asupersync.dump", "dev.asupersync.error", "dev.asupersync.heap", "dev.asupersync.obligation",
      "dev.asupersync.program", "dev.asupersync.session", "dev.asupersync.stream", "dev.asupersync.sync");

  private Stacks() {}

  /**
   * The innermost frame of the program; nothing where the runtime is at work, or nothing is known. The runtime is at
   * work, too, where it writes a trace or tells an observer, whatever libraries these call.
   */
  static Optional<StackTraceElement> ofProgram(StackTraceElement[] stack) {
    @Nullable StackTraceElement innermost = null;
    for (int i = 0; i < stack.length; i++) {
      String type = stack[i].getClassName();
      if (startsWithAny(type, RUNTIME)) {
        boolean calledProgram = type.startsWith(KERNEL) && !isObservers(type)
            && (i + 1 == stack.length || !isObservers(stack[i + 1].getClassName()));
        return calledProgram ? Optional.ofNullable(innermost) : Optional.empty();
      }
      if (innermost == null && !startsWithAny(type, JDK) && !isApi(type)) {
        innermost = stack[i];
      }
    }
    return Optional.empty();
  }

  private static boolean isObservers(String type) {
    return type.equals(KERNEL + "Observers");
  }

  private static boolean isApi(String type) {
    int dot = type.lastIndexOf('.');
    return dot > 0 && API.contains(type.substring(0, dot));
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
