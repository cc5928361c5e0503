package dev.asupersync.mdc;

import dev.asupersync.spi.observe.ThreadContext;
import dev.asupersync.spi.observe.ThreadContextCarrier;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The map of SLF4J's {@link MDC}: what a task puts into it, others never see. */
public final class MdcContext implements ThreadContext {

  private MdcContext() {}

  /** For one runtime: {@code Runtimes.open(source, MdcContext.carrier())}. */
  public static ThreadContextCarrier carrier() {
    return ThreadContextCarrier.of("The MDC of SLF4J", new MdcContext());
  }

  @Override
  public Optional<Carried> capture() {
    Map<String, String> here = current();
    return here.isEmpty() ? Optional.empty() : Optional.of(() -> enter(here));
  }

  private static Runnable enter(Map<String, String> carried) {
    Map<String, String> before = current();
    MDC.setContextMap(carried);
    return () -> {
      if (before.isEmpty()) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    };
  }

  private static Map<String, String> current() {
    @Nullable Map<String, String> copy = MDC.getCopyOfContextMap();
    return copy == null ? Map.of() : copy;
  }
}
