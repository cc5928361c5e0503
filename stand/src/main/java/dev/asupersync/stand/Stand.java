package dev.asupersync.stand;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.stand.otlp.OtlpReceiver;
import dev.asupersync.stand.otlp.ZipkinForward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Zipkin, Prometheus and programs to look at, all on 127.0.0.1. They are processes, owned by a region: however it
 * ends, they have ended when it is closed, the programs first, so that their last spans still arrive.
 */
final class Stand {

  private static final Duration LONG_TO_START = Duration.ofSeconds(60);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final StandSettings settings;
  private final List<Demo> demos;
  private final Consumer<String> say;
  private final Consumer<String> progress;

  /**
   * @param say for what a person should read
   * @param progress for one line on how far it is
   */
  Stand(StandSettings settings, List<Demo> demos, Consumer<String> say, Consumer<String> progress) {
    this.settings = settings;
    this.demos = demos;
    this.say = say;
    this.progress = progress;
  }

  /** Puts it up, and takes it down when everything has been seen or the task is cancelled; gives back the pictures. */
  Outcome<List<String>, TroubleException> run(Cx cx) {
    return cx.region(TroubleException.class, RegionOptions.named("stand"), scope -> {
      Ports ports = settings.ports().choose();
      Tools tools = Tools.find(scope.cx(), settings, say);
      Path work = workDirectory(scope);
      Web web = new Web();
      scope.defer(_ -> web.close());
      Optional<Zipkin> zipkin = tools.zipkin().map(_ -> new Zipkin(web, ports.zipkin()));
      Optional<Prometheus> prometheus = tools.prometheus().map(_ -> new Prometheus(web, ports.prometheus()));
      List<Child> children = start(scope, tools, ports, work, web);
      List<TaskHandle<?, TroubleException>> watches = new ArrayList<>();
      for (Child child : children) {
        watches.add(scope.launch(TaskOptions.named("watch " + child.name()), child::watch));
      }
      say.accept(addresses(scope.cx(), zipkin, prometheus, ports));
      if (!settings.once()) {
        scope.cx().sleep(FOR_EVER);
      }
      List<String> pictures = look(scope.cx(), tools, zipkin, prometheus, children, work);
      watches.forEach(watch -> watch.cancel(CancelReason.user("everything was seen")));
      return pictures;
    });
  }

  private List<Child> start(
      Scope<TroubleException> scope, Tools tools, Ports ports, Path work, Web web) throws TroubleException {
    Cx cx = scope.cx();
    List<Child> children = new ArrayList<>();
    Leash leash = Leash.open();
    scope.defer(_ -> leash.close());
    progress.accept("starting Zipkin and Prometheus");
    if (tools.zipkin().isPresent()) {
      children.add(ZipkinServer.start(tools.zipkin().get(), work, leash, ports.zipkin()));
      Child zipkin = children.getLast();
      scope.defer(_ -> zipkin.kill());
    }
    if (tools.prometheus().isPresent()) {
      List<PrometheusServer.Target> targets = new ArrayList<>();
      for (int i = 0; i < demos.size(); i++) {
        targets.add(new PrometheusServer.Target(demos.get(i).name(), ports.metrics().get(i)));
      }
      Child prometheus = PrometheusServer.start(
          tools.prometheus().get(), settings.root().resolve("dashboards"), work, leash, ports.prometheus(), targets);
      scope.defer(_ -> prometheus.kill());
      PrometheusServer.awaitReady(cx, prometheus, web, ports.prometheus());
      children.add(prometheus);
    }
    if (tools.zipkin().isPresent()) {
      ZipkinServer.awaitReady(cx, children.getFirst(), web, ports.zipkin());
      receive(scope, ports);
    }
    progress.accept("starting the programs");
    children.addAll(startDemos(scope, ports, work, leash, web, tools.zipkin().isPresent()));
    return children;
  }

  private List<Child> startDemos(
      Scope<TroubleException> scope, Ports ports, Path work, Leash leash, Web web, boolean traced)
      throws TroubleException {
    List<Child> children = new ArrayList<>();
    scope.defer(_ -> {
      children.forEach(Child::ask);
      children.forEach(Child::end);
    });
    for (int i = 0; i < demos.size(); i++) {
      Demo demo = demos.get(i);
      children.add(Child.start(
          demo.name(), work, leash, environment(demo, ports, ports.metrics().get(i), traced), command(demo)));
    }
    for (int i = 0; i < children.size(); i++) {
      int port = ports.metrics().get(i);
      children.get(i).await(
          scope.cx(), "telling metrics", LONG_TO_START,
          () -> web.get(scope.cx(), Ports.uri(port, "/metrics")).contains("asupersync_"));
    }
    return children;
  }

