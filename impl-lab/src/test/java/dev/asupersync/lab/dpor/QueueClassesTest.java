package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import dev.asupersync.sync.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many schedules of queues differ: only who comes first at one end of one counts. */
class QueueClassesTest {

  /** What happens in a region. */
  private interface Setup {
    void open(Scope<RuntimeException> scope);
  }

  private static Task<String, Exception> program(Setup setup) {
    return cx -> cx.<String>region(scope -> {
      setup.open(scope);
      return "";
    }).orThrow();
  }

  /** So many tasks put so many messages each, and so many take all that comes. */
  private static Setup queue(ChannelSpec<Integer> spec, int senders, int each, int receivers, int takes) {
    return scope -> {
      Channel<Integer> channel = scope.open(spec);
      for (int i = 0; i < senders; i++) {
        Sender<Integer> out = channel.sender();
        scope.launch(c -> {
          for (int k = 0; k < each; k++) {
            out.send(c, k);
          }
        });
      }
      for (int i = 0; i < receivers; i++) {
        Receiver<Integer> in = channel.receiver();
        scope.launch(c -> {
          for (int k = 0; k < takes; k++) {
            in.recv(c);
          }
        });
      }
    };
  }

  /** The same in two phases. */
  private static Setup permits(ChannelSpec<Integer> spec, int senders, int each) {
    return scope -> {
      Channel<Integer> channel = scope.open(spec);
      for (int i = 0; i < senders; i++) {
        Sender<Integer> out = channel.sender();
        scope.launch(c -> {
          for (int k = 0; k < each; k++) {
            try (Permit<Integer> slot = out.reserve(c)) {
              slot.send(k);
            }
          }
        });
      }
      Receiver<Integer> in = channel.receiver();
      scope.launch(c -> in.forEach(c, _ -> {}));
    };
  }

  /** Messages go through so many stages. */
  private static Setup pipeline(int stages, int messages) {
    return scope -> {
      Channel<Integer> first = scope.open(Channel.bounded(1));
      Sender<Integer> source = first.sender();
      scope.launch(c -> {
        try (source) {
          for (int i = 0; i < messages; i++) {
            source.send(c, i);
          }
        }
      });
      Receiver<Integer> in = first.receiver();
      for (int i = 0; i < stages; i++) {
        Channel<Integer> next = scope.open(Channel.unbounded());
        Receiver<Integer> from = in;
        Sender<Integer> to = next.sender();
        scope.launch(c -> {
          try (to) {
            from.forEach(c, message -> to.send(c, message));
          }
        });
        in = next.receiver();
      }
      Receiver<Integer> last = in;
      scope.launch(c -> last.forEach(c, _ -> {}));
    };
  }

  private static Setup pingPong(int rounds) {
    return scope -> {
      Channel<Integer> there = scope.open(Channel.bounded(1));
      Channel<Integer> back = scope.open(Channel.bounded(1));
      List<Sender<Integer>> out = List.of(there.sender(), back.sender());
      List<Receiver<Integer>> in = List.of(back.receiver(), there.receiver());
      scope.launch(c -> {
        for (int i = 0; i < rounds; i++) {
          out.get(0).send(c, i);
          in.get(0).recv(c);
        }
      });
      scope.launch(c -> {
        for (int i = 0; i < rounds; i++) {
          out.get(1).send(c, in.get(1).recv(c));
        }
      });
    };
  }

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of("one to one, capacity 1", 1, queue(Channel.bounded(1), 1, 4, 1, 4)),
        Arguments.of("one to one, capacity 2", 1, queue(Channel.bounded(2), 1, 4, 1, 4)),
        Arguments.of("one to one, unbounded", 1, queue(Channel.unbounded(), 1, 4, 1, 4)),
        Arguments.of("two to one, two each", 6, queue(Channel.bounded(2), 2, 2, 1, 4)),
        Arguments.of("two to one, three each", 20, queue(Channel.unbounded(), 2, 3, 1, 6)),
        Arguments.of("three to one, two each", 90, queue(Channel.unbounded(), 3, 2, 1, 6)),
        Arguments.of("mailbox of four senders", 24, queue(Channel.unbounded(), 4, 1, 1, 4)),
        Arguments.of("permits, one to one, capacity 1", 1, permits(Channel.bounded(1), 1, 4)),
        Arguments.of("permits, one to one, capacity 3", 1, permits(Channel.bounded(3), 1, 4)),
        Arguments.of("permits, two to one, one each", 4, permits(Channel.bounded(2), 2, 1)),
        Arguments.of("pipeline of three stages", 1, pipeline(3, 3)),
        Arguments.of("ping pong", 1, pingPong(4)));
  }

  @ParameterizedTest(name = "{0}: {1} classes")
  @MethodSource("counts")
  void only_the_order_at_one_end_makes_a_class(String name, int classes, Setup setup) {
    Exploring.Seen seen = Exploring.each(program(setup));

    assertThat(seen.strayed()).isZero();
    assertThat(seen.classes()).hasSize(classes);
    assertThat(seen.runs()).isEqualTo(classes);
    assertThat(seen.redundant()).isZero();
    assertThat(seen.failed()).isZero();
  }

  @Test
  void what_a_message_carries_along_is_ordered_after_its_sending() {
    List<Integer> seen = new ArrayList<>();
    Exploring.Seen all = Exploring.each(program(scope -> {
      Cell<Integer> cell = scope.open(Cell.of(0));
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> out = channel.sender();
      Receiver<String> in = channel.receiver();
      scope.launch(c -> {
        cell.set(c, 1);
        out.send(c, "ready");
        out.send(c, "and again");
        cell.set(c, 2);
      });
      scope.launch(c -> {
        in.recv(c);
        seen.add(cell.get(c));
        in.recv(c);
      });
    }));

    assertThat(all.runs()).isEqualTo(2);
    assertThat(seen).containsExactlyInAnyOrder(1, 2);
    assertThat(all.strayed()).isZero();
  }

  @Test
  void what_comes_after_a_full_queue_is_ordered_after_the_taking_that_made_room() {
    List<Integer> seen = new ArrayList<>();
    Exploring.Seen all = Exploring.each(program(scope -> {
      Cell<Integer> cell = scope.open(Cell.of(0));
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> out = channel.sender();
      Receiver<String> in = channel.receiver();
      scope.launch(c -> {
        out.send(c, "one");
        out.send(c, "two");
        seen.add(cell.get(c));
      });
      scope.launch(c -> {
        cell.set(c, 1);
        in.recv(c);
        in.recv(c);
      });
    }));

    assertThat(all.runs()).isEqualTo(1);
    assertThat(seen).containsExactly(1);
    assertThat(all.strayed()).isZero();
  }
}
