package dev.asupersync.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Exports what one instrumentation scope made, then the next, in the order of their names: put together, they come in
 * the order of a hash table. What an SDK says of itself is left out, for it says how fast the machine was.
 */
final class ByScope {

  private static final String SDK = "io.opentelemetry.sdk.";

  private ByScope() {}

  static <T> CompletableResultCode export(
      Collection<T> all,
      Function<T, InstrumentationScopeInfo> scope,
      Function<Collection<T>, CompletableResultCode> exporter) {
    Map<InstrumentationScopeInfo, List<T>> byScope =
        new TreeMap<>(
            Comparator.comparing(InstrumentationScopeInfo::getName)
                .thenComparing(InstrumentationScopeInfo::toString));
    for (T each : all) {
      if (!scope.apply(each).getName().startsWith(SDK)) {
        byScope.computeIfAbsent(scope.apply(each), _ -> new ArrayList<>()).add(each);
      }
    }
    return CompletableResultCode.ofAll(byScope.values().stream().map(exporter).toList());
  }
}
