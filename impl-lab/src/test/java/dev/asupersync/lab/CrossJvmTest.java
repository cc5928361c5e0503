package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same seed in other JVMs: other garbage collectors, compilers and numbers of carriers. */
class CrossJvmTest {

  private static final List<List<String>> JVMS = List.of(
      List.of("-XX:+UseSerialGC", "-Xint"),
      List.of("-XX:+UseZGC"),
      List.of("-XX:+UseParallelGC", "-Djdk.virtualThreadScheduler.parallelism=2", "-Xmx64m"));

  /** Prints what must be the same everywhere. */
  static final class Fingerprint {

    private Fingerprint() {}

    public static void main(String[] arguments) {
      System.out.println(fingerprint());
    }

    static String fingerprint() {
      StringBuilder all = new StringBuilder();
      for (int seed = 0; seed < 5; seed++) {
        LabReport<String, Exception> report =
            LabRuntime.create(LabConfig.defaults().seed(seed)).run(Exception.class, Programs.MIXED);
        all.append(report.trace().sha256()).append(' ').append(report.scheduleHash()).append(' ');
      }
      return all.toString().strip();
    }
  }

  @Test
  void the_same_seed_leaves_the_same_bytes_in_every_jvm() throws IOException, InterruptedException {
    String here = Fingerprint.fingerprint();

    for (List<String> flags : JVMS) {
      assertThat(there(flags)).as("%s", flags).isEqualTo(here);
    }
  }

  private static String there(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), Fingerprint.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  /** Surefire runs modules with the tests patched in; a plain class path is enough for the other JVM. */
  private static String classPath() {
    Set<String> entries = new TreeSet<>();
    Stream.of("java.class.path", "jdk.module.path")
        .map(key -> System.getProperty(key, ""))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(entry -> !entry.isBlank())
        .forEach(entries::add);
    entries.add(Path.of("target", "test-classes").toAbsolutePath().toString());
    Stream.of(Cx.class, LabRuntime.class)
        .map(type -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString())
        .forEach(entries::add);
    return entries.stream().collect(Collectors.joining(File.pathSeparator));
  }
}
