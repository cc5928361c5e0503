package dev.asupersync.lab.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Cx;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.crash.WriteAheadLog.Flaw;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTestTest {

  private static final LabConfig CONFIG = LabConfig.defaults().seed(3);

  @ParameterizedTest
  @ValueSource(strings = {"walk", "pos", "pct", "surw", "preemption", "portfolio"})
  void a_log_that_syncs_keeps_what_it_told_at_every_step(String search) {
    CrashReport report = CrashTest.of(CONFIG).search(seed -> Searches.named(search, seed)).schedules(6)
        .run("log", () -> new LogTrial(Flaw.NONE));

    assertThat(report.isOk()).as(report::toString).isTrue();
    assertThat(report.points()).isGreaterThan(30);
    assertThat(report.crashes()).isGreaterThan(report.points());
  }

  @Test
  void a_log_that_recovers_again_after_a_crash_in_its_recovery_keeps_it_too() {
    CrashReport report =
        CrashTest.of(CONFIG).inRecovery().schedules(20).run("log", () -> new LogTrial(Flaw.NONE));

    assertThat(report.isOk()).as(report::toString).isTrue();
    assertThat(report.crashes()).isGreaterThan(report.runs());
  }

  @ParameterizedTest
  @EnumSource(value = Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_log_that_leaves_something_out_is_caught_and_its_token_shows_it_again(Flaw flaw) {
    CrashReport report = CrashTest.of(CONFIG).run("log", () -> new LogTrial(flaw));

    assertThat(report.isOk()).isFalse();
    assertThat(report.without()).isEmpty();
    CrashReport.Found found = report.failures().getFirst();
    assertThat(found.toString()).startsWith("CX-4042 After a crash at point ").doesNotContain("CX-4004")
        .contains(flaw == Flaw.NO_CHECKSUM ? "invented " : "told ");
    CrashToken token = CrashToken.parse(found.token().toString());
    assertThat(token.processes()).hasSize(2);
    assertThat(CrashTest.of(LabConfig.defaults()).replay("log", token, () -> new LogTrial(flaw)))
        .contains(found.text());
    assertThat(CrashTest.of(LabConfig.defaults()).replay("log", token, () -> new LogTrial(Flaw.NONE)))
        .as("the program without the flaw is another one, or bears it").satisfies(
            wrong -> assertThat(wrong.orElse("went another way")).contains("went another way"));
  }

  @Test
  void a_token_of_another_program_is_refused() {
    CrashToken token = CrashTest.of(CONFIG).run("log", () -> new LogTrial(Flaw.NO_SYNC)).failures().getFirst().token();

    assertThatThrownBy(() -> CrashTest.of(CONFIG).replay("other", token, () -> new LogTrial(Flaw.NO_SYNC)))
        .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-4022");
    assertThatThrownBy(() -> CrashToken.parse(token + ".")).hasMessageContaining("CX-4021");
  }

  @Test
  void a_crash_can_be_within_an_operation_of_the_store() {
    CrashReport report = CrashTest.of(CONFIG).mostFailures(100).run("log", () -> new LogTrial(Flaw.NO_SYNC));

    assertThat(report.failures()).extracting(found -> found.place().moment())
        .contains(Moment.IO, Moment.OPERATION, Moment.WAIT);
  }

  @Test
  void no_cleanup_reaches_the_store_after_the_crash() {
    List<LogTrial> lives = new ArrayList<>();
    CrashReport report = CrashTest.of(CONFIG).schedules(3).run("log", () -> {
      LogTrial trial = new LogTrial(Flaw.NONE) {
        @Override
        public void recover(Cx cx) throws Exception {
          if (((MemoryDisk) store()).exists("cleanup") && cleanups.stream().noneMatch("finalizer"::equals)) {
            throw new IllegalStateException("the finalizer was at the store after the crash");
          }
          super.recover(cx);
        }
      };
      lives.add(trial);
      return trial;
    });

    assertThat(report.isOk()).as(report::toString).isTrue();
    assertThat(lives).anySatisfy(life -> assertThat(life.cleanups).containsExactly("finally"));
  }

  @Test
  void a_program_that_fails_by_itself_is_not_blamed_on_a_crash() {
    CrashReport report = CrashTest.of(CONFIG).run("broken", () -> new CrashTrial() {
      private final MemoryDisk disk = new MemoryDisk();

      @Override
      public DurableStore store() {
        return disk;
      }

      @Override
      public void run(Cx cx) throws Exception {
        disk.read("nothing");
      }

      @Override
      public void recover(Cx cx) {
        cx.checkpoint();
      }

      @Override
      public Optional<String> complaint() {
        return Optional.empty();
      }
    });

    assertThat(report.isOk()).isFalse();
    assertThat(report.without().orElseThrow()).startsWith("the program fails: ").contains("FileNotFoundException");
    assertThat(report.crashes()).isZero();
  }
}
