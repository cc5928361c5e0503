package dev.asupersync.dump;

import java.time.Duration;

/** The text form of a dump. */
final class DumpText {

  private DumpText() {}

  static String of(RuntimeDump dump) {
    StringBuilder out = new StringBuilder();
    out.append("runtime ").append(dump.runtime()).append(": ").append(dump.roots().size())
        .append(" running, ").append(dump.tasks().size()).append(" live tasks\n");
    dump.roots().forEach(root -> region(out, root, 1));
    for (String chain : dump.waitForChains()) {
      out.append("wait: ").append(chain).append('\n');
    }
    dump.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
    return out.toString();
  }

  private static void region(StringBuilder out, RegionDump region, int depth) {
    indent(out, depth).append(region.id()).append(name(region.name())).append(' ').append(region.state())
        .append(", open for ").append(time(region.ageNanos()));
    region.cancelReason().ifPresent(reason -> out.append(", cancelled: ").append(reason.explain()));
    if (region.finalizers() > 0) {
      out.append(", ").append(region.finalizers()).append(" finalizers to run");
    }
    out.append('\n');
    region.owned().stream().filter(OwnedDump::isWaitedFor)
        .forEach(thing -> indent(out, depth + 1).append("owns ").append(thing).append('\n'));
    region.tasks().forEach(task -> task(out, task, depth + 1));
    region.children().forEach(child -> region(out, child, depth + 1));
  }

  private static void task(StringBuilder out, TaskDump task, int depth) {
    indent(out, depth).append(task.label()).append(task.body() ? " (body) " : " ").append(task.state())
        .append(", ").append(task.polls()).append(" polls, ").append(time(task.ageNanos()));
    if (!task.progress().isEmpty()) {
      out.append(", last said \"").append(task.progress()).append('"');
    }
    if (task.maskDepth() > 0) {
      out.append(", masked ").append(task.maskDepth());
    }
    task.cancelReason().ifPresent(reason -> out.append(", cancelled: ").append(reason));
    task.waitsFor().ifPresent(wait ->
        out.append(", waits for ").append(wait.what()).append(" since ").append(time(wait.sinceNanos())));
    task.inRegion().ifPresent(region -> out.append(", inside ").append(region));
    out.append('\n');
    task.obligations().forEach(held -> indent(out, depth + 1).append("holds ").append(held).append('\n'));
  }

  private static StringBuilder indent(StringBuilder out, int depth) {
    return out.repeat("  ", depth);
  }

  private static String name(String name) {
    return name.isEmpty() ? "" : " \"" + name + "\"";
  }

  private static String time(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return time.compareTo(Duration.ofSeconds(1)) < 0
        ? time.toNanos() / 1_000_000.0 + " ms"
        : time.toMillis() / 1_000.0 + " s";
  }
}
