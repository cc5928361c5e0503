package dev.asupersync.dump;

import java.util.OptionalLong;

/**
 * Something that a region owns: a channel, a lock, a pool.
 *
 * @param number its number, which obligations and operations name as their resource
 * @param subject what it is: {@code channel "orders"}
 * @param used how much of it is taken: messages that wait and slots that are reserved, permits that are held;
 *     nothing where that is no question
 * @param capacity the most that {@code used} can be; nothing where there is no limit
 * @param waitingToPut how many tasks wait to put something in
 * @param waitingToTake how many tasks wait to take something out, or to have it
 */
public record OwnedDump(
    long number, String subject, OptionalLong used, OptionalLong capacity, int waitingToPut, int waitingToTake) {

  /** Something of which nothing more can be said. */
  public static OwnedDump of(long number, String subject) {
    return new OwnedDump(number, subject, OptionalLong.empty(), OptionalLong.empty(), 0, 0);
  }

  /** Whether any task waits at it. */
  public boolean isWaitedFor() {
    return waitingToPut > 0 || waitingToTake > 0;
  }

  /** {@code channel "orders": 16 of 16, 3 wait to put}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(subject);
    used.ifPresent(now -> {
      text.append(": ").append(now);
      capacity.ifPresent(most -> text.append(" of ").append(most));
    });
    text.append(waitingToPut > 0 ? ", " + waitingToPut + " wait to put" : "");
    return text.append(waitingToTake > 0 ? ", " + waitingToTake + " wait to take" : "").toString();
  }
}
