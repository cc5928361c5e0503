package dev.asupersync.stand;

import dev.asupersync.Cx;
import dev.asupersync.cli.Asupersync;
import dev.asupersync.cli.DashboardsOptions;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code asupersync dashboards} runs: a program like any other, whose region owns the servers. */
public final class Dashboards implements Program {

  /** Where the project is, as the script says. */
  private static final String ROOT_PROPERTY = "asupersync-cli.root";

  /** For {@code ServiceLoader}. */
  public Dashboards() {}

  @Override
  public String name() {
    return "dashboards";
  }

  @Override
  public String summary() {
    return "Zipkin, Prometheus and programs to look at there. Better: asupersync dashboards.";
  }

  @Override
  public @Nullable Object run(Cx cx, Invocation invocation) throws TroubleException {
    DashboardsOptions options = DashboardsOptions.parse(invocation.arguments());
    Path root = Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath();
    if (!Files.isDirectory(root.resolve("dashboards"))) {
      throw new TroubleException("There are no dashboards in " + root + ". Start the command by the script"
          + " ./asupersync, or in the directory of the project.");
    }
    Consumer<String> say = text -> {
      invocation.out().println(text);
      invocation.out().flush();
    };
    Ports ports = new Ports(
        options.zipkinPort(), options.prometheusPort(), options.otlpPort(),
        Ports.metrics(options.metricsPort(), Demo.ALL.size()));
    Path pictures = options.pictures().orElse(root.resolve("stand/target/pictures")).toAbsolutePath();
    StandSettings settings =
        new StandSettings(root, command(), ports, options.isOnce(), options.isToFetch(), pictures);
    new Stand(settings, Demo.ALL, say, invocation.progress()).run(cx).orThrow();
    return null;
  }

  /** This JVM and its class path, with the command's class. */
  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
        "--add-opens", "java.base/java.lang=ALL-UNNAMED",
        "-cp", System.getProperty("java.class.path"), Asupersync.class.getName());
  }
}
