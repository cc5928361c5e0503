/**
 * OpenTelemetry as an observer over any interpretation: {@link dev.asupersync.otel.OtelObserver} turns the
 * event stream into spans, {@link dev.asupersync.otel.OtelProvider} puts it over another interpretation by
 * configuration.
 *
 * <p>Start at OtelObserver, then SpanWriter (what stands on a span), then Telemetry (where spans go) and
 * SpanTree (the one place of our own that they can go to). Spans are all there is here: a hook that feeds
 * instruments belongs beside OtelObserver, as a second observer, and not into it.
 */
@NullMarked
package dev.asupersync.otel;

import org.jspecify.annotations.NullMarked;