  private static void receive(Scope<TroubleException> scope, Ports ports) throws TroubleException {
    ZipkinForward forward = new ZipkinForward(Ports.uri(ports.zipkin(), ""));
    scope.defer(_ -> forward.close());
    try {
      OtlpReceiver receiver = OtlpReceiver.open(ports.otlp(), forward);
      scope.defer(_ -> receiver.close());
    } catch (IOException taken) {
      throw new TroubleException("The receiver of spans cannot listen on port " + ports.otlp() + ": "
          + taken.getMessage() + ".");
    }
  }

  private List<String> command(Demo demo) {
    List<String> command = new ArrayList<>(settings.command());
    command.addAll(List.of(
        "run", demo.name(), "--config", settings.root().resolve("conf/dashboards.conf").toString(), "--"));
    command.addAll(demo.arguments());
    return command;
  }

  /** OpenTelemetry's own settings, as any program is given them. */
  private static Map<String, String> environment(Demo demo, Ports ports, int metricsPort, boolean traced) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("OTEL_SERVICE_NAME", demo.name());
    environment.put("OTEL_TRACES_EXPORTER", traced ? "otlp" : "none");
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", Ports.uri(ports.otlp(), "").toString());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "500");
    environment.put("OTEL_BSP_MAX_QUEUE_SIZE", "8192");
    environment.put("OTEL_METRICS_EXPORTER", "prometheus");
    environment.put("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1");
    environment.put("OTEL_EXPORTER_PROMETHEUS_PORT", String.valueOf(metricsPort));
    environment.put("OTEL_LOGS_EXPORTER", "none");
    return environment;
  }

  /** Everything that --once is for. */
  private List<String> look(
      Cx cx, Tools tools, Optional<Zipkin> zipkin, Optional<Prometheus> prometheus, List<Child> children, Path work)
      throws TroubleException {
    progress.accept("waiting for traces, metrics, exemplars and an alert");
    new Evidence(zipkin, prometheus).await(cx, demos).forEach(say);
    say.accept(listeners(children));
    List<String> taken = List.of();
    if (tools.chromium().isPresent()) {
      progress.accept("taking pictures");
      Chromium chromium = new Chromium(tools.chromium().get(), work);
      taken = new Pictures(chromium, settings.pictures()).take(cx, zipkin, prometheus, demos);
      Path here = Path.of("").toAbsolutePath();
      Path pictures = settings.pictures();
      say.accept("pictures in " + (pictures.startsWith(here) ? here.relativize(pictures) : pictures) + ": "
          + String.join(", ", taken));
    }
    if (!tools.missing().isEmpty()) {
      throw new TroubleException("Not everything was there.\n" + String.join("\n", tools.missing()));
    }
    return taken;
  }

  private static String listeners(List<Child> children) throws TroubleException {
    List<Listeners.Listener> all = new ArrayList<>(Listeners.of(ProcessHandle.current().pid()));
    for (Listeners.Listener listener : all) {
      if (!listener.isLoopback()) {
        throw new TroubleException("Something of the stand listens on " + listener + ", which others can reach.");
      }
    }
    return all.size() + " ports of " + (children.size() + 1) + " processes, all on 127.0.0.1";
  }

  private String addresses(Cx cx, Optional<Zipkin> zipkin, Optional<Prometheus> prometheus, Ports ports) {
    StringBuilder text = new StringBuilder();
    prometheus.ifPresent(server -> {
      line(text, "dashboard", server.page(Prometheus.CONSOLE));
      server.alertsPage(cx).ifPresent(page -> line(text, "alerts", page));
    });
    for (int i = 0; i < demos.size(); i++) {
      String name = demos.get(i).name();
      zipkin.ifPresent(server -> line(text, "traces", server.list(cx, name)));
      line(text, name, Ports.uri(ports.metrics().get(i), "/metrics"));
    }
    return text.append(settings.once() ? "Waiting until everything has arrived." : "Ctrl-C ends all of it.")
        .toString();
  }

  private static void line(StringBuilder text, String what, Object where) {
    text.append(String.format("%-12s %s%n", what, where));
  }

  private static Path workDirectory(Scope<?> scope) throws TroubleException {
    try {
      Path work = Files.createTempDirectory("asupersync-stand");
      scope.defer(_ -> delete(work));
      return work;
    } catch (IOException refused) {
      throw new TroubleException("No temporary directory can be made: " + refused.getMessage() + ".");
    }
  }

  private static void delete(Path work) {
    try (Stream<Path> all = Files.walk(work)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      System.getLogger("dev.asupersync.stand").log(System.Logger.Level.DEBUG, "Left behind: " + work, left);
    }
  }
}
