package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class EnclosureOracleTest {

  private final EnclosureOracle oracle = new EnclosureOracle();
  private final Tracer tracer =
      SdkTracerProvider.builder().addSpanProcessor(oracle).build().get("test");

  private Span start(String name, Context parent, long at) {
    return tracer.spanBuilder(name).setParent(parent).setStartTimestamp(at, NANOSECONDS).startSpan();
  }

  private static Context in(Span span) {
    return Context.root().with(span);
  }

  @Test
  void children_within_their_parents_are_as_they_should_be() {
    Span shop = start("shop", Context.root(), 100);
    Span mailer = start("mailer", in(shop), 100);
    Span letter = start("letter", in(mailer), 150);
    assertThat(oracle.open()).containsExactly("shop", "mailer", "letter");
    letter.end(200, NANOSECONDS);
    mailer.end(200, NANOSECONDS);
    shop.end(200, NANOSECONDS);

    assertThat(oracle.violations()).isEmpty();
    assertThat(oracle.open()).isEmpty();
  }

  @Test
  void one_that_is_told_after_its_parent_is_asked_for_its_times() {
    Span shop = start("shop", Context.root(), 100);
    Span abandoned = start("abandoned", in(shop), 100);
    shop.end(200, NANOSECONDS);
    abandoned.end(200, NANOSECONDS);

    assertThat(oracle.violations()).isEmpty();
  }

  @Test
  void one_that_ends_after_its_parent_is_found() {
    Span shop = start("shop", Context.root(), 100);
    Span mailer = start("mailer", in(shop), 100);
    shop.end(200, NANOSECONDS);
    mailer.end(230, NANOSECONDS);

    assertThat(oracle.violations()).containsExactly("\"mailer\" in \"shop\" ended 30 ns after it");
    oracle.reset();
    assertThat(oracle.violations()).isEmpty();
  }

  @Test
  void one_that_began_before_its_parent_is_found() {
    Span shop = start("shop", Context.root(), 100);
    start("mailer", in(shop), 90).end(150, NANOSECONDS);
    shop.end(200, NANOSECONDS);

    assertThat(oracle.violations()).containsExactly("\"mailer\" in \"shop\" began 10 ns before it");
  }

  @Test
  void one_that_begins_when_all_of_its_trace_has_ended_is_found() {
    Span shop = start("shop", Context.root(), 100);
    shop.end(200, NANOSECONDS);
    start("late", in(shop), 150).end(160, NANOSECONDS);

    assertThat(oracle.violations())
        .containsExactly("\"late\" began when its parent had ended, or its parent was never told");
  }

  @Test
  void a_parent_in_another_process_is_not_looked_for() {
    SpanContext caller = SpanContext.createFromRemoteParent(
        "0123456789abcdef0123456789abcdef", "0123456789abcdef", TraceFlags.getSampled(), TraceState.getDefault());
    start("request", in(Span.wrap(caller)), 100).end(200, NANOSECONDS);

    assertThat(oracle.violations()).isEmpty();
  }
}
