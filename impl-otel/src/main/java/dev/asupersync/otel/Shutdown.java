package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Flushes and closes an SDK, and goes on without it when that takes too long. The SDK waits inside its own shutdown
 * for an exporter that hangs, so that is called on threads of their own. Metrics go last: they tell what of the
 * others was lost.
 */
final class Shutdown {

  private final Executor aside = Executors.newVirtualThreadPerTaskExecutor();
  private final long limitNanos;

  Shutdown(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /** Whether all was taken in time. */
  boolean close(OpenTelemetrySdk sdk, Runnable beforeMetrics) {
    CompletableFuture<Boolean> records =
        start(sdk.getSdkTracerProvider()::shutdown)
            .thenCombine(start(sdk.getSdkLoggerProvider()::shutdown), (spans, logs) -> spans && logs);
    boolean taken = wait(records, limitNanos / 2);
    beforeMetrics.run();
    return wait(start(sdk.getSdkMeterProvider()::shutdown), limitNanos / 2) && taken;
  }

  private CompletableFuture<Boolean> start(Supplier<CompletableResultCode> shutdown) {
    return CompletableFuture.supplyAsync(
        () -> shutdown.get().join(limitNanos, NANOSECONDS).isSuccess(), aside);
  }

  private static boolean wait(CompletableFuture<Boolean> done, long nanos) {
    try {
      return done.get(nanos, NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
