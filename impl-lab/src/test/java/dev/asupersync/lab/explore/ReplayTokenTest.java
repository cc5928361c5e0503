package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Task;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTokenTest {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final LabRuntime lab = LabRuntime.create(Small.ALONE);
  private final Explorer explorer = Explorer.of(Small.ALONE);

  /** The token of a random walk, and the hash of its schedule. */
  private record Told(ReplayToken token, LabReport<?, ?> report) {}

  private Told walk(Task<String, Exception> program, long seed) {
    Recorder recorder = new Recorder(new Watch(new RandomWalk(seed)));
    LabReport<String, Exception> report = lab.run(recorder, Exception.class, program);
    return new Told(recorder.token("it", 42), report);
  }

  @Test
  void a_token_says_the_same_after_it_was_written_and_read() {
    for (int seed = 0; seed < 50; seed++) {
      Told told = walk(Small.reorder(1 + seed % 12), seed);

      ReplayToken read = ReplayToken.parse(told.token().toString());

      assertThat(read.toString()).isEqualTo(told.token().toString());
      assertThat(read.seed()).isEqualTo(42);
      assertThat(read.size()).isEqualTo((int) told.report().decisions()).isPositive();
      assertThat(read.isOf("it")).isTrue();
      assertThat(read.isOf("is")).isFalse();
    }
  }

  @Test
  void a_replay_makes_the_same_schedule() {
    for (int seed = 0; seed < 50; seed++) {
      Told told = walk(Small.reorder(6), seed);

      Explorer.Replayed replayed = explorer.replay("it", told.token(), Exception.class, Small.reorder(6));

      assertThat(replayed.divergence()).isEmpty();
      assertThat(replayed.report().scheduleHash()).isEqualTo(told.report().scheduleHash());
      assertThat(replayed.report().trace().sha256()).isEqualTo(told.report().trace().sha256());
    }
  }

  @Test
  void a_token_with_a_letter_changed_is_refused() {
    String word = walk(Small.reorder(4), 3).token().toString();
    for (int at = 0; at < word.length(); at++) {
      char other = LETTERS.charAt((LETTERS.indexOf(word.charAt(at)) + 1 + at) % LETTERS.length());
      String wrong = word.substring(0, at) + other + word.substring(at + 1);

      if (!wrong.equals(word)) {
        assertUnreadable(wrong);
      }
    }
  }

  @Test
  void a_part_of_a_token_and_anything_else_is_refused() {
    String word = walk(Small.reorder(4), 3).token().toString();
    for (int length = 0; length < word.length(); length++) {
      assertUnreadable(word.substring(0, length));
    }
    List<String> others = new ArrayList<>(List.of("", "AAAAAAAAAAAAAA", "no token", word + word, word + "=", "\u00e4"));
    others.forEach(ReplayTokenTest::assertUnreadable);
  }

  private static void assertUnreadable(String word) {
    assertThatThrownBy(() -> ReplayToken.parse(word))
        .isInstanceOfSatisfying(CxUsageException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOKEN_UNREADABLE));
  }

  @Test
  void a_token_is_short() {
    Task<String, Exception> race = Small.program(1, 0, Small.increment(0), Small.increment(0));

    assertThat(walk(race, 1).token().toString()).hasSizeLessThan(30);
  }

  @Test
  void a_program_of_another_name_is_refused() {
    ReplayToken token = walk(Small.reorder(3), 1).token();

    assertThatThrownBy(() -> explorer.replay("other", token, Exception.class, Small.reorder(3)))
        .isInstanceOfSatisfying(CxUsageException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOKEN_OF_ANOTHER_PROGRAM));
  }

  @Test
  void a_program_with_another_number_of_tasks_diverges_at_once() {
    ReplayToken token = walk(Small.reorder(3), 1).token();

    Explorer.Replayed replayed = explorer.replay("it", token, Exception.class, Small.reorder(4));

    assertThat(replayed.divergence().orElseThrow()).contains("at choice ", "strand ", "now there is one");
    assertThat(replayed.report().violations().getFirst().code()).isEqualTo(ErrorCode.SCHEDULE_DIVERGED);
  }

  /** The same numbers of candidates, but one operation in the middle touches another cell. */
  @Test
  void a_step_that_does_something_else_is_found_within_sixteen_choices() {
    Small.Body[] before = {Small.writes(0, 30), Small.writes(1, 30)};
    Small.Body[] after = {
      Small.writes(0, 30),
      (c, v, m) -> {
        for (int i = 0; i < 30; i++) {
          v.get(i == 10 ? 0 : 1).set(c, 1);
        }
      }
    };
    ReplayToken token = walk(Small.program(2, 0, before), 1).token();

    Explorer.Replayed replayed = explorer.replay("it", token, Exception.class, Small.program(2, 0, after));

    assertThat(replayed.divergence().orElseThrow()).containsPattern("between the choices (16 and 32|32 and 48)");
    assertThat(token.size()).isGreaterThan(48);
  }

  @Test
  void a_replay_that_need_not_fit_keeps_the_running_strand_behind_the_end() {
    ReplayToken token = walk(Small.reorder(3), 1).token();
    Replay replay = Replay.asFarAsItFits(token);

    LabReport<String, Exception> report = lab.run(replay, Exception.class, Small.reorder(9));

    assertThat(report.isClean()).isTrue();
    assertThat(replay.divergence()).isEmpty();
  }

  @Test
  void a_deadlock_is_replayed_to_its_end() {
    Task<String, Exception> program = Small.program(0, 2, Small.nested(0, 1), Small.nested(1, 0));
    Exploration found = explorer.explore("it", Searches.walk(1), Exception.class, program);
    Exploration.Failure failure = found.failure().orElseThrow();

    Explorer.Replayed replayed = explorer.replay("it", failure.token(), Exception.class, program);

    assertThat(replayed.divergence()).isEmpty();
    assertThat(replayed.report().violations().getFirst().text())
        .isEqualTo(failure.report().violations().getFirst().text());
  }
}
