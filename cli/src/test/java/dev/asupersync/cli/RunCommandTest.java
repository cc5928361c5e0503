package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunCommandTest extends CommandFixture {

  private static final String NOTHING_HELD = "obligations: 0 committed, 0 aborted, 0 leaked, ";

  @Test
  void a_result_goes_to_standard_output_and_the_rest_to_standard_error() {
    Result result = runInProd(TestPrograms.Echo.class, "a", "b c");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out().lines()).containsExactly("a line of its own", "[a, b c]");
    assertThat(result.err().lines()).first().isEqualTo("Ok");
    assertThat(result.err().lines().skip(1)).singleElement().asString()
        .matches(Pattern.quote("prod: 1 task, 1 region, 0 cancelled, " + NOTHING_HELD) + "\\d+\\.\\d{3} s");
  }

  @Test
  void what_stands_behind_two_hyphens_belongs_to_the_program() {
    Result result = runInProd(TestPrograms.Echo.class, "--", "--config", "x", "-Da=b", "--", "", "*");

    assertThat(result.out()).contains("[--config, x, -Da=b, --, , *]");
  }

  @Test
  void an_option_that_only_the_program_knows_is_told_where_to_put() {
    Result result = runInProd(TestPrograms.Echo.class, "--cancel-after", "5");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("Unknown option: '--cancel-after'")
        .contains("Options of the program itself stand behind --: asupersync run PROGRAM -- --cancel-after");
  }

  @Test
  void nothing_is_printed_for_a_result_of_nothing() {
    assertThat(runInProd(TestPrograms.Silent.class).out()).isEmpty();
  }

  @Test
  void the_lab_tells_virtual_time() {
    Result result = runInLab(TestPrograms.Sleeper.class);

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out()).isEqualToIgnoringNewLines("slept");
    assertThat(result.err()).contains("lab: 2 tasks, 2 regions, 0 cancelled, " + NOTHING_HELD + "3600.000 s virtual (");
  }

  @Test
  void an_error_of_the_program_is_told_with_class_message_and_cause_and_without_a_stack() {
    Result result = runInProd(TestPrograms.Failing.class);

    assertThat(result.exitCode()).isEqualTo(10);
    assertThat(result.err().lines()).first().isEqualTo("Err: java.io.IOException: no more paper,"
        + " caused by java.lang.IllegalStateException: tray 2");
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @Test
  void a_program_that_was_misused_is_a_matter_of_usage() {
    Result result = runInProd(TestPrograms.Misused.class);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("CX-1011 The arguments of \"Misused\" are wrong: --size is \"x\", which is no number.");
  }

  @Test
  void a_cancelled_program_tells_the_reason() {
    Result result = runInProd(TestPrograms.Quitter.class);

    assertThat(result.exitCode()).isEqualTo(11);
    assertThat(result.err()).startsWith("Cancelled: user: enough");
  }

  @Test
  void a_deadline_of_the_configuration_cancels_the_program() {
    Result result = runInLab(TestPrograms.Sleeper.class, "-Dasupersync.budget.deadline=90s");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(11);
    assertThat(result.err()).startsWith("Cancelled: timeout").contains(" 2 cancelled").contains("90.000 s virtual");
  }

  @Test
  void a_panic_is_told_in_a_sentence_with_its_stack_below() {
    Result result = runInProd(TestPrograms.Panicking.class);

    assertThat(result.exitCode()).isEqualTo(12);
    assertThat(result.err().lines()).first().isEqualTo("Panicked: something was thrown that the program does not"
        + " declare: java.lang.AssertionError: two and two");
    assertThat(result.err()).contains("at dev.asupersync.cli").contains("TestPrograms$Panicking.run");
  }

  @Test
  void a_leak_in_production_is_a_violation_whatever_the_outcome() {
    Result result = runInProd(TestPrograms.Leaking.class);

    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.out()).isEqualToIgnoringNewLines("done");
    assertThat(result.err()).startsWith("Ok")
        .contains("obligations: 1 committed, 0 aborted, 1 leaked").contains("CX-3001");
  }

  @Test
  void a_leak_in_the_lab_is_a_violation_and_tells_how_to_see_it_again() {
    Result result = runInLab(TestPrograms.Leaking.class, "-Dasupersync.lab.seed=7");

    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.err()).startsWith("Violation: CX-").contains("-Dasupersync.lab.seed=7");
  }

  @Test
  void a_program_that_nobody_knows_is_told_with_the_nearest_names() {
    Result result = asupersync("run", "dev.acme.Nothing");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("CX-1009 \"dev.acme.Nothing\" is neither the name of a program nor a class"
        + " on the class path. Programs: ");
  }

  @Test
  void a_class_that_is_no_program_is_told_so() {
    assertThat(asupersync("run", "java.lang.String").err()).startsWith(
        "CX-1009 The class java.lang.String is no program: it does not implement dev.asupersync.program.Program.");
  }

  @Test
  void a_program_that_cannot_be_made_is_told_what_it_lacks() {
    assertThat(runInProd(TestPrograms.Unmade.class).err()).contains("CX-1009 The class ")
        .contains("it must be public and have a public constructor without parameters.");
  }

  @Test
  void a_wrong_configuration_is_told_as_it_is_and_nothing_runs() throws IOException {
    Path conf = file("asupersync {\n  runtime = pord\n  lab.sead = 7\n}\n");

    Result result = asupersync("run", TestPrograms.Echo.class.getName(), "--config", conf.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("CX-1001 " + conf + ":2: asupersync.runtime = \"pord\" names no runtime on the class path."
            + " Found: capture, lab, otel, prod, replay. Did you mean prod?")
        .contains("CX-1004 " + conf + ":3: asupersync.lab.sead is not a key that Asupersync knows."
            + " Did you mean asupersync.lab.seed?")
        .doesNotContain("\tat ");
  }

  @Test
  void the_three_configurations_differ_in_one_line_and_run_the_same_program() {
    for (String name : new String[] {"prod", "lab", "otel"}) {
      Result result = asupersync(
          "run", TestPrograms.Echo.class.getName(), "--config", "../conf/" + name + ".conf", "x");

      assertThat(result.exitCode()).as(name).isEqualTo(0);
      assertThat(result.out()).as(name).contains("[x]");
      assertThat(result.err()).as(name).contains("\n" + name + ": 1 task, 1 region");
    }
  }

  @Test
  void a_class_path_entry_that_is_missing_is_told_by_name() {
    Result result = asupersync("run", "hello", "--classpath", "no-such.jar");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("CX-1002 --classpath: there is no \"no-such.jar\" (looked in ");
  }

  @Test
  void an_output_that_cannot_be_written_is_told_in_words() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    };

    Result result = asupersync(full, new ByteArrayOutputStream(),
        "run", "-Dasupersync.runtime=prod", TestPrograms.Echo.class.getName());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("CX-1012 Results cannot be written to standard output: No space left on device.")
        .doesNotContain("\tat ");
  }
}
