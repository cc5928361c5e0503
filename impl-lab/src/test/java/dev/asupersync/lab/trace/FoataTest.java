package dev.asupersync.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FoataTest {

  private static final OpKind[] OPERATIONS = {
    OpKind.CELL_READ, OpKind.CELL_WRITE, OpKind.CHANNEL_SEND, OpKind.JOIN, OpKind.TASK_CANCEL, OpKind.SPAWN,
    OpKind.REGION_CANCEL, OpKind.SELECT, OpKind.SLEEP, OpKind.TRACE
  };

  /** Those of a lab's traces, so that what is drawn stays the same when others are added. */
  private static final TraceKind[] KINDS = Arrays.stream(TraceKind.values())
      .filter(kind -> kind.code() <= TraceKind.OBLIGATION_TRANSFERRED.code() && kind != TraceKind.RANDOM_SEED)
      .toArray(TraceKind[]::new);

  /** Any event, with few things to touch so that many touch the same. */
  private static TraceEvent random(int seq, Random random) {
    TraceKind kind = random.nextInt(3) > 0
        ? TraceKind.OPERATION
        : KINDS[random.nextInt(KINDS.length)];
    List<Long> numbers = new ArrayList<>();
    for (String field : kind.numbers()) {
      numbers.add(field.equals("op")
          ? OPERATIONS[random.nextInt(OPERATIONS.length)].code()
          : random.nextLong(6) - (field.equals("parent") || field.equals("opener") ? 1 : 0));
    }
    return new TraceEvent(seq, seq, kind, numbers, kind.hasText() ? "n" + random.nextInt(3) : "");
  }

  private static List<TraceEvent> random(int count, long seed) {
    Random random = new Random(seed);
    List<TraceEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(random(i, random));
    }
    return events;
  }

  private static TraceEvent event(TraceKind kind, String text, long... numbers) {
    List<Long> all = new ArrayList<>();
    for (long number : numbers) {
      all.add(number);
    }
    return new TraceEvent(0, 0, kind, all, text);
  }

  private static TraceEvent operation(long task, OpKind kind, long resource) {
    return event(TraceKind.OPERATION, "", task, kind.code(), resource);
  }

  /** The definition, pair by pair. */
  private static List<Set<Long>> layersByDefinition(List<TraceEvent> events) {
    TreeMap<Integer, Set<Long>> layers = new TreeMap<>();
    int[] layerOf = new int[events.size()];
    for (int j = 0; j < events.size(); j++) {
      if (events.get(j).kind() == TraceKind.SCHEDULE) {
        layerOf[j] = -1;
        continue;
      }
      Footprint mine = new Footprint().of(events.get(j));
      for (int i = 0; i < j; i++) {
        if (new Footprint().of(events.get(i)).dependsOn(mine)) {
          layerOf[j] = Math.max(layerOf[j], layerOf[i] + 1);
        }
      }
      layers.computeIfAbsent(layerOf[j], _ -> new HashSet<>()).add(events.get(j).seq());
    }
    return new ArrayList<>(layers.values());
  }

  @Test
  void the_layers_are_those_of_the_definition() {
    for (int seed = 0; seed < 400; seed++) {
      List<TraceEvent> events = random(seed % 97, seed);

      Foata foata = Foata.of(events);

      List<Set<Long>> layers = new ArrayList<>();
      for (int layer = 0; layer < foata.depth(); layer++) {
        layers.add(new HashSet<>(foata.layer(layer)));
      }
      assertThat(layers).as("seed %d", seed).isEqualTo(layersByDefinition(events));
      assertThat(foata.width()).isEqualTo(layers.stream().mapToInt(Set::size).max().orElse(0));
    }
  }

  @Test
  void swapping_neighbours_keeps_the_form_exactly_when_they_are_independent() {
    int kept = 0;
    int changed = 0;
    for (int seed = 0; seed < 300; seed++) {
      // Without events that give out names: swapping those is another matter, see below.
      List<TraceEvent> events = new ArrayList<>(random(60, seed).stream()
          .filter(event -> event.kind() == TraceKind.OPERATION || event.kind() == TraceKind.START
              || event.kind() == TraceKind.REGION_STATE || event.kind() == TraceKind.TIME_ADVANCED)
          .toList());
      Foata before = Foata.of(events);
      for (int i = 0; i + 1 < events.size(); i++) {
        TraceEvent one = events.get(i);
        TraceEvent other = events.get(i + 1);
        boolean same = one.kind() == other.kind() && one.numbers().equals(other.numbers());
        boolean dependent = new Footprint().of(one).dependsOn(new Footprint().of(other));
        Collections.swap(events, i, i + 1);

        Foata after = Foata.of(events);

        assertThat(after.equals(before)).as("seed %d, %s and %s", seed, one, other).isEqualTo(same || !dependent);
        assertThat(after.fingerprint() == before.fingerprint()).isEqualTo(same || !dependent);
        assertThat(after.partingFrom(before).layer() < 0).isEqualTo(same || !dependent);
        Collections.swap(events, i, i + 1);
        kept += dependent ? 0 : 1;
        changed += dependent ? 1 : 0;
      }
    }
    assertThat(kept).isGreaterThan(500);
    assertThat(changed).isGreaterThan(500);
  }

  @Test
  void ids_that_were_given_out_in_another_order_change_nothing() {
    List<TraceEvent> one = List.of(
        event(TraceKind.REGION_OPENED, "", 0, -1, -1),
        event(TraceKind.SPAWN, "a", 1, 0, -1, 0),
        event(TraceKind.SPAWN, "b", 2, 0, -1, 0),
        event(TraceKind.SPAWN, "child of a", 3, 0, 1, 0),
        event(TraceKind.SPAWN, "child of b", 4, 0, 2, 0),
        operation(3, OpKind.JOIN, 4),
        event(TraceKind.OBLIGATION_RESERVED, "", 8, 3, 0, 0, 5),
        event(TraceKind.OBLIGATION_RESERVED, "", 9, 4, 0, 0, 6));
    List<TraceEvent> other = List.of(
        event(TraceKind.REGION_OPENED, "", 0, -1, -1),
        event(TraceKind.SPAWN, "a", 1, 0, -1, 0),
        event(TraceKind.SPAWN, "b", 2, 0, -1, 0),
        event(TraceKind.SPAWN, "child of b", 3, 0, 2, 0),
        event(TraceKind.SPAWN, "child of a", 4, 0, 1, 0),
        event(TraceKind.SCHEDULE, "", 2),
        operation(4, OpKind.JOIN, 3),
        event(TraceKind.OBLIGATION_RESERVED, "", 8, 3, 0, 0, 6),
        event(TraceKind.OBLIGATION_RESERVED, "", 9, 4, 0, 0, 5));

    assertThat(Foata.of(other)).isEqualTo(Foata.of(one));
    assertThat(Foata.of(other).partingFrom(Foata.of(one)).layer()).isEqualTo(-1);
  }

  @Test
  void the_other_order_of_two_writes_is_another_form() {
    List<TraceEvent> one = List.of(operation(1, OpKind.CELL_WRITE, 5), operation(2, OpKind.CELL_WRITE, 5));
    List<TraceEvent> other = List.of(operation(2, OpKind.CELL_WRITE, 5), operation(1, OpKind.CELL_WRITE, 5));

    assertThat(Foata.of(other)).isNotEqualTo(Foata.of(one));
    assertThat(Foata.of(other).partingFrom(Foata.of(one)).layer()).isZero();
  }

  @Test
  void a_fingerprint_is_the_same_for_ever() {
    assertThat(Foata.of(List.of()).fingerprint()).isEqualTo(Foata.of(List.of()).fingerprint());
    assertThat(Foata.of(random(1_000, 1)).toString())
        .isEqualTo("989 events in 363 layers, at most 7 in one, fingerprint 33a4d21abea7c4b2");
  }
}
