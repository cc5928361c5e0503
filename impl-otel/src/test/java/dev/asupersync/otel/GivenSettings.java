package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of asupersync.otel with their defaults, over an interpretation called "inner". */
final class GivenSettings implements ProviderContext, Settings {

  private final Wiring inner;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> values =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("over", "inner"),
              Map.entry("spans", "tasks"),
              Map.entry("max-trace-age", "1h"),
              Map.entry("baggage-keys", ""),
              Map.entry("code-attributes", "false"),
              Map.entry("metrics.enabled", "true"),
              Map.entry("metrics.groups", ""),
              Map.entry("metrics.scope-names", ""),
              Map.entry("logs.enabled", "true"),
              Map.entry("cancelled-as-error", ""),
              Map.entry("sdk", "auto"),
              Map.entry("console-limit", "10"),
              Map.entry("flush-timeout", "5s")));

  GivenSettings(Wiring inner) {
    this.inner = inner;
  }

  GivenSettings with(String key, String value) {
    assertThat(values).containsKey(key);
    values.put(key, value);
    return this;
  }

  Set<String> keys() {
    return values.keySet();
  }

  List<String> problems() {
    return problems;
  }

  Wiring create() {
    return new OtelProvider().create(this);
  }

  @Override
  public Settings settings() {
    return this;
  }

  @Override
  public Wiring delegate(String name) {
    assertThat(name).isEqualTo("inner");
    return inner;
  }

  @Override
  public boolean flag(String key) {
    return Boolean.parseBoolean(text(key));
  }

  @Override
  public long whole(String key, long min, long max) {
    return Long.parseLong(text(key));
  }

  @Override
  public Duration time(String key) {
    return Duration.parse("PT" + text(key));
  }

  @Override
  public Instant instant(String key) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public String text(String key) {
    return values.get(key);
  }

  @Override
  public String oneOf(String key, List<String> allowed) {
    assertThat(allowed).contains(text(key));
    return text(key);
  }

  @Override
  public List<String> list(String key) {
    return text(key).isEmpty() ? List.of() : List.of(text(key).split(", "));
  }

  @Override
  public void problem(String key, String whatIsWrong) {
    problems.add(key + ": " + whatIsWrong);
  }
}
