package dev.asupersync.lab.trace;

import java.util.List;

/**
 * One JSON object on one line. Written by hand, because nothing is ever read and a library would be the
 * largest dependency of this module.
 */
public final class Json {

  private final StringBuilder out = new StringBuilder("{");

  /** With nothing in it. */
  public Json() {}

  /** A text. */
  public Json put(String key, String value) {
    return raw(key, quoted(value));
  }

  public Json put(String key, long value) {
    return raw(key, Long.toString(value));
  }

  public Json put(String key, boolean value) {
    return raw(key, Boolean.toString(value));
  }

  public Json put(String key, Json value) {
    return raw(key, value.toString());
  }

  /** What is JSON already. */
  public Json raw(String key, String value) {
    out.append(out.length() > 1 ? "," : "").append(quoted(key)).append(':').append(value);
    return this;
  }

  /** An event with its fields by name: {@code {"seq":3,"nanos":0,"kind":"SCHEDULE","task":1}}. */
  public static Json of(TraceEvent event) {
    Json json = new Json().put("seq", event.seq()).put("nanos", event.nanos()).put("kind", event.kind().name());
    for (int i = 0; i < event.numbers().size(); i++) {
      json.put(event.kind().numbers().get(i), event.numbers().get(i));
    }
    return event.kind().hasText() ? json.put(event.kind().text(), event.text()) : json;
  }

  /** Of what is JSON already. */
  public static String list(List<String> values) {
    return "[" + String.join(",", values) + "]";
  }

  @Override
  public String toString() {
    return out + "}";
  }

  /** With its quotes; what is no text in UTF-8 is escaped. */
  public static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
