package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.capture.CaptureProvider;
import dev.asupersync.lab.capture.CaptureSettings;
import dev.asupersync.lab.capture.ReplayProvider;
import dev.asupersync.lab.conformance.Conformance;
import dev.asupersync.lab.conformance.Subject;
import dev.asupersync.lab.conformance.Trial;
import dev.asupersync.lab.trace.TraceFileWriter;
import dev.asupersync.lab.trace.TraceMeta;
import dev.asupersync.spi.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What production did is done again in the lab, event by event; what cannot be done again is said. */
class CaptureTest {

  private static final int RUNS = Integer.getInteger("captures", 2);

  @TempDir
  Path directory;

  static List<Subject> subjects() {
    return Conformance.SUBJECTS;
  }

  private Path file() {
    return directory.resolve("run.cxtrace");
  }

  private static Task<String, Exception> program(Subject subject) {
    return cx -> {
      Trial trial = subject.trials().get();
      trial.run(cx);
      return trial.complaint().orElse("");
    };
  }

  /** Twenty tasks that send when they happen to: who is first is anybody's guess, and the result. */
  private static String race(Cx cx) {
    return cx.<String>region(scope -> {
      Channel<String> finish = scope.open(Channel.bounded(3));
      Receiver<String> out = finish.receiver();
      List<Sender<String>> ends = Stream.generate(finish::sender).limit(20).toList();
      for (int i = 0; i < 20; i++) {
        Sender<String> in = ends.get(i);
        String name = "r" + i;
        scope.launch(c -> {
          try (in) {
            c.sleep(Duration.ofNanos(c.randomLong() >>> 43));
            in.send(c, name + "@" + c.nanoTime() + "," + c.randomLong());
          }
        });
      }
      List<String> order = new ArrayList<>();
      out.forEach(scope.cx(), order::add);
      return order + " at " + scope.cx().now();
    }).orThrow();
  }

  private static Outcome<String, Exception> capture(CaptureSettings settings, Task<String, Exception> program) {
    Wiring wiring = CaptureProvider.captured(Wirings.prod(), settings);
    try (Kernel kernel = Kernel.open("capture", wiring, KernelSettings.DEFAULT)) {
      return kernel.run(Exception.class, program);
    }
  }

  private Outcome<String, Exception> capture(Task<String, Exception> program) {
    return capture(CaptureSettings.to(file()), program);
  }

  private static Outcome<String, Exception> replay(Path file, boolean again, Task<String, Exception> program) {
    Wiring lab = ReplayProvider.replay(file, again, Duration.ofSeconds(10));
    try (Kernel kernel = Kernel.open("replay", lab, KernelSettings.DEFAULT)) {
      return kernel.run(Exception.class, program);
    }
  }

