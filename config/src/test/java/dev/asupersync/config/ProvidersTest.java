package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.config.stranger.Absent;
import dev.asupersync.config.stranger.Alpha;
import dev.asupersync.config.stranger.LateUnlinked;
import dev.asupersync.config.stranger.OtherAlpha;
import dev.asupersync.config.stranger.Shouting;
import dev.asupersync.config.stranger.Sloppy;
import dev.asupersync.config.stranger.Still;
import dev.asupersync.config.stranger.Unlinked;
import dev.asupersync.error.ErrorCode;
import org.junit.jupiter.api.Test;

class ProvidersTest extends ConfigFixture {

  private ConfigSource with(ClassPath path, String hocon) {
    return ConfigSource.file(file(hocon)).using(path.loader());
  }

  private String only(ClassPath path, String hocon) {
    return refused(with(path, hocon)).problems().getFirst().toString()
        .replace(directory.resolve("my app.conf").toString(), "FILE");
  }

  @Test
  void a_name_selects_a_runtime() {
    assertThat(heard(lines("asupersync.runtime = alpha")))
        .isEqualTo("seed=42 most=9223372036854775807 nap=PT5S at=2026-01-01T00:00:00Z loud=false title=plain"
            + " mode=slow tags=[a, b]");
  }

  @Test
  void an_unknown_name_is_told_with_those_that_were_found_and_the_nearest() {
    assertThat(problem("asupersync.runtime = alhpa"))
        .isEqualTo("CX-1001 FILE:1: asupersync.runtime = \"alhpa\" names no runtime on the class path."
            + " Found: alpha, over. Did you mean alpha?");
  }

  @Test
  void a_runtime_of_this_project_that_is_not_there_is_told_with_its_jar() {
    assertThat(problem("asupersync.runtime = lab"))
        .isEqualTo("CX-1001 FILE:1: asupersync.runtime = \"lab\" names no runtime on the class path."
            + " Found: alpha, over. It is in asupersync-impl-lab, which is missing.");
  }

  @Test
  void a_class_path_without_any_runtime_is_told_so() {
    assertThat(only(new ClassPath(directory), "asupersync.runtime = prod"))
        .isEqualTo("CX-1001 FILE:1: asupersync.runtime = \"prod\" names no runtime on the class path."
            + " There is none at all. It is in asupersync-impl-prod, which is missing.");
  }

  @Test
  void two_runtimes_of_one_name_are_refused_with_both_jars() {
    ClassPath path = strangers().jar("imitation-2.jar", OtherAlpha.class.getName(), "", OtherAlpha.class);

    assertThat(only(path, "\nasupersync.runtime = alpha"))
        .isEqualTo("CX-1006 FILE:2: asupersync.runtime = \"alpha\" is the name of 2 runtimes:"
            + " dev.asupersync.config.stranger.Alpha in alpha-1.0.jar and"
            + " dev.asupersync.config.stranger.OtherAlpha in imitation-2.jar."
            + " Take all but one off the class path.");
  }

  @Test
  void two_runtimes_of_one_name_do_no_harm_while_a_third_is_asked_for() {
    ClassPath path = new ClassPath(directory)
        .jar("alpha.jar", Alpha.class.getName(), Alpha.REFERENCE, Alpha.class, Still.class)
        .jar("imitation.jar", OtherAlpha.class.getName(), "", OtherAlpha.class)
        .jar("sloppy.jar", Sloppy.class.getName(), "asupersync.sloppy.size = 3", Sloppy.class);

    assertThat(heard(with(path, "asupersync.runtime = sloppy"))).isEqualTo("3");
  }

  @Test
  void a_wanted_runtime_that_does_not_link_is_told_with_its_jar_and_what_it_lacks() {
    ClassPath path = strangers().jar("acme turbo-3.jar", Unlinked.class.getName(), "", Unlinked.class);

    assertThat(only(path, "asupersync.runtime = unlinked"))
        .isEqualTo("CX-1005 FILE:1: asupersync.runtime = \"unlinked\" names no runtime that can be loaded."
            + " Found: alpha, over. Cannot be loaded: dev.asupersync.config.stranger.Unlinked"
            + " in acme turbo-3.jar"
            + " (it needs a class that is not there: dev.asupersync.config.stranger.Absent)."
            + " Put what it needs beside it, or take its jar off the class path.");
  }

  @Test
  void a_runtime_that_does_not_link_does_no_harm_while_another_is_asked_for() {
    ClassPath path = new ClassPath(directory)
        .jar("turbo.jar", Unlinked.class.getName(), "", Unlinked.class)
        .jar("alpha.jar", Alpha.class.getName(), Alpha.REFERENCE, Alpha.class, Still.class);

    assertThat(heard(with(path, "asupersync.runtime = alpha"))).contains("seed=42");
    assertThat(RuntimeCatalog.of(path.loader()).broken()).singleElement()
        .extracting(RuntimeCatalog.Broken::from).isEqualTo("turbo.jar");
  }

