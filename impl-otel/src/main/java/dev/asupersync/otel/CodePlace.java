package dev.asupersync.otel;

import io.opentelemetry.api.trace.Span;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.Set;

/** Where in the program a task was spawned or a region opened. Costs a walk of the stack. */
final class CodePlace {

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Set<String> OURS =
      Set.of(
          "dev.asupersync.otel", "dev.asupersync.kernel", "dev.asupersync.spi.observe", "dev.asupersync.combine",
          "dev.asupersync.prod", "dev.asupersync.lab");

  private CodePlace() {}

  /** Says it on the span. The caller stands on the strand of the program. */
  static void on(Span span) {
    Optional<StackFrame> frame =
        WALKER.walk(frames -> frames.filter(each -> !isOurs(each.getClassName())).findFirst());
    if (frame.isPresent()) {
      StackFrame place = frame.get();
      span.setAttribute(SpanNames.CODE_FUNCTION, place.getClassName() + "." + place.getMethodName());
      String file = place.getFileName();
      if (file != null) {
        span.setAttribute(SpanNames.CODE_FILE, file);
        span.setAttribute(SpanNames.CODE_LINE, (long) place.getLineNumber());
      }
    }
  }

  private static boolean isOurs(String className) {
    int end = className.lastIndexOf('.');
    return end > 0
        && (OURS.contains(className.substring(0, end)) || className.startsWith("java."))
        && !className.contains("Test");
  }
}
