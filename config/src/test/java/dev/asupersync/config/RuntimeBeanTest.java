package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CxRuntime;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class RuntimeBeanTest extends ConfigFixture {

  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private static Set<ObjectName> registered() throws JMException {
    return SERVER.queryNames(new ObjectName("dev.asupersync:type=Runtime,name=alpha,id=*"), null);
  }

  @Test
  void an_open_runtime_is_a_bean_until_it_is_closed() throws JMException {
    try (CxRuntime runtime = Runtimes.open(lines("asupersync.runtime = alpha"))) {
      ObjectName bean = registered().iterator().next();

      assertThat(SERVER.getAttribute(bean, "Name")).isEqualTo("alpha");
      assertThat(SERVER.getAttribute(bean, "DumpText")).isEqualTo(runtime.dump().text());
      assertThat(SERVER.getAttribute(bean, "DumpJson")).isEqualTo(runtime.dump().json());
      assertThat(SERVER.getAttribute(bean, "RunningPrograms")).isEqualTo(0);
      assertThat(SERVER.getAttribute(bean, "LiveTasks")).isEqualTo(0);
      assertThat(SERVER.getAttribute(bean, "LiveRegions")).isEqualTo(0);
      assertThat(SERVER.getAttribute(bean, "HeldObligations")).isEqualTo(0);
    }

    assertThat(registered()).isEmpty();
  }

  @Test
  void two_open_runtimes_of_one_name_are_two_beans() throws JMException {
    ConfigSource source = lines("asupersync.runtime = alpha");
    try (CxRuntime one = Runtimes.open(source); CxRuntime two = Runtimes.open(source)) {
      assertThat(one).isNotSameAs(two);
      assertThat(registered()).hasSize(2);
    }
  }

  @Test
  void there_is_no_bean_when_nobody_wants_it() throws JMException {
    try (CxRuntime _ = Runtimes.open(
        lines("asupersync { runtime = alpha, management.mxbean = false }"))) {
      assertThat(registered()).isEmpty();
    }
  }

  @Test
  void a_registration_that_is_refused_does_not_stop_the_runtime() throws JMException {
    ObjectName taken = new ObjectName(
        "dev.asupersync:type=Runtime,name=alpha,id=" + (RuntimeBean.lastId() + 1));
    SERVER.registerMBean(new Taken(), taken);
    try (CxRuntime runtime = Runtimes.open(lines("asupersync.runtime = alpha"))) {
      assertThat(runtime.dump().roots()).isEmpty();
    } finally {
      SERVER.unregisterMBean(taken);
    }
  }

  /** What stands at a name that somebody else wants. */
  public interface TakenMXBean {
    int getNothing();
  }

  /** Stands there. */
  public static final class Taken implements TakenMXBean {

    @Override
    public int getNothing() {
      return 0;
    }
  }
}
