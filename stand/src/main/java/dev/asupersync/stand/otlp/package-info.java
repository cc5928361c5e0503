/** A receiver for what OpenTelemetry's exporters send, which can hand spans on to Zipkin. Knows no runtime. */
@NullMarked
package dev.asupersync.stand.otlp;

import org.jspecify.annotations.NullMarked;
