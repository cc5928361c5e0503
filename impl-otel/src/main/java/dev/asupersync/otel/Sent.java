package dev.asupersync.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * A message with the span in which it was sent, for channels over which a trace should be followed: {@code
 * Channel<Sent<Order>>}. Whoever receives it gets a link to the sender's span, since a message does not make the
 * sender a parent: it may have ended long ago.
 *
 * <p>Costs one object for a message, and is for the program to choose: a channel that carries plain messages pays
 * nothing for those that do not. Threads: any; {@link #of} and {@link #received} each in the task that they speak of.
 *
 * @param sender the span that was current where the message was made; an invalid one where there was none
 */
public record Sent<T>(T message, SpanContext sender) {

  /** More say nothing new, and each costs in every backend. */
  static final int MOST_LINKS = 32;

  private static final Attributes KIND = Attributes.of(SpanNames.LINK_KIND, "message");

  /** From the current span. */
  public static <T> Sent<T> of(T message) {
    return new Sent<>(message, Span.current().getSpanContext());
  }

  /**
   * The message, received in the current span: that gets a link to the sender's span. A span has the links of the
   * first 32 messages that it received, and {@code asupersync.message.received} says how many there were.
   */
  public T received() {
    Span here = Span.current();
    if (sender.isValid() && here.isRecording()) {
      Long before = here instanceof ReadableSpan span ? span.getAttribute(SpanNames.RECEIVED) : null;
      long count = before == null ? 1 : before + 1;
      here.setAttribute(SpanNames.RECEIVED, count);
      if (count <= MOST_LINKS) {
        here.addLink(sender, KIND);
      }
    }
    return message;
  }
}
