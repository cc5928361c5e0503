package dev.asupersync.lab.dpor;

import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place on the path that is explored, and the step that was taken there in the latest run. What is to be explored
 * at that place instead stays with it from run to run.
 */
final class Step {

  /** Stands for "after everything that was". */
  static final int ALL = -1;

  /** A step that needs no second look at its place: it was explored there, or something equivalent was. */
  record Asleep(int strand, Footprint footprint) {}

  /** Where it is on the path. */
  final int place;

  int strand;

  /** Where it was among the candidates in a run before, as a first guess. */
  int candidate;

  OpKind operation = OpKind.START;
  long resource;

  /** The resource as it is called in all runs, where that is known. */
  long name;

  /** How much the queue holds that it touches, if all is known of that; else 0. */
  long capacity;

  /** For taking from a queue: nothing was there, and nothing was put in for it. */
  boolean unserved;

  private boolean leaving;

  /** It could have changed what it touches, and did not. */
  boolean looked;

  Footprint footprint = Footprint.NOTHING;

  /** The footprint without what it came to in the run itself. */
  private @Nullable Footprint announced;

  /**
   * The place at which the lock that it took had been given back, or the message put in. What comes next on its
   * strand is ordered after that; the request itself is not, as it could have come before and waited.
   */
  int grantedBy = ALL;

  /** For the end of a task: the region in which that was spawned. */
  long region;

  /** For the end of a task: the place of the end before it in its region. */
  int endBefore = ALL;

  /** Its number among the steps of its strand, from 1. */
  int number;

  /** How many steps of each strand come before it or are it. */
  int[] clock = {};

  /** The places of steps that made it possible, by starting its strand or by ending a wait. */
  final Ints after = new Ints();

  /** The same for what ended a wait within it. */
  final Ints completedBy = new Ints();

  /** Of an uncertain step: its clock without those with whom it only shares what it touches. */
  private int[] freed = {};

  /** The places of steps that it could come before, which was not asked for because of one that slept there. */
  final Ints leftAlone = new Ints();

  final List<Asleep> asleep = new ArrayList<>(2);
  List<Branch> branches = new ArrayList<>(1);

  /** For a choice that is not one of strands: among how many, and which. */
  int alternatives;

  int alternative;

  Step(int place) {
    this.place = place;
  }

  /** As if it had never been anything. */
  void clear() {
    announced = null;
    alternatives = 0;
    alternative = 0;
    endBefore = ALL;
    grantedBy = ALL;
    region = 0;
    leftAlone.clear();
    asleep.clear();
    branches.clear();
  }

  boolean isStep() {
    return alternatives == 0;
  }

  boolean isBefore(Step other) {
    return strand < other.clock.length && other.clock[strand] >= number;
  }

  boolean sleeps(int other) {
    for (Asleep one : asleep) {
      if (one.strand == other) {
        return true;
      }
    }
    return false;
  }

  /** Whether one that sleeps here could be the first step of something equivalent to {@code wanted}. */
  boolean hasSleeperFor(Sequence wanted) {
    for (Asleep one : asleep) {
      if (wanted.canStartWith(one.strand, one.footprint)) {
        return true;
      }
    }
    return false;
  }

  /** The same, whatever comes after {@code wanted} on the path, now or in a later run. */
  boolean hasSleeperForever(Sequence wanted) {
    for (Asleep one : asleep) {
      if (wanted.canAlwaysStartWith(one.strand, one.footprint)) {
        return true;
      }
    }
    return false;
  }

  /** What sleeps at the next place, too: what commutes with this step. */
  void passOn(Step next) {
    for (Asleep one : asleep) {
      if (one.strand != strand && !one.footprint.conflicts(footprint)) {
        next.asleep.add(one);
      }
    }
  }

  /**
   * In most runs the step at a place is that of the run before.
   *
   * @param leaves whether it gives up a wait within that operation
   */
  void took(int who, OpKind what, long touched, boolean leaves, Catalog catalog, Touch touch) {
    long room = leaves ? 0 : catalog.clearCapacity(touched);
    if (announced == null || strand != who || operation != what || resource != touched || leaves != leaving
        || room != capacity) {
      strand = who;
      operation = what;
      resource = touched;
      name = catalog.name(touched);
      leaving = leaves;
      capacity = room;
      announced = leaves ? touch.leaving(what, name, who) : touch.of(what, name, who, room > 0);
    }
    footprint = announced;
    unserved = false;
    looked = false;
    after.clear();
    completedBy.clear();
  }

  @SuppressWarnings("ReferenceEquality") // what it came to otherwise is another object
  void looked(Touch touch) {
    if (isUncertain() && footprint == announced) {
      looked = true;
      footprint = touch.looking(operation, name, strand);
    }
  }

  /** Whether it can turn out to change what it only looked at here, or the other way round, where it comes earlier. */
  boolean isUncertain() {
    return Touch.isUncertain(operation);
  }

  /** What it may come to at another place. */
  Footprint possible() {
    return isUncertain() && announced != null ? announced : footprint;
  }

  void keepFreed(int[] before) {
    freed = Arrays.copyOf(before, before.length);
  }

  /** For an uncertain step: whether {@code other} comes before it whatever it turns out to touch. */
  boolean comesAnywayAfter(Step other) {
    return other.strand < freed.length && freed[other.strand] >= other.number;
  }

  /** It turns out that it may not have happened, or not as a whole. */
  void unclear(Touch touch) {
    if (capacity > 0) {
      capacity = 0;
      footprint = touch.of(operation, name, strand, false);
    }
  }

  /** Another strand is to go on here. */
  void lead(int who) {
    strand = who;
    announced = null;
  }

  /** A clock of zeros. Those of earlier runs are of no use any more. */
  int[] freshClock(int strands) {
    if (clock.length < strands) {
      clock = new int[strands];
    } else {
      Arrays.fill(clock, 0);
    }
    return clock;
  }

  /** What is explored here next; null for nothing more. */
  @Nullable Branch nextBranch() {
    asleep.add(new Asleep(strand, footprint));
    return branches.isEmpty() ? null : branches.removeFirst();
  }
}
