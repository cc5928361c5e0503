package dev.asupersync.tck;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.error.CancelledError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Small programs to be put together, and what they say of themselves. */
final class Parts {

  static final Duration SOON = Duration.ofMillis(5);
  static final Duration NEVER = Duration.ofHours(1);

  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  List<String> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  void say(String word) {
    said.add(word);
  }

  static <T> Task<T, Oops> ok(T value) {
    return cx -> value;
  }

  static <T> Task<T, Oops> err(String text) {
    return cx -> {
      throw new Oops(text);
    };
  }

  static <T> Task<T, Oops> panic(String text) {
    return cx -> {
      throw new IllegalStateException(text);
    };
  }

  static <T> Task<T, Oops> after(Duration time, Task<T, Oops> then) {
    return cx -> {
      cx.sleep(time);
      return then.run(cx);
    };
  }

  /** Goes on when the endless ones of these names have begun. */
  <T> Task<T, Oops> once(String names, Task<T, Oops> then) {
    return cx -> {
      awaitBegun(cx, names);
      return then.run(cx);
    };
  }

  void awaitBegun(Cx cx, String names) {
    Bench.until(cx, () -> begun.containsAll(List.of(names.split(" ", -1))));
  }

  /** Waits until it is cancelled; then says why and, a moment later, that it has cleaned up. */
  <T> Task<T, Oops> endless(String name) {
    return endless(name, cx -> {});
  }

  /** The same, and does this at the end. */
  <T> Task<T, Oops> endless(String name, Cleanup last) {
    return cx -> {
      begun.add(name);
      try {
        while (true) {
          cx.sleep(NEVER);
        }
      } catch (CancelledError told) {
        try (var _ = cx.mask()) {
          cx.sleep(Duration.ofMillis(2));
          say(name + " " + told.reason().kind());
          last.run(cx);
        }
        throw told;
      }
    };
  }

  /** What is done at the end. */
  @FunctionalInterface
  interface Cleanup {
    void run(Cx cx);
  }

  /** Says that it ran. */
  <T> Task<T, Oops> saying(String name, Task<T, Oops> then) {
    return cx -> {
      say(name);
      return then.run(cx);
    };
  }
}
