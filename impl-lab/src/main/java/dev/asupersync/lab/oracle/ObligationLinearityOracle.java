package dev.asupersync.lab.oracle;

import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An obligation is reserved once, handed on and resolved by whoever holds it, and resolved only once. That is what a
 * slot of a channel, an answer, an acknowledgement, a lock and a lease are here, so none is given back twice.
 * Rules: 6.1, 6.18.
 */
final class ObligationLinearityOracle implements Oracle {

  private final Map<ObligationId, TaskId> holders = new HashMap<>();
  private final Set<ObligationId> resolved = Recent.set();
  private final Findings findings;

  ObligationLinearityOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "obligation_linearity";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.OBLIGATION);
  }

  @Override
  public void onObligationReserved(ObligationInfo one) {
    if (holders.put(one.id(), one.holder()) != null || resolved.contains(one.id())) {
      findings.add(label(one) + " was reserved twice");
    }
  }

  @Override
  public void onObligationTransferred(ObligationInfo one, TaskId from) {
    TaskId before = holders.put(one.id(), one.holder());
    if (!from.equals(before)) {
      findings.add(label(one) + " was handed on by " + from + ", but " + whose(one, before));
    }
  }

  @Override
  public void onObligationResolved(ObligationInfo one, ObligationState state) {
    TaskId before = holders.remove(one.id());
    if (state == ObligationState.RESERVED) {
      findings.add(label(one) + " was resolved as reserved, which is no end");
    }
    if (!one.holder().equals(before)) {
      findings.add(label(one) + " was resolved (" + state + ") by " + one.holder() + ", but " + whose(one, before));
    }
    resolved.add(one.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private String whose(ObligationInfo one, @Nullable TaskId holder) {
    return holder != null
        ? holder + " held it"
        : resolved.contains(one.id()) ? "it was resolved before" : "it was never reserved";
  }

  private static String label(ObligationInfo one) {
    return one.kind() + " " + one.id() + " on " + one.subject();
  }
}
