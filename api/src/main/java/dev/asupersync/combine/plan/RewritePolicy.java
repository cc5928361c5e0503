package dev.asupersync.combine.plan;

import java.util.EnumSet;
import java.util.Set;

/** Which laws a rewriting may rest on. Rule: 8.32. */
public record RewritePolicy(Set<Law> laws) {

  /** None: everything stays as it is. */
  public static final RewritePolicy NONE = new RewritePolicy(Set.of());

  /** Those that keep the order of the values. */
  public static final RewritePolicy CONSERVATIVE =
      new RewritePolicy(Set.of(
          Law.JOIN_ASSOCIATIVE, Law.RACE_ASSOCIATIVE, Law.RACE_DISTRIBUTES, Law.TIMEOUTS_MEET));

  /** Every one. */
  public static final RewritePolicy ALL = new RewritePolicy(EnumSet.allOf(Law.class));

  public RewritePolicy {
    laws = Set.copyOf(laws);
  }

  boolean allows(Rule rule) {
    return laws.contains(rule.law());
  }
}
