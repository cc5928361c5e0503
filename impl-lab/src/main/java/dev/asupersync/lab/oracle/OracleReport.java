package dev.asupersync.lab.oracle;

import java.util.List;

/**
 * The verdict of one oracle.
 *
 * @param oracle its name
 * @param judged whether it could judge at all; the determinism oracle needs two runs, for instance
 * @param events how many events it saw
 * @param violations what was broken; empty when nothing was
 */
public record OracleReport(String oracle, boolean judged, long events, List<String> violations) {

  public OracleReport {
    violations = List.copyOf(violations);
  }

  /** Whether it judged and found nothing. */
  public boolean isOk() {
    return judged && violations.isEmpty();
  }

  @Override
  public String toString() {
    return oracle + ": " + (!judged ? "not judged" : isOk() ? "ok" : String.join("; ", violations));
  }
}
