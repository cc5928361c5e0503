package dev.asupersync.debug;

import dev.asupersync.debug.http.LoopbackServer;
import dev.asupersync.debug.http.ServerLimits;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page of one runtime: served on the loopback interface from the moment it opens until it is closed.
 * Configuration makes one by {@code asupersync.debug.enabled = true}; by hand:
 *
 * <pre>{@code
 * DebugPage page = DebugPage.of(DebugOptions.DEFAULT);
 * try (CxRuntime runtime = Runtimes.open(source, page.observers().toArray(RuntimeObserver[]::new))) {
 *   System.out.println(page.address().orElseThrow());
 * }
 * }</pre>
 *
 * <p>Where the port is taken the runtime runs without its page, and CX-2304 is logged.
 */
public final class DebugPage {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.debug");

  private final DebugOptions options;
  private final Recorder recorder;
  private volatile @Nullable LoopbackServer server;

  private DebugPage(DebugOptions options) {
    this.options = options;
    this.recorder = new Recorder(options.events());
  }

  /** A page that is not served yet. */
  public static DebugPage of(DebugOptions options) {
    return new DebugPage(options);
  }

  /** Those who must watch the runtime. Of one runtime, once. */
  public List<RuntimeObserver> observers() {
    return List.of(recorder, new Lifecycle());
  }

  Recorder recorder() {
    return recorder;
  }

  /** Where it is served, while it is. Any thread. */
  public Optional<URI> address() {
    LoopbackServer open = server;
    return open == null ? Optional.empty() : Optional.of(open.address());
  }

  private void serve(RuntimeView view) {
    ServerLimits limits = new ServerLimits(
        options.maxRequests(), options.maxRequests() / 2, options.patience(), options.refresh());
    Looks looks = new Looks(view, new Findings(recorder, options.stuckAfter()), options.refresh());
    Pages pages = new Pages(looks, recorder, options);
    try {
      LoopbackServer open = LoopbackServer.open(options.port(), limits, pages);
      server = open;
      LOG.log(Level.INFO, "Debug page: " + open.address());
    } catch (IOException notOpened) {
      LOG.log(Level.ERROR, ErrorCode.DEBUG_PAGE_UNAVAILABLE.format(
          "The debug page cannot be served on port " + options.port() + " of the loopback interface: "
              + notOpened.getMessage() + ". The runtime goes on without it. Choose another asupersync.debug.port,"
              + " or 0 for any that is free."));
    }
  }

  /** Apart from the recorder, because that hears of everything, and this of two things. */
  private final class Lifecycle implements RuntimeObserver {

    @Override
    public Set<Hook> hooks() {
      return Set.of(Hook.RUNTIME);
    }

    @Override
    public void onRuntimeOpened(RuntimeView view) {
      serve(view);
    }

    @Override
    public void onRuntimeClosed() {
      LoopbackServer open = server;
      server = null;
      if (open != null) {
        open.close();
      }
    }
  }
}
