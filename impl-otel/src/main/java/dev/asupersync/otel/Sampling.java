package dev.asupersync.otel;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Whether "not sampled" is said once for a whole tree, so that below a span that is not sampled none has to be made to
 * hear it again. It is said once by the sampler that drops everything, and by those that ask the parent and drop what
 * a local parent was dropped for: OpenTelemetry's default among them. Any other sampler is asked about each span, and
 * so is one that cannot be seen, as behind {@code GlobalOpenTelemetry}.
 */
final class Sampling {

  private static final Class<?> PARENT_BASED = Sampler.parentBased(Sampler.alwaysOn()).getClass();
  private static final String DROPS_WHAT_ITS_PARENT_DROPPED =
      "localParentNotSampled:" + Sampler.alwaysOff().getDescription() + "}";

  private Sampling() {}

  static boolean isSaidOnce(OpenTelemetry openTelemetry) {
    return openTelemetry instanceof OpenTelemetrySdk sdk && isSaidOnce(sdk.getSdkTracerProvider().getSampler());
  }

  private static boolean isSaidOnce(Sampler sampler) {
    return sampler.equals(Sampler.alwaysOff())
        || (sampler.getClass().equals(PARENT_BASED)
            && sampler.getDescription().endsWith(DROPS_WHAT_ITS_PARENT_DROPPED));
  }

  /** Whether that was said of this span, in this process. */
  static boolean isDropped(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid() && !context.isSampled() && !context.isRemote() && !span.isRecording();
  }
}
