package dev.asupersync.config.stranger;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Wiring;

/** Stands on another one. */
public final class Over implements InterpretationProvider {

  public static final String REFERENCE = """
      asupersync.over {
        under = alpha
        label = x
      }
      """;

  @Override
  public String name() {
    return "over";
  }

  @Override
  public Wiring create(ProviderContext context) {
    String label = context.settings().text("label");
    Wiring under = context.delegate(context.settings().text("under"));
    return Wiring.of(new Still(label + " over " + under.interpretation().describe()));
  }
}
