package dev.asupersync.lab.shrink;

import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schedule that can be changed and still be run: which strand goes on for how many steps, and then? Behind the last
 * block, and where a block does not fit, whoever runs keeps running, then the oldest.
 *
 * @param held strands that go on only when nobody else can
 * @param others what was chosen where it was not between strands, in order; 0 behind the last
 * @param strikes what is injected
 */
record Plan(List<Block> blocks, Set<Long> held, List<Integer> others, List<Strike> strikes) {

  /** A strand, known by its path, which is the same in every run. */
  record Block(long strand, long steps) {}

  /** What is injected there, if that strand comes so far and it can be done there. */
  record Strike(Place place, Fault fault) {}

  Plan {
    blocks = List.copyOf(blocks);
    held = Set.copyOf(held);
    others = List.copyOf(others);
    strikes = List.copyOf(strikes);
  }

  /** The same without the blocks from one to another. */
  Plan without(int from, int to) {
    List<Block> rest = new ArrayList<>(blocks.subList(0, from));
    rest.addAll(blocks.subList(to, blocks.size()));
    return new Plan(rest, held, others, strikes);
  }

  /** The same with one block elsewhere. */
  Plan moved(int from, int to) {
    List<Block> changed = new ArrayList<>(blocks);
    changed.add(to, changed.remove(from));
    return new Plan(changed, held, others, strikes);
  }

  Plan with(int at, Block block) {
    List<Block> changed = new ArrayList<>(blocks);
    changed.set(at, block);
    return new Plan(changed, held, others, strikes);
  }

  Plan holding(List<Long> more) {
    Set<Long> all = new TreeSet<>(held);
    all.addAll(more);
    return new Plan(blocks, all, others, strikes);
  }

  Plan with(List<Integer> choices) {
    return new Plan(blocks, held, choices, strikes);
  }

  /** The same with only one of the faults less. */
  Plan without(Strike strike) {
    List<Strike> rest = new ArrayList<>(strikes);
    rest.remove(strike);
    return new Plan(blocks, held, others, rest);
  }

  /** What is injected at a point: 0 for nothing. */
  int strike(FaultMenu menu) {
    for (Strike strike : strikes) {
      for (int i = 1; strike.place().isSame(menu.place()) && i < menu.count(); i++) {
        if (menu.fault(i).equals(strike.fault())) {
          return i;
        }
      }
    }
    return 0;
  }
}
