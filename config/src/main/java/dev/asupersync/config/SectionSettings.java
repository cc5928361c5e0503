package dev.asupersync.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One section, as a provider reads it: notes what does not fit and goes on with the default. */
final class SectionSettings implements Settings {

  private final String section;
  private final Layers layers;
  private final ConfigProblems problems;

  /** What was read as a name, and under which key: where a delegate that does not exist was asked for. */
  private final Map<String, String> keysOfTexts = new LinkedHashMap<>();

  SectionSettings(String section, Layers layers, ConfigProblems problems) {
    this.section = section;
    this.layers = layers;
    this.problems = problems;
  }

  @Override
  public boolean flag(String key) {
    return read(key, Values::flag, false);
  }

  @Override
  public long whole(String key, long min, long max) {
    return read(key, value -> Values.whole(value, min, max), min);
  }

  @Override
  public Duration time(String key) {
    return read(key, Values::time, Duration.ZERO);
  }

  /** A time above zero. */
  Duration positiveTime(String key) {
    return read(key, Values::positiveTime, Duration.ofSeconds(1));
  }

  /** A time above zero, or the word {@code never}, which gives zero. */
  Duration timeOrNever(String key) {
    return read(key, Values::timeOrNever, Duration.ZERO);
  }

  @Override
  public Instant instant(String key) {
    return read(key, Values::instant, Instant.EPOCH);
  }

  @Override
  public String text(String key) {
    String text = read(key, Values::text, "");
    keysOfTexts.put(text, key);
    return text;
  }

  @Override
  public String oneOf(String key, List<String> allowed) {
    String word = read(key, value -> Values.oneOf(value, allowed), allowed.getFirst());
    keysOfTexts.put(word, key);
    return word;
  }

  @Override
  public List<String> list(String key) {
    return read(key, Values::list, List.of());
  }

  @Override
  public void problem(String key, String whatIsWrong) {
    Optional<ConfigValue> value = layers.value(path(key));
    problems.add(ErrorCode.BAD_VALUE, place(key), path(key),
        path(key) + value.map(given -> " = " + Secrets.shown(path(key), given)).orElse("")
            + ": " + Wording.bare(whatIsWrong));
  }

  /** The key under which this text was read, if it was. */
  Optional<String> keyOf(String text) {
    return Optional.ofNullable(keysOfTexts.get(text));
  }

  /** Where the value of a key was written. */
  Place place(String key) {
    return layers.value(path(key)).map(value -> layers.place(path(key), value)).orElse(Place.NOWHERE);
  }

  String path(String key) {
    return section + "." + key;
  }

  private <T> T read(String key, Values.Parser<T> parser, T last) {
    String path = path(key);
    Optional<ConfigValue> given = layers.value(path).filter(value -> isReadable(path, value));
    if (given.isPresent()) {
      try {
        return parser.parse(given.get());
      } catch (Values.Unfit unfit) {
        problems.add(ErrorCode.BAD_VALUE, layers.place(path, given.get()), path,
            path + " = " + Secrets.shown(path, given.get()) + " " + unfit.getMessage());
      }
    }
    Optional<ConfigValue> fallback = layers.fallback(path);
    if (fallback.isEmpty()) {
      problems.add(ErrorCode.BROKEN_PROVIDER, Place.NOWHERE, path,
          path + " is asked for, but no reference.conf has a default for it. Whoever wrote the runtime that"
              + " reads it must add one.");
      return last;
    }
    try {
      return parser.parse(fallback.get());
    } catch (Values.Unfit unfit) {
      return last;
    }
  }

  /** What {@link Schema} has already complained of is not complained of again. */
  private boolean isReadable(String path, ConfigValue value) {
    if (Layers.isUnresolved(value) || value.valueType() == ConfigValueType.NULL) {
      return false;
    }
    return !(value instanceof ConfigObject)
        || layers.fallback(path).filter(ConfigList.class::isInstance).isPresent();
  }
}
