package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test of this module: every span that was made, by an SDK that a test made or by one of the runtime's own,
 * lay within its parent. Found by JUnit and by OpenTelemetry, so that no test has to ask for it.
 */
public final class Enclosed implements AfterEachCallback, AutoConfigurationCustomizerProvider {

  static final EnclosureOracle ORACLE = new EnclosureOracle();

  @Override
  public void customize(AutoConfigurationCustomizer sdk) {
    sdk.addTracerProviderCustomizer((provider, _) -> provider.addSpanProcessor(ORACLE));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    try {
      assertThat(ORACLE.violations()).as("spans that do not lie within their parents").isEmpty();
    } finally {
      ORACLE.reset();
    }
  }
}
