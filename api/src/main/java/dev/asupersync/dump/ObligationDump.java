package dev.asupersync.dump;

import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;

/**
 * An obligation that a task holds.
 *
 * @param subject what it is about: {@code channel "orders"}
 * @param site where it was reserved, or the empty string where sites are not recorded
 */
public record ObligationDump(ObligationId id, ObligationKind kind, String subject, String site) {

  /** {@code SEND_PERMIT O12 on channel "orders"}, and where it was reserved, if that is known. */
  @Override
  public String toString() {
    String text = kind + " " + id + " on " + subject;
    return site.isEmpty() ? text : text + ", reserved at " + site;
  }
}
