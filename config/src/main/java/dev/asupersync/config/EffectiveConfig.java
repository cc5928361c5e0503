package dev.asupersync.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every setting as it is in the end, and where it was written. Values whose keys speak of secrets are masked.
 */
public final class EffectiveConfig {

  /**
   * One setting.
   *
   * @param value as HOCON
   * @param isDefault whether it is the value of {@code reference.conf}
   */
  public record Entry(String path, String value, Place where, boolean isDefault) {}

  private final List<Entry> entries;

  private EffectiveConfig(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static EffectiveConfig of(Layers layers) {
    List<Entry> entries = new ArrayList<>();
    if (layers.merged().get(Layers.ROOT) instanceof ConfigObject root) {
      collect(Layers.ROOT, root, layers, entries);
    }
    return new EffectiveConfig(entries);
  }

  /**
   * What a source comes to, right or wrong: for looking at a configuration that {@link Runtimes} refuses.
   * What cannot be read at all is left out.
   */
  public static EffectiveConfig of(ConfigSource source) {
    return of(Layers.read(source, new ConfigProblems()));
  }

  private static void collect(String path, ConfigObject section, Layers layers, List<Entry> into) {
    new TreeMap<>(section).forEach((key, value) -> {
      String at = path + "." + ConfigUtil.joinPath(key);
      if (value instanceof ConfigObject inner) {
        collect(at, inner, layers, into);
      } else {
        boolean isDefault = layers.fallback(at).filter(value::equals).isPresent();
        into.add(new Entry(at, Secrets.shown(at, value), layers.place(at, value), isDefault));
      }
    });
  }

  /** By path. */
  public List<Entry> entries() {
    return entries;
  }

  /** HOCON, a line for each setting, with where it was written behind it. */
  public String text() {
    int width = entries.stream().mapToInt(entry -> line(entry).length()).filter(n -> n <= 60).max().orElse(0);
    return entries.stream()
        .map(entry -> String.format("%-" + Math.max(1, width) + "s  # %s", line(entry), entry.where()))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Entry entry) {
    return entry.path() + " = " + entry.value();
  }

  @Override
  public String toString() {
    return text();
  }
}
