package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ForwardingStrategy;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;

/** Writes a {@link ReplayToken} of a run in which another strategy chooses. */
public final class Recorder extends ForwardingStrategy {

  private final Rolling rolling = new Rolling();
  private byte[] kinds = new byte[64];
  private int[] counts = new int[64];
  private int[] ranks = new int[64];
  private char[] hashes = new char[8];
  private int size;
  private boolean broken;
  private char last;

  public Recorder(ScheduleStrategy chooser) {
    super(chooser);
  }

  /**
   * The run so far, up to where it broke a rule.
   *
   * @param program what the program is called
   * @param entropySeed what its random numbers are drawn from
   */
  public ReplayToken token(String program, long entropySeed) {
    return new ReplayToken(minds(Lane.CANCEL), ReplayToken.hashOf(program), entropySeed, plan(),
        new ReplayToken.Choices(
            Arrays.copyOf(kinds, size), Arrays.copyOf(counts, size), Arrays.copyOf(ranks, size),
            Arrays.copyOf(hashes, ReplayToken.hashes(size)), broken ? last : rolling.hash()));
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (broken) {
      return chooser.choose(kind, candidates);
    }
    if (size > 0 && size % ReplayToken.STRIDE == 0) {
      int at = size / ReplayToken.STRIDE - 1;
      hashes = at == hashes.length ? Arrays.copyOf(hashes, at * 2) : hashes;
      hashes[at] = rolling.hash();
    }
    rolling.choosing(kind, candidates);
    int chosen = chooser.choose(kind, candidates);
    if (chosen >= 0 && chosen < candidates.count()) {
      note(kind, candidates.count(), Canon.rank(kind, candidates, chosen));
    }
    return chosen;
  }

  private void note(DecisionKind kind, int count, int rank) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
    }
    kinds[size] = (byte) kind.code();
    counts[size] = count;
    ranks[size] = rank;
    size++;
  }

  @Override
  public void started(int strand, int by, long path) {
    rolling.started(strand, path);
    super.started(strand, by, path);
  }

  @Override
  public void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    rolling.stepped(strand, operation, resource, resuming);
    super.stepped(strand, operation, resource, resuming);
  }

  @Override
  public void broken() {
    if (!broken) {
      last = rolling.hash();
      broken = true;
    }
    super.broken();
  }
}
