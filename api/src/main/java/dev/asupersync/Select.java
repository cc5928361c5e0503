package dev.asupersync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waiting for the first of several things. */
public final class Select {

  private Select() {}

  /**
   * The first of these that comes: {@code Select.first(cx, orders.onRecv(this::handle), cx.after(limit, () -> late))}.
   * See {@link Selecting#select}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <R extends @Nullable Object> R first(Selecting cx, Case<? extends R>... cases) {
    return cx.select(List.of(cases));
  }
}
