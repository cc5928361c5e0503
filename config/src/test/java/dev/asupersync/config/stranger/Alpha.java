package dev.asupersync.config.stranger;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.util.List;

/** Reads one setting of every type and tells what it got. */
public final class Alpha implements InterpretationProvider {

  /** The defaults, as they stand in the jar. */
  public static final String REFERENCE = """
      asupersync.alpha {
        seed = 42
        seed = ${?STRANGER_SEED}
        most = unlimited
        nap = 5s
        at = "2026-01-01T00:00:00Z"
        loud = false
        title = plain
        mode = slow
        tags = [a, b]
        api-token = none
        optional = ${?STRANGER_OPTIONAL}
      }
      """;

  @Override
  public String name() {
    return "alpha";
  }

  @Override
  public Wiring create(ProviderContext context) {
    Settings settings = context.settings();
    String heard = "seed=" + settings.whole("seed", 0, 1000)
        + " most=" + settings.whole("most", 1, Long.MAX_VALUE)
        + " nap=" + settings.time("nap")
        + " at=" + settings.instant("at")
        + " loud=" + settings.flag("loud")
        + " title=" + settings.text("title")
        + " mode=" + settings.oneOf("mode", List.of("slow", "fast"))
        + " tags=" + settings.list("tags");
    if (settings.text("title").equals("forbidden")) {
      settings.problem("title", "nobody may be called so.");
    }
    if (settings.text("title").equals("hopeless")) {
      settings.problem("title", "there is no hope.");
      throw new CxConfigException(ErrorCode.BAD_VALUE, "there is no hope.");
    }
    if (settings.text("title").equals("tired")) {
      throw new CxConfigException(ErrorCode.CONFIG_UNREADABLE, "it is too late.");
    }
    return Wiring.of(new Still(heard));
  }
}
