package dev.asupersync.combine.plan;

/** What is known to hold of the combinators, and rewriting rests on. Rules: 8.23 to 8.26. */
public enum Law {
  JOIN_ASSOCIATIVE,
  /** In how badly it ends; the values change places. */
  JOIN_COMMUTATIVE,
  RACE_ASSOCIATIVE,
  RACE_COMMUTATIVE,
  /** A race of two joins with a part in common is a join of that part and a race; in how badly it ends. */
  RACE_DISTRIBUTES,
  TIMEOUTS_MEET
}