  @Test
  void a_services_line_that_names_no_class_is_told_with_its_jar() {
    ClassPath path = strangers().jar("ghost.jar", "com.acme.Ghost", "");

    assertThat(only(path, "asupersync.runtime = ghost"))
        .contains("CX-1005 FILE:1: ").contains("com.acme.Ghost in ghost.jar (there is no such class)");
  }

  @Test
  void a_services_line_that_names_another_thing_is_told_with_its_jar() {
    ClassPath path = strangers().jar("thing.jar", Absent.class.getName(), "", Absent.class);

    assertThat(only(path, "asupersync.runtime = ghost"))
        .contains(Absent.class.getName()
            + " in thing.jar (it does not implement dev.asupersync.spi.InterpretationProvider)");
  }

  @Test
  void a_runtime_that_fails_while_it_is_made_is_told_with_its_jar() {
    ClassPath path = strangers().jar("late.jar", LateUnlinked.class.getName(), "", LateUnlinked.class);
    ConfigProblemsException refused = refused(with(path, "asupersync.runtime = late"));

    assertThat(refused.code()).isEqualTo(ErrorCode.BROKEN_PROVIDER);
    assertThat(refused).hasMessageContaining("the runtime \"late\" of late.jar cannot be made:"
        + " it needs a class that is not there: dev.asupersync.config.stranger.Absent");
    assertThat(refused).hasRootCauseInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void a_name_that_cannot_be_a_section_is_refused() {
    ClassPath path = strangers().jar("loud.jar", Shouting.class.getName(), "", Shouting.class);

    assertThat(RuntimeCatalog.of(path.loader()).broken()).singleElement()
        .hasToString("dev.asupersync.config.stranger.Shouting in loud.jar"
            + " (its name \"LOUD one\" is not lower-case letters, digits, dots and hyphens)");
  }

  @Test
  void a_provider_that_asks_for_a_key_without_a_default_is_broken() {
    ClassPath path = strangers().jar("sloppy.jar", Sloppy.class.getName(), "", Sloppy.class);

    assertThat(only(path, "asupersync.runtime = sloppy"))
        .startsWith("CX-1005 asupersync.sloppy.size is asked for, but no reference.conf has");
  }

  @Test
  void a_runtime_can_stand_on_another() {
    assertThat(heard(lines("asupersync { runtime = over, over.label = \"watch\", alpha.seed = 7 }")))
        .startsWith("watch over seed=7 ");
  }

  @Test
  void the_problems_of_the_one_below_are_told_with_those_of_the_one_above() {
    ConfigProblemsException refused =
        refused(lines("asupersync.runtime = over\nasupersync.over.label = []\nasupersync.alpha.seed = x"));

    assertThat(refused.problems()).extracting(ConfigProblem::path)
        .containsExactly("asupersync.over.label", "asupersync.alpha.seed");
  }

  @Test
  void a_runtime_that_stands_on_itself_is_a_ring() {
    assertThat(problem("asupersync.runtime = over\nasupersync.over.under = over"))
        .isEqualTo("CX-1007 FILE:2: asupersync.over.under = \"over\" goes round in a ring: over over over."
            + " Name a runtime that stands on its own, such as alpha.");
  }

  @Test
  void a_runtime_that_stands_on_nothing_is_told_at_the_line_that_names_it() {
    assertThat(problem("asupersync.runtime = over\nasupersync.over.under = omega"))
        .isEqualTo("CX-1001 FILE:2: asupersync.over.under = \"omega\" names no runtime on the class path."
            + " Found: alpha, over.");
  }

  @Test
  void the_catalog_lists_names_classes_and_jars() {
    assertThat(RuntimeCatalog.of(strangers().loader()).entries()).containsExactly(
        new RuntimeCatalog.Entry("alpha", "dev.asupersync.config.stranger.Alpha", "alpha-1.0.jar"),
        new RuntimeCatalog.Entry("over", "dev.asupersync.config.stranger.Over", "over-1.0.jar"));
  }

  @Test
  void a_loader_that_sees_nothing_still_gives_the_defaults() {
    ConfigProblemsException refused =
        refused(ConfigSource.text("").using(ClassLoader.getPlatformClassLoader()));

    assertThat(refused.problems()).extracting(ConfigProblem::code).containsExactly(ErrorCode.UNKNOWN_RUNTIME);
  }
}
