package dev.asupersync.otel;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/** What the JDK says of its scheduler of virtual threads. */
final class SchedulerGauges {

  private final ObservableLongMeasurement parallelism;
  private final ObservableLongMeasurement threads;
  private final ObservableLongMeasurement mounted;
  private final ObservableLongMeasurement queue;
  private final @Nullable VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  SchedulerGauges(Meter meter) {
    parallelism = Metric.SCHEDULER_PARALLELISM.gauge(meter).buildObserver();
    threads = Metric.SCHEDULER_THREAD_COUNT.gauge(meter).buildObserver();
    mounted = Metric.SCHEDULER_THREAD_MOUNTED.gauge(meter).buildObserver();
    queue = Metric.SCHEDULER_QUEUE_LENGTH.gauge(meter).buildObserver();
  }

  List<ObservableLongMeasurement> all() {
    return List.of(parallelism, threads, mounted, queue);
  }

  void observe() {
    VirtualThreadSchedulerMXBean known = scheduler;
    if (known != null) {
      record(parallelism, known.getParallelism());
      record(threads, known.getPoolSize());
      record(mounted, known.getMountedVirtualThreadCount());
      record(queue, known.getQueuedVirtualThreadCount());
    }
  }

  /** -1 is what it says where it does not know. */
  private static void record(ObservableLongMeasurement gauge, long value) {
    if (value >= 0) {
      gauge.record(value);
    }
  }
}