  private Outcome<String, Exception> replay(Task<String, Exception> program) {
    return replay(file(), false, program);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void every_primitive_does_again_what_it_did(Subject subject) {
    for (int i = 0; i < RUNS; i++) {
      Outcome<String, Exception> before = capture(program(subject));

      assertThat(replay(program(subject))).hasToString(before.toString());
    }
  }

  @Test
  void who_was_first_and_what_was_drawn_and_what_time_it_was_are_the_same_again() {
    Outcome<String, Exception> before = capture(CaptureTest::race);

    assertThat(before).isInstanceOf(Outcome.Ok.class);
    for (int i = 0; i < 5; i++) {
      assertThat(replay(CaptureTest::race)).isEqualTo(before);
    }
    assertThat(capture(CaptureTest::race)).isNotEqualTo(before);
  }

  @Test
  void a_failure_is_the_same_again() {
    AtomicInteger none = new AtomicInteger();
    Task<String, Exception> fails = cx -> {
      String order = race(cx);
      throw new IOException("lost in " + order + none.get());
    };
    Outcome<String, Exception> before = capture(fails);

    Outcome<String, Exception> again = replay(fails);

    assertThat(before.declaredError().orElseThrow()).hasMessageStartingWith("lost in [r");
    assertThat(again.declaredError().orElseThrow()).hasMessage(before.declaredError().orElseThrow().getMessage());
  }

  @Test
  void another_program_is_told_at_the_first_event_that_differs() {
    capture(CaptureTest::race);

    assertThatThrownBy(() -> replay(cx -> {
      cx.sleep(Duration.ofMillis(1));
      return race(cx);
    })).isInstanceOf(CxViolationException.class)
        .hasMessageStartingWith("CX-4062 The run went another way than the one captured in " + file())
        .hasMessageContaining("captured: ").hasMessageContaining("here:     OPERATION task=0 op=SLEEP");
  }

  @Test
  void what_a_blocking_call_gave_is_said_to_be_missing_and_may_be_asked_for_again() {
    AtomicInteger calls = new AtomicInteger();
    Task<String, Exception> reads = cx -> cx.blocking(() -> "read " + calls.incrementAndGet());
    capture(reads);

    assertThatThrownBy(() -> replay(reads)).hasMessageStartingWith("CX-4063").hasMessageContaining("--blocking again");
    assertThat(calls).hasValue(1);
    assertThat(replay(file(), true, reads)).isEqualTo(new Outcome.Ok<>("read 2"));
  }

  @Test
  void a_run_that_is_too_long_goes_on_without_its_capture_and_the_replay_says_so() {
    CaptureSettings few = new CaptureSettings(file().toString(), "", 1, true, 50, Duration.ofMillis(2));
    Outcome<String, Exception> before = capture(few, CaptureTest::race);

    assertThat(before).isInstanceOf(Outcome.Ok.class);
    assertThatThrownBy(() -> replay(CaptureTest::race))
        .hasMessageStartingWith("CX-4061 The capture " + file() + " ends after ")
        .hasMessageContaining("most-events allows no more");
  }

  @Test
  void what_ended_well_is_kept_only_where_all_is_kept() {
    CaptureSettings failed = new CaptureSettings(file().toString(), "", 1, false, 1_000_000, Duration.ofMillis(2));
    capture(failed, CaptureTest::race);
    assertThat(directory).isEmptyDirectory();

    capture(failed, _ -> {
      throw new IOException("down");
    });
    assertThat(file()).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_costs_the_capture_and_not_the_run() throws IOException {
    Files.createSymbolicLink(directory.resolve("run.cxtrace.part"), Path.of("/dev/full"));

    Outcome<String, Exception> outcome = capture(CaptureTest::race);

    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_made_costs_the_capture_and_not_the_run() {
    CaptureSettings nowhere = CaptureSettings.to(directory.resolve("gone/run.cxtrace"));

    assertThat(capture(nowhere, CaptureTest::race)).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void a_file_that_is_cut_or_changed_is_told_and_nothing_is_made_of_it() throws IOException {
    capture(CaptureTest::race);
    byte[] whole = Files.readAllBytes(file());

    for (int i = 1; i <= 10; i++) {
      int at = whole.length * i / 11;
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(file(), flipped);
      assertThatThrownBy(() -> replay(CaptureTest::race)).as("flipped at %d", at)
          .hasMessageMatching("(?s)CX-410[123] .*");

      Files.write(file(), Arrays.copyOf(whole, at));
      assertThatThrownBy(() -> replay(CaptureTest::race)).as("cut at %d", at).hasMessageMatching("(?s)CX-410[123] .*");
    }
  }

  @Test
  void a_trace_that_is_no_capture_is_refused() {
    try (TraceFileWriter writer =
        TraceFileWriter.create(file(), new TraceMeta("p", 0, "lab", 0, Instant.EPOCH, "asupersync"))) {
      writer.finish();
    }

    assertThatThrownBy(() -> replay(CaptureTest::race))
        .isInstanceOf(CxConfigException.class).hasMessageStartingWith("CX-4064 " + file());
  }
}
