/**
 * OpenTelemetry as observers over any interpretation: {@link dev.asupersync.otel.Otel#observers} turn the event stream
 * into spans, metrics and log events, {@link dev.asupersync.otel.OtelProvider} puts them over another interpretation
 * by configuration.
 *
 * <p>Start at SpansObserver and MetricsObserver, then SpanWriter (what stands on a span), Metric (every metric that
 * there is), Telemetry (where it all goes) and SpanTree (the one place of our own that spans can go to). A hook that
 * feeds something else belongs beside these observers, as another one, and not into them.
 */
@NullMarked
package dev.asupersync.otel;

import org.jspecify.annotations.NullMarked;
