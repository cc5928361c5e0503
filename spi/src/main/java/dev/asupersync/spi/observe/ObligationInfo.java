package dev.asupersync.spi.observe;

import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;

/**
 * An obligation, as it was reserved.
 *
 * @param subject what it is about: {@code channel "orders"}
 * @param resource the number of that
 * @param site where it was reserved, or the empty string where sites are not recorded
 */
public record ObligationInfo(
    ObligationId id,
    ObligationKind kind,
    TaskId holder,
    RegionId region,
    String subject,
    long resource,
    String site) {}
