package dev.asupersync.config;

import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Registers a runtime when it opens and takes it away when it closes. An observer, because that is who is
 * told of both; it wants no other hook, and so costs nothing while programs run.
 */
final class RuntimeBean implements RuntimeObserver {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.config");

  /** Two runtimes of one name may be open at once; the number tells them apart. */
  private static final AtomicLong NEXT_ID = new AtomicLong(1);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

  private final String name;
  private Optional<ObjectName> registered = Optional.empty();

  RuntimeBean(String name) {
    this.name = name;
  }

  /** The highest number given so far. */
  static long lastId() {
    return NEXT_ID.get() - 1;
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.RUNTIME);
  }

  /** A runtime that cannot be looked at is still a runtime, so a failure is only logged. */
  @Override
  public void onRuntimeOpened(RuntimeView view) {
    try {
      ObjectName object = new ObjectName("dev.asupersync:type=Runtime,name="
          + (PLAIN.matcher(name).matches() ? name : ObjectName.quote(name))
          + ",id=" + NEXT_ID.getAndIncrement());
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Bean(name, view), object);
      registered = Optional.of(object);
    } catch (JMException | RuntimeException refused) {
      LOG.log(System.Logger.Level.WARNING,
          "The runtime \"" + name + "\" is not visible through JMX: " + refused);
    }
  }

  @Override
  public void onRuntimeClosed() {
    registered.ifPresent(object -> {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(object);
      } catch (JMException | RuntimeException gone) {
        LOG.log(System.Logger.Level.DEBUG, "The MXBean " + object + " was gone before its runtime: " + gone);
      }
    });
    registered = Optional.empty();
  }

  /** What JMX calls. Private classes will do: the interface is what has to be public. */
  private record Bean(String name, RuntimeView view) implements CxRuntimeMXBean {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getRunningPrograms() {
      return view.dump().roots().size();
    }

    @Override
    public int getLiveRegions() {
      return regions(view.dump().roots());
    }

    private static int regions(List<RegionDump> level) {
      return level.stream().mapToInt(region -> 1 + regions(region.children())).sum();
    }

    @Override
    public int getLiveTasks() {
      return view.dump().tasks().size();
    }

    @Override
    public int getHeldObligations() {
      RuntimeDump dump = view.dump();
      return dump.tasks().stream().mapToInt(task -> task.obligations().size()).sum();
    }

    @Override
    public String getDumpText() {
      return view.dump().text();
    }

    @Override
    public String getDumpJson() {
      return view.dump().json();
    }

    @Override
    public void shutdown(String message) {
      view.shutdown(message);
    }
  }
}
