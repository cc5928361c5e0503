package dev.asupersync.lab.inject;

import dev.asupersync.lab.SplitMix;

/**
 * At which of the points that were met something is injected. They are looked at in the order in which they were met,
 * and counted from 1.
 */
public sealed interface Points {

  /** At each. */
  record All() implements Points {
    @Override
    public boolean has(long number) {
      return true;
    }

    @Override
    public String toString() {
      return "all";
    }
  }

  /** At each whose number can be divided by {@code n}. */
  record EveryNth(long n) implements Points {
    public EveryNth {
      positive("every", n);
    }

    @Override
    public boolean has(long number) {
      return number % n == 0;
    }

    @Override
    public String toString() {
      return "every:" + n;
    }
  }

  /** At the first so many. */
  record First(long n) implements Points {
    public First {
      positive("first", n);
    }

    @Override
    public boolean has(long number) {
      return number <= n;
    }

    @Override
    public String toString() {
      return "first:" + n;
    }
  }

  /** At one of them alone. */
  record Only(long n) implements Points {
    public Only {
      positive("only", n);
    }

    @Override
    public boolean has(long number) {
      return number == n;
    }

    @Override
    public String toString() {
      return "only:" + n;
    }
  }

  /** At each with that probability, drawn from {@code seed} and its number. */
  record Random(double probability, long seed) implements Points {

    private static final long PURPOSE = 21;

    public Random {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("random:" + probability + " is no probability: it must be from 0 to 1.");
      }
    }

    @Override
    public boolean has(long number) {
      return (SplitMix.mix(SplitMix.mix(seed + PURPOSE) + number) >>> 11) * 0x1p-53 < probability;
    }

    @Override
    public String toString() {
      return "random:" + probability;
    }
  }

  /** Whether it is at the point of that number. */
  boolean has(long number);

  private static void positive(String what, long n) {
    if (n < 1) {
      throw new IllegalArgumentException(what + ":" + n + " is at no point: the number must be 1 or more.");
    }
  }

  /** Reads {@code all}, {@code every:3}, {@code first:10}, {@code only:7} or {@code random:0.1}; that from the seed. */
  static Points parse(String text, long seed) {
    int colon = text.indexOf(':');
    String value = text.substring(colon + 1);
    try {
      return switch (colon < 0 ? text : text.substring(0, colon)) {
        case "all" -> new All();
        case "every" -> new EveryNth(Long.parseLong(value));
        case "first" -> new First(Long.parseLong(value));
        case "only" -> new Only(Long.parseLong(value));
        case "random" -> new Random(Double.parseDouble(value), seed);
        default -> throw new IllegalArgumentException("\"" + text + "\" says no points.");
      };
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          wrong.getMessage() + " There are: all, every:N, first:N, only:N and random:PART.", wrong);
    }
  }
}
