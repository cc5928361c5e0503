package dev.asupersync.lab.trace;

import dev.asupersync.CancelKind;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each field of an event may be, whatever came before. */
final class Shapes {

  private static final int MAX_MASK = 64;

  private static final Set<Long> OPERATIONS =
      Arrays.stream(OpKind.values()).map(kind -> (long) kind.code()).collect(Collectors.toSet());

  private Shapes() {}

  /** The rule that a field of this event breaks, if one does. */
  static Optional<TraceRule> broken(TraceEvent event) {
    for (int i = 0; i < event.numbers().size(); i++) {
      Optional<TraceRule> rule = broken(event, event.kind().numbers().get(i), event.numbers().get(i));
      if (rule.isPresent()) {
        return rule;
      }
    }
    return Optional.empty();
  }

  private static Optional<TraceRule> broken(TraceEvent event, String field, long value) {
    return switch (field) {
      case "task", "region", "obligation", "alarm", "finalizer" -> unless(value >= 0, TraceRule.SHAPE_003);
      case "parent", "opener" -> unless(value >= -1, TraceRule.SHAPE_003);
      case "severity" -> unless(value >= 0 && value <= 3, TraceRule.SHAPE_004);
      case "kind" -> event.kind() == TraceKind.OBLIGATION_RESERVED
          ? unless(value >= 0 && value < ObligationKind.values().length, TraceRule.SHAPE_009)
          : unless(value >= 0 && value < CancelKind.values().length, TraceRule.SHAPE_005);
      case "before", "after" -> state(event, value);
      case "op" -> unless(OPERATIONS.contains(value), TraceRule.SHAPE_008);
      case "body", "forced" -> unless(value == 0 || value == 1, TraceRule.SHAPE_010);
      case "depth" -> unless(value >= 0 && value <= MAX_MASK, TraceRule.SHAPE_010);
      default -> Optional.empty();
    };
  }

  private static Optional<TraceRule> state(TraceEvent event, long value) {
    return switch (event.kind()) {
      case TASK_STATE -> unless(TraceCodes.taskState(value).isPresent(), TraceRule.SHAPE_006);
      case REGION_STATE -> unless(TraceCodes.regionState(value).isPresent(), TraceRule.SHAPE_007);
      default -> unless(value >= 0, TraceRule.SHAPE_003);
    };
  }

  private static Optional<TraceRule> unless(boolean holds, TraceRule rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }
}
