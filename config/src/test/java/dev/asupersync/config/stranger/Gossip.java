package dev.asupersync.config.stranger;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.List;
import java.util.Set;

/** Tells of the opening of a runtime where any class loader can hear it. */
public final class Gossip implements ObserverProvider {

  /** The system property that is set. */
  public static final String HEARD = "asupersync-test.gossip";

  /** The defaults, as they stand in the jar. */
  public static final String REFERENCE = "asupersync.gossip { enabled = false, about = nothing }";

  @Override
  public String name() {
    return "gossip";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    String about = settings.oneOf("about", List.of("nothing", "runtimes", "secrets"));
    if (about.equals("secrets")) {
      throw new IllegalStateException("secrets are not told");
    }
    return settings.flag("enabled") ? List.of(new Listener(about)) : List.of();
  }

  private record Listener(String about) implements RuntimeObserver {

    @Override
    public Set<Hook> hooks() {
      return Set.of(Hook.RUNTIME);
    }

    @Override
    public void onRuntimeOpened(RuntimeView view) {
      System.setProperty(HEARD, about + " of " + view.dump().runtime());
    }
  }
}
