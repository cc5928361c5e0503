package dev.asupersync.lab.oracle;

import dev.asupersync.CancelReason;
import dev.asupersync.RegionId;
import dev.asupersync.spi.observe.RegionInfo;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the cancellation of a region reaches every region that was open in it. Rule: 5.3. */
final class CancelPropagation {

  private static final class Node {
    final RegionInfo region;
    final @Nullable Node parent;
    final Set<Node> children = new LinkedHashSet<>();
    @Nullable CancelReason reason;
    /** The region above whose cancellation must reach this one. */
    @Nullable Node owedBy;

    Node(RegionInfo region, @Nullable Node parent) {
      this.region = region;
      this.parent = parent;
    }
  }

  private final Map<RegionId, Node> open = new HashMap<>();
  private final Findings findings;

  CancelPropagation(Findings findings) {
    this.findings = findings;
  }

  void opened(RegionInfo region) {
    Node parent = region.parent().map(open::get).orElse(null);
    Node node = new Node(region, parent);
    open.put(region.id(), node);
    if (parent != null) {
      parent.children.add(node);
    }
  }

  void cancelled(RegionInfo region, CancelReason reason) {
    Node node = open.get(region.id());
    if (node == null) {
      findings.add(Findings.label(region) + " was cancelled, but it is not open");
      return;
    }
    if (node.reason != null && reason.severity() < node.reason.severity()) {
      findings.add(Findings.label(node.region) + " was cancelled with \"" + reason + "\", weaker than \"" + node.reason
          + "\" before it");
    }
    if (node.reason == null) {
      for (Node child : node.children) {
        child.owedBy = child.reason == null ? node : null;
      }
    }
    node.reason = reason;
  }

  void closed(RegionInfo region) {
    Node node = open.remove(region.id());
    if (node == null) {
      return;
    }
    if (node.parent != null) {
      node.parent.children.remove(node);
    }
    if (node.owedBy != null && node.reason == null) {
      findings.add(Findings.label(node.region) + " was open when " + Findings.label(node.owedBy.region)
          + " around it was cancelled, and was never cancelled itself");
    }
  }
}
