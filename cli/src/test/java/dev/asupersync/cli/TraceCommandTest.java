package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.explore.Pct;
import dev.asupersync.lab.trace.TraceTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TraceCommandTest extends CommandFixture {

  private Path recorded(Class<?> program, String... more) {
    Path file = directory.resolve(program.getSimpleName() + ".cxtrace");
    String[] all = new String[2 + more.length];
    all[0] = "--trace";
    all[1] = file.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    runInLab(program, all);
    return file;
  }

  @Test
  void a_run_in_the_lab_leaves_a_trace_that_tells_where_it_comes_from() {
    Path file = recorded(TestPrograms.Sleeper.class, "-Dasupersync.lab.seed=7");

    Result info = asupersync("trace", "info", file.toString());

    assertThat(info.exitCode()).isEqualTo(0);
    assertThat(info.out())
        .containsPattern("program +" + TestPrograms.Sleeper.class.getName().replace("$", "\\$"))
        .containsPattern("seed +7\n")
        .containsPattern("virtual time +3600\\.0\\d+ s from 2026-01-01T00:00:00Z")
        .containsPattern("  region +\\d+");
  }

  @Test
  void the_same_seed_leaves_the_same_file() throws IOException {
    byte[] first = Files.readAllBytes(recorded(TestPrograms.Sleeper.class));

    assertThat(Files.readAllBytes(recorded(TestPrograms.Sleeper.class))).isEqualTo(first);
  }

  @Test
  void a_run_that_breaks_a_rule_leaves_its_trace_too() {
    Path file = recorded(TestPrograms.Failing.class);

    assertThat(asupersync("trace", "events", file.toString(), "-k", "END").out())
        .contains("error=java.io.IOException");
  }

  @Test
  void events_can_be_picked_and_counted_off() {
    String file = recorded(TestPrograms.Sleeper.class).toString();

    assertThat(asupersync("trace", "events", file, "--kind", "spawn", "--task", "T2").out().lines())
        .singleElement().asString().contains("SPAWN task=2");
    assertThat(asupersync("trace", "events", file, "--since", "1s", "--category", "time").out())
        .contains(" 3600000000000 ALARM_FIRED ").doesNotContain("ALARM_SET");
    assertThat(asupersync("trace", "events", file, "-n", "3").out().lines()).hasSize(3);
    assertThat(asupersync("trace", "events", file, "--json", "--from", "0", "--to", "0").out())
        .startsWith("{\"seq\":0,\"nanos\":0,\"kind\":\"");
  }

  @Test
  void a_kind_that_does_not_exist_is_told_with_the_one_that_was_meant() {
    Path file = recorded(TestPrograms.Silent.class);

    Result result = asupersync("trace", "events", file.toString(), "--kind", "SPAWM");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("CX-4108").contains("Did you mean SPAWN?");
    assertThat(asupersync("trace", "events", file.toString(), "--since", "5").err()).contains("250ms, 2s or 1h");
    assertThat(asupersync("trace", "events", file.toString(), "--task", "x").err()).contains("3 or T3");
  }

  @Test
  void a_damaged_file_is_refused_and_a_part_of_it_can_be_asked_for() throws IOException {
    Path file = recorded(TestPrograms.Sleeper.class);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);

    Result verified = asupersync("trace", "verify", file.toString());
    Result events = asupersync("trace", "events", file.toString(), "--recover");

    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.err()).startsWith("CX-4103 ");
    assertThat(events.exitCode()).isEqualTo(1);
    assertThat(events.out()).contains("SPAWN");
    assertThat(events.err()).contains("This is a part: the first ");
  }

  @Test
  void a_trace_goes_out_as_json_lines_and_for_perfetto() {
    String file = recorded(TestPrograms.Sleeper.class).toString();

    Result lines = asupersync("trace", "export", file);
    Result chrome = asupersync("trace", "export", file, "-f", "chrome", "--axis", "time");

    assertThat(lines.out().lines()).allMatch(line -> line.startsWith("{\"seq\":") && line.endsWith("}"));
    assertThat(chrome.out()).startsWith("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[").endsWith("]}\n")
        .contains("{\"ph\":\"B\",\"cat\":\"task\",\"name\":\"blocked: SLEEP ");
  }

  @Test
  void only_the_lab_writes_traces() {
    Result result = runInProd(TestPrograms.Silent.class, "--trace", directory.resolve("x").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("--trace needs the lab");
  }

  @Test
  void a_place_where_nothing_can_be_written_is_told_before_the_program_begins() {
    Result result = runInLab(TestPrograms.Echo.class, "--trace", directory.resolve("no/such.cxtrace").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("CX-4104");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void a_trace_of_a_sound_run_is_verified() {
    Path file = recorded(TestPrograms.Sleeper.class);

    Result result = asupersync("trace", "verify", file.toString(), file.toString());

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.contains(": whole, and in order: "));
    assertThat(asupersync("trace", "verify", "--json", file.toString()).out()).contains("\"sound\":true");
  }

  @Test
  void a_broken_rule_is_told_with_the_events_that_led_to_it() {
    Path file = recorded(TestPrograms.Leaking.class);

    Result result = asupersync("trace", "verify", file.toString());

    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.err()).contains("CX-4107").contains("Rule LEAK-001 (nothing leaks) is broken at event ")
        .contains("OBLIGATION_LEAKED obligation=");
    assertThat(asupersync("trace", "verify", "--json", file.toString()).out())
        .contains("\"breach\":{\"rule\":\"LEAK-001\"");
  }

  @Test
  void the_same_run_twice_does_not_differ() throws IOException {
    Path file = recorded(TestPrograms.Sleeper.class);
    Path copy = Files.copy(file, directory.resolve("copy.cxtrace"));

    assertThat(asupersync("trace", "diff", file.toString(), copy.toString()))
        .isEqualTo(new Result(0, "All 41 events of both are the same." + System.lineSeparator(), ""));
    assertThat(asupersync("trace", "diff", "--json", file.toString(), copy.toString()).out())
        .startsWith("{\"same\":true,\"events\":");
    assertThat(asupersync("trace", "diff", "--commuting", file.toString(), copy.toString()).exitCode()).isZero();
  }

  @Test
  void runs_that_differ_are_told_where_and_why_it_may_be() throws IOException {
    Path one = Files.move(recorded(TestPrograms.Sleeper.class), directory.resolve("one.cxtrace"));
    Path other = recorded(TestPrograms.Quitter.class, "-Dasupersync.lab.seed=9");

    Result events = asupersync("trace", "diff", one.toString(), other.toString());
    Result forms = asupersync("trace", "diff", "--commuting", one.toString(), other.toString());
    Result json = asupersync("trace", "diff", "--json", one.toString(), other.toString());

    assertThat(events.exitCode()).isEqualTo(13);
    assertThat(events.out()).startsWith("The traces differ at event ").contains("  before:   ")
        .contains("the seeds are 42 and 9");
    assertThat(events.err()).contains("CX-4106");
    assertThat(forms.exitCode()).isEqualTo(13);
    assertThat(forms.out()).startsWith("The normal forms part at layer ");
    assertThat(json.out()).startsWith("{\"same\":false,\"category\":\"").contains("\"before\":[{\"seq\":");
  }

  @Test
  void info_tells_the_fingerprint_if_it_is_asked_for() {
    String file = recorded(TestPrograms.Sleeper.class).toString();

    assertThat(asupersync("trace", "info", file).out()).doesNotContain("fingerprint");
    assertThat(asupersync("trace", "info", file, "--fingerprint").out()).containsPattern("fingerprint [0-9a-f]{16}");
    assertThat(asupersync("trace", "info", file, "--fingerprint", "--json").out())
        .containsPattern("\"fingerprint\":\"[0-9a-f]{16}\"");
  }

  @Test
  void a_trace_is_replayed_and_every_event_is_the_same() {
    String file = recorded(TestPrograms.Sleeper.class, "-Dasupersync.lab.seed=7").toString();

    Result same = asupersync("trace", "replay", file);
    Result json = asupersync("trace", "replay", "--json", file, TestPrograms.Sleeper.class.getName());

    assertThat(same.exitCode()).isZero();
    assertThat(same.out()).containsPattern("^All \\d+ events of both are the same\\.");
    assertThat(json.out()).startsWith("{\"same\":true,");
  }

  @Test
  void a_run_that_breaks_a_rule_is_replayed_with_its_violation() {
    String file = recorded(TestPrograms.Leaking.class).toString();

    Result same = asupersync("trace", "replay", file);

    assertThat(same.exitCode()).isZero();
    assertThat(same.err()).contains("Violation: ");
  }

  @Test
  void a_program_that_does_something_else_than_its_trace_is_told_where() {
    String file = recorded(TestPrograms.Sleeper.class).toString();

    Result other = asupersync("trace", "replay", file, TestPrograms.Quitter.class.getName());
    Result json = asupersync("trace", "replay", "--json", file, TestPrograms.Quitter.class.getName());

    assertThat(other.exitCode()).isEqualTo(13);
    assertThat(other.out()).startsWith("The traces differ at event ").contains("the programs are ");
    assertThat(other.err()).contains("CX-4106", " and its replay differ from event ");
    assertThat(json.exitCode()).isEqualTo(13);
    assertThat(json.out()).startsWith("{\"same\":false,").contains("\"differences\":[\"the programs are ");
  }

  @Test
  void a_trace_that_a_seed_alone_did_not_make_or_that_is_damaged_is_not_replayed() throws IOException {
    Path led = directory.resolve("led.cxtrace");
    LabRuntime.create(LabConfig.defaults().traceTo(new TraceTarget(led, "x")))
        .run(new Pct(1, 3, 100), Exception.class, cx -> 1);
    Path file = recorded(TestPrograms.Sleeper.class);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(asupersync("trace", "replay", led.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(asupersync("trace", "replay", led.toString()).err()).contains("PCT", "lab replay");
    assertThat(asupersync("trace", "replay", file.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
