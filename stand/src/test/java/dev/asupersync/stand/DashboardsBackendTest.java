package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, as a person starts it. */
@Tag("backends")
@Timeout(value = 5, unit = TimeUnit.MINUTES) // five processes and a browser, on a machine that may be busy
class DashboardsBackendTest {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir
  private Path directory;

  @BeforeEach
  void the_machine_has_what_it_takes() {
    assumeTrue(PrometheusServer.find(directory).isPresent(), "Prometheus is not installed: "
        + PrometheusServer.INSTALL);
    assumeTrue(Chromium.find().isPresent(), "Chromium is not installed: " + Chromium.INSTALL);
  }

  private Process start(String... options) throws Exception {
    List<String> command = new ArrayList<>(Dashboards.command());
    command.add(1, "-Dasupersync-cli.root=" + Backends.ROOT);
    command.add("dashboards");
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(new File(directory.toFile(), "err")).start();
  }

  @Test
  void once_it_has_seen_everything_arrive_it_leaves_pictures_and_ends_well() throws Exception {
    Process command = start("--once", "--pictures", directory.toString());

    List<String> said;
    try (BufferedReader out = command.inputReader()) {
      said = out.lines().toList();
    }

    assertThat(command.waitFor()).as("%s %s", said, Files.readString(directory.resolve("err"))).isZero();
    assertThat(String.join("\n", said)).containsPattern("alerts that fire: .*AsupersyncObligationLeaked")
        .containsPattern("series of orderdesk, in which \\d+ tasks have ended")
        .containsPattern("series of birdstrikes, in which \\d+ tasks have ended")
        .containsPattern("exemplars; the first leads to a span that Zipkin has")
        .containsPattern("traces? of orderdesk, whole: \\d+ spans, each within its parent")
        .containsPattern("traces? of birdstrikes, whole: \\d+ spans, each within its parent")
        .contains("5 ports of 5 processes, all on 127.0.0.1");
    for (String name : List.of("console.png", "alerts.png", "traces-orderdesk.png", "trace-orderdesk.png",
        "traces-birdstrikes.png", "trace-birdstrikes.png")) {
      assertThat(Files.readAllBytes(directory.resolve(name))).as(name).startsWith(PNG).hasSizeGreaterThan(10_000);
    }
  }

  @Test
  void stopped_it_takes_everything_with_it() throws Exception {
    Process command = start();
    try (BufferedReader out = command.inputReader()) {
      assertThat(out.lines().anyMatch(line -> line.equals("Ctrl-C ends all of it."))).isTrue();
      List<ProcessHandle> all = Stream.concat(Stream.of(command.toHandle()), command.descendants()).toList();
      assertThat(all).as("the command, Zipkin, Prometheus, two programs and the shell that holds them").hasSize(6);
      assertThat(Listeners.of(command.pid())).hasSize(5).allMatch(Listeners.Listener::isLoopback);

      command.destroy(); // SIGTERM; Ctrl-C goes the same way

      assertThat(command.waitFor()).isEqualTo(143);
      assertThat(all).noneMatch(ProcessHandle::isAlive);
    }
  }
}
