package dev.asupersync.lab.dpor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a wakeup tree: a step that is still to be explored at its place, and what is to follow it. Children are
 * explored from the first to the last.
 */
final class Branch {

  final int strand;
  final Footprint footprint;
  final List<Branch> children = new ArrayList<>(1);

  Branch(int strand, Footprint footprint) {
    this.strand = strand;
    this.footprint = footprint;
  }

  /**
   * Makes sure that something equivalent to {@code wanted} will be explored from where {@code children} are. What
   * begins with it, or what it begins with, is there already and covers it.
   */
  static void insert(List<Branch> children, Sequence wanted) {
    List<Branch> at = children;
    Branch next = firstOf(at, wanted);
    while (next != null) {
      wanted.without(next.strand);
      if (next.children.isEmpty()) {
        return;
      }
      at = next.children;
      next = firstOf(at, wanted);
    }
    Branch rest = wanted.toBranch();
    if (rest != null) {
      at.add(rest);
    }
  }

  private static @Nullable Branch firstOf(List<Branch> children, Sequence wanted) {
    for (int i = 0; i < children.size(); i++) {
      Branch child = children.get(i);
      if (wanted.canStartWith(child.strand, child.footprint)) {
        return child;
      }
    }
    return null;
  }
}
