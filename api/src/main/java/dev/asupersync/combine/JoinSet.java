package dev.asupersync.combine;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Programs that are started one by one and whose outcomes are taken in the order in which they end.
 *
 * <pre>{@code
 * JoinSet.open(cx, IOException.class, (JoinSet<Page, IOException> pages) -> {
 *   urls.forEach(url -> pages.spawn(c -> fetch(c, url)));
 *   return pages.next().orElseThrow().orThrow();          // the rest is cancelled and waited for
 * });
 * }</pre>
 *
 * <p>None disturbs another, but a panic of any is one of the whole. When the body returns, those that still
 * run are cancelled and waited for. Threads: only the body's strand. Rule: 8.22.
 */
public final class JoinSet<T extends @Nullable Object, E extends Exception> {

  /** What is done with the set. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object, R extends @Nullable Object, E extends Exception> {

    R run(JoinSet<T, E> set) throws E;
  }

  /** The place in the order of ends is 0 until the program has ended. */
  private record Member<T extends @Nullable Object, E extends Exception>(
      TaskHandle<T, E> handle, AtomicLong place) {

    /** One that was cancelled before it ran has no place and comes last. */
    long order() {
      return place.get() == 0 ? Long.MAX_VALUE : place.get();
    }
  }

  private final Scope<E> scope;
  private final List<Member<T, E>> members = new ArrayList<>();
  private final AtomicLong ended = new AtomicLong();

  private JoinSet(Scope<E> scope) {
    this.scope = scope;
  }

  /** Opens a set, and returns when everything that was started in it has ended. */
  public static <T extends @Nullable Object, R extends @Nullable Object, E extends Exception>
      Outcome<R, E> open(
      Cx cx, Class<E> errorType, Body<T, R, E> body) {
    return run(cx, errorType, body);
  }

  public static <T extends @Nullable Object, R extends @Nullable Object> Outcome<R, RuntimeException> open(
      Cx cx, Body<T, R, RuntimeException> body) {
    return run(cx, null, body);
  }

  private static <T extends @Nullable Object, R extends @Nullable Object, E extends Exception>
      Outcome<R, E> run(
      Cx cx, @Nullable Class<E> errorType, Body<T, R, E> body) {
    return Enclosure.body(cx, errorType, Branches.options("join set"), scope -> {
      JoinSet<T, E> set = new JoinSet<>(scope);
      R result = body.run(set);
      set.cancel(CancelReason.user("the join set is not needed any more"));
      return result;
    });
  }

  /** Starts another one. */
  public TaskHandle<T, E> spawn(Task<T, ? extends E> program) {
    AtomicLong place = new AtomicLong();
    TaskHandle<T, E> handle = scope.spawn(c -> {
      try {
        return program.run(c);
      } finally {
        place.set(ended.incrementAndGet());
      }
    });
    members.add(new Member<>(handle, place));
    return handle;
  }

  /**
   * Waits until another one has ended and takes its outcome; nothing when all have been taken.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, nothing was taken.
   */
  public Optional<Outcome<T, E>> next() {
    if (!members.isEmpty()) {
      scope.cx().select(members.stream().map(member -> member.handle().onJoin(_ -> true)).toList());
    }
    return tryNext();
  }

  /** Takes the outcome of one that has ended, if there is any. Never waits. */
  public Optional<Outcome<T, E>> tryNext() {
    Optional<Member<T, E>> first =
        members.stream()
            .filter(member -> member.handle().tryJoin().isPresent())
            .min(Comparator.comparingLong(Member::order));
    first.ifPresent(members::remove);
    return first.flatMap(member -> member.handle().tryJoin());
  }

  /** How many have not been taken, whether they have ended or not. */
  public int size() {
    return members.size();
  }

  /** Asks all to stop that have not ended; their outcomes can still be taken. */
  public void cancel(CancelReason reason) {
    members.stream().map(Member::handle).filter(handle -> handle.tryJoin().isEmpty())
        .forEach(handle -> handle.cancel(reason));
  }
}
