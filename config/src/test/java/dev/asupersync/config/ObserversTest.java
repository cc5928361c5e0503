package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.config.stranger.Gossip;
import dev.asupersync.config.stranger.OtherGossip;
import dev.asupersync.spi.observe.ObserverProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Observers that configuration switches on. */
class ObserversTest extends ConfigFixture {

  private ClassPath withGossip() {
    return strangers().jar(
        ObserverProvider.class, "gossip-1.0.jar", Gossip.class.getName(), Gossip.REFERENCE, Gossip.class,
        inside("Listener"));
  }

  private static Class<?> inside(String name) {
    for (Class<?> each : Gossip.class.getDeclaredClasses()) {
      if (each.getSimpleName().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name);
  }

  private ConfigSource with(ClassPath path, String hocon) {
    return ConfigSource.file(file("asupersync.runtime = alpha\n" + hocon)).using(path.loader());
  }

  private String only(ClassPath path, String hocon) {
    return refused(with(path, hocon)).problems().getFirst().toString()
        .replace(directory.resolve("my app.conf").toString(), "FILE");
  }

  @AfterEach
  void forget() {
    System.clearProperty(Gossip.HEARD);
  }

  @Test
  void an_observer_is_switched_on_by_its_own_settings_over_any_runtime() {
    Runtimes.open(with(withGossip(), "asupersync.gossip { enabled = true, about = runtimes }")).close();

    assertThat(System.getProperty(Gossip.HEARD)).isEqualTo("runtimes of alpha");
  }

  @Test
  void an_observer_that_is_not_switched_on_does_not_watch() {
    Runtimes.open(with(withGossip(), "")).close();

    assertThat(System.getProperty(Gossip.HEARD)).isNull();
  }

  @Test
  void what_is_wrong_with_its_settings_is_told_with_the_rest_even_while_it_is_off() {
    assertThat(only(withGossip(), "asupersync.gossip.about = runtime")).isEqualTo(
        "CX-1008 FILE:2: asupersync.gossip.about = \"runtime\" is not one of: nothing, runtimes, secrets."
            + " Did you mean runtimes?");
    assertThat(only(withGossip(), "asupersync.gossip.abuot = runtimes"))
        .isEqualTo("CX-1004 FILE:2: asupersync.gossip.abuot is not a key that Asupersync knows."
            + " Did you mean asupersync.gossip.about?");
  }

  @Test
  void settings_of_an_observer_of_this_project_that_is_not_there_are_told_with_its_jar() {
    assertThat(problem("asupersync.runtime = alpha, asupersync.debug.enabled = true")).isEqualTo(
        "CX-1004 FILE:1: asupersync.debug is not a key that Asupersync knows. These are settings of the observer"
            + " \"debug\", which is not on the class path: add asupersync-debug or remove them.");
  }

  @Test
  void one_that_cannot_be_made_is_told_with_its_jar() {
    assertThat(only(withGossip(), "asupersync.gossip.about = secrets")).startsWith(
        "CX-1005 the observer \"gossip\" of gossip-1.0.jar cannot be made:"
            + " IllegalStateException: secrets are not told.");
  }

  @Test
  void two_of_one_name_are_refused() {
    ClassPath path = withGossip().jar(
        ObserverProvider.class, "imitation.jar", OtherGossip.class.getName(), "", OtherGossip.class);

    assertThat(only(path, "")).contains("CX-1006").contains("gossip-1.0.jar").contains("imitation.jar");
  }

  @Test
  void one_that_cannot_be_loaded_does_no_harm() {
    ClassPath path = withGossip().jar(ObserverProvider.class, "ghost.jar", "com.acme.Ghost", "");
    Runtimes.open(with(path, "asupersync.gossip { enabled = true, about = runtimes }")).close();

    assertThat(System.getProperty(Gossip.HEARD)).isEqualTo("runtimes of alpha");
  }
}
