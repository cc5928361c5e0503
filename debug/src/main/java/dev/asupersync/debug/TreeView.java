package dev.asupersync.debug;

import dev.asupersync.CancelReason;
import dev.asupersync.debug.Picture.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of regions as JSON, folded: to a depth, so many of the children of each, so many in all. */
final class TreeView {

  private final Picture picture;
  private final int perRegion;
  private final int depth;
  private int left = Pages.MOST;

  TreeView(Picture picture, int perRegion, int depth) {
    this.picture = picture;
    this.perRegion = perRegion;
    this.depth = depth;
  }

  Map<String, Object> roots(int offset) {
    return Json.object("total", picture.roots().size(), "offset", offset,
        "children", children(picture.roots(), offset, depth));
  }

  Map<String, Object> below(Node node, int offset) {
    Map<String, Object> view = row(node);
    view.put("offset", offset);
    view.put("children", children(node.children(), offset, depth));
    return view;
  }

  private List<Map<String, Object>> children(List<Node> all, int offset, int levels) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Node node : all.subList(Math.min(offset, all.size()), all.size())) {
      if (shown.size() >= perRegion || left <= 0) {
        break;
      }
      left--;
      Map<String, Object> view = row(node);
      if (levels > 1 && !node.children().isEmpty()) {
        view.put("children", children(node.children(), 0, levels - 1));
      }
      shown.add(view);
    }
    return shown;
  }

  /** One region, without what is in it. */
  Map<String, Object> row(Node node) {
    return Json.object(
        "id", node.region().id(),
        "name", Words.cut(node.region().name(), 200),
        "state", node.region().state(),
        "ageNanos", node.region().ageNanos(),
        "tasks", node.region().tasks().size(),
        "tasksBelow", node.tasksBelow(),
        "regions", node.children().size(),
        "regionsBelow", node.regionsBelow(),
        "obligationsBelow", node.obligationsBelow(),
        "cancelled", node.region().cancelReason().map(CancelReason::toString),
        "parent", node.parent().map(parent -> parent.region().id()),
        "leftMillis", Optional.ofNullable(new TaskView(picture).budget(node.region().budget()).get("leftMillis")));
  }
}
