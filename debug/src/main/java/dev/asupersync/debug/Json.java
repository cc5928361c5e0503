package dev.asupersync.debug;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON: maps, collections, numbers, booleans, and anything else as its text. What means something in HTML
 * or a script is escaped as well, so that the text can do no harm wherever it ends up.
 */
final class Json {

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String of(@Nullable Object value) {
    Json json = new Json();
    json.value(value);
    return json.out.toString();
  }

  /** An object with these fields, alternately names and values; an empty Optional leaves its field out. */
  static Map<String, Object> object(Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Object value = fields[i + 1] instanceof Optional<?> maybe ? maybe.orElse(null) : fields[i + 1];
      if (value != null) {
        map.put((String) fields[i], value);
      }
    }
    return map;
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> all('{', map.entrySet().iterator(), (json, entry) -> {
        json.string(String.valueOf(entry.getKey()));
        json.out.append(':');
        json.value(entry.getValue());
      }, '}');
      case Collection<?> list -> all('[', list.iterator(), Json::value, ']');
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag.booleanValue());
      default -> string(Words.cut(value.toString()));
    }
  }

  private <T> void all(char open, Iterator<T> items, BiConsumer<Json, T> writer, char close) {
    out.append(open);
    while (items.hasNext()) {
      writer.accept(this, items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(close);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7f || c == 0x2028 || c == 0x2029
          || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
