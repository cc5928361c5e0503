package dev.asupersync.cli;

import dev.asupersync.program.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code asupersync dashboards} is told, for whoever puts them up. */
public final class DashboardsOptions {

  @Option(names = "--once", description = "End by itself, when traces, metrics, exemplars and an alert have arrived"
      + " and pictures are taken. The exit code is 0 only if all of that went well.")
  private boolean once;

  @Option(names = "--pictures", paramLabel = "DIR",
      description = "With --once: where the pictures go. Without it: stand/target/pictures.")
  private @Nullable Path pictures;

  @Option(names = "--fetch", description = "Fetch what is missing from Debian: Prometheus is unpacked, not"
      + " installed, so that no service of it is started; Chromium is installed, for which one must be root.")
  private boolean fetch;

  @Option(names = "--zipkin-port", paramLabel = "PORT", description = "Zipkin's port on 127.0.0.1. Without it a free"
      + " one, as with those below.")
  private int zipkin;

  @Option(names = "--prometheus-port", paramLabel = "PORT", description = "Prometheus' port on 127.0.0.1.")
  private int prometheus;

  @Option(names = "--otlp-port", paramLabel = "PORT", description = "Where spans are taken, on 127.0.0.1.")
  private int otlp;

  @Option(names = "--metrics-port", paramLabel = "PORT",
      description = "Where the first program tells its metrics, on 127.0.0.1; the next one has the port above.")
  private int metrics;

  DashboardsOptions() {}

  /** Reads them, as a program is given them; a {@link UsageException} says what is wrong. */
  public static DashboardsOptions parse(List<String> arguments) {
    DashboardsOptions options = new DashboardsOptions();
    try {
      new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
    return options;
  }

  public boolean isOnce() {
    return once;
  }

  public Optional<Path> pictures() {
    return Optional.ofNullable(pictures);
  }

  public boolean isToFetch() {
    return fetch;
  }

  /** 0 for a free one, here and below. */
  public int zipkinPort() {
    return zipkin;
  }

  public int prometheusPort() {
    return prometheus;
  }

  public int otlpPort() {
    return otlp;
  }

  public int metricsPort() {
    return metrics;
  }
}
