package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.asupersync.config.stranger.Alpha;
import dev.asupersync.config.stranger.Still;
import dev.asupersync.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest extends ConfigFixture {

  @Test
  void a_missing_file_is_named_with_where_it_was_looked_for() {
    Path missing = directory.resolve("nope.conf");

    ConfigProblemsException refused = refused(source(missing));

    assertThat(refused.code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
    assertThat(refused).hasMessage("CX-1002 " + missing + ": there is no such file (looked in " + directory
        + "). [docs/errors.md#cx-1002]");
  }

  @Test
  void a_directory_is_not_a_file() {
    ConfigProblemsException refused = refused(source(directory));

    assertThat(refused.problems()).singleElement()
        .hasToString("CX-1002 " + directory + ": this is a directory. Name a file in it.");
  }

  @Test
  void a_file_that_cannot_be_opened_is_told_with_the_reason() throws IOException {
    Path loop = directory.resolve("loop.conf");
    Files.createSymbolicLink(loop, loop);

    ConfigProblemsException refused = refused(source(loop));

    assertThat(refused.problems()).singleElement().asString()
        .startsWith("CX-1002 " + loop + ": this file cannot be read: ").contains("symbolic links");
  }

  @Test
  void a_file_without_permission_is_told_so() throws IOException {
    Path secret = file("asupersync.runtime = alpha");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "the superuser reads everything");

    assertThat(refused(source(secret)).problems()).singleElement().asString()
        .startsWith("CX-1002 " + secret + ": this file may not be read by this user.");
  }

  @Test
  void a_brace_that_is_not_closed_is_a_syntax_error_with_its_line() {
    assertThat(problem("asupersync {\n  runtime = alpha\n"))
        .isEqualTo("CX-1003 FILE:3: the file ends before a brace { is closed. Add the missing }.");
  }

  @Test
  void a_string_that_is_not_closed_is_a_syntax_error_with_its_line() {
    assertThat(problem("\nasupersync.runtime = \"alpha"))
        .isEqualTo("CX-1003 FILE:2: a string is not closed. Add the missing \".");
  }

  @Test
  void other_syntax_errors_keep_the_words_of_the_parser() {
    assertThat(problem("asupersync.runtime = alpha\n= 5\n")).startsWith("CX-1003 FILE:2: ").contains("'='");
  }

  @Test
  void an_unknown_key_is_told_with_the_nearest_one() {
    assertThat(problem("asupersync {\n runtime = alpha\n alpha.sead = 7\n}"))
        .isEqualTo("CX-1004 FILE:3: asupersync.alpha.sead is not a key that Asupersync knows."
            + " Did you mean asupersync.alpha.seed?");
  }

  @Test
  void an_unknown_key_that_exists_elsewhere_is_told_where() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.seed = 7"))
        .isEqualTo("CX-1004 FILE:2: asupersync.seed is not a key that Asupersync knows."
            + " Did you mean asupersync.alpha.seed?");
  }

  @Test
  void a_value_is_not_mistaken_for_a_block_of_the_same_name_elsewhere() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.budget.timeout = 5s"))
        .isEqualTo("CX-1004 FILE:2: asupersync.budget.timeout is not a key that Asupersync knows."
            + " Under asupersync.budget there are: cost-quota, deadline, poll-quota, priority.");
  }

  @Test
  void an_unknown_key_near_nothing_is_told_with_all_there_are() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.finalizers.enthusiasm = 7"))
        .isEqualTo("CX-1004 FILE:2: asupersync.finalizers.enthusiasm is not a key that Asupersync knows."
            + " Under asupersync.finalizers there are: polls, time.");
  }

  @Test
  void an_unknown_block_is_one_problem_and_not_one_for_each_key_in_it() {
    assertThat(problem("asupersync.runtime = alpha\n\nasupersync.alhpa {\n seed = 1\n nap = 1s\n}"))
        .isEqualTo("CX-1004 FILE:3: asupersync.alhpa is not a key that Asupersync knows."
            + " Did you mean asupersync.alpha?");
  }

  @Test
  void the_settings_of_a_runtime_that_is_not_there_are_told_so() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.otel.over = alpha"))
        .isEqualTo("CX-1004 FILE:2: asupersync.otel is not a key that Asupersync knows. These are settings"
            + " of the runtime \"otel\", which is not on the class path:"
            + " add asupersync-impl-otel or remove them.");
  }

  @Test
  void keys_outside_of_asupersync_are_none_of_its_business() {
    assertThat(heard(lines("asupersync.runtime = alpha\nacme { anything = [${?X}], goes = null }")))
        .contains("seed=42");
  }

  @Test
  void a_word_for_a_number_is_told_with_the_range() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.seed = many"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.seed = \"many\" is not a whole number from 0 to 1000.");
  }

  @Test
  void a_number_out_of_range_is_told_with_the_range() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.budget.priority = 256"))
        .isEqualTo("CX-1008 FILE:2: asupersync.budget.priority = 256 is not a whole number from 0 to 255.");
  }

  @Test
  void half_a_number_is_not_rounded() {
    assertThat(problem("asupersync { runtime = alpha, alpha.seed = 1.5 }"))
        .isEqualTo("CX-1008 FILE:1: asupersync.alpha.seed = 1.5 is not a whole number from 0 to 1000.");
  }

  @Test
  void a_number_without_a_limit_says_how_to_write_none() {
    assertThat(problem("asupersync { runtime = alpha, budget.poll-quota = unlimted }"))
        .isEqualTo("CX-1008 FILE:1: asupersync.budget.poll-quota = \"unlimted\" is not a whole number of 0"
            + " or more, or unlimited. Did you mean unlimited?");
  }

  @Test
  void a_time_without_a_unit_is_not_guessed() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.nap = 5"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.nap = 5 has no unit."
            + " Write a time such as 250ms, 5s or 2m.");
  }

  @Test
  void a_negative_time_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.nap = -5s"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.nap = \"-5s\" is negative. Write a time of 0s or more.");
  }

  @Test
  void words_for_a_time_are_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.finalizers.time = five seconds"))
        .isEqualTo("CX-1008 FILE:2: asupersync.finalizers.time = \"five seconds\" is not a time."
            + " Write a number and a unit, such as 250ms, 5s, 2m or 1h.");
  }

  @Test
  void no_time_at_all_is_refused_where_it_would_make_no_sense() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.budget.deadline = 0s"))
        .isEqualTo("CX-1008 FILE:2: asupersync.budget.deadline = \"0s\" is no time at all."
            + " Write a time above zero, such as 250ms or 5s. For no limit, write never.");
  }

  @Test
  void a_word_that_is_not_one_of_those_is_told_with_all_and_the_nearest() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.obligations.on-leak = recovr"))
        .isEqualTo("CX-1008 FILE:2: asupersync.obligations.on-leak = \"recovr\" is not one of:"
            + " recover, log, panic. Did you mean recover?");
  }

  @Test
  void neither_true_nor_false_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.loud = maybe"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.loud = \"maybe\" is neither true nor false.");
  }

  @Test
  void a_point_in_time_has_one_form() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.at = tomorrow"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.at = \"tomorrow\" is not a point in time."
            + " Write it as \"2026-01-31T12:00:00Z\", with the quotes.");
  }

  @Test
  void a_value_where_a_list_should_be_is_told_how_to_write_one() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.tags = a"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.tags = \"a\" is not a list. Write [a].");
  }

  @Test
  void a_list_where_a_value_should_be_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.seed = [1, 2]"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.seed = [1,2] is a list, where one value should be.");
  }

  @Test
  void a_block_where_a_value_should_be_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.seed { a = 1 }"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.seed = {\"a\":1} is a block,"
            + " where one value should be.");
  }

  @Test
  void a_value_where_a_block_should_be_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.finalizers = 5"))
        .isEqualTo("CX-1008 FILE:2: asupersync.finalizers = 5 is one value, where a block should be:"
            + " { polls, time }.");
  }

  @Test
  void null_is_not_a_value() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.seed = null"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.seed = null is not a value."
            + " Leave the key out to have its default.");
  }

  @Test
  void a_reference_to_nothing_is_told_where_it_stands() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.seed = ${no.such.thing}"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.seed refers to ${no.such.thing}, which has no value."
            + " Define that, or write ${?...} if it may be missing.");
  }

  @Test
  void a_ring_of_references_is_refused() {
    assertThat(problem("asupersync.runtime = alpha\na = ${b}\nb = ${a}\n"))
        .startsWith("CX-1008 FILE:3: ").contains("cycle");
  }

  @Test
  void what_only_the_provider_can_see_is_told_in_the_same_way() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.title = forbidden"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.title = \"forbidden\": nobody may be called so.");
  }

  @Test
  void a_provider_that_notes_a_problem_and_then_gives_up_is_not_told_twice() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.title = hopeless"))
        .isEqualTo("CX-1008 FILE:2: asupersync.alpha.title = \"hopeless\": there is no hope.");
  }

  @Test
  void a_provider_that_gives_up_is_told_in_its_own_words() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.title = tired"))
        .isEqualTo("CX-1002 FILE:1: it is too late.");
  }

  @Test
  void a_missing_required_include_is_told_at_the_line_that_asks_for_it() {
    assertThat(problem("asupersync.runtime = alpha\ninclude required(file(\"site.conf\"))\n"))
        .isEqualTo("CX-1002 FILE:2: the file \"site.conf\", which this include requires, is not there"
            + " or cannot be read. Create it, correct its name, or write the include without required().");
  }

  @Test
  void a_missing_include_that_is_not_required_is_left_out_as_hocon_says() {
    assertThat(heard(lines("include \"site.conf\"\nasupersync.runtime = alpha\n"))).contains("seed=42");
  }

  @Test
  void an_include_is_read_and_its_problems_are_told_with_its_own_name() {
    write("site.conf", "asupersync.alpha.seed = many\n");

    ConfigProblemsException refused = refused(lines("include \"site.conf\"\nasupersync.runtime = alpha\n"));

    assertThat(refused.problems()).singleElement().asString()
        .startsWith("CX-1008 " + directory.resolve("site.conf") + ":1: asupersync.alpha.seed = \"many\"");
  }

  @Test
  void all_problems_are_told_at_once_in_the_order_of_the_lines() {
    ConfigProblemsException refused = refused(lines("""
        asupersync {
          runtime = alhpa
          budget.priority = high
          cleanup.user.time = 30
          colour = green
        }
        """).with("asupersync.finalizers.polls", "-1"));

    assertThat(refused.problems()).extracting(ConfigProblem::code).containsExactly(
        ErrorCode.BAD_VALUE, ErrorCode.UNKNOWN_RUNTIME, ErrorCode.BAD_VALUE, ErrorCode.BAD_VALUE,
        ErrorCode.UNKNOWN_KEY);
    assertThat(refused.problems()).extracting(problem -> problem.where().line())
        .containsExactly(0, 2, 3, 4, 5);
    assertThat(refused).hasMessageStartingWith("CX-1008 5 problems, so nothing was started:\n"
        + "  CX-1008 -Dasupersync.finalizers.polls: asupersync.finalizers.polls = \"-1\" is not")
        .hasMessageContaining("\n  CX-1001 " + directory.resolve("my app.conf") + ":2: asupersync.runtime");
  }

  @Test
  void one_run_of_a_provider_tells_everything_and_what_it_made_is_closed() {
    System.clearProperty(Still.CLOSED);

    ConfigProblemsException refused = refused(lines("""
        asupersync.runtime = alpha
        asupersync.alpha {
          seed = x
          nap = x
          loud = x
          mode = x
        }
        """));

    assertThat(refused.problems()).extracting(problem -> problem.where().line()).containsExactly(3, 4, 5, 6);
    assertThat(System.getProperty(Still.CLOSED)).isEqualTo("1");
  }

  @Test
  void a_secret_is_not_shown_in_a_problem() {
    assertThat(problem("asupersync.runtime = alpha\nasupersync.alpha.api-token { hush = hush }"))
        .contains("asupersync.alpha.api-token = ***").doesNotContain("hush");
  }

  @Test
  void a_reference_conf_that_is_broken_is_told_with_its_jar() {
    ClassLoader loader = new ClassPath(directory)
        .jar("bad-1.0.jar", Alpha.class.getName(), "asupersync.alpha {\n", Alpha.class, Still.class).loader();

    ConfigProblemsException refused =
        refused(ConfigSource.text("asupersync { runtime = alpha, alpha.seed = 7 }").using(loader));

    assertThat(refused.problems()).singleElement().asString()
        .startsWith("CX-1003 reference.conf of bad-1.0.jar:2: the file ends before a brace");
  }
}
