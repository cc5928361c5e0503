package dev.asupersync.lab.oracle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was there and is gone. A run may go on for months, so only the last ones are kept; what comes to one that
 * went longer ago is found by others, to whom it comes to something unknown.
 */
final class Recent {

  private static final int KEPT = 4096;

  private Recent() {}

  static <T> Set<T> set() {
    return Collections.newSetFromMap(new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
        return size() > KEPT;
      }
    });
  }
}
