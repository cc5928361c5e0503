package dev.asupersync.otel;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import dev.asupersync.Tier;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words that stand on spans, metrics and log events alike. Queries read them: add, never rename. */
final class Names {

  static final String SCOPE = "asupersync";
  static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.40.0";

  static final AttributeKey<String> OUTCOME = stringKey("asupersync.outcome");
  static final AttributeKey<String> CANCEL_KIND = stringKey("asupersync.cancel.kind");
  static final AttributeKey<String> BUDGET_KIND = stringKey("asupersync.budget.kind");
  static final AttributeKey<String> TIER = stringKey("asupersync.task.tier");
  static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

  static final String OK = "ok";
  static final String ERR = "err";
  static final String CANCELLED = "cancelled";
  static final String PANICKED = "panicked";
  static final List<String> OUTCOMES = List.of(OK, ERR, CANCELLED, PANICKED);

  static final List<String> BUDGETS = List.of("deadline", "poll_quota", "cost_quota");

  private static final String[] KINDS =
      Arrays.stream(CancelKind.values()).map(kind -> kind.key('_')).toArray(String[]::new);

  private static final String[] TIERS =
      Arrays.stream(Tier.values()).map(tier -> of((Enum<?>) tier)).toArray(String[]::new);

  private Names() {}

  @SuppressWarnings("EnumOrdinal") // within one version
  static String of(Tier tier) {
    return TIERS[tier.ordinal()];
  }

  @SuppressWarnings("EnumOrdinal") // within one version
  static String of(CancelKind kind) {
    return KINDS[kind.ordinal()];
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String of(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> OK;
      case Outcome.Err<?, ?> _ -> ERR;
      case Outcome.Cancelled<?, ?> _ -> CANCELLED;
      case Outcome.Panicked<?, ?> _ -> PANICKED;
    };
  }

  /** The part of a budget that is used up: an index into {@link #BUDGETS}. */
  static int budget(CancelKind kind) {
    return switch (kind) {
      case POLL_QUOTA -> 1;
      case COST_BUDGET -> 2;
      default -> 0;
    };
  }
}
