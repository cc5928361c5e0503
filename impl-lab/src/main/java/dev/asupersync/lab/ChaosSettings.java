package dev.asupersync.lab;

import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.lab.chaos.Chaos.Trouble;
import dev.asupersync.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Reads {@code asupersync.lab.chaos}: a preset, and what is to be otherwise. */
final class ChaosSettings {

  /** Stands where the preset is to decide. */
  private static final String PRESET = "preset";

  private ChaosSettings() {}

  static Chaos read(Settings settings) {
    Chaos preset = Chaos.parse(settings.oneOf("chaos.preset", List.of("off", "light", "heavy")));
    Chaos chaos = preset;
    for (Trouble trouble : Trouble.values()) {
      chaos = chaos.with(trouble, chance(settings, "chaos." + trouble, preset.chance(trouble)));
    }
    Duration min = time(settings, "chaos.delay-min", preset.delayMin());
    Duration max = time(settings, "chaos.delay-max", preset.delayMax());
    if (max.compareTo(min) < 0) {
      settings.problem("chaos.delay-max", max + " is shorter than chaos.delay-min, " + min);
      return chaos;
    }
    chaos = chaos.delays(min, max).storm((int) storm(settings, preset.storm()));
    OptionalLong seed = seed(settings);
    return seed.isPresent() ? chaos.seed(seed.getAsLong()) : chaos;
  }

  private static double chance(Settings settings, String key, double preset) {
    String text = settings.text(key);
    if (text.equals(PRESET)) {
      return preset;
    }
    try {
      double chance = Double.parseDouble(text);
      if (chance >= 0 && chance <= 1) {
        return chance;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number that is no probability.
    }
    settings.problem(key, "\"" + text + "\" is neither a number from 0 to 1 nor the word " + PRESET);
    return preset;
  }

  private static Duration time(Settings settings, String key, Duration preset) {
    return settings.text(key).equals(PRESET) ? preset : settings.time(key);
  }

  private static long storm(Settings settings, long preset) {
    return settings.text("chaos.storm").equals(PRESET) ? preset : settings.whole("chaos.storm", 1, 1_000_000);
  }

  private static OptionalLong seed(Settings settings) {
    String text = settings.text("chaos.seed");
    if (text.equals("seed")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException wrong) {
      settings.problem("chaos.seed", "\"" + text + "\" is neither a whole number nor the word seed");
      return OptionalLong.empty();
    }
  }
}
