package dev.asupersync.debug;

import dev.asupersync.Task;
import dev.asupersync.debug.http.Client;
import dev.asupersync.debug.http.Request;
import dev.asupersync.debug.http.Response;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A runtime with its page, looked at anew for each request. */
final class Shown implements AutoCloseable {

  private static final DebugOptions OPTIONS =
      new DebugOptions(0, Duration.ofMillis(1), 1000, Duration.ofSeconds(10), 16, Duration.ofSeconds(60));

  final DebugPage page;
  final Kernel kernel;

  private Shown(Wiring wiring, DebugOptions options) {
    this.page = DebugPage.of(options);
    Wiring watched = wiring;
    for (RuntimeObserver observer : page.observers()) {
      watched = watched.observedBy(observer);
    }
    this.kernel = Kernel.open("shown", watched, KernelSettings.DEFAULT);
  }

  /** Here a task that sleeps goes on only when nobody else can: so what it then asks is always the same. */
  static Shown lab() {
    return new Shown(LabInterpretation.of(LabConfig.defaults().seed(7)).wiring(), OPTIONS);
  }

  static Shown prod() {
    return prod(OPTIONS);
  }

  static Shown prod(DebugOptions options) {
    return new Shown(Wiring.of(ProdInterpretation.open()), options);
  }

  static DebugOptions options() {
    return OPTIONS;
  }

  <T> T run(Task<T, RuntimeException> program) {
    return kernel.run(program).orThrow();
  }

  URI address() {
    return page.address().orElseThrow();
  }

  /** Over the network. Not from a task in the lab, where nothing may wait for the world outside. */
  String get(String path) {
    return Client.body(address(), path);
  }

  /** The same answer without the network between, from a look of its own. */
  String ask(String path) {
    int question = path.indexOf('?');
    Map<String, String> query = new HashMap<>();
    if (question >= 0) {
      for (String pair : path.substring(question + 1).split("&")) {
        int equals = pair.indexOf('=');
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    Request request = new Request(question < 0 ? path : path.substring(0, question), query);
    return ((Response.Whole) fresh().answer(request)).body();
  }

  private Pages fresh() {
    Findings findings = new Findings(page.recorder(), OPTIONS.stuckAfter());
    return new Pages(new Looks(kernel, findings, OPTIONS.refresh()), page.recorder(), OPTIONS);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
