package dev.asupersync.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.lab.LabConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceTest {

  static List<Subject> subjects() {
    return Conformance.SUBJECTS;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void nothing_is_lost_doubled_or_left_waiting_whoever_is_cancelled_when(Subject subject) {
    Conformance.Row row = Conformance.with(LabConfig.defaults()).run(subject, 2);

    assertThat(row.failures()).isEmpty();
    assertThat(row.delivered()).isPositive().isLessThanOrEqualTo(row.points());
  }

  @Test
  void a_program_that_forgets_a_message_when_it_is_cancelled_is_found() {
    Subject forgetful = Play.exactlyOnce("forgetful", (scope, goods) -> {
      Channel<String> channel = scope.open(Channel.<String>bounded(1).onUndelivered(goods::arrived));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      scope.launch(c -> {
        sender.send(c, "m");
        goods.sent("m");
      });
      String taken = receiver.recv(scope.cx());
      scope.cx().checkpoint();
      goods.arrived(taken);
    });

    assertThat(Conformance.with(LabConfig.defaults()).run(forgetful, 1).failures())
        .isNotEmpty().allSatisfy(text -> assertThat(text).contains("lost [m]").contains("-Dasupersync.lab.seed="));
  }

  @Test
  void a_program_that_waits_for_somebody_who_was_cancelled_is_found() {
    Subject stranded = Play.exactlyOnce("stranded", (scope, goods) -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      scope.launch(c -> {
        c.checkpoint();
        sender.send(c, "m");
      });
      goods.check(receiver.recv(scope.cx()).equals("m"), "another message");
    });

    assertThat(Conformance.with(LabConfig.defaults()).run(stranded, 1).failures())
        .anySatisfy(text -> assertThat(text).contains("CX-4001"));
  }
}
