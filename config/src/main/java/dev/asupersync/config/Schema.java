package dev.asupersync.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.asupersync.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys that exist: those that stand in some {@code reference.conf}. The library itself takes every other
 * key in silence, so that a slip of the fingers would silently leave a default in place.
 */
final class Schema {

  private enum Kind {
    SECTION,
    LIST,
    VALUE
  }

  private final Map<String, Kind> keys = new TreeMap<>();
  private final Layers layers;
  private final ConfigProblems problems;

  private Schema(Layers layers, ConfigProblems problems) {
    this.layers = layers;
    this.problems = problems;
    declare("", layers.reference());
    declare("", layers.declared());
  }

  /** Notes every key that does not exist, and every one that is not what it should be. */
  static void check(Layers layers, ConfigProblems problems) {
    ConfigValue root = layers.merged().get(Layers.ROOT);
    if (root != null) {
      new Schema(layers, problems).check(Layers.ROOT, root);
    }
  }

  private void declare(String prefix, ConfigObject section) {
    Set<Map.Entry<String, ConfigValue>> entries;
    try {
      entries = section.entrySet();
    } catch (ConfigException.NotResolved merged) {
      return;
    }
    for (Map.Entry<String, ConfigValue> entry : entries) {
      String path = join(prefix, entry.getKey());
      if (path.equals(Layers.ROOT) || path.startsWith(Layers.ROOT + ".")) {
        ConfigValue value = entry.getValue();
        if (value instanceof ConfigObject inner) {
          keys.putIfAbsent(path, Kind.SECTION);
          declare(path, inner);
        } else {
          keys.putIfAbsent(path, value instanceof ConfigList ? Kind.LIST : Kind.VALUE);
        }
      }
    }
  }

  private void check(String path, ConfigValue value) {
    Kind kind = keys.get(path);
    if (kind == null) {
      unknown(path, value);
    } else if (Layers.isUnresolved(value)) {
      String reference = layers.reference(path, value);
      problems.add(ErrorCode.BAD_VALUE, layers.place(path, value), path, path + " refers to " + reference
          + ", which has no value. Define that, or write ${?...} if it may be missing.");
    } else if (value.valueType() == ConfigValueType.NULL) {
      bad(path, value, "is not a value. Leave the key out to have its default.");
    } else if (kind == Kind.SECTION) {
      section(path, value);
    } else if (value instanceof ConfigObject object && !(kind == Kind.LIST && isIndexed(object))) {
      bad(path, value, "is a block, where one " + (kind == Kind.LIST ? "list" : "value") + " should be.");
    }
  }

  private void section(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      new TreeMap<>(object).forEach((key, inner) -> check(join(path, key), inner));
    } else {
      bad(path, value,
          "is one value, where a block should be: { " + String.join(", ", namesIn(path)) + " }.");
    }
  }

  private void unknown(String path, ConfigValue value) {
    ConfigValue shown = firstWritten(value);
    int dot = path.lastIndexOf('.');
    String parent = path.substring(0, dot);
    String name = path.substring(dot + 1);
    problems.add(ErrorCode.UNKNOWN_KEY, layers.place(path, shown), path,
        path + " is not a key that Asupersync knows." + advice(parent, name, value instanceof ConfigObject));
  }

  private String advice(String parent, String name, boolean isBlock) {
    Optional<String> owner = KnownRuntimes.ownerOf(name).filter(_ -> parent.equals(Layers.ROOT));
    if (owner.isPresent()) {
      return " These are settings of " + owner.get() + " or remove them.";
    }
    Set<String> siblings = namesIn(parent);
    Optional<String> near = Nearest.to(name, siblings).map(sibling -> join(parent, sibling));
    if (near.isEmpty()) {
      near = keys.keySet().stream().filter(key -> key.endsWith("." + name) && isBlock(key) == isBlock).findFirst();
    }
    return near.map(key -> " Did you mean " + key + "?")
        .orElse(siblings.isEmpty()
            ? " There are no settings under " + parent + "."
            : " Under " + parent + " there are: " + String.join(", ", siblings) + ".");
  }

  /** A block that several files make up has no line of its own; the first thing in it has one. */
  private static ConfigValue firstWritten(ConfigValue value) {
    if (value instanceof ConfigObject object && !Layers.isUnresolved(object) && !object.isEmpty()) {
      ConfigValue inner = firstWritten(new TreeMap<>(object).firstEntry().getValue());
      return value.origin().lineNumber() > 0 ? value : inner;
    }
    return value;
  }

  private boolean isBlock(String key) {
    return keys.get(key) == Kind.SECTION;
  }

  private Set<String> namesIn(String section) {
    Set<String> names = new TreeSet<>();
    for (String key : keys.keySet()) {
      if (key.startsWith(section + ".") && key.indexOf('.', section.length() + 1) < 0) {
        names.add(key.substring(section.length() + 1));
      }
    }
    return names;
  }

  private void bad(String path, ConfigValue value, String text) {
    problems.add(ErrorCode.BAD_VALUE, layers.place(path, value), path,
        path + " = " + Secrets.shown(path, value) + " " + text);
  }

  private static boolean isIndexed(ConfigObject object) {
    return object.keySet().stream().allMatch(key -> key.matches("\\d+"));
  }

  private static String join(String prefix, String key) {
    String name = ConfigUtil.joinPath(key);
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
