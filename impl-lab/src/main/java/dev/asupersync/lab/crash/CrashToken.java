package dev.asupersync.lab.crash;

import dev.asupersync.lab.explore.ReplayToken;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A crash and what came after it, in one word: the {@link ReplayToken} of each process, with dots between them.
 *
 * @param processes the first, and those that recovered
 */
public record CrashToken(List<ReplayToken> processes) {

  public CrashToken {
    processes = List.copyOf(processes);
  }

  /** Reads what {@link #toString} writes. Errors: CX-4021. */
  public static CrashToken parse(String word) {
    return new CrashToken(Arrays.stream(word.strip().split("\\.", -1)).map(ReplayToken::parse).toList());
  }

  @Override
  public String toString() {
    return processes.stream().map(ReplayToken::toString).collect(Collectors.joining("."));
  }
}
