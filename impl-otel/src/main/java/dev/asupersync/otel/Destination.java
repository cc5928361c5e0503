package dev.asupersync.otel;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What OpenTelemetry's own settings (OTEL_* and otel.*) say of where telemetry goes, looked at without starting
 * anything: an SDK is made from them with no exporter, so that all else is checked, and of each exporter it is
 * looked whether there is one of that name.
 *
 * @param exporters the settings that say it for each signal
 */
record Destination(Map<String, String> exporters, Telemetry.Signals signals) {

  /** The settings of which one is enough to say that telemetry is wanted, or that it is not. */
  private static final List<String> MARKS =
      List.of(
          "OTEL_TRACES_EXPORTER",
          "OTEL_METRICS_EXPORTER",
          "OTEL_LOGS_EXPORTER",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
          "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
          "OTEL_CONFIG_FILE",
          "OTEL_SDK_DISABLED");

  private static final String OTLP = "otlp";
  private static final String NONE = "none";

  /** Named in the settings as an exporter, and found as something else. */
  private static final String PROMETHEUS = "prometheus";

  private static final Map<String, String> ARTIFACTS =
      Map.of(
          OTLP, "opentelemetry-exporter-otlp",
          "console", "opentelemetry-exporter-logging",
          "logging", "opentelemetry-exporter-logging",
          "logging-otlp", "opentelemetry-exporter-logging-otlp",
          "zipkin", "opentelemetry-exporter-zipkin");

  Destination {
    exporters = Map.copyOf(exporters);
  }

  /** Whether OpenTelemetry's own settings say anything of it. */
  static boolean isNamed() {
    return MARKS.stream().anyMatch(mark -> System.getenv(mark) != null || System.getProperty(key(mark)) != null);
  }

  private static String key(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Throws {@link ConfigurationException} where the settings cannot be followed. */
  static Destination look() {
    if (System.getenv("OTEL_CONFIG_FILE") != null || System.getProperty("otel.config.file") != null) {
      // Such a file is followed as a whole, and only when the SDK is made.
      return new Destination(Map.of(), new Telemetry.Signals(true, true, true));
    }
    ConfigProperties settings = settings();
    Map<String, String> chosen = new HashMap<>();
    if (settings.getBoolean("otel.sdk.disabled", false)) {
      return new Destination(chosen, Telemetry.Signals.NONE);
    }
    return new Destination(
        chosen,
        new Telemetry.Signals(
            choose("traces", settings, names(ConfigurableSpanExporterProvider.class,
                ConfigurableSpanExporterProvider::getName), chosen),
            choose("metrics", settings, names(ConfigurableMetricExporterProvider.class,
                ConfigurableMetricExporterProvider::getName), chosen),
            choose("logs", settings, names(ConfigurableLogRecordExporterProvider.class,
                ConfigurableLogRecordExporterProvider::getName), chosen)));
  }

  /** All of them, after a trial without exporters. */
  private static ConfigProperties settings() {
    AtomicReference<ConfigProperties> seen = new AtomicReference<>();
    AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesCustomizer(
            settings -> {
              seen.set(settings);
              return Map.of(
                  "otel.traces.exporter", NONE, "otel.metrics.exporter", NONE, "otel.logs.exporter", NONE);
            })
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk()
        .shutdown();
    return seen.get();
  }

  private static <P> Set<String> names(Class<P> providers, Function<P, String> name) {
    Set<String> names = new TreeSet<>();
    ComponentLoader.forClassLoader(providers.getClassLoader()).load(providers)
        .forEach(provider -> names.add(name.apply(provider)));
    return names;
  }

  /** Whether anything of this signal goes anywhere. */
  private static boolean choose(
      String signal, ConfigProperties settings, Set<String> found, Map<String, String> chosen) {
    String key = "otel." + signal + ".exporter";
    List<String> wanted = new ArrayList<>(settings.getList(key));
    if (wanted.isEmpty()) {
      boolean addressed =
          settings.getString("otel.exporter.otlp.endpoint") != null
              || settings.getString("otel.exporter.otlp." + signal + ".endpoint") != null;
      wanted.add(addressed || found.contains(OTLP) ? OTLP : NONE);
      chosen.put(key, wanted.getFirst());
    }
    for (String name : wanted) {
      if (!name.equals(NONE) && !name.equals(PROMETHEUS) && !found.contains(name)) {
        String artifact = ARTIFACTS.get(name);
        throw new ConfigurationException(
            key + " asks for \"" + name + "\", and there is no such exporter on the class path"
                + (found.isEmpty() ? "" : ", only " + String.join(", ", found))
                + (artifact == null ? "" : ". It is in io.opentelemetry:" + artifact));
      }
    }
    return !wanted.equals(List.of(NONE));
  }
}
