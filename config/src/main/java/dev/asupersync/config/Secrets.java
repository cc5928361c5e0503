package dev.asupersync.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.regex.Pattern;

/** Shows values, but not those that nobody should read over somebody's shoulder. */
final class Secrets {

  private static final String MASK = "***";

  private static final Pattern KEY = Pattern.compile(
      "(?i).*(secret|passw|token|credential|headers|api-?key|private-?key).*");

  /** The password in {@code https://user:password@host}. */
  private static final Pattern USER_INFO = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]*@");

  private static final int LONGEST = 120;

  private Secrets() {}

  /** The value of a key as HOCON. */
  static String shown(String path, ConfigValue value) {
    if (KEY.matcher(path).matches()) {
      return MASK;
    }
    String text = Layers.isUnresolved(value)
        ? value.render()
        : value.render(ConfigRenderOptions.concise());
    String safe = USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "..." : safe;
  }
}
