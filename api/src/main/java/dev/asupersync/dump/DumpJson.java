package dev.asupersync.dump;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The JSON form of a dump. Written by hand because this module has no dependency but the JDK; it only writes,
 * numbers and strings.
 */
final class DumpJson {

  private final StringBuilder out = new StringBuilder();

  private DumpJson() {}

  static String of(RuntimeDump dump) {
    DumpJson json = new DumpJson();
    json.out.append("{\"runtime\":");
    json.string(dump.runtime());
    json.number("atNanos", dump.atNanos());
    json.list("roots", dump.roots(), json::region);
    json.list("waits", dump.waitForChains(), json::string);
    if (!dump.notes().isEmpty()) {
      json.list("notes", dump.notes(), json::string);
    }
    return json.out.append('}').toString();
  }

  private void region(RegionDump region) {
    out.append("{\"id\":").append(region.id().value());
    text("name", region.name());
    text("state", region.state().name());
    number("ageNanos", region.ageNanos());
    number("priority", region.budget().priority());
    region.budget().deadline().ifPresent(at -> text("deadline", at.toString()));
    region.cancelReason().ifPresent(reason -> text("cancelled", reason.explain()));
    number("finalizers", region.finalizers());
    list("owned", region.owned(), this::owned);
    list("tasks", region.tasks(), this::task);
    list("children", region.children(), this::region);
    out.append('}');
  }

  private void task(TaskDump task) {
    out.append("{\"id\":").append(task.id().value());
    text("name", task.name());
    number("region", task.region().value());
    out.append(",\"body\":").append(task.body());
    text("state", task.state().name());
    number("ageNanos", task.ageNanos());
    number("polls", task.polls());
    number("maskDepth", task.maskDepth());
    text("progress", task.progress());
    task.cancelReason().ifPresent(reason -> text("cancelled", reason.explain()));
    list("obligations", task.obligations(), held -> string(held.toString()));
    task.inRegion().ifPresent(region -> number("inRegion", region.value()));
    task.waitsFor().ifPresent(wait -> {
      out.append(",\"waitsFor\":{\"operation\":");
      string(wait.operation());
      text("what", wait.what());
      number("sinceNanos", wait.sinceNanos());
      list("heldUpBy", wait.heldUpBy(), id -> out.append(id.value()));
      out.append('}');
    });
    out.append('}');
  }

  private void owned(OwnedDump thing) {
    out.append("{\"number\":").append(thing.number());
    text("subject", thing.subject());
    thing.used().ifPresent(used -> number("used", used));
    thing.capacity().ifPresent(capacity -> number("capacity", capacity));
    number("waitingToPut", thing.waitingToPut());
    number("waitingToTake", thing.waitingToTake());
    out.append('}');
  }

  private void text(String key, String value) {
    out.append(",\"").append(key).append("\":");
    string(value);
  }

  private void number(String key, long value) {
    out.append(",\"").append(key).append("\":").append(value);
  }

  private <T> void list(String key, List<T> items, Consumer<? super T> writer) {
    out.append(",\"").append(key).append("\":[");
    for (Iterator<T> each = items.iterator(); each.hasNext(); ) {
      writer.accept(each.next());
      out.append(each.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
