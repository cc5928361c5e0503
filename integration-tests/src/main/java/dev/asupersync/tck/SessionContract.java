package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.session.Choose;
import dev.asupersync.session.End;
import dev.asupersync.session.Offer;
import dev.asupersync.session.Protocol;
import dev.asupersync.session.Recv;
import dev.asupersync.session.Send;
import dev.asupersync.session.Session;
import org.junit.jupiter.api.Test;

/** Conversations whose order the compiler checks. Rule: 7.5.2. */
public interface SessionContract extends RuntimeSource {

  private static Session<Send<String, Recv<Integer, End>>, Recv<String, Send<Integer, End>>> question(
      dev.asupersync.Scope<?> scope) {
    return Session.open(
        scope, "question", Protocol.send(String.class, Protocol.recv(Integer.class, Protocol.end())));
  }

  @Test
  default void both_sides_come_to_the_end() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        var session = question(scope);
        scope.launch(TaskOptions.named("server"), c -> {
          var asked = session.there().recv(c);
          asked.next().send(c, asked.message().length()).close(c);
        });
        Cx own = scope.cx();
        var answered = session.here().send(own, "how long?").recv(own);
        answered.next().close(own);
        assertThat(answered.message()).isEqualTo(9);
      });
      assertThat(bench.events.has("resolved server COMMITTED")).isTrue();
    }
  }

  @Test
  default void a_side_chooses_and_the_other_follows() {
    Bench.within(this, scope -> {
      Session<Choose<Send<String, End>, End>, Offer<Recv<String, End>, End>> session =
          Session.open(
              scope, "menu",
              Protocol.choose(Protocol.send(String.class, Protocol.end()), Protocol.end()));
      TaskHandle<String, RuntimeException> server = scope.spawn(c -> switch (session.there().offer(c)) {
        case Offer.Left<Recv<String, End>, End>(var next) -> {
          var order = next.recv(c);
          order.next().close(c);
          yield order.message();
        }
        case Offer.Right<Recv<String, End>, End>(var end) -> {
          end.close(c);
          yield "nothing";
        }
      });
      session.here().left(scope.cx()).send(scope.cx(), "soup").close(scope.cx());
      assertThat(Bench.valueOf(server.join())).isEqualTo("soup");
    });
  }

  @Test
  default void a_step_is_taken_once() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      var session = question(scope);
      scope.launch(c -> {
        var asked = session.there().recv(c);
        asked.next().send(c, 1).close(c);
      });
      var next = session.here().send(own, "?");
      assertThatThrownBy(() -> session.here().send(own, "again?"))
          .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3002");
      next.recv(own).next().close(own);
    });
  }

  @Test
  default void a_side_that_is_cancelled_in_the_middle_tells_the_other() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        var session = question(scope);
        TaskHandle<?, RuntimeException> asking = scope.launch(TaskOptions.named("asking"), c -> {
          session.here().send(c, "?").recv(c);
        });
        var asked = session.there().recv(own);
        bench.await(own, "blocked asking CHANNEL_RECV");
        asking.cancel(CancelReason.user("stop"));
        assertThat(asking.join()).isInstanceOf(Outcome.Cancelled.class);
        assertThatThrownBy(() -> asked.next().send(own, 1)).isInstanceOf(ChannelClosedException.class);
      });
      assertThat(bench.events.has("resolved asking ABORTED")).isTrue();
    }
  }
}
