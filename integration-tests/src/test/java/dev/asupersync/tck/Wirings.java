package dev.asupersync.tck;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.otel.OtelProvider;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.List;

/** The interpretations of this project, as the contracts of programs want them. */
final class Wirings {

  /** All but the one that forbids leaks: the contracts leak on purpose, to see what the kernel makes of it. */
  private static final List<String> ORACLES = List.of(
      "task_leak", "quiescence", "loser_drain", "finalizer", "region_tree", "ambient_authority",
      "deadline_monotone", "cancellation_protocol");

  static {
    GlobalOpenTelemetry.set(OpenTelemetrySdk.builder().build());
  }

  private Wirings() {}

  static Wiring prod() {
    return Wiring.of(ProdInterpretation.open());
  }

  static Wiring lab() {
    return lab(LabConfig.defaults().seed());
  }

  static Wiring lab(long seed) {
    return LabInterpretation.of(LabConfig.defaults().seed(seed).oracles(ORACLES)).wiring();
  }

  /** Watched for real, with spans that nobody exports. */
  static Wiring otelOver(Wiring other) {
    Wiring watched = ReferenceSettings.wiring(new OtelProvider(), "sdk = global", other);
    if (watched.observers().size() != other.observers().size() + 1) {
      throw new AssertionError("no observer was added: " + watched.observers());
    }
    return watched;
  }
}
