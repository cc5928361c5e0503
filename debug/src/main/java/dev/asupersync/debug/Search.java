package dev.asupersync.debug;

import dev.asupersync.RegionId;
import dev.asupersync.debug.Picture.Node;
import dev.asupersync.dump.ObligationDump;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.dump.TaskDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds regions, tasks, obligations and channels by number or by a part of their names. */
final class Search {

  private final Picture picture;
  private final List<Map<String, Object>> hits = new ArrayList<>();
  private long total;

  Search(Picture picture) {
    this.picture = picture;
  }

  Map<String, Object> of(String text, int most) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (!wanted.isEmpty()) {
      picture.regions().forEach(node -> look(node, wanted, most));
    }
    return Json.object("query", Words.cut(text, 200), "total", total, "hits", hits);
  }

  private void look(Node node, String wanted, int most) {
    RegionId region = node.region().id();
    if (fits(region, node.region().name(), wanted)) {
      hit(most, "region", region, node.label(), region, node.region().state());
    }
    for (OwnedDump thing : node.region().owned()) {
      if (fits("#" + thing.number(), thing.subject(), wanted)) {
        hit(most, "owned", "#" + thing.number(), thing.toString(), region, "");
      }
    }
    for (TaskDump task : node.region().tasks()) {
      if (fits(task.id(), task.name(), wanted)) {
        hit(most, "task", task.id(), Explain.label(task), region, task.state());
      }
      for (ObligationDump held : task.obligations()) {
        if (fits(held.id(), held.subject(), wanted)) {
          hit(most, "obligation", held.id(), held + ", held by " + Explain.label(task), region, task.id());
        }
      }
    }
  }

  private static boolean fits(Object id, String name, String wanted) {
    return id.toString().toLowerCase(Locale.ROOT).equals(wanted) || name.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private void hit(int most, String kind, Object id, String label, RegionId region, Object more) {
    total++;
    if (hits.size() < most) {
      hits.add(Json.object("kind", kind, "id", id, "label", label, "region", region, "more", more));
    }
  }
}
